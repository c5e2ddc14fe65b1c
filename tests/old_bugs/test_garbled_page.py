"""A garbled word of a hand-written page was reported for the built page, after the engines had run, and not for its source."""

from __future__ import annotations

import pytest

import build_site
import environment

PAGE = "docs/de/index.md"


def build(project, monkeypatch, capsys) -> tuple[int, list[str]]:
    """The exit code of a build that must not start an engine, and the lines it printed."""
    monkeypatch.setattr(environment, "PROJECT", project.root)
    monkeypatch.setattr(build_site, "start", lambda *_: pytest.fail("an engine was started"))
    for name in ("PROFILE", "PRIVATE_DATA", "SITE_URL", "REPO_URL"):
        monkeypatch.delenv(name, raising=False)
    return build_site.main([]), capsys.readouterr().err.splitlines()


def add(project, page: str, text: str) -> int:
    """Append a paragraph; returns its line."""
    before = (project.root / page).read_text(encoding="utf-8").rstrip("\n")
    project.write(page, f"{before}\n\n{text}\n")
    return before.count("\n") + 3


def test_the_build_names_file_and_line_of_the_source_once_and_starts_no_engine(project, monkeypatch, capsys):
    line = add(project, PAGE, "Das ist fÃ¼r alle.")
    code, told = build(project, monkeypatch, capsys)
    assert code == 1
    assert told == [
        f"{PAGE}:{line}:9: error: garbled characters: `fÃ¼r`  [garbled-characters]",
        "    fix: write `für`",
        "1 error",
    ]


def test_a_page_that_is_not_utf_8_is_named_with_its_line(project, monkeypatch, capsys):
    line = add(project, PAGE, "Das ist für alle.")
    path = project.root / PAGE
    path.write_bytes(path.read_bytes().replace("für alle".encode(), "für alle".encode("latin-1")))
    code, told = build(project, monkeypatch, capsys)
    assert code == 1
    assert told == [f"{PAGE}:{line}: error: not valid UTF-8  [not-utf-8]", "    fix: save the file as UTF-8", "1 error"]


def test_pages_of_all_languages_are_reported_together(project, monkeypatch, capsys):
    lines = {page: add(project, page, "CafÃ©") for page in ("docs/en/index.md", PAGE)}
    _, told = build(project, monkeypatch, capsys)
    assert [line.split(":")[:2] for line in told if "error:" in line] == [
        [PAGE, str(lines[PAGE])],
        ["docs/en/index.md", str(lines["docs/en/index.md"])],
    ]


def test_lint_reports_the_same(project, run_lint):
    line = add(project, PAGE, "a\ufffdb")
    code, out = run_lint("--faults")
    assert code == 1
    assert f"{PAGE}:{line}:1: error: garbled characters: `a\ufffdb`  [garbled-characters]\n    fix: retype the word" in out


def test_an_example_of_garbled_text_is_left_alone(project, run_lint):
    text = '<p data-example>\nfÃ¼r\n</p> und <code class="x" data-example>CafÃ©</code>, größer als √2 – „so“'
    add(project, PAGE, text)
    assert run_lint("--faults")[0] == 0
