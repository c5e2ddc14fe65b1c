"""A build that cannot lie: each thing is broken on purpose, in both engines, and must be red and leave the last site alone."""

from __future__ import annotations

import re

import pytest
from projects import copy_project

ENGINES = ["mkdocs", "zensical"]
PAGE = "docs/en/guides/index.md"


@pytest.mark.parametrize("engine", ENGINES)
def test_a_sound_project_is_built_and_leaves_nothing_behind(small_site, engine):
    site = small_site(engine)
    for name in (
        "index.html",
        "de/index.html",
        "products/tidepool/reply/more-information.txt",
        "de/products/tidepool/index.html",
    ):
        assert (site / name).is_file(), name
    assert not (site.parent / "build/public" / engine / "replaced").exists()


# What the library finds before an engine starts. One engine is enough: the other is not reached either.
BEFORE = [
    (PAGE, "\n{{ typos }}\n", "docs/en/guides/index.md:{last}: error: 'typos' is undefined"),
    (PAGE, "\n{{ ses_number('no-such-number') }}\n", "docs/en/guides/index.md:{last}: error: no number `no-such-number`"),
    (PAGE, "\n{% if %}\n", "docs/en/guides/index.md:{last}: error: Expected an expression"),
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
def test_a_fault_in_data_or_words_stops_the_build_and_leaves_the_last_site(project, file, addition, said):
    project.write("site/good.html", "the last good one")
    path = project.root / file
    path.write_text(path.read_text(encoding="utf-8") + addition, encoding="utf-8")
    last = len(path.read_text(encoding="utf-8").splitlines())
    result = project.build()
    assert result.returncode == 1
    assert said.replace("{last}", str(last)) in result.stderr
    assert (project.root / "site/good.html").read_text() == "the last good one"
    assert "Traceback" not in result.stderr


# What only the finished pages show, all on one page, so that one build an engine is enough.
AFTER = {
    "Here is {% raw %}{{ left }}{% endraw %} over.": "`{{` was left over",
    "Dear [Your Name],": "`[Your Name]` is not declared",
    "[fill in: your shoe size]": "`[fill in: your shoe size]` is not declared",
    "Macro Rendering Error": "`Macro Rendering Error` was left over",
    "Bitte best√§tigen": "garbled characters: `best√§tigen`",
    "this is a TODO": "`TODO` was left over",
}


@pytest.fixture(scope="module", params=ENGINES)
def faulty_build(request, tmp_path_factory):
    project = copy_project(tmp_path_factory.mktemp("faulty") / "project")
    site = "site" if request.param == "mkdocs" else "site-zensical"
    project.write(f"{site}/good.html", "the last good one")
    page = project.root / PAGE
    page.write_text(page.read_text(encoding="utf-8") + "\n\n" + "\n\n".join(AFTER) + "\n", encoding="utf-8")
    return project.build(request.param), project.root / site


@pytest.mark.parametrize("said", AFTER.values())
def test_a_fault_in_the_finished_pages_is_named_with_its_file(faulty_build, said):
    result, _ = faulty_build
    assert result.returncode == 1
    assert any(line.startswith("guides/index.html:") and said in line for line in result.stderr.splitlines())


def test_a_faulty_site_is_not_published(faulty_build):
    _, site = faulty_build
    assert [path.name for path in site.iterdir()] == ["good.html"]


# What an engine finds itself stops it; the rest is found in the finished pages. One build each.
MARKDOWN = ["[link](no-such-page.md)", "[link](index.md#no-such-anchor)"]
RAW = ['<a href="no-such-folder/">raw</a>', '<img src="no-such-picture.png" alt="x">']
RAW_ANCHOR = '<a href="#no-such-id">raw</a>'
LINKS = [
    ("mkdocs", MARKDOWN),
    ("mkdocs", [*RAW, RAW_ANCHOR]),
    ("zensical", [*MARKDOWN, RAW_ANCHOR]),
    ("zensical", RAW),
]


@pytest.fixture(scope="module", params=LINKS, ids=["mkdocs", "mkdocs-output", "zensical", "zensical-output"])
def build_with_broken_links(request, tmp_path_factory):
    engine, links = request.param
    project = copy_project(tmp_path_factory.mktemp("links") / "project")
    page = project.root / PAGE
    page.write_text(page.read_text(encoding="utf-8") + "\n\n" + "\n\n".join(links) + "\n", encoding="utf-8")
    return project.build(engine), links


def test_every_broken_link_and_anchor_stops_the_build_and_is_named(build_with_broken_links):
    result, links = build_with_broken_links
    assert result.returncode == 1
    assert "guides/index" in result.stderr
    targets = [re.search(r"no-such-\w+", link)[0] for link in links]
    assert [target for target in targets if target not in result.stderr] == []


def test_a_missing_file_of_data_stops_the_build(project):
    (project.root / "data/blanks.yml").unlink()
    result = project.build()
    assert result.returncode == 1
    assert "data/blanks.yml: error: cannot be read" in result.stderr


def test_a_wrong_setting_is_wrong_use(project):
    result = project.build(TODAY="tomorrow")
    assert result.returncode == 2
    assert "TODAY=tomorrow is not a date" in result.stderr


def test_a_language_that_is_missing_a_page_shows_english_under_a_notice(project):
    (project.root / "docs/de/guides/after-approval.md").unlink()
    assert project.build().returncode == 0
    page = (project.root / "site/de/guides/after-approval/index.html").read_text(encoding="utf-8")
    assert project.load().languages["de"].word("untranslated") in page
    assert '<div lang="en">' in page


@pytest.mark.parametrize("engine", ENGINES)
def test_hostile_data_comes_out_as_text_in_every_place(project, engine):
    hostile = "\"><img src=x onerror=alert(1)></title><script>alert(4)</script> *b* [l](javascript:a) | `c` # &amp; '"
    project.replace("data/products/tidepool.yml", "name: Tidepool & <Sons>", f"name: {hostile!r}".replace("\\'", "''"))
    project.replace("data/products/tidepool.yml", "store: S3", "store: '<script>alert(2)</script>'")
    project.replace("data/products/tidepool.yml", "en: Tide table,", "en: '</svg><script>alert(3)</script>',")
    result = project.build(engine)
    assert result.returncode == 0, result.stderr
    for path in (project.root / ("site" if engine == "mkdocs" else "site-zensical")).rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "<img src=x" not in text, path
        assert "<script>alert" not in text, path
        assert 'href="javascript' not in text, path


def test_both_engines_publish_the_same_bytes_of_every_file(small_site):
    one, two = small_site("mkdocs"), small_site("zensical")
    files = [path.relative_to(one) for ending in ("txt", "eml", "zip", "json") for path in one.rglob(f"*.{ending}")]
    files = [path for path in files if "search" not in path.parts]
    assert len(files) > 50
    assert [str(path) for path in files if (two / path).read_bytes() != (one / path).read_bytes()] == []


def test_no_address_is_invented(small_site):
    page = (small_site() / "de/products/tidepool/index.html").read_text(encoding="utf-8")
    assert 'rel="canonical"' not in page
    assert "/edit/main/" not in page


def test_addresses_come_from_the_environment(small_site):
    site = small_site(SITE_URL="https://example.com/kit", REPO_URL="https://example.com/repo")
    page = (site / "de/products/tidepool/index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://example.com/kit/de/products/tidepool/">' in page
    assert "https://example.com/repo/edit/main/data/products/tidepool.yml" in page


def test_a_further_profile_is_one_file_and_links_to_no_page_it_lacks(project):
    project.write(
        "data/profiles/reviewers.yml",
        "title: For reviewers\noverlays: false\nstatements: false\nsite: site-reviewers\npages: [overview, use-case, policies]\n",
    )
    result = project.build(PROFILE="reviewers")
    assert result.returncode == 0, result.stderr
    folder = project.root / "site-reviewers/products/tidepool"
    assert sorted(path.name for path in folder.iterdir()) == ["index.html", "policies", "use-case"]


def test_lint_notes_a_text_without_translation_and_passes(project):
    project.replace("data/products/tidepool.yml", "{en: anglers, de: Angler}", "anglers")
    result = project.run("lint.py", "--faults")
    assert result.returncode == 0
    assert "note: `audience.who` has no text in de  [untranslated-text]" in result.stdout


def test_lint_prints_faults_and_exits_1(project):
    assert project.run("lint.py", "--faults").returncode == 0
    project.replace("data/products/tidepool.yml", "stage: asked", "stage: done")
    result = project.run("lint.py", "--faults")
    assert result.returncode == 1
    assert "data/products/tidepool.yml:4:8: error: `stage` is `done`" in result.stdout
    assert project.run("lint.py", "--no-such-option").returncode == 2
