"""Finds and fills blanks: the parts of a text that only the sender can supply. `Language.blank` prints them.

overrides/assets/fill.js does the same in the browser; a test compares the two.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from policykit.catalog.catalog import Catalogue

Marks = Mapping[str, str]
"""Printed blank -> its id."""


def marks(catalogue: Catalogue) -> dict[str, str]:
    """Every declared blank as a reply prints it, with its id."""
    return {catalogue.source_language.blank(blank): name for name, blank in catalogue.blanks.items()}


def marks_in_all_languages(catalogue: Catalogue) -> frozenset[str]:
    """Every declared blank as printed in each language."""
    return frozenset(language.blank(blank) for blank in catalogue.blanks.values() for language in catalogue.languages.values())


def split(text: str, marks: Marks) -> list[tuple[str, str | None]]:
    """Split a text into pieces, each with its blank's id, or None for plain text. Joined, they give the text again."""
    if not marks:
        return [(text, None)]
    pieces = re.split("(" + "|".join(re.escape(mark) for mark in marks) + ")", text)
    return [(piece, marks.get(piece)) for piece in pieces if piece]


def open_blanks(text: str, marks: Marks) -> list[str]:
    """The ids of the blanks in a text, without duplicates, in order of appearance."""
    return list(dict.fromkeys(name for _, name in split(text, marks) if name))


def fill(text: str, values: Mapping[str, str], marks: Marks) -> str:
    """Replace the blanks that have a non-empty value in `values` (blank id -> value).

    Runs in one pass, so a value that looks like a blank is not filled again.
    """
    cleaned = {name: clean(value) for name, value in values.items()}
    return "".join((name and cleaned.get(name)) or piece for piece, name in split(text, marks))


def clean(value: str) -> str:
    """What was typed, stripped, with newlines as line ends."""
    return value.replace("\r\n", "\n").replace("\r", "\n").strip()
