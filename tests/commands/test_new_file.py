"""Files of commands: never over another one, whole or not there, with the rights of any new file."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import new_file
from new_file import replace_file, write_new
from policykit.foundation.settings import PROJECT

WRITERS = [write_new, replace_file]


@pytest.fixture(params=[0o022, 0o077, 0o002], ids=oct)
def mask(request):
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def test_a_new_file_is_never_written_over_another(tmp_path):
    path = tmp_path / "a.yml"
    path.write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        write_new(path, b"other")
    assert {item.name: item.read_bytes() for item in tmp_path.iterdir()} == {"a.yml": b"mine"}


def test_a_new_file_is_not_written_through_a_link_that_leads_nowhere(tmp_path):
    (tmp_path / "a.yml").symlink_to(tmp_path / "elsewhere.yml")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "a.yml", b"other")
    assert not (tmp_path / "elsewhere.yml").exists()


def test_a_file_of_the_command_s_own_is_replaced(tmp_path):
    for content in (b"one", b"two"):
        replace_file(tmp_path / "a.yml", content)
    assert {item.name: item.read_bytes() for item in tmp_path.iterdir()} == {"a.yml": b"two"}


@pytest.mark.parametrize("write", WRITERS)
def test_the_folder_is_made_and_nothing_else_stays(tmp_path, write):
    write(tmp_path / "new" / "folder" / "a.yml", b"text")
    assert [path.name for path in (tmp_path / "new" / "folder").iterdir()] == ["a.yml"]


@pytest.mark.parametrize("write", WRITERS)
def test_the_rights_are_those_of_any_new_file(tmp_path, write, mask):
    write(tmp_path / "a.yml", b"text")
    assert (tmp_path / "a.yml").stat().st_mode & 0o777 == 0o666 & ~mask
    assert os.umask(mask) == mask  # and the mask is as it was


@pytest.mark.parametrize("call", ["fsync", "link"])
@pytest.mark.parametrize("write", WRITERS)
def test_a_write_that_is_stopped_leaves_what_was_there(tmp_path, monkeypatch, write, call):
    if write is replace_file:
        (tmp_path / "a.yml").write_bytes(b"old")
    before = {item.name: item.read_bytes() for item in tmp_path.iterdir()}

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(new_file.os, call, stopped)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "a.yml", b"new")
    assert {item.name: item.read_bytes() for item in tmp_path.iterdir()} == before


def test_a_replacement_that_is_stopped_before_the_last_step_leaves_nothing_beside(tmp_path, monkeypatch):
    (tmp_path / "a.yml").write_bytes(b"old")

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", stopped)
    with pytest.raises(KeyboardInterrupt):
        replace_file(tmp_path / "a.yml", b"new")
    assert {item.name: item.read_bytes() for item in tmp_path.iterdir()} == {"a.yml": b"old"}


@pytest.mark.parametrize("write", ["write_new", "replace_file"])
def test_a_process_that_is_killed_leaves_no_half_file(tmp_path, write):
    code = f"import os, signal, new_file; from pathlib import Path\nnew_file.os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)\nnew_file.{write}(Path('a.yml'), b'x' * 10**6)"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(PROJECT / "scripts")}, timeout=60
    )
    assert run.returncode == -signal.SIGKILL
    assert list(tmp_path.glob("*.yml")) == []  # what is left has another ending, which nobody reads
    assert all(path.name.startswith(".") for path in tmp_path.iterdir())


@pytest.mark.parametrize("write", WRITERS)
def test_a_folder_that_is_a_file_is_an_error_of_the_system(tmp_path, write):
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(OSError, match=r"exists|directory"):
        write(tmp_path / "a" / "b.yml", b"text")
