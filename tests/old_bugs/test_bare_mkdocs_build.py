"""A bare `mkdocs build` wrote its pages to another folder than mkdocs.yml names, and did not say where."""

from __future__ import annotations

import os
import subprocess
import sys
from types import SimpleNamespace

import mkdocs_hooks


def test_a_bare_build_ends_with_where_it_wrote(project):
    """A build of its own: only MkDocs itself can say whether its last line is ours."""
    project.script("mkdocs_hooks.py")
    result = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", "mkdocs.de.yml"],
        cwd=project.root, env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PROFILE": "public"}, text=True, capture_output=True, timeout=240,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    folder = "build/public/mkdocs/de"
    assert (project.root / folder / "index.html").is_file()
    said = (result.stdout + result.stderr).splitlines()
    ours = [line for line in said if "built one language" in line]
    assert ours[0].endswith(f"built one language into {folder}; `make site` builds and checks all languages")
    assert ours == [line for line in said[-3:] if "built one language" in line]


def test_a_build_into_a_folder_that_somebody_chose_says_nothing_of_it(tmp_path, caplog):
    """`make site` and `mkdocs serve` choose their folders."""
    mkdocs_hooks.on_post_build(SimpleNamespace(site_dir=str(tmp_path)))
    assert "built one language" not in caplog.text
