"""What was sent to AWS, kept byte for byte: `<private folder>/sent/<slug>/<date>-<reply>.txt`.

Pure but for reading: `print_reply.py --record` writes the files, the catalogue of a profile with overlays reads them. A
message that was sent stays as it was, whatever becomes of its template.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from policykit.foundation.diagnostics import Diagnostic, Place

FOLDER = "sent"
_NAME = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})-(?P<reply>[a-z][a-z0-9]*(?:-[a-z0-9]+)*?)(?:-(?P<number>[2-9]|[1-9]\d+))?\.txt")


@dataclass(frozen=True)
class SentReply:
    """One message as it was sent. `number` counts those of one reply and one day."""

    day: date
    reply: str
    number: int
    text: str
    file: str


def file_name(day: date, reply: str, number: int) -> str:
    """The name of a record; the first of a day has no number."""
    return f"{day.isoformat()}-{reply}{f'-{number}' if number > 1 else ''}.txt"


def read_sent(folder: Path, shown: Callable[[Path], str]) -> tuple[dict[str, tuple[SentReply, ...]], list[Diagnostic]]:
    """Product -> its messages, the newest first, and what is wrong; `folder` need not exist.

    A folder without a product is kept: the product may have been renamed, what was sent is still true.
    """
    found: dict[str, tuple[SentReply, ...]] = {}
    diagnostics: list[Diagnostic] = []
    for product in sorted(item for item in folder.iterdir() if item.is_dir()) if folder.is_dir() else []:
        read: list[SentReply] = []
        for path in sorted(product.glob("*.txt")):
            if path.name.startswith("."):  # what file systems and editors leave beside a file
                continue
            made = _read(path, shown(path))
            if isinstance(made, SentReply):
                read.append(made)
            else:
                diagnostics.append(made)
        found[product.name] = tuple(sorted(read, key=lambda sent: (sent.day, sent.number, sent.reply), reverse=True))
    return found, diagnostics


def _read(path: Path, shown: str) -> SentReply | Diagnostic:
    match = _NAME.fullmatch(path.name)
    try:
        day = date.fromisoformat(match["day"]) if match else None
    except ValueError:
        day = None
    if match is None or day is None:
        fix = "name it <date>-<reply>.txt, such as 2026-11-22-more-information.txt, or move it out of the folder"
        return Diagnostic(Place(shown), "bad-sent-name", f"the file name `{path.name}` does not say when what was sent", fix)
    try:
        text = path.read_bytes().decode()
    except UnicodeDecodeError:
        return Diagnostic(Place(shown), "not-utf-8", "not valid UTF-8", "save the file as UTF-8")
    return SentReply(day, match["reply"], int(match["number"] or 1), text, shown)
