"""A public build never opens, lists or looks into the private folder."""

from __future__ import annotations

import subprocess
import sys

import pytest
from projects import copy_project

WATCH = """
import os, runpy, sys
def watch(event, arguments):
    if event in ("open", "os.listdir", "os.scandir") and arguments and isinstance(arguments[0], (str, bytes, os.PathLike)):
        path = os.path.abspath(os.fsdecode(arguments[0]))
        if "/data/private" in path:
            with open(os.environ["SEEN"], "a") as seen:
                seen.write(f"{event} {path}\\n")
sys.addaudithook(watch)
"""


def build(project, seen, profile: str) -> subprocess.CompletedProcess[str]:
    """Build with the hook in every process: the command's own and each engine's."""
    project.write("data/private/tidepool.yml", 'request: {account_id: "111122223333"}\n')
    project.write("data/private/sent/tidepool/2026-11-22-more-information.txt", "What was sent.\n")
    (project.root / "watch").mkdir(exist_ok=True)
    project.write("watch/sitecustomize.py", WATCH)
    return project.build(PROFILE=profile, SEEN=str(seen), PYTHONPATH=str(project.root / "watch"))


def test_a_public_build_never_opens_the_private_folder(project, tmp_path):
    seen = tmp_path / "seen"
    assert build(project, seen, "public").returncode == 0
    assert not seen.exists() or seen.read_text() == ""


@pytest.fixture(scope="module")
def internal_build(tmp_path_factory):
    folder = tmp_path_factory.mktemp("internal")
    project = copy_project(folder / "project")
    assert build(project, folder / "seen", "internal").returncode == 0
    return project, folder / "seen"


def test_the_hook_sees_an_internal_build_open_it(internal_build):
    _, seen = internal_build
    assert "tidepool.yml" in seen.read_text()
    assert "2026-11-22-more-information.txt" in seen.read_text()


def test_private_data_may_lie_elsewhere(project, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "tidepool.yml").write_text('request: {account_id: "111122223333"}\n')
    result = project.build(PROFILE="internal", PRIVATE_DATA=str(elsewhere))
    assert result.returncode == 0, result.stderr
    page = (project.root / "site-internal/products/tidepool/use-case/index.html").read_text(encoding="utf-8")
    assert "111122223333" in page


def test_an_internal_build_never_writes_into_the_public_folder(internal_build):
    project, _ = internal_build
    assert not (project.root / "site").exists()
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-f", "mkdocs.de.yml"],
        cwd=project.root, env={"PROFILE": "internal", "PATH": "/usr/bin:/bin", "NO_MKDOCS_2_WARNING": "1"}, check=True, capture_output=True,
    )  # fmt: skip
    assert not (project.root / "site").exists()
    assert (project.root / "build/internal/mkdocs/de/index.html").is_file()
