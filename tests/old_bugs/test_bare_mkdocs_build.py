"""A bare `mkdocs build` wrote its pages to another folder than mkdocs.yml names, and did not say where."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from projects import copy_project


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return copy_project(tmp_path_factory.mktemp("bare") / "project")


def mkdocs(project, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *arguments],
        cwd=project.root, env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment}, text=True, capture_output=True, timeout=240,
    )  # fmt: skip


@pytest.mark.parametrize(("arguments", "code"), [((), "en"), (("--strict", "-f", "mkdocs.de.yml"), "de")])
def test_a_bare_build_ends_with_where_it_wrote(small, arguments, code):
    result = mkdocs(small, *arguments, PROFILE="public")
    assert result.returncode == 0, result.stderr
    folder = f"build/public/mkdocs/{code}"
    assert (small.root / folder / "index.html").is_file()
    line = f"built one language into {folder}; make site builds all languages and checks them"
    assert (result.stdout + result.stderr).count("built one language") == 1
    assert any(said.endswith(line) for said in (result.stdout + result.stderr).splitlines()[-3:])


def test_a_build_that_was_given_a_folder_says_nothing_of_it(small):
    """`make site` names the same folder itself, and goes on to check what is in it."""
    result = mkdocs(small, "-d", str(small.root / "build/public/mkdocs/en"), PROFILE="public")
    assert result.returncode == 0, result.stderr
    assert "built one language" not in result.stdout + result.stderr


def test_serve_says_nothing_of_it(small):
    """`mkdocs serve` builds into a folder of its own, as a build with -d does."""
    code = """
import logging, mkdocs.config, mkdocs.commands.build, tempfile
logging.basicConfig(level=logging.INFO)
config = mkdocs.config.load_config("mkdocs.yml", site_dir=tempfile.mkdtemp())
config.plugins.on_startup(command="serve", dirty=False)
mkdocs.commands.build.build(config, serve_url="http://127.0.0.1:8000/")
"""
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=small.root, env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PROFILE": "public"}, text=True, capture_output=True, timeout=240,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    assert "built one language" not in result.stdout + result.stderr
