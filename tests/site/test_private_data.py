"""A public build never opens, lists or looks into the private folder."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest
from projects import SEEN, copy_project, watched


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_a_public_build_never_opens_the_private_folder(small_site, engine):
    project = small_site(engine).parent
    assert (project / "data/private/tidepool.yml").is_file()
    assert not (project / SEEN).exists()


@pytest.fixture(scope="module")
def internal_build(tmp_path_factory):
    """Watched, with its private data in a folder elsewhere, and other data in the usual place."""
    folder = tmp_path_factory.mktemp("internal")
    project = copy_project(folder / "project")
    environment = watched(project)
    elsewhere = folder / "elsewhere/data/private"
    shutil.copytree(project.root / "data/private", elsewhere)
    project.write("data/private/tidepool.yml", 'request: {account_id: "444455556666"}\n')
    result = project.build(PROFILE="internal", PRIVATE_DATA=str(elsewhere), **environment)
    assert result.returncode == 0, result.stderr
    return project, elsewhere


def test_the_hook_sees_an_internal_build_open_it(internal_build):
    project, elsewhere = internal_build
    seen = (project.root / SEEN).read_text()
    assert f"open {elsewhere}/tidepool.yml" in seen
    assert f"open {elsewhere}/sent/tidepool/2026-11-22-more-information.txt" in seen


def test_private_data_may_lie_elsewhere(internal_build):
    project, _ = internal_build
    page = (project.root / "site-internal/products/tidepool/use-case/index.html").read_text(encoding="utf-8")
    assert "111122223333" in page
    assert "444455556666" not in page
    assert f"{project.root}/data/private/" not in (project.root / SEEN).read_text()


def test_an_internal_build_never_writes_into_the_public_folder(internal_build):
    project, _ = internal_build
    assert not (project.root / "site").exists()
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-f", "mkdocs.de.yml"],
        cwd=project.root, env={"PROFILE": "internal", "PATH": "/usr/bin:/bin", "NO_MKDOCS_2_WARNING": "1"}, check=True, capture_output=True,
    )  # fmt: skip
    assert not (project.root / "site").exists()
    assert (project.root / "build/internal/mkdocs/de/index.html").is_file()
