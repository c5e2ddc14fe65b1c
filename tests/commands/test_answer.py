"""What `answer.py` writes, says and refuses."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest

import answer
import terminal

PRODUCT = "data/products/tidepool.yml"


@pytest.fixture
def run(project, monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(answer, "current_settings", lambda: project.load().settings)

    def command(*arguments: str, answers: str = "") -> tuple[int, str, str]:
        if answers:
            file = tmp_path / "answers.yml"
            file.write_text(answers, encoding="utf-8")
            arguments = (*arguments, "--answers", str(file))
        code = answer.main(list(arguments))
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return command


def text(project) -> str:
    return (project.root / PRODUCT).read_text(encoding="utf-8")


def test_a_file_of_answers_adds_what_is_missing_and_keeps_the_rest(run, project):
    before = text(project)
    code, out, _ = run("tidepool", answers="justification: {at_this_volume: Addresses stay in the table of the harbor.}\n")
    assert code == 0
    assert "Addresses stay in the table of the harbor." in text(project)
    assert [line for line in before.splitlines() if line not in text(project).splitlines()] == []
    assert "Tidepool" in out


def test_what_the_product_says_already_outweighs_an_answer(run, project):
    assert run("tidepool", answers="summary: Something else.\n")[0] == 0
    assert "Something else." not in text(project)


def test_how_the_account_is_used_goes_into_the_private_file(run, project):
    assert run("tidepool", answers="account: {plan: free}\n")[0] == 0
    assert "plan: free" not in text(project)
    assert "plan: free" in (project.root / "data/private/tidepool.yml").read_text(encoding="utf-8")


def test_a_contact_that_the_public_file_names_gets_no_private_copy(run, project):
    overlay = project.root / "data/private/tidepool.yml"
    before = overlay.read_bytes() if overlay.is_file() else None
    named = "  technical: {name: Jane Example, email: jane@example.com}\n"
    project.write(PRODUCT, re.sub(r"^contacts:.*\n(?: .*\n)*", "", text(project), flags=re.MULTILINE) + f"contacts:\n{named}")
    code, _, err = run("tidepool", answers="justification: {at_this_volume: Anglers come for one day.}\n")
    assert (code, err) == (0, "")
    assert (overlay.read_bytes() if overlay.is_file() else None) == before


def test_an_answer_that_does_not_fit_changes_nothing(run, project):
    before = text(project)
    code, _, err = run("tidepool", answers="account: {plan: gold}\n")
    assert code == 1
    assert "plan" in err
    assert text(project) == before


def test_an_unknown_product_names_those_that_exist(run):
    code, _, err = run("no-such-product")
    assert code == 2
    assert "tidepool" in err


def test_without_a_terminal_it_says_how_to_pass_the_answers(run):
    code, _, err = run("tidepool")
    assert code == 2
    assert "--answers" in err


def test_the_most_harmful_question_comes_first_and_its_answer_is_written_at_once(run, project, monkeypatch):
    asked: list[str] = []

    def given(words: str, **_: object) -> SimpleNamespace:
        asked.append(words)
        if len(asked) > 1:
            raise KeyboardInterrupt
        return SimpleNamespace(unsafe_ask=lambda: "We confirm each address with a link.")

    monkeypatch.setattr(terminal, "questionary", SimpleNamespace(text=given, select=given))
    monkeypatch.setattr("sys.stdin", SimpleNamespace(isatty=lambda: True))
    code, _, err = run("tidepool")
    assert code == 130
    assert "Your complete answers are in the file" in err
    assert "We confirm each address with a link." in text(project)
