"""With Python 3.10, `make site` failed far from the cause and left a .venv that made every later run fail as well."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from policykit.foundation.settings import PROJECT

# A python3 of any version: it answers -c as that version would; -m venv makes what the test wants, and notes that it was asked.
FAKE = """#!{python}
import os, pathlib, sys
if sys.argv[1] == "-c":
    sys.version_info = {version}
    sys.executable = __file__
    exec(sys.argv[2])
elif sys.argv[1:] == ["-m", "venv", ".venv"]:
    pathlib.Path("asked").touch()
    folder = pathlib.Path(".venv/bin")
    folder.mkdir(parents=True)
    for name, text in {made!r}.items():
        (folder / name).write_text(text)
        (folder / name).chmod(0o755)
    sys.exit({code})
"""
WORKS = "#!/bin/sh\nexit 0\n"
FAILS = "#!/bin/sh\necho no network >&2\nexit 1\n"


@pytest.fixture
def folder(tmp_path):
    """A project of which `make site` needs only the Makefile and the pins."""
    for name in ("Makefile", "requirements.txt"):
        shutil.copy(PROJECT / name, tmp_path / name)
    return tmp_path


def python(folder: Path, name: str, version: tuple, *, pip: str = WORKS, code: int = 0) -> Path:
    path = folder / "bin" / name
    path.parent.mkdir(exist_ok=True)
    made = {"python": WORKS, "pip": pip}
    path.write_text(FAKE.format(python=sys.executable, version=version, made=made, code=code))
    path.chmod(0o755)
    return path


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": f"{folder / 'bin'}:/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C"}
    return subprocess.run(["make", *arguments], cwd=folder, env=environment, text=True, capture_output=True, check=False)


def told(result: subprocess.CompletedProcess[str]) -> list[str]:
    """What was said besides make's own last line."""
    return [line for line in (result.stdout + result.stderr).splitlines() if not line.startswith("make: ***")]


@pytest.mark.parametrize("arguments", [["site"], ["PYTHON=python3", "lint"]])
def test_an_old_python_is_named_in_one_line_and_nothing_is_created(folder, arguments):
    old = python(folder, "python3", (3, 10, 4, "final", 0))
    result = make(folder, *arguments)
    assert result.returncode == 2
    wanted = f"Python 3.11 or newer is needed, but this is 3.10 ({old}): run `make PYTHON=python3.12 {arguments[-1]}`"
    assert told(result) == [wanted]
    assert not (folder / ".venv").exists()
    assert not (folder / "asked").exists()


def test_the_command_that_the_message_names_works_afterwards(folder):
    python(folder, "python3", (3, 10, 4, "final", 0))
    python(folder, "python3.12", (3, 12, 0, "final", 0))
    make(folder, "site")
    result = make(folder, "PYTHON=python3.12", "site")
    assert result.returncode == 0, result.stderr
    assert (folder / ".venv/mkdocs").exists()


def test_a_python_that_is_not_there_is_named(folder):
    result = make(folder, "PYTHON=python3.99", "site")
    assert result.returncode == 2
    assert told(result) == ["there is no python3.99: install Python 3.11 or newer, or run `make PYTHON=/path/to/python3 site`"]


def test_an_environment_that_cannot_be_created_leaves_nothing_behind(folder):
    python(folder, "python3", (3, 12, 0, "final", 0), code=1)
    result = make(folder, "site")
    assert result.returncode == 2
    assert told(result)[-1] == ".venv could not be created: fix the problem above and run make again"
    assert not (folder / ".venv").exists()
    python(folder, "python3", (3, 12, 0, "final", 0))
    assert make(folder, "site").returncode == 0


def test_pins_that_cannot_be_installed_leave_no_new_environment_behind(folder):
    python(folder, "python3", (3, 12, 0, "final", 0), pip=FAILS)
    result = make(folder, "site")
    assert result.returncode == 2
    assert told(result)[-2:] == [
        "no network",
        "requirements.txt could not be installed: fix the problem above and run make again",
    ]
    assert not (folder / ".venv").exists()
    python(folder, "python3", (3, 12, 0, "final", 0))
    assert make(folder, "site").returncode == 0


def test_an_environment_that_worked_stays_when_newer_pins_cannot_be_installed(folder):
    python(folder, "python3", (3, 12, 0, "final", 0))
    assert make(folder, "site").returncode == 0
    (folder / ".venv/bin/pip").write_text(FAILS)
    (folder / ".venv/mkdocs").touch()
    (folder / "requirements-dev.txt").touch()
    assert make(folder, ".venv/dev").returncode == 2
    assert (folder / ".venv/mkdocs").exists()


def test_an_environment_that_an_older_python_left_is_made_anew(folder):
    """Made before Makefile looked at the version: without its stamp, and with a python that is too old."""
    left = folder / ".venv/bin"
    left.mkdir(parents=True)
    shutil.copy(python(folder, "python3.10", (3, 10, 4, "final", 0)), left / "python")
    (left / "old").touch()
    python(folder, "python3", (3, 12, 0, "final", 0))
    assert make(folder, "site").returncode == 0
    assert not (left / "old").exists()


def test_the_makefile_asks_for_the_python_that_pyproject_names():
    asked = re.search(r"v >= \((\d+), (\d+)\)", (PROJECT / "Makefile").read_text(encoding="utf-8"))
    wanted = re.search(r'requires-python = ">=(\d+)\.(\d+)"', (PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    assert asked.groups() == wanted.groups()
