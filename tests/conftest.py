"""Fixtures: the real data, a small project on disk, and the built sites that many tests read."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest
from projects import FEW_RULES, Project, Site, copy_project, settings, whole

import environment
import lint
from policykit.catalog.catalog import Catalogue
from policykit.catalog.loader import load

# The gate tries the same few examples on every run: a red test can then be run again. `make test-all` looks further, at random.
_PATIENT = {"deadline": None, "suppress_health_check": [hypothesis.HealthCheck.too_slow]}
hypothesis.settings.register_profile("gate", derandomize=True, max_examples=50, **_PATIENT)
hypothesis.settings.register_profile("thorough", max_examples=1000, **_PATIENT)
hypothesis.settings.load_profile("gate")


# What takes longest comes first, so that at the end no worker waits long for another's last file. The first file builds the
# sites that the browser's files read.
FIRST = (
    "site/test_built_pages",
    "commands/test_tutorial",
    "commands/test_build_site",
    "browser/test_onboarding.py",
    "browser/",
    "site/",
    "commands/",
    "onboarding/",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: next((n for n, name in enumerate(FIRST) if f"tests/{name}" in item.nodeid), len(FIRST)))


def pytest_collection_finish() -> None:
    """Thousands of objects and the real data live until the end: looking for dead ones among them costs a tenth of the run."""
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


@pytest.fixture
def run_lint(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str]]:
    """Runs lint.py on the small project, in this process: `run_lint("--faults")` gives exit code and output."""
    monkeypatch.setattr(environment, "PROJECT", project.root)
    for name in ("PROFILE", "PRODUCT", "PRIVATE_DATA", "SITE_URL", "REPO_URL"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str) -> tuple[int, str]:
        code = lint.main(list(arguments))
        return code, capsys.readouterr().out

    return run


# Built sites. A test that only reads a site reads one of these; they are built once a run, whichever worker asks first.


@pytest.fixture(scope="session")
def public_site(built: Callable[..., Site]) -> Site:
    """Everything, public, with the page of every rule and without addresses; each look at private data was noted."""
    return built("public", rules=None)


@pytest.fixture(scope="session")
def internal_site(built: Callable[..., Site]) -> Site:
    """Everything, internal, with addresses and private data from elsewhere; each look at private data was noted."""
    return built("internal", rules=FEW_RULES)


@pytest.fixture(scope="session")
def reviewers_site(built: Callable[..., Site]) -> Site:
    """The site about one of the real products; each look at private data was noted."""
    return built("reviewers", rules=FEW_RULES)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Site]:
    """Builds the whole project once: `built("public", rules=None)`."""
    base = tmp_path_factory.getbasetemp()
    # A folder that all workers of this run share.
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def site(profile: str, engine: str = "mkdocs", *, rules: tuple[str, ...] | None) -> Site:
        folder = shared / f"built-{engine}-{profile}"
        made = Site(Project(folder / "project"), profile, engine)
        said = _once(folder, lambda: _build(made, rules))
        assert said == "", said
        return made

    return site


def _build(site: Site, rules: tuple[str, ...] | None) -> str:
    """Makes the project and builds it; gives what went wrong."""
    copy_project(site.project.root, products=True, rules=rules)
    result = site.project.build(site.engine, **whole(site.project, site.profile))
    return result.stderr if result.returncode else ""


def _once(folder: Path, work: Callable[[], str]) -> str:
    """What `work` said; whoever makes the folder does it, the others wait for its word."""
    word = folder / "word"
    try:
        folder.mkdir()
    except FileExistsError:
        for _ in range(2400):
            if word.exists():
                return word.read_text(encoding="utf-8")
            time.sleep(0.1)
        return f"no word of {folder.name} after four minutes"
    said = "it was not finished"
    try:
        said = work()
    finally:
        unread = folder / "unread"
        unread.write_text(said, encoding="utf-8")
        unread.rename(word)
    return said
