"""Diagnostics as text for a terminal, as JSON for programs, as annotations for GitHub."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .diagnostics import SEVERITIES, Diagnostic


@dataclass(frozen=True)
class Report:
    """One diagnostic with what a program wants to know beside it."""

    diagnostic: Diagnostic
    product: str | None = None
    """Slug of the product; None for a fault in another file."""
    catalogue_ids: tuple[str, ...] = ()
    """What the rule stands for in the reference catalogue; empty for a fault of form."""
    is_finding: bool = False
    """Whether it is a rule's verdict on a product, not a fault of form."""


def text_report(diagnostics: Sequence[Diagnostic], product_count: int | None) -> str:
    """All diagnostics, sorted, then one line that counts them. `product_count` is None where loading failed."""
    lines = [str(diagnostic) for diagnostic in sorted(diagnostics, key=lambda diagnostic: diagnostic.order)]
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    parts = [f"{counts[s]} {s}{'' if counts[s] == 1 else 's'}" for s in SEVERITIES if counts[s]]
    where = "" if product_count is None else f" in {product_count} product{'' if product_count == 1 else 's'}"
    return "\n".join([*lines, f"{', '.join(parts) or 'no faults'}{where}"])


def json_report(reports: Sequence[Report]) -> str:
    """A list of objects, sorted as the text is; ends without a newline."""
    rows = [
        {
            "product": report.product,
            "rule": report.diagnostic.rule,
            "catalogue_ids": list(report.catalogue_ids),
            "kind": "finding" if report.is_finding else "fault",
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


# The words of GitHub's workflow commands; a note is a `notice` there.
_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def github_report(reports: Sequence[Report]) -> str:
    """One workflow command a diagnostic, which GitHub shows beside the line it is about.

    Source: GitHub, "Workflow commands for GitHub Actions": values escape %, newlines, and in properties also `:` and `,`.
    """
    lines = []
    for report in sorted(reports, key=lambda report: report.diagnostic.order):
        diagnostic, place = report.diagnostic, report.diagnostic.place
        where = f"file={_property(place.file)}" + (f",line={place.line}" if place.line else "")
        where += (f",col={place.column}" if place.column else "") + f",title={_property(diagnostic.rule)}"
        text = f"{diagnostic.message}\nremedy: {diagnostic.fix}" if diagnostic.fix else diagnostic.message
        lines.append(f"::{_COMMANDS[diagnostic.severity]} {where}::{_escaped(text)}")
    return "\n".join(lines)


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
