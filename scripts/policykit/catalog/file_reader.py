"""A reader of data files that collects diagnostics and continues, so that all errors are reported at once.

Used by the catalog loader and by `rule_files`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from policykit.foundation.diagnostics import Diagnostic, Invalid, Place
from policykit.foundation.settings import Settings
from policykit.model import SOURCE_LANGUAGE, validate
from policykit.yamlio.reader import Source, read_yaml

T = TypeVar("T")


class Reader:
    """One pass over the files. `sources` maps the path shown in messages to the parsed file."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.diagnostics: list[Diagnostic] = []
        self.context: dict[str, Any] = {
            "languages": [SOURCE_LANGUAGE, *(path.stem for path in files(settings.translations, ".po"))]
        }
        self.sources: dict[str, Source] = {}

    def report(self, path: Path, rule: str, message: str, fix: str) -> None:
        """Add a diagnostic for an entire file."""
        self.diagnostics.append(Diagnostic(Place(self.settings.shown(path)), rule, message, fix))

    def parse(self, path: Path) -> Source | None:
        """Parse a file; None if it is not valid YAML."""
        try:
            return read_yaml(path, shown_as=self.settings.shown(path))
        except Invalid as invalid:
            self.diagnostics += invalid.diagnostics
            return None

    def make(self, kind: type[T], source: Source | None) -> T | None:
        """Convert a parsed file to a record; None if it does not match the model."""
        if source is None:
            return None
        try:
            return validate(kind, source, self.context)
        except Invalid as invalid:
            self.diagnostics += invalid.diagnostics
            return None

    def read_file(self, kind: type[T], path: Path) -> T | None:
        """Read a file as a record; None if it is invalid."""
        source = self.parse(path)
        if source:
            self.sources[self.settings.shown(path)] = source
        return self.make(kind, source)

    def read_folder(self, kind: type[T], folder: Path) -> dict[str, T]:
        """Read each valid YAML file of a folder; the keys are file names without extension."""
        return {path.stem: record for path in files(folder, ".yml") if (record := self.read_file(kind, path)) is not None}

    def place(self, path: Path, *loc: str | int) -> Place:
        """Return the place of a key in a file that was read."""
        shown = self.settings.shown(path)
        return self.sources[shown].place(loc, of_key=True) if shown in self.sources else Place(shown)


def folders(parent: Path) -> list[Path]:
    """Return the sorted subfolders of a folder; empty if the folder does not exist."""
    return sorted(item for item in parent.iterdir() if item.is_dir()) if parent.is_dir() else []


def files(folder: Path, ending: str) -> list[Path]:
    """Return the sorted files with an extension in a folder; empty if the folder does not exist."""
    return sorted(folder.glob(f"*{ending}")) if folder.is_dir() else []
