"""A build that cannot lie: what is wrong is named, and the last good site stays as it was.

Where no engine is reached, or its work does not matter, the command runs in this process; two tests need an engine of their own.
"""

from __future__ import annotations

import subprocess
import sys

import pytest
from projects import copy_project

import build_site
import environment

PAGE = "docs/en/guides/index.md"


@pytest.fixture
def run(project, monkeypatch, capsys):
    """Runs the command on the small project, which has a last good site: `run()` gives exit code and messages."""
    monkeypatch.setattr(environment, "PROJECT", project.root)
    for name in ("PROFILE", "PRIVATE_DATA", "SITE_URL", "REPO_URL", "TODAY"):
        monkeypatch.delenv(name, raising=False)
    project.write("site/good.html", "the last good one")

    def call() -> tuple[int, str]:
        code = build_site.main([])
        return code, capsys.readouterr().err

    return call


def is_as_it_was(site) -> bool:
    return [(path.name, path.read_text()) for path in site.iterdir()] == [("good.html", "the last good one")]


# What the library finds before an engine starts.
BEFORE = [
    (PAGE, "\n{{ typos }}\n", "docs/en/guides/index.md:{last}: error: 'typos' is undefined"),
    (PAGE, "\n{{ ses_number('no-such-number') }}\n", "docs/en/guides/index.md:{last}: error: unknown number `no-such-number`"),
    (PAGE, "\n{% if %}\n", "docs/en/guides/index.md:{last}: error: Expected an expression"),
    ("docs/templates/page/overview.md", "\n{{ typos }}\n", "overview.md:{last}: error: 'typos' is undefined"),
    (
        "docs/templates/page/overview.md",
        "\n{{ product.nmae }}\n",
        "overview.md:{last}: error: a product has no field `nmae`",
    ),
    (
        "docs/templates/page/overview.md",
        "\n{{ product.application }}\n",
        "overview.md:{last}: error: cannot print None",
    ),
    ("docs/templates/page/overview.md", "\n{% if %}\n", "overview.md:{last}: error: Expected an expression"),
    ("data/products/tidepool.yml", "\nshoe_size: 44\n", "tidepool.yml:{last}:1: error: unknown field `shoe_size`"),
    ("data/ses.yml", "\n  x: [\n", "data/ses.yml:"),
]


@pytest.mark.parametrize(("file", "addition", "said"), BEFORE)
def test_a_fault_in_data_or_words_stops_the_build_and_leaves_the_last_site(run, project, monkeypatch, file, addition, said):
    """An exception that nobody caught would fail the test."""
    monkeypatch.setattr(build_site, "start", lambda *_: pytest.fail("an engine was started"))
    path = project.root / file
    path.write_text(path.read_text(encoding="utf-8") + addition, encoding="utf-8")
    last = len(path.read_text(encoding="utf-8").splitlines())
    code, told = run()
    assert code == 1
    assert said.replace("{last}", str(last)) in told
    assert is_as_it_was(project.root / "site")


def test_a_missing_file_of_data_stops_the_build(run, project):
    (project.root / "data/blanks.yml").unlink()
    code, told = run()
    assert code == 1
    assert "data/blanks.yml: error: cannot be read" in told


def test_a_wrong_setting_is_wrong_use(run, monkeypatch):
    monkeypatch.setenv("TODAY", "tomorrow")
    code, told = run()
    assert code == 2
    assert "TODAY=tomorrow is not a date" in told


# What an engine gives is checked before it is published. Here the engine is a command that writes one page a language.


@pytest.fixture
def written(project, monkeypatch):
    """The engine writes pages with this body: `written("<p>Hello</p>")`."""
    project.script("build_site.py")  # brings the configuration

    def by_engine(body: str, code: int = 0) -> None:
        def start(catalogue, engine, name, config):
            folder = config.parent / "site"
            folder.mkdir()
            (folder / "index.html").write_text(f'<html lang="{name}"><title>T</title><h1>T</h1>{body}</html>', encoding="utf-8")
            process = subprocess.Popen(
                [sys.executable, "-c", f"print('what the engine said'); raise SystemExit({code})"],
                text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            )  # fmt: skip
            return build_site.Build(name, process, folder)

        monkeypatch.setattr(build_site, "start", start)
        monkeypatch.setattr(build_site, "add_files", lambda _build: None)  # they link to pages that this engine does not write

    return by_engine


def test_a_sound_site_takes_the_place_of_the_last_one_and_nothing_is_left_behind(run, project, written):
    written("<p>Hello</p>")
    assert run() == (0, "")
    assert sorted(path.name for path in (project.root / "site").iterdir()) == ["_headers", "de", "index.html"]
    assert [path.name for path in (project.root / "build").rglob("replaced")] == []


def test_a_site_that_fails_the_output_check_is_not_published_and_the_fault_is_named(run, project, written):
    written("<p>Dear [Your Name],</p>")
    code, told = run()
    assert code == 1
    for file in ("index.html", "de/index.html"):
        assert any(line.startswith(f"{file}:") and "`[Your Name]` is not declared" in line for line in told.splitlines()), file
    assert is_as_it_was(project.root / "site")


def test_a_blank_and_a_variable_that_are_declared_are_no_fault_of_a_site(run, written):
    written("<p>[fill in: your website] [name]</p>")
    assert run() == (0, "")


def test_a_site_that_an_engine_did_not_finish_is_not_published_and_its_words_are_shown(run, project, written):
    written("<p>Hello</p>", code=1)
    code, told = run()
    assert code == 1
    assert "--- mkdocs, de:\nwhat the engine said" in told
    assert is_as_it_was(project.root / "site")


# With MkDocs itself


@pytest.fixture(scope="module")
def stopped(tmp_path_factory):
    """A build of its own: an engine stops at links that lead nowhere, so no other test could read this site."""
    project = copy_project(tmp_path_factory.mktemp("links") / "project")
    project.write("site/good.html", "the last good one")
    text = (project.root / PAGE).read_text(encoding="utf-8")
    project.write(PAGE, f"{text}\n\n[link](no-such-page.md)\n")
    return project.build(), project.root / "site"


def test_a_link_to_a_page_that_does_not_exist_stops_mkdocs_and_is_named_with_its_page(stopped):
    result, _ = stopped
    assert result.returncode == 1
    assert any("guides/index.md" in line and "no-such-page" in line for line in result.stderr.splitlines()), result.stderr


def test_a_site_that_mkdocs_did_not_finish_is_not_published(stopped):
    _, site = stopped
    assert is_as_it_was(site)


def test_a_further_profile_is_one_file_and_links_to_no_page_it_lacks(project):
    """A build of its own, because the links of a profile with few page kinds are its own."""
    project.write(
        "data/profiles/partners.yml",
        "overlays: false\nstatements: false\nsite: site-partners\npages: [overview, use-case, policies]\n",
    )
    result = project.build(PROFILE="partners")
    assert result.returncode == 0, result.stderr
    folder = project.root / "site-partners/products/tidepool"
    assert sorted(path.name for path in folder.iterdir()) == ["index.html", "policies", "use-case"]


CONFIGURE = """
from mkdocs.config import load_config
config = load_config("mkdocs.de.yml")
config.plugins.on_startup(command="build", dirty=False)
print(config.plugins.on_config(config).site_dir)
"""


def test_mkdocs_run_without_the_command_writes_an_internal_site_into_no_public_folder(project):
    project.script("mkdocs_hooks.py")
    result = subprocess.run(
        [sys.executable, "-c", CONFIGURE],
        cwd=project.root, env={"PROFILE": "internal", "PATH": "/usr/bin:/bin", "NO_MKDOCS_2_WARNING": "1"},
        text=True, capture_output=True, check=True,
    )  # fmt: skip
    assert result.stdout.split() == [str(project.root / "build/internal/mkdocs/de")]
