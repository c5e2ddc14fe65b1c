"""Fixtures: the real data, a small project on disk, and the built sites that several tests read."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest
from projects import FEW_RULES, Project, copy_project, settings

from policykit.catalogue import Catalogue, load

# The same examples on every run: a red test can then be run again.
hypothesis.settings.register_profile("steady", derandomize=True, deadline=None)
hypothesis.settings.load_profile("steady")


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The real data, public profile."""
    return load(settings())


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A small project that a test may break."""
    return copy_project(tmp_path / "project")


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Path]:
    """Builds the real data once, however many workers ask for it: `real_site("mkdocs", "public")` gives the folder."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    return lambda engine, profile: _built_once(shared / f"real-{engine}-{profile}", engine, profile)


def _built_once(folder: Path, engine: str, profile: str) -> Path:
    """The site in `folder`; whoever makes the folder builds, the others wait for a word of it."""
    told = folder / "told"
    try:
        folder.mkdir()
    except FileExistsError:
        for _ in range(1200):
            if told.exists():
                break
            time.sleep(0.1)
    else:
        # The rules of the internal site are those of the public one: a few of their pages are enough there.
        project = copy_project(folder / "project", products=True, rules=None if profile == "public" else FEW_RULES)
        result = project.build(engine, PROFILE=profile)
        partial = folder / "telling"
        partial.write_text(result.stderr if result.returncode else "", encoding="utf-8")
        partial.rename(told)
    assert told.read_text(encoding="utf-8") == ""
    name = {"public": "site", "internal": "site-internal"}[profile]
    return folder / "project" / (name + ("-zensical" if engine == "zensical" else ""))
