"""Zensical makes the same site of the same tree. Not in the gate: one of its builds in about twenty reports pages that exist as missing."""

from __future__ import annotations

import json

import pytest
from built_pages import FOLDERS, KINDS, article, leads_to_the_other_language, outside_requests, unescaped
from leaks import leaks, private_values
from projects import FEW_RULES, copy_project

pytestmark = pytest.mark.engines

PAGE = "docs/en/guides/index.md"


@pytest.fixture(scope="module")
def zensical_site(built):
    return built("public", "zensical", rules=None)


def test_a_sound_project_is_built_and_leaves_nothing_behind(zensical_site):
    assert (zensical_site.folder / "index.html").is_file()
    assert (zensical_site.folder / "de/index.html").is_file()
    assert not (zensical_site.project.root / "build/public/zensical/replaced").exists()


def test_both_engines_show_the_same_words_on_every_page_of_a_product(public_site, zensical_site):
    differ = []
    for slug in public_site.catalogue.products:
        for name in (f"{folder}products/{slug}/{kind}index.html" for folder in FOLDERS for kind in KINDS):
            words = article(public_site.folder / name)
            assert len(words) > 100, name
            if article(zensical_site.folder / name) != words:
                differ.append(name)
    assert differ == []


def test_both_engines_publish_the_same_bytes_of_every_file(public_site, zensical_site):
    one, two = public_site.folder, zensical_site.folder
    files = [path.relative_to(one) for ending in ("txt", "eml", "zip", "json") for path in one.rglob(f"*.{ending}")]
    files = [path for path in files if "pagefind" not in path.parts]
    assert len(files) > 200
    assert [
        str(path) for path in files if not (two / path).is_file() or (two / path).read_bytes() != (one / path).read_bytes()
    ] == []


def test_both_engines_let_the_same_pages_be_found(public_site, zensical_site):
    one, two = (
        {code: index["page_count"] for code, index in json.loads(text)["languages"].items()}
        for site in (public_site, zensical_site)
        for text in [(site.folder / "pagefind/pagefind-entry.json").read_text(encoding="utf-8")]
    )
    assert one == two
    assert set(one) == {"de", "en"}


def test_hostile_data_comes_out_as_text_in_every_place(zensical_site):
    assert unescaped(zensical_site.folder) == []


def test_no_page_asks_anyone_else_for_anything(zensical_site):
    assert outside_requests(zensical_site.folder) == []


def test_the_language_switch_stays_on_the_page_in_both_directions(zensical_site):
    names = [f"products/{slug}/{kind}" for slug in zensical_site.catalogue.products for kind in KINDS]
    assert [name for name in names if not leads_to_the_other_language(zensical_site.folder, name)] == []


def test_a_public_build_never_opens_the_private_folder(zensical_site):
    assert (zensical_site.private / "tidepool.yml").is_file()
    assert zensical_site.seen == ""


def test_no_private_value_is_in_any_byte_of_the_public_site(zensical_site):
    assert leaks(zensical_site.folder, private_values(zensical_site.project.root / "data")) == []


def test_both_engines_show_the_same_words_on_every_page_of_the_site_for_reviewers(reviewers_site, built):
    zensical, pages = built("reviewers", "zensical", rules=FEW_RULES), list(reviewers_site.folder.rglob("index.html"))
    assert len(pages) == 8
    for page in pages:
        assert article(zensical.folder / page.relative_to(reviewers_site.folder)) == article(page)


# What is broken on purpose: each list in a build of its own, because the build fails.

AFTER = {
    "Here is {% raw %}{{ left }}{% endraw %} over.": "`{{` is a leftover of a template or draft",
    "Dear [Your Name],": "`[Your Name]` is not declared",
    "[fill in: your shoe size]": "`[fill in: your shoe size]` is not declared",
    "Macro Rendering Error": "`Macro Rendering Error` is a leftover of a template or draft",
    "this is a TODO": "`TODO` is a leftover of a template or draft",
    '<a href="no-such-folder/">raw</a>': "no-such-folder",
    '<img src="no-such-picture.png" alt="x">': "no-such-picture",
    "[link](index.md#no-such-anchor)": "no-such-anchor",
    '<a href="#no-such-id">raw</a>': "no-such-id",
}
LINKS = ["[link](no-such-page.md)"]


def build_with(folder, additions: list[str]):
    """What the build of a project said whose page has some more paragraphs, and the folder of the last good site."""
    project = copy_project(folder / "project")
    project.write("site-zensical/good.html", "the last good one")
    page = (project.root / PAGE).read_text(encoding="utf-8")
    project.write(PAGE, page + "\n\n" + "\n\n".join(additions) + "\n")
    return project.build("zensical"), project.root / "site-zensical"


@pytest.fixture(scope="module")
def stopped(tmp_path_factory):
    return build_with(tmp_path_factory.mktemp("links"), LINKS)


@pytest.fixture(scope="module")
def faulty(tmp_path_factory):
    return build_with(tmp_path_factory.mktemp("faulty"), list(AFTER))


@pytest.mark.parametrize("said", AFTER.values())
def test_a_fault_in_the_finished_pages_is_named_with_its_file(faulty, said):
    result, _ = faulty
    assert result.returncode == 1
    assert any(line.startswith("guides/index.html:") and said in line for line in result.stderr.splitlines())


def test_a_link_to_a_page_that_does_not_exist_stops_the_engine_and_is_named(stopped):
    result, _ = stopped
    assert result.returncode == 1
    assert "guides/index" in result.stderr
    assert "no-such-page" in result.stderr


@pytest.mark.parametrize("outcome", ["stopped", "faulty"])
def test_a_site_that_is_not_sound_is_not_published(outcome, request):
    _, site = request.getfixturevalue(outcome)
    assert [path.name for path in site.iterdir()] == ["good.html"]
