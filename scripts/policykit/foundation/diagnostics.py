"""What is wrong, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


@dataclass(frozen=True, order=True)
class Place:
    """A page in a file. Lines and columns count from 1, as editors do; 0 means the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}:{self.column}" if self.column else f"{self.file}:{self.line}"


@dataclass(frozen=True)
class Diagnostic:
    """One message to whoever edits the file: place, what is, and the fix.

    `rule` is the id of what was broken; a fault of form has one too, so that messages can be grouped and looked up.
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
        """Sort key: by file, line and column, then by severity."""
        return (self.place, SEVERITIES.index(self.severity), self.rule, self.message)


class Invalid(Exception):
    """Raised when the form is broken: carries every fault that was found, sorted, never only the first."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = sorted(set(diagnostics), key=lambda diagnostic: diagnostic.order)
        super().__init__("\n".join(str(diagnostic) for diagnostic in self.diagnostics))
