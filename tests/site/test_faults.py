"""A build that cannot lie: each thing is broken on purpose, in both engines, and must be red and leave the last site alone."""

from __future__ import annotations

import re

import pytest
from projects import copy_project

import build_site
import environment

ENGINES = ["mkdocs", "zensical"]
PAGE = "docs/en/guides/index.md"

# What the library finds before an engine starts. One engine is enough: the other is not reached either.
BEFORE = [
    (PAGE, "\n{{ typos }}\n", "docs/en/guides/index.md:{last}: error: 'typos' is undefined"),
    (PAGE, "\n{{ ses_number('no-such-number') }}\n", "docs/en/guides/index.md:{last}: error: no number `no-such-number`"),
    (PAGE, "\n{% if %}\n", "docs/en/guides/index.md:{last}: error: Expected an expression"),
    (PAGE, "\nBitte best√§tigen\n", "docs/en/guides/index.md:{last}:7: error: garbled characters: `best√§tigen`"),
    ("docs/templates/en/page/overview.md", "\n{{ typos }}\n", "overview.md:{last}: error: 'typos' is undefined"),
    ("docs/templates/de/page/overview.md", "\n{{ product.nmae }}\n", "overview.md:{last}: error: 'policykit"),
    (
        "docs/templates/en/page/overview.md",
        "\n{{ product.application }}\n",
        "overview.md:{last}: error: None was about to be printed",
    ),
    ("docs/templates/en/page/overview.md", "\n{% if %}\n", "overview.md:{last}: error: Expected an expression"),
    ("data/products/tidepool.yml", "\nshoe_size: 44\n", "tidepool.yml:{last}:1: error: unknown key `shoe_size`"),
    ("data/ses.yml", "\n  x: [\n", "data/ses.yml:"),
]


@pytest.mark.parametrize(("file", "addition", "said"), BEFORE)
def test_a_fault_in_data_or_words_stops_the_build_and_leaves_the_last_site(project, monkeypatch, capsys, file, addition, said):
    """In this process, since no engine is reached; an exception that nobody caught would fail the test."""
    monkeypatch.setattr(environment, "PROJECT", project.root)
    for name in ("PROFILE", "PRIVATE_DATA", "SITE_URL", "REPO_URL"):
        monkeypatch.delenv(name, raising=False)
    project.write("site/good.html", "the last good one")
    path = project.root / file
    path.write_text(path.read_text(encoding="utf-8") + addition, encoding="utf-8")
    last = len(path.read_text(encoding="utf-8").splitlines())
    assert build_site.main([]) == 1
    told = capsys.readouterr().err
    assert said.replace("{last}", str(last)) in told
    assert (project.root / "site/good.html").read_text() == "the last good one"
    assert "Traceback" not in told


def test_a_missing_file_of_data_stops_the_build(project):
    (project.root / "data/blanks.yml").unlink()
    result = project.build()
    assert result.returncode == 1
    assert "data/blanks.yml: error: cannot be read" in result.stderr


def test_a_wrong_setting_is_wrong_use(project):
    result = project.build(TODAY="tomorrow")
    assert result.returncode == 2
    assert "TODAY=tomorrow is not a date" in result.stderr


# What only the finished pages show, all on one page, so that one build an engine is enough.
AFTER = {
    "Here is {% raw %}{{ left }}{% endraw %} over.": "`{{` was left over",
    "Dear [Your Name],": "`[Your Name]` is not declared",
    "[fill in: your shoe size]": "`[fill in: your shoe size]` is not declared",
    "Macro Rendering Error": "`Macro Rendering Error` was left over",
    "this is a TODO": "`TODO` was left over",
}
# Links that an engine finds itself stop it; the rest is found in the finished pages, together with the above.
MARKDOWN = ["[link](no-such-page.md)", "[link](index.md#no-such-anchor)"]
RAW = ['<a href="no-such-folder/">raw</a>', '<img src="no-such-picture.png" alt="x">']
RAW_ANCHOR = '<a href="#no-such-id">raw</a>'
FOUND_BY_ENGINE = {"mkdocs": MARKDOWN, "zensical": [*MARKDOWN, RAW_ANCHOR]}
FOUND_IN_PAGES = {"mkdocs": [*RAW, RAW_ANCHOR], "zensical": RAW}


def build_with(folder, engine: str, additions: list[str]):
    """What the build of a project said whose page has some more paragraphs, and the folder of the last good site."""
    project = copy_project(folder / "project")
    site = "site" if engine == "mkdocs" else "site-zensical"
    project.write(f"{site}/good.html", "the last good one")
    page = project.root / PAGE
    page.write_text(page.read_text(encoding="utf-8") + "\n\n" + "\n\n".join(additions) + "\n", encoding="utf-8")
    return project.build(engine), project.root / site


@pytest.fixture(scope="module", params=ENGINES)
def stopped_by_engine(request, tmp_path_factory):
    links = FOUND_BY_ENGINE[request.param]
    return *build_with(tmp_path_factory.mktemp("links"), request.param, links), links


@pytest.fixture(scope="module", params=ENGINES)
def faulty_build(request, tmp_path_factory):
    links = FOUND_IN_PAGES[request.param]
    return *build_with(tmp_path_factory.mktemp("faulty"), request.param, [*AFTER, *links]), links


@pytest.mark.parametrize("said", AFTER.values())
def test_a_fault_in_the_finished_pages_is_named_with_its_file(faulty_build, said):
    result, _, _ = faulty_build
    assert result.returncode == 1
    assert any(line.startswith("guides/index.html:") and said in line for line in result.stderr.splitlines())


def unnamed(said: str, links: list[str]) -> list[str]:
    targets = [re.search(r"no-such-\w+", link)[0] for link in links]
    return [target for target in targets if target not in said]


def test_every_broken_link_in_the_finished_pages_is_named_with_its_file(faulty_build):
    result, _, links = faulty_build
    assert unnamed("\n".join(line for line in result.stderr.splitlines() if line.startswith("guides/index.html:")), links) == []


def test_every_broken_link_and_anchor_that_an_engine_finds_stops_the_build_and_is_named(stopped_by_engine):
    result, _, links = stopped_by_engine
    assert result.returncode == 1
    assert "guides/index" in result.stderr
    assert unnamed(result.stderr, links) == []


def test_a_faulty_site_is_not_published(faulty_build):
    _, site, _ = faulty_build
    assert [path.name for path in site.iterdir()] == ["good.html"]


def test_a_site_that_an_engine_did_not_finish_is_not_published(stopped_by_engine):
    _, site, _ = stopped_by_engine
    assert [path.name for path in site.iterdir()] == ["good.html"]
