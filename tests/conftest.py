"""Fixtures: the real data, a small project on disk, and the built sites that several tests read."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from projects import FEW_RULES, Project, copy_project, odd, settings, watched

from policykit.catalog.catalog import Catalogue, load

# The same examples on every run: a red test can then be run again.
hypothesis.settings.register_profile("steady", derandomize=True, deadline=None)
hypothesis.settings.load_profile("steady")


# What takes longest comes first, so that at the end no worker waits long for the other's last file.
SLOW = ("site", "browser", "tests")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: SLOW.index(item.path.parent.name) if item.path.parent.name in SLOW else len(SLOW))


def pytest_collection_finish() -> None:
    """Thousands of tests and the real data live until the end: looking for dead ones among them costs a tenth of the run."""
    gc.collect()
    gc.freeze()


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
        # One site has every rule; of the others a few are enough, since their pages are all made alike.
        rules = None if (engine, profile) == ("mkdocs", "public") else FEW_RULES
        return _built_once(shared_folder / f"real-{engine}-{profile}", engine, {"PROFILE": profile}, products=True, rules=rules)

    return site


@pytest.fixture(scope="session")
def small_site(shared_folder: Path) -> Callable[..., Path]:
    """Builds the made-up product once an engine, public, with private data beside it that is watched: `small_site("mkdocs")`."""
    return lambda engine="mkdocs": _built_once(shared_folder / f"small-{engine}", engine, {}, watched)


@pytest.fixture(scope="session")
def odd_site(shared_folder: Path) -> Callable[..., Path]:
    """Builds once an engine what is unusual and no fault: `odd_site("mkdocs")`."""
    return lambda engine="mkdocs": _built_once(shared_folder / f"odd-{engine}", engine, {}, odd)


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def _built_once(
    folder: Path,
    engine: str,
    environment: dict[str, str],
    prepare: Callable[[Project], dict[str, str]] | None = None,
    **copied: Any,
) -> Path:
    """The site in `folder`; whoever makes the folder builds, the others wait for a word of it.

    `prepare` changes the copy and gives what more there is in the environment.
    """
    told = folder / "told"
    try:
        folder.mkdir()
    except FileExistsError:
        for _ in range(1200):
            if told.exists():
                break
            time.sleep(0.1)
    else:
        project = copy_project(folder / "project", **copied)
        more = prepare(project) if prepare else {}
        result = project.build(engine, **environment, **more)
        telling = folder / "telling"
        telling.write_text(result.stderr if result.returncode else "", encoding="utf-8")
        telling.rename(told)
    assert told.read_text(encoding="utf-8") == ""
    name = "site-internal" if environment.get("PROFILE") == "internal" else "site"
    return folder / "project" / (name + ("-zensical" if engine == "zensical" else ""))
