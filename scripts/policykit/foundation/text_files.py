"""Reads the text files that people edit."""

from __future__ import annotations

from pathlib import Path

from .diagnostics import Diagnostic, Invalid, Place


def read_exact(path: Path, shown_as: str) -> str:
    """Return the content of a UTF-8 file, with its line ends as they are. Raises `Invalid` with the line that is not UTF-8."""
    try:
        content = path.read_bytes()
    except OSError as error:
        fix = "check its path and permissions"
        raise Invalid([Diagnostic(Place(shown_as), "unreadable-file", f"cannot be read: {error.strerror}", fix)]) from None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        place = Place(shown_as, content[: error.start].count(b"\n") + 1)
        raise Invalid([Diagnostic(place, "not-utf-8", "not valid UTF-8", "save the file as UTF-8")]) from None


def read_text(path: Path, shown_as: str) -> str:
    """Return the same without a byte order mark, and with every line ending in one newline. Raises `Invalid`."""
    return read_exact(path, shown_as).removeprefix("\ufeff").replace("\r\n", "\n")
