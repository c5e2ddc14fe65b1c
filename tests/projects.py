"""A copy of the project on disk that a test may break, and the settings that tests load data with."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from policykit.catalog.catalog import Catalogue, load
from policykit.foundation.settings import PROJECT, Settings

TODAY = date(2026, 11, 22)

# A made-up product with a bit of everything; tests change what they are about.
PRODUCT = (PROJECT / "tests" / "golden" / "product.yml").read_text(encoding="utf-8")


def settings(root: Path = PROJECT, profile: str = "public") -> Settings:
    return Settings(root=root, profile=profile, today=TODAY)


@dataclass
class Project:
    """A copy of the project in a folder of its own, with one made-up product; tests may break it."""

    root: Path

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def replace(self, name: str, old: str, new: str) -> None:
        text = (self.root / name).read_text(encoding="utf-8")
        assert text.count(old) >= 1, f"{old!r} is not in {name}"
        self.write(name, text.replace(old, new, 1))

    def load(self, profile: str = "public") -> Catalogue:
        return load(settings(self.root, profile))

    def run(self, script: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the copy, as make would."""
        kept = {
            k: v for k, v in os.environ.items() if k not in ("PROFILE", "PRIVATE_DATA", "SITE_URL", "REPO_URL", "PYTHONPATH")
        }
        return subprocess.run(
            [sys.executable, str(self.root / "scripts" / script), *arguments],
            cwd=self.root, env={**kept, **environment}, text=True, capture_output=True, timeout=240, check=False,
        )  # fmt: skip

    def build(self, engine: str = "mkdocs", **environment: str) -> subprocess.CompletedProcess[str]:
        return self.run("build_site.py", "--engine", engine, **environment)


def listing(root: Path) -> dict[str, bytes]:
    """Every file below a folder with its content."""
    files = (path for path in root.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


FEW_RULES = ("policies",)


def copy_project(root: Path, *, products: bool = False, rules: tuple[str, ...] | None = FEW_RULES) -> Project:
    """What a site is made of; with the real products, or with the made-up one.

    `rules` names the topics whose rules come along, because each topic is a page to build; None means all.
    """
    topics = PROJECT / "scripts" / "policykit" / "rules"

    def left_out(folder: str, names: list[str]) -> set[str]:
        if Path(folder) == topics and rules is not None:
            return {name for name in names if (topics / name).is_dir() and name not in ("lib", *rules)}
        return {"__pycache__"} & set(names)

    for name in ("docs", "overrides", "scripts", "data"):
        shutil.copytree(PROJECT / name, root / name, ignore=left_out)
    for name in ("mkdocs.yml", "mkdocs.de.yml"):
        shutil.copy(PROJECT / name, root / name)
    project = Project(root)
    if not products:
        shutil.rmtree(root / "data" / "products")
        shutil.rmtree(root / "data" / "private", ignore_errors=True)
        project.write("data/products/tidepool.yml", PRODUCT)
    return project


# Runs in every process of a build, the command's own and each engine's, and notes each look into the private folder.
_WATCH = """
import os, runpy, sys
def watch(event, arguments):
    if event in ("open", "os.listdir", "os.scandir") and arguments and isinstance(arguments[0], (str, bytes, os.PathLike)):
        path = os.path.abspath(os.fsdecode(arguments[0]))
        if "/data/private" in path:
            with open(os.environ["SEEN"], "a") as seen:
                seen.write(f"{event} {path}\\n")
sys.addaudithook(watch)
"""
SEEN = "seen"
"""The file of a watched project that names what was opened of private data; absent where nothing was."""


def watched(project: Project) -> dict[str, str]:
    """Plants private data and the hook that watches it; gives the environment to build with."""
    project.write("data/private/tidepool.yml", 'request: {account_id: "111122223333"}\n')
    project.write("data/private/sent/tidepool/2026-11-22-more-information.txt", "What was sent.\n")
    hook = project.write("watch/sitecustomize.py", _WATCH)
    return {"SEEN": str(project.root / SEEN), "PYTHONPATH": str(hook.parent)}


ADDRESSES = {"SITE_URL": "https://example.com/kit", "REPO_URL": "https://example.com/repo"}


def odd(project: Project) -> dict[str, str]:
    """Makes unusual what must not stop a build: hostile values, a missing German page, addresses. Gives the environment."""
    hostile = "\"><img src=x onerror=alert(1)></title><script>alert(4)</script> *b* [l](javascript:a) | `c` # &amp;'"
    project.replace("data/products/tidepool.yml", "name: Tidepool & <Sons>", f"name: {hostile!r}".replace("\\'", "''"))
    project.replace("data/products/tidepool.yml", "store: S3", "store: '<script>alert(2)</script>'")
    project.replace("data/products/tidepool.yml", "en: Tide table,", "en: '</svg><script>alert(3)</script>',")
    (project.root / "docs/de/guides/after-approval.md").unlink()
    return ADDRESSES
