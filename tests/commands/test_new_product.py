"""`new_product.py --answers`: two files and no other, all faults at once, never over a file."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from projects import listing

import environment
import new_file
import new_product
from policykit.yamlio.reader import parse_yaml

ANSWERS = """\
slug: moon-choir
name: Moon Choir
summary: {en: Moon Choir plans rehearsals., de: Moon Choir plant Proben.}
stage: asked
request: {region: eu-west-1, mail_type: TRANSACTIONAL, daily_quota: 1000, account_id: "111122223333"}
streams:
  - title: Sign-in code
    class: transactional
    trigger: {actor: recipient, event: A singer signs in.}
contacts:
  primary: {name: Jane Example, email: jane@example.com}
  support: {email: post@example.com}
"""
PRODUCT, OVERLAY = "data/products/moon-choir.yml", "data/private/moon-choir.yml"


@pytest.fixture
def run(project, monkeypatch, capsys, tmp_path):
    """Runs the command on the small project: `run(text)` gives exit code, output and messages."""
    monkeypatch.setattr(environment, "PROJECT", project.root)
    for name in ("PROFILE", "PRIVATE_DATA", "SITE_URL", "REPO_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    monkeypatch.setenv("TODAY", "2026-11-22")

    def call(answers: str | bytes | None, *arguments: str) -> tuple[int, str, str]:
        if answers is not None:
            (tmp_path / "a.yml").write_bytes(answers if isinstance(answers, bytes) else answers.encode())
            arguments = (*arguments, "--answers", str(tmp_path / "a.yml"))
        code = new_product.main(list(arguments))
        out, err = capsys.readouterr()
        return code, out, err.replace(f"{tmp_path}/", "")

    return call


def written(project, before: dict[str, bytes]) -> set[str]:
    """The files that were added; nothing else may be changed or gone."""
    after = listing(project.root)
    assert {name: after.get(name) for name in before} == before
    return set(after) - set(before)


# What is written


def test_it_writes_the_product_and_its_overlay_and_nothing_else(run, project):
    before = listing(project.root)
    code, out, err = run(ANSWERS)
    assert (code, err) == (0, "")
    assert out.startswith(f"Written: {PRODUCT}\nWritten: {OVERLAY}\n")
    assert written(project, before) == {PRODUCT, OVERLAY}


def test_what_is_private_stands_in_the_overlay_alone(run, project):
    run(ANSWERS)
    public = (project.root / PRODUCT).read_text(encoding="utf-8")
    assert [word for word in ("111122223333", "Jane", "jane@") if word in public] == []
    assert parse_yaml((project.root / OVERLAY).read_text(encoding="utf-8"), "o.yml").tree == {
        "request": {"account_id": "111122223333"}, "contacts": {"primary": {"name": "Jane Example", "email": "jane@example.com"}},
    }  # fmt: skip


def test_without_private_answers_there_is_no_overlay(run, project):
    before = listing(project.root)
    assert run("slug: moon-choir\nname: Moon Choir\nsummary: It plans.\n")[0] == 0
    assert written(project, before) == {PRODUCT}


def test_both_files_together_are_the_answers(run, project):
    run(ANSWERS)
    loaded = project.load("internal").products["moon-choir"].source.tree
    wanted = parse_yaml(ANSWERS, "a.yml").tree
    del wanted["slug"]
    wanted["streams"][0]["id"] = "sign-in-code"
    assert loaded == wanted


def test_the_overlay_lies_where_the_private_data_is(run, project, tmp_path, monkeypatch):
    monkeypatch.setenv("PRIVATE_DATA", str(tmp_path / "elsewhere"))
    assert run(ANSWERS)[0] == 0
    assert (tmp_path / "elsewhere" / "moon-choir.yml").is_file()
    assert not (project.root / OVERLAY).exists()


def test_the_same_answers_give_the_same_bytes(run, project, tmp_path):
    run(ANSWERS)
    first = {name: (project.root / name).read_bytes() for name in (PRODUCT, OVERLAY)}
    for name in first:
        (project.root / name).unlink()
    run(ANSWERS)
    assert {name: (project.root / name).read_bytes() for name in first} == first


def test_a_slug_on_the_command_line_outweighs_that_of_the_file(run, project):
    assert run(ANSWERS, "sun-choir")[0] == 0
    assert (project.root / "data/products/sun-choir.yml").is_file()
    assert not (project.root / PRODUCT).exists()


def test_answers_that_an_interview_kept_can_be_used(run, project):
    assert run(f"{ANSWERS}skipped: [website, 'streams[0].from']\n")[0] == 0
    assert "skipped" not in (project.root / PRODUCT).read_text(encoding="utf-8")


def test_it_tells_what_is_still_missing(run):
    out = run(ANSWERS)[1]
    assert "may lead to a refusal" in out
    assert "  ? Missing: Website (website.url)\n" in out


def test_a_product_that_is_retired_at_once_is_written_too(run, project):
    assert run(f"{ANSWERS}retired: {{on: 2026-11-01, because: It ended.}}\n")[0] == 0
    assert "moon-choir" in project.load().retired


# What is refused


def test_a_product_that_is_there_is_never_written_over(run, project):
    before = listing(project.root)
    code, out, err = run(ANSWERS.replace("moon-choir", "tidepool"))
    assert (code, out) == (1, "")
    assert "a.yml:1:7: error: the product `tidepool` already exists" in err
    assert written(project, before) == set()


def test_an_overlay_that_is_there_is_never_written_over(run, project):
    project.write(OVERLAY, "request: {account_id: '999999999999'}\n")
    before = listing(project.root)
    code, out, err = run(ANSWERS)
    assert (code, out) == (2, "")
    assert err == f"{OVERLAY} already exists and was not overwritten: choose another slug, or edit that file\n"
    assert written(project, before) == set()


def test_a_file_that_appears_at_the_last_moment_is_not_written_over(run, project, monkeypatch):
    def late(path: Path, content: bytes) -> None:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"mine")
        new_file.write_new(path, content)

    monkeypatch.setattr(new_product, "write_new", late)
    code, _, err = run(ANSWERS)
    assert code == 1
    assert "cannot write" in err
    assert (project.root / OVERLAY).read_bytes() == b"mine"


def test_all_wrong_answers_are_told_at_once_with_place_and_remedy_and_nothing_is_written(run, project):
    before = listing(project.root)
    code, out, err = run("slug: Möwe\nname: Moon\nstage: done\nrequest: {region: eu-west-9, daily_quota: many}\nnmae: Moon\n")
    assert (code, out) == (1, "")
    told = [line.split(" error: ")[0] for line in err.splitlines() if " error: " in line]
    assert told == ["a.yml:1:1:", "a.yml:1:7:", "a.yml:3:8:", "a.yml:4:19:", "a.yml:4:43:", "a.yml:5:1:"]
    assert err.count("    fix: ") == 6
    assert "6 errors" in err
    assert written(project, before) == set()


@pytest.mark.parametrize(
    ("answers", "told"),
    [(b"name: [\n", "[broken-yaml]"), (b"name: M\xfcller\n", "[not-utf-8]"), ("name: A\nname: B\n", "[duplicate-key]"), ("- a\n", "[no-answers]"),
     ("", "the slug is missing"), ("name:\n", "[empty-value]"), ("slug: moon\nname: A\nsummary: A.\nstreams: [{id: [a], title: A, class: system}, {title: B}]\n", "`streams.0.id` is a list"),
     ("slug: [a]\n", "[no-answers]"), (ANSWERS + "unknown: 1\n", "unknown field `unknown`"), (ANSWERS + "formerly: [tidepool]\n", "[address-taken]")],
)  # fmt: skip
def test_a_broken_file_of_answers_is_a_fault_and_nothing_is_written(run, project, answers, told):
    before = listing(project.root)
    code, out, err = run(answers)
    assert (code, out) == (1, "")
    assert told in err
    assert err.startswith("a.yml")
    assert written(project, before) == set()


@pytest.mark.parametrize("name", ["none.yml", "."])
def test_a_file_of_answers_that_is_none_is_told(run, tmp_path, name):
    code, out, err = run(None, "--answers", str(tmp_path / name))
    assert (code, out) == (2, "")
    assert err.startswith("there is no file ")


def test_without_a_terminal_it_says_what_to_do(run, project, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO())
    before = listing(project.root)
    assert run(None, "moon-choir") == (2, "", "cannot ask questions without a terminal: pass the answers with --answers FILE\n")
    assert written(project, before) == set()


def test_a_folder_that_takes_no_file_is_told(run, project):
    project.write("data/private", "a file where a folder should be")
    code, _, err = run(ANSWERS)
    assert code == 1
    assert err.startswith("cannot write the files: ")
    assert not (project.root / PRODUCT).exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_the_right_to_write_is_told(run, project):
    (project.root / "data/products").chmod(0o500)
    code, _, err = run(ANSWERS)
    (project.root / "data/products").chmod(0o700)
    assert code == 1
    assert err.startswith("cannot write the files: ")


def test_faults_in_other_files_stop_it_before_anything_is_written(run, project):
    project.replace("data/products/tidepool.yml", "stage: asked", "stage: done")
    before = listing(project.root)
    code, out, err = run(ANSWERS)
    assert (code, out) == (1, "")
    assert "data/products/tidepool.yml:4:8" in err
    assert written(project, before) == set()


# A kill between the two files


@pytest.fixture
def stopped(run, project, monkeypatch):
    """The command was killed after the first file."""
    calls = []

    def killed(path: Path, content: bytes) -> None:
        if calls:
            raise SystemExit(137)
        calls.append(path)
        new_file.write_new(path, content)

    with monkeypatch.context() as patch:
        patch.setattr(new_product, "write_new", killed)
        with pytest.raises(SystemExit):
            run(ANSWERS)
    return project


def test_a_kill_between_the_two_files_publishes_nothing(stopped):
    assert (stopped.root / OVERLAY).is_file()
    assert not (stopped.root / PRODUCT).exists()
    assert "moon-choir" not in stopped.load().products


def test_after_a_kill_between_the_two_files_the_same_command_ends_the_work(run, stopped):
    first = (stopped.root / OVERLAY).read_bytes()
    assert run(ANSWERS)[0] == 0
    assert (stopped.root / OVERLAY).read_bytes() == first
    assert "moon-choir" in stopped.load("internal").products
