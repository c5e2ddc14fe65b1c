"""Formats diagnostics as text for a terminal, JSON for programs and annotations for GitHub."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from .diagnostics import SEVERITIES, Diagnostic


@dataclass(frozen=True)
class Report:
    """A diagnostic with the details that programs need."""

    diagnostic: Diagnostic
    product: str | None = None
    """Slug of the product; None for a diagnostic in any other file."""
    catalogue_ids: tuple[str, ...] = ()
    """Reference entries that the rule covers; empty for a format error."""
    kind: Literal["problem", "question", "fault"] = "fault"
    """A problem or an open question of a product, or a fault: an error in a file."""

    @property
    def is_finding(self) -> bool:
        """Whether it is about what a product says, not about the form of a file."""
        return self.kind != "fault"


def text_report(diagnostics: Sequence[Diagnostic], product_count: int | None) -> str:
    """Return all diagnostics, sorted, and a line with their counts. `product_count` is None if loading failed."""
    lines = [str(diagnostic) for diagnostic in sorted(diagnostics, key=lambda diagnostic: diagnostic.order)]
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    parts = [plural(counts[severity], severity) for severity in SEVERITIES if counts[severity]]
    where = "" if product_count is None else f" in {plural(product_count, 'product')}"
    return "\n".join([*lines, f"{', '.join(parts) or 'no problems'}{where}"])


def plural(count: int, word: str) -> str:
    """Return a count with its noun: 1 error, 2 errors."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def json_report(reports: Sequence[Report]) -> str:
    """Return a JSON array of objects in the same order as the text report, without a final newline."""
    rows = [
        {
            "product": report.product,
            "rule": report.diagnostic.rule,
            "catalogue_ids": list(report.catalogue_ids),
            "kind": report.kind,
            "severity": report.diagnostic.severity,
            "file": report.diagnostic.place.file,
            "line": report.diagnostic.place.line,
            "column": report.diagnostic.place.column,
            "message": report.diagnostic.message,
            "remedy": report.diagnostic.fix,
        }
        for report in sorted(reports, key=lambda report: report.diagnostic.order)
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


# Names of GitHub's workflow commands; GitHub calls a note `notice`.
_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def github_report(reports: Sequence[Report]) -> str:
    """Return one workflow command per diagnostic. GitHub shows each next to the line in question.

    Source: GitHub, "Workflow commands for GitHub Actions": values escape % and newlines; properties also escape `:` and `,`.
    """
    lines = []
    for report in sorted(reports, key=lambda report: report.diagnostic.order):
        diagnostic, place = report.diagnostic, report.diagnostic.place
        where = f"file={_property(place.file)}" + (f",line={place.line}" if place.line else "")
        where += (f",col={place.column}" if place.column else "") + f",title={_property(diagnostic.rule)}"
        text = f"{diagnostic.message}\nfix: {diagnostic.fix}" if diagnostic.fix else diagnostic.message
        lines.append(f"::{_COMMANDS[diagnostic.severity]} {where}::{_escaped(text)}")
    return "\n".join(lines)


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
