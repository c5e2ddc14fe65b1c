"""Reads the data files about rules: the reference, and reasons for entries without a rule.

It does not know the rules themselves: a test ensures that each entry has a rule or a reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from policykit.foundation.diagnostics import Diagnostic
from policykit.model import ReferenceEntry, RuleState

from .file_reader import Reader, files

T = TypeVar("T")
REFERENCE = "reference.json"


@dataclass(frozen=True)
class RuleFiles:
    """The content of the folder `data/rules`."""

    reference: tuple[ReferenceEntry, ...]
    states: dict[str, RuleState]
    """Reference entry -> why no rule covers it."""
    """(Language, rule) -> title and fix in that language."""


def read_rule_files(reader: Reader) -> RuleFiles:
    """Read the folder; errors go to the reader. JSON is read as YAML to get the places of values."""
    folder = reader.settings.data / "rules"
    reference = reader.read_file(tuple[ReferenceEntry, ...], folder / REFERENCE) or ()
    _check_reference(reader, folder / REFERENCE, reference)
    states: dict[str, RuleState] = {}
    ids = {entry.id for entry in reference}
    for path in files(folder, ".yml"):
        read = reader.read_file(dict[str, RuleState], path) or {}
        for name in read:
            if ids and name not in ids:
                fix = f"use an id of {REFERENCE}"
                reader.diagnostics.append(Diagnostic(reader.place(path, name), "unknown-entry", f"no entry `{name}`", fix))
        states.update(_once(reader, path, read, states))
    return RuleFiles(reference, states)


def _check_reference(reader: Reader, path: Path, reference: tuple[ReferenceEntry, ...]) -> None:
    seen: set[str] = set()
    for index, entry in enumerate(reference):
        if entry.id in seen:
            place = reader.place(path, index, "id")
            reader.diagnostics.append(
                Diagnostic(place, "duplicate-id", f"two entries have the id `{entry.id}`", "use a different id for each")
            )
        seen.add(entry.id)


def _once(reader: Reader, path: Path, read: dict[str, T], seen: dict[str, T]) -> dict[str, T]:
    """Return what was read, without keys that another file of the folder contains; report those as errors."""
    for name in sorted(read.keys() & seen.keys()):
        message = f"`{name}` is also in another file of this folder"
        reader.diagnostics.append(
            Diagnostic(reader.place(path, name), "duplicate-id", message, "keep it in only one of the two")
        )
    return {name: value for name, value in read.items() if name not in seen}
