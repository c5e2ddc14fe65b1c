"""The log of messages sent to AWS, stored byte for byte: `<private folder>/sent/<slug>/<date>-<reply>.txt`.

This module only reads: `print_reply.py --record` writes the files, and the catalog of a profile with overlays contains them.
A sent message never changes, even if its template does.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from policykit.foundation.diagnostics import Diagnostic, Invalid, Place
from policykit.foundation.text_files import read_exact

FOLDER = "sent"
_NAME = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})-(?P<reply>[a-z][a-z0-9]*(?:-[a-z0-9]+)*?)(?:-(?P<number>[2-9]|[1-9]\d+))?\.txt")


@dataclass(frozen=True)
class SentReply:
    """A message as it was sent. `number` counts messages of the same reply on the same day."""

    day: date
    reply: str
    number: int
    text: str
    file: str


def file_name(day: date, reply: str, number: int) -> str:
    """Return the file name of a message; the first of a day has no number."""
    return f"{day.isoformat()}-{reply}{f'-{number}' if number > 1 else ''}.txt"


def read_sent(folder: Path, shown: Callable[[Path], str]) -> tuple[dict[str, tuple[SentReply, ...]], list[Diagnostic]]:
    """Return the messages of each product, newest first, and diagnostics. `folder` may be missing.

    A folder without a product is not an error: the product may have been renamed.
    """
    found: dict[str, tuple[SentReply, ...]] = {}
    diagnostics: list[Diagnostic] = []
    for product in sorted(item for item in folder.iterdir() if item.is_dir()) if folder.is_dir() else []:
        read: list[SentReply] = []
        for path in sorted(product.glob("*.txt")):
            if path.name.startswith("."):  # hidden files of file systems and editors
                continue
            result = _read(path, shown(path))
            if isinstance(result, SentReply):
                read.append(result)
            else:
                diagnostics.append(result)
        found[product.name] = tuple(sorted(read, key=lambda sent: (sent.day, sent.number, sent.reply), reverse=True))
    return found, diagnostics


def _read(path: Path, shown: str) -> SentReply | Diagnostic:
    match = _NAME.fullmatch(path.name)
    try:
        day = date.fromisoformat(match["day"]) if match else None
    except ValueError:
        day = None
    if match is None or day is None:
        fix = "name it <date>-<reply>.txt, such as 2026-11-22-more-information.txt, or move the file out of the folder"
        return Diagnostic(Place(shown), "bad-sent-name", f"the file name `{path.name}` lacks a valid date or the reply", fix)
    try:
        text = read_exact(path, shown)
    except Invalid as invalid:
        return invalid.diagnostics[0]
    return SentReply(day, match["reply"], int(match["number"] or 1), text, shown)
