"""`import_draft.py`: writes both files or neither over another, tells repairs and what is left, one clear message on wrong use."""

from __future__ import annotations

import pytest

import environment
import import_draft
import new_file
from policykit.foundation.settings import PROJECT
from policykit.yamlio.reader import read_yaml

PLAIN = (PROJECT / "tests/drafts/plain.txt").read_text(encoding="utf-8")


@pytest.fixture
def run(project, monkeypatch, capsys):
    """Runs the command on the small project: `run(draft, ...)` gives exit code, output and messages."""
    monkeypatch.setattr(environment, "PROJECT", project.root)
    for name in ("PROFILE", "PRIVATE_DATA", "SITE_URL", "REPO_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")

    def call(*arguments: object) -> tuple[int, str, str]:
        code = import_draft.main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


@pytest.fixture
def draft(tmp_path):
    """A draft with this text: `draft(text, "lantern.md")` gives its path."""

    def made(text: str = PLAIN, name: str = "lantern.md"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return made


def files(project) -> list[str]:
    data = project.root / "data"
    return sorted(
        path.relative_to(data).as_posix()
        for folder in ("products", "private")
        for path in (data / folder).rglob("*")
        if path.is_file()
    )


SUMMARY = ("--summary", "Lantern lets small choirs plan rehearsals.")


# What is written


def test_both_files_are_written_and_the_catalogue_loads_them(run, draft, project):
    code, out, err = run(draft(), *SUMMARY)
    assert (code, err) == (0, "")
    assert out.startswith("Written: data/private/lantern.yml\nWritten: data/products/lantern.yml\n")
    entry = project.load("internal").products["lantern"]
    assert entry.product.request.account_id == "111122223333"
    assert project.load().products["lantern"].product.request.account_id is None
    assert "lacks" not in out


def test_the_written_file_says_where_each_value_comes_from(run, draft, project):
    run(draft(), *SUMMARY)
    text = (project.root / "data/products/lantern.yml").read_text(encoding="utf-8")
    assert text.splitlines()[1].startswith("# Imported from lantern.md ")
    assert "region: eu-west-1  # line 7" in text
    assert "summary: Lantern lets small choirs plan rehearsals.  # given with --summary" in text


def test_required_keys_that_are_missing_get_a_stand_in_that_is_told_and_marked(run, draft, project):
    code, out, _ = run(draft("Region: eu-west-1\n"))
    assert code == 0
    assert "data/products/lantern.yml has a stand-in for `name` and `summary`" in out
    assert read_yaml(project.root / "data/products/lantern.yml").tree == {
        "name": "Lantern",
        "summary": "Lantern asks AWS for production access to Amazon SES.",
        "request": {"region": "eu-west-1"},
    }
    assert "name: Lantern  # a stand-in: replace it" in (project.root / "data/products/lantern.yml").read_text(encoding="utf-8")
    assert "Next: .venv/bin/python scripts/lint.py data/products/lantern.yml" in out


def test_the_lint_command_that_is_told_runs(run, draft, project):
    out = run(draft(), *SUMMARY)[1]
    arguments = next(line for line in out.splitlines() if line.startswith("Next: ")).split()[3:]
    result = project.run("lint.py", "--faults", *(str(project.root / name) for name in arguments))
    assert (result.returncode, result.stderr) == (0, "")


def test_a_draft_without_private_values_makes_no_overlay(run, draft, project):
    run(draft("Name of the product: Lantern\nRegion: eu-west-1\n"), *SUMMARY)
    assert "private/lantern.yml" not in files(project)


def test_a_labeled_name_outweighs_the_option_which_fills_a_gap_only(run, draft, project):
    run(draft("Product name: Lantern\n"), "--name", "Other", *SUMMARY)
    assert read_yaml(project.root / "data/products/lantern.yml").tree["name"] == "Lantern"


def test_a_dry_run_prints_both_files_and_writes_none(run, draft, project):
    before = files(project)
    code, out, _ = run(draft(), "--dry-run")
    assert (code, files(project)) == (0, before)
    assert "--- data/products/lantern.yml" in out
    assert 'account_id: "111122223333"' in out.partition("--- data/private/lantern.yml")[2]


def test_repairs_are_shown_with_their_line_and_so_is_what_cannot_be_repaired(run, draft):
    out = run(draft("Region: eu-west-1\n\nFirma: MÃ¼ller GmbH \ufffd\n"))[1]
    assert "Garbled characters: 2\n  line 3: MÃ¼ller -> Müller\n" in out
    assert "cannot be repaired: correct it yourself" in out


def test_unused_lines_are_printed_with_their_number(run, draft):
    out = run(draft("Region: eu-west-1\n\nNothing of use stands here.\n"))[1]
    assert "  3: Nothing of use stands here.\n" in out
    assert "  1: " not in out


# Wrong use


def refused(run, project, *arguments: object) -> str:
    """The message of a run that must write nothing."""
    before = files(project)
    code, out, err = run(*arguments)
    assert (code, out, files(project)) == (2, "", before)
    assert err.count("\n") == 1
    return err


def test_an_existing_product_or_overlay_is_not_overwritten(run, draft, project):
    assert "data/products/tidepool.yml already exists and was not overwritten" in refused(
        run, project, draft(), "--slug", "tidepool"
    )
    project.write("data/private/lantern.yml", 'request: {account_id: "444455556666"}\n')
    assert "data/private/lantern.yml already exists" in refused(run, project, draft())


def test_a_former_slug_of_another_product_is_refused(run, draft, project):
    project.replace("data/products/tidepool.yml", "stage: asked", "stage: asked\nformerly: [lantern]")
    assert "former slug of tidepool" in refused(run, project, draft())


def test_a_broken_product_keeps_nobody_from_adding_another(run, draft, project):
    project.write("data/products/broken.yml", "name: [\n")
    assert run(draft())[0] == 0


@pytest.mark.parametrize("name", ["My Draft.md", "Ü.md", "a--b.md", f"{'a' * 61}.md", "-a.md"])
def test_a_file_name_that_is_no_slug_is_refused_with_the_remedy(run, draft, project, name):
    message = refused(run, project, draft(name=name))
    assert "--slug" in message
    assert run(draft(name=name), "--slug", message.rpartition("--slug ")[2].strip())[0] == 0


def test_a_slug_cannot_lead_out_of_the_folder(run, draft, project):
    assert "--slug" in refused(run, project, draft(), "--slug", "../../lantern")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"# Only\n\n## Headings\n", "there is nothing to import from"),
        (b"Region: eu-west-1\n\xff\n", "line 2: a byte is not UTF-8"),
        (b"Region\0", "is not text"),
        (b"x" * 10_000_000, "is too large (10000000 bytes"),
    ],
    ids=["empty", "blank", "headings", "not UTF-8", "binary", "10 MB"],
)
def test_a_file_that_is_no_draft_gets_one_message_with_the_remedy(run, project, tmp_path, content, told):
    path = tmp_path / "lantern.md"
    path.write_bytes(content)
    message = refused(run, project, path)
    assert told in message
    assert ":" in message.partition(told)[2]


def test_a_missing_file_and_a_folder_get_one_message(run, project, tmp_path):
    assert "no file" in refused(run, project, tmp_path / "none.md")
    assert "is a folder" in refused(run, project, tmp_path)


def test_an_option_that_no_file_may_hold_is_refused(run, draft, project):
    assert "--name cannot be used" in refused(run, project, draft("Region: eu-west-1\n"), "--name", "x" * 101)


# What goes wrong while writing


def test_where_the_second_file_fails_the_first_is_told(run, draft, project, monkeypatch):
    write_new = import_draft.write_new

    def failing(path, content):
        if path.parent.name == "products":
            raise OSError(28, "No space left on device")
        write_new(path, content)

    monkeypatch.setattr(import_draft, "write_new", failing)
    code, out, err = run(draft())
    assert (code, out) == (1, "")
    assert "data/products/lantern.yml cannot be written (No space left on device)" in err
    assert "data/private/lantern.yml was written: delete it" in err


def test_a_file_that_appears_meanwhile_is_kept(run, draft, project, monkeypatch):
    monkeypatch.setattr(import_draft, "refuse_taken", lambda *_: None)
    kept = project.write("data/products/lantern.yml", "name: Kept\n")
    code, _, err = run(draft("Region: eu-west-1\n"))
    assert (code, kept.read_text(encoding="utf-8")) == (1, "name: Kept\n")
    assert "it already exists" in err


def test_an_import_that_is_cut_off_leaves_no_half_file(run, draft, project, monkeypatch):
    def killed(_: int) -> None:
        raise KeyboardInterrupt

    before = files(project)
    monkeypatch.setattr(new_file.os, "fsync", killed)
    with pytest.raises(KeyboardInterrupt):
        run(draft())
    assert files(project) == before


def test_private_data_may_lie_elsewhere(run, draft, project, tmp_path, monkeypatch):
    monkeypatch.setenv("PRIVATE_DATA", str(tmp_path / "elsewhere"))
    assert run(draft())[0] == 0
    assert (tmp_path / "elsewhere/lantern.yml").is_file()
    assert "private/lantern.yml" not in files(project)
