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
