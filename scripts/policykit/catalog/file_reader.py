"""Reads file by file, collects faults, and goes on: everything that is wrong is told at once.

The catalogue and `rule_files` read with it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from policykit.foundation.diagnostics import Diagnostic, Invalid, Place
from policykit.foundation.settings import Settings
from policykit.model import validate
from policykit.yamlio.reader import Source, read_yaml

T = TypeVar("T")


class Reader:
    """One pass over the files; `sources` keeps the places of what was read, by the path that messages show."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.diagnostics: list[Diagnostic] = []
        self.context: dict[str, Any] = {"languages": [folder.name for folder in folders(settings.templates)]}
        self.sources: dict[str, Source] = {}

    def report(self, path: Path, rule: str, message: str, fix: str) -> None:
        """Note a fault of a file as a whole."""
        self.diagnostics.append(Diagnostic(Place(self.settings.shown(path)), rule, message, fix))

    def parse(self, path: Path) -> Source | None:
        """The file with its places; None where it is broken."""
        try:
            return read_yaml(path, shown_as=self.settings.shown(path))
        except Invalid as invalid:
            self.diagnostics += invalid.diagnostics
            return None

    def make(self, kind: type[T], source: Source | None) -> T | None:
        """A record of what was parsed; None where it is not in the form."""
        if source is None:
            return None
        try:
            return validate(kind, source, self.context)
        except Invalid as invalid:
            self.diagnostics += invalid.diagnostics
            return None

    def read_file(self, kind: type[T], path: Path) -> T | None:
        """A record of one file; None where it is broken."""
        source = self.parse(path)
        if source:
            self.sources[self.settings.shown(path)] = source
        return self.make(kind, source)

    def read_folder(self, kind: type[T], folder: Path) -> dict[str, T]:
        """File name without ending -> record, for each YAML file of a folder."""
        return {path.stem: made for path in files(folder, ".yml") if (made := self.read_file(kind, path)) is not None}

    def place(self, path: Path, *loc: str | int) -> Place:
        """Where a key of a file that was read stands."""
        shown = self.settings.shown(path)
        return self.sources[shown].place(loc, of_key=True) if shown in self.sources else Place(shown)


def folders(parent: Path) -> list[Path]:
    """The folders in a folder, in order; none where it does not exist."""
    return sorted(item for item in parent.iterdir() if item.is_dir()) if parent.is_dir() else []


def files(folder: Path, ending: str) -> list[Path]:
    """The files of that ending in a folder, in order; none where it does not exist."""
    return sorted(folder.glob(f"*{ending}")) if folder.is_dir() else []
