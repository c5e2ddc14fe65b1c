"""The onboarding page in a real browser: every product typed in gives its own file; what does not fit is told, never lost."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from projects import copy_project, settings

from policykit.catalogue import load
from policykit.fields import product_fields
from policykit.settings import PROJECT
from policykit.yaml_source import parse_yaml, read_yaml

CATALOGUE = load(settings())
SLUGS = sorted(CATALOGUE.products)
PAGE = "products/add/"
MAPPINGS = sorted({field.name for field in product_fields().values() if field.is_mapping})
TYPIST = (Path(__file__).parent / "typist.js").read_text(encoding="utf-8")


def place(*loc: str | int) -> str:
    """The attribute by which a control is found: its place in the file."""
    return json.dumps(list(loc), separators=(",", ":"), ensure_ascii=False)


def at(page, *loc: str | int, by: str = "path"):
    return page.locator(f"[data-{by}='{place(*loc)}']")


@pytest.fixture
def fast(page, address):
    """The page without the theme's own scripts and styles: no test here is about search or colours."""
    page.route(re.compile(r"assets/javascripts/|stylesheets/"), lambda route: route.abort())
    page.goto(address + PAGE)
    page.locator("[data-spot=with]").wait_for()
    return page


def file_of(page) -> str:
    return page.locator("#product-file").text_content()


def told(page) -> str:
    return page.locator("[data-spot=problems-list]").text_content()


def typed(page, tree) -> None:
    """Type a whole tree through the form's controls."""
    page.add_script_tag(content=TYPIST)
    page.evaluate("([tree, mappings]) => typist(tree, mappings)", [tree, MAPPINGS])
    page.locator("#onboarding-slug").focus()


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> dict[str, str]:
    """What the form made of each product, for the check of all of them at once."""
    return {}


@pytest.mark.parametrize("slug", SLUGS)
def test_every_product_typed_in_gives_its_own_file(fast, files, slug):
    tree = read_yaml(PROJECT / "data" / "products" / f"{slug}.yml").tree
    fast.locator("#onboarding-slug").fill(f"{slug}-2")
    typed(fast, tree)
    assert fast.locator(".kit-problem--fault").all_text_contents() == []
    assert parse_yaml(file_of(fast), "typed").tree == tree
    assert fast.locator("[data-spot=name]").text_content() == f"data/products/{slug}-2.yml"
    files[slug] = file_of(fast)


def test_the_files_it_makes_pass_make_lint_as_they_are(files, tmp_path):
    if len(files) < len(SLUGS):
        pytest.skip("needs the test above, for every product")
    project = copy_project(tmp_path / "project", products=True, rules=None)
    for slug, text in files.items():
        project.write(f"data/products/{slug}.yml", text)
    result = project.run("lint.py", "--faults")
    assert result.returncode == 0, result.stdout
