"""Fixtures: the real data, a small project on disk, and the built sites that several tests read."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

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
def real_site(shared_folder: Path) -> Callable[[str, str], Path]:
    """Builds the real data once, however many workers ask for it: `real_site("mkdocs", "public")` gives the folder."""

    def site(engine: str, profile: str) -> Path:
        # One site has the page of every rule; of the others a few are enough, since they are all made alike.
        rules = None if (engine, profile) == ("mkdocs", "public") else FEW_RULES
        return _built_once(shared_folder / f"real-{engine}-{profile}", engine, {"PROFILE": profile}, products=True, rules=rules)

    return site


@pytest.fixture(scope="session")
def small_site(shared_folder: Path) -> Callable[..., Path]:
    """Builds the made-up product once for each set of settings: `small_site("mkdocs", SITE_URL="...")`."""

    def site(engine: str = "mkdocs", **environment: str) -> Path:
        name = "-".join(["small", engine, *(re.sub(r"\W+", "_", value) for value in environment.values())])
        return _built_once(shared_folder / name, engine, environment)

    return site


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def _built_once(folder: Path, engine: str, environment: dict[str, str], **copied: Any) -> Path:
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
        result = copy_project(folder / "project", **copied).build(engine, **environment)
        telling = folder / "telling"
        telling.write_text(result.stderr if result.returncode else "", encoding="utf-8")
        telling.rename(told)
    assert told.read_text(encoding="utf-8") == ""
    name = "site-internal" if environment.get("PROFILE") == "internal" else "site"
    return folder / "project" / (name + ("-zensical" if engine == "zensical" else ""))
