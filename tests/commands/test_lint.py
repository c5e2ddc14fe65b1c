"""What `lint.py` prints and how it ends."""

from __future__ import annotations

import pytest


@pytest.fixture
def run(run_lint):
    return run_lint


def test_a_text_without_translation_is_a_note_and_passes(run, project):
    project.replace("data/products/tidepool.yml", "{en: anglers, de: Angler}", "anglers")
    code, out = run("--faults")
    assert code == 0
    assert "note: 1 text has no de, the first is `audience.who`  [untranslated-texts]" in out


def test_a_fault_is_printed_with_its_place_and_exits_1(run, project):
    project.replace("data/products/tidepool.yml", "stage: asked", "stage: done")
    code, out = run("--faults")
    assert code == 1
    assert "data/products/tidepool.yml:4:8: error: `stage` is `done`" in out


def test_an_unknown_option_exits_2(run):
    with pytest.raises(SystemExit) as ended:
        run("--no-such-option")
    assert ended.value.code == 2


def test_a_single_rule_or_fact_is_checked_by_its_id(run, capsys):
    code, out = run("--faults", "-v", "--only", "markets-missing")
    assert code == 0
    assert "[markets-missing]" in out
    assert "[policies-incomplete]" not in out
    assert run("--only", "no-such-rule")[0] == 2


def test_the_help_names_every_profile(run, capsys):
    with pytest.raises(SystemExit):
        run("--help")
    assert "one of: internal, public, reviewers;" in " ".join(capsys.readouterr().out.split())


def test_a_sound_project_passes_when_it_is_run_as_make_runs_it(project):
    result = project.run("lint.py", "--faults")
    assert (result.returncode, result.stderr) == (0, "")


def test_what_is_due_for_review_is_one_note_a_file_and_passes(run, monkeypatch):
    monkeypatch.setenv("TODAY", "2027-05-23")
    code, out = run("--faults")
    assert code == 0
    notes = [line for line in out.splitlines() if "[review-due]" in line]
    assert [note.partition(":")[0] for note in notes] == ["data/ses.yml", "data/sources.yml"]
    assert "note: due for review, the first since 2027-05-22: bounce-good, bounce-pause," in notes[0]
    assert "DE-1" not in notes[1]  # a law: half a year later


def test_nothing_is_due_before_its_day(run, monkeypatch):
    monkeypatch.setenv("TODAY", "2027-05-22")
    assert "[review-due]" not in run("--faults")[1]
