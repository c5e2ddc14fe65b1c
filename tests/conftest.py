"""Fixtures: the real data, a small project on disk, and the built sites that several tests read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest
from projects import Project, copy_project, settings

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
    """Builds the real data once a session: `real_site("mkdocs", "public")` gives the folder."""
    built: dict[tuple[str, str], Path] = {}

    def build(engine: str, profile: str) -> Path:
        if (engine, profile) not in built:
            project = copy_project(tmp_path_factory.mktemp(f"{engine}-{profile}") / "project", products=True)
            result = project.build(engine, PROFILE=profile)
            assert result.returncode == 0, result.stderr
            name = {"public": "site", "internal": "site-internal"}[profile]
            built[(engine, profile)] = project.root / (name + ("-zensical" if engine == "zensical" else ""))
        return built[(engine, profile)]

    return build
