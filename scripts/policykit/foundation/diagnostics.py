"""Diagnostics: where something is wrong, what it is and how to fix it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


@dataclass(frozen=True, order=True)
class Place:
    """A position in a file. Lines and columns start at 1, as in editors; line 0 means the entire file."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}:{self.column}" if self.column else f"{self.file}:{self.line}"


@dataclass(frozen=True)
class Diagnostic:
    """A message to the person who edits the file: place, message and fix.

    `rule` is the id of the broken rule. Format errors also have an id, so that messages can be grouped and looked up.
    """

    place: Place
    rule: str
    message: str
    fix: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        lines = [f"{self.place}: {self.severity}: {self.message}  [{self.rule}]"]
        lines += [f"    fix: {self.fix}"] if self.fix else []
        return "\n".join(lines)

    @property
    def order(self) -> tuple[Place, int, str, str]:
        """Sort key: file, line and column, then severity."""
        return (self.place, SEVERITIES.index(self.severity), self.rule, self.message)


class Invalid(Exception):
    """Raised when a file is invalid. Carries all diagnostics, sorted, not only the first."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = sorted(set(diagnostics), key=lambda diagnostic: diagnostic.order)
        super().__init__("\n".join(str(diagnostic) for diagnostic in self.diagnostics))
