"""A repository with private data anywhere in its history must not become public, and the check says the way out."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

import publish_check

FILE = "data/private/bell.yml"


def git(root: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Jane", "-c", "user.email=jane@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(root), *who, *arguments], check=True, capture_output=True)


def commit(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    git(root, "add", "-A", "-f")
    git(root, "commit", "-q", "-m", "A change")


@pytest.fixture
def repository(tmp_path, monkeypatch) -> Path:
    """A clean repository of a started kit."""
    root = tmp_path / "kit"
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    commit(root, {"data/products/bell.yml": "name: Bell\n", "data/private/.gitignore": "*\n"})
    monkeypatch.setattr(publish_check, "PROJECT", root)
    monkeypatch.delenv("PRIVATE_DATA", raising=False)
    return root


def test_a_repository_that_never_had_private_data_may_be_public(repository, capsys):
    assert publish_check.main([]) == 0
    assert "may be public" in capsys.readouterr().out


def added(root: Path) -> None:
    commit(root, {FILE: "a: 1\n"})


def deleted(root: Path) -> None:
    added(root)
    git(root, "rm", "-q", FILE)
    git(root, "commit", "-q", "-m", "Remove it")


def moved(root: Path) -> None:
    added(root)
    (root / "notes").mkdir()
    git(root, "mv", FILE, "notes/bell.yml")
    git(root, "commit", "-q", "-m", "Move it")


def on_a_branch(root: Path) -> None:
    git(root, "switch", "-q", "-c", "other")
    added(root)
    git(root, "switch", "-q", "main")


def on_a_tag(root: Path) -> None:
    on_a_branch(root)
    git(root, "tag", "old", "other")
    git(root, "branch", "-q", "-D", "other")


def in_a_merge(root: Path) -> None:
    git(root, "switch", "-q", "-c", "other")
    commit(root, {"a.txt": "a\n"})
    git(root, "switch", "-q", "main")
    commit(root, {"b.txt": "b\n"})
    git(root, "merge", "-q", "--no-commit", "other")
    added(root)


def with_an_odd_name(root: Path) -> None:
    commit(root, {'data/private/sent/Bäcker 1/"a".txt': "a\n"})


@pytest.mark.parametrize(
    "way", [added, deleted, moved, on_a_branch, on_a_tag, in_a_merge, with_an_odd_name], ids=lambda way: way.__name__
)
def test_private_data_anywhere_in_the_history_is_refused_with_the_way_out(repository, capsys, way):
    way(repository)
    assert publish_check.main([]) == 1
    said = capsys.readouterr().err
    assert "in the history: 1 files in 1 commits" in said
    assert ("tracked now" in said) == (way in (added, in_a_merge, with_an_odd_name))
    assert "start_kit.py" in said
    assert "git filter-repo --path data/private --invert-paths" in said


def test_a_private_repository_may_have_it(repository, capsys):
    added(repository)
    for visibility in ("private", "internal"):
        assert publish_check.main(["--visibility", visibility]) == 0
        assert "must stay private" in capsys.readouterr().out
    assert publish_check.main(["--visibility", ""]) == 1  # what is not known counts as public


def test_private_data_in_another_folder_of_the_repository_is_found(repository, monkeypatch, capsys):
    commit(repository, {"secrets/bell.yml": "a: 1\n"})
    monkeypatch.setenv("PRIVATE_DATA", str(repository / "secrets"))
    assert publish_check.main([]) == 1
    assert "such as secrets/bell.yml" in capsys.readouterr().err


def test_a_clone_with_part_of_the_history_tells_nothing(repository, tmp_path, monkeypatch, capsys):
    commit(repository, {"a.txt": "a\n"})
    git(tmp_path, "clone", "-q", "--depth", "1", repository.as_uri(), "shallow")
    monkeypatch.setattr(publish_check, "PROJECT", tmp_path / "shallow")
    assert publish_check.main([]) == 2
    assert "fetch-depth: 0" in capsys.readouterr().err


def test_a_folder_without_a_repository_tells_nothing(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(publish_check, "PROJECT", tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert publish_check.main([]) == 2
    assert "in a clone of the repository" in capsys.readouterr().err
