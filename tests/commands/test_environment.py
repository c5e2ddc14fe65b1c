"""What the commands take from outside: `current_settings` asks git only where nobody gave a time."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime

import pytest

import environment
from policykit.foundation.settings import PROJECT

COMMIT = 1763769600


@pytest.fixture
def alone(tmp_path, monkeypatch):
    """A folder outside any repository, taken for the project's."""
    monkeypatch.setattr(environment, "PROJECT", tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    for name in ("SOURCE_DATE_EPOCH", "TODAY", "PROFILE", "GIT_DIR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def commit(folder, monkeypatch) -> None:
    for name in ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"):
        monkeypatch.setenv(name, f"{COMMIT} +0200")
    me = ["-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    subprocess.run(["git", *me, "commit", "-q", "--allow-empty", "-m", "first"], cwd=folder, check=True)


def test_outside_a_repository_there_is_no_stamp(alone):
    assert environment.current_settings().stamp is None


def test_a_repository_without_a_commit_gives_no_stamp(alone):
    subprocess.run(["git", "init", "-q"], cwd=alone, check=True)
    assert environment.current_settings().stamp is None


def test_without_git_there_is_no_stamp(alone, monkeypatch):
    monkeypatch.setenv("PATH", str(alone))
    assert environment.current_settings().stamp is None


def test_the_last_commit_stamps_the_outputs(alone, monkeypatch):
    commit(alone, monkeypatch)
    assert environment.current_settings().stamp == datetime.fromtimestamp(COMMIT, UTC)


def test_a_time_that_was_given_outweighs_the_last_commit(alone, monkeypatch):
    commit(alone, monkeypatch)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert environment.current_settings().stamp == datetime(1970, 1, 2, tzinfo=UTC)


def test_a_profile_that_is_named_outweighs_the_environment(alone, monkeypatch):
    monkeypatch.setenv("PROFILE", "public")
    assert environment.current_settings("internal").profile == "internal"


def test_a_command_whose_reader_has_gone_says_nothing():
    """As in `make lint | head -1`."""
    script = "import environment, sys; sys.exit(environment.exit_code(lambda: print('x' * 1_000_000) or 0))"
    command = [sys.executable, "-c", script]
    with subprocess.Popen(command, cwd=PROJECT / "scripts", stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.read(1)
        process.stdout.close()
        assert (process.stderr.read(), process.wait()) == (b"", 1)
