"""What only the sender can fill in: where it is in a text, and how it is filled; `Language.blank` says how it prints.

The browser does the same with the same marks (overrides/assets/fill.js); a test compares the two.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from policykit.catalog.catalog import Catalogue

Marks = Mapping[str, str]
"""How a blank prints -> its id."""


def marks(catalogue: Catalogue) -> dict[str, str]:
    """Every declared blank as it prints in a reply, with its id."""
    return {catalogue.source_language.blank(blank): name for name, blank in catalogue.blanks.items()}


def marks_in_all_languages(catalogue: Catalogue) -> frozenset[str]:
    """Every declared blank as it prints, in every language."""
    return frozenset(language.blank(blank) for blank in catalogue.blanks.values() for language in catalogue.languages.values())


def split(text: str, marks: Marks) -> list[tuple[str, str | None]]:
    """The text in pieces, each with the id of the blank it is, or None; the pieces joined are the text."""
    if not marks:
        return [(text, None)]
    pieces = re.split("(" + "|".join(re.escape(mark) for mark in marks) + ")", text)
    return [(piece, marks.get(piece)) for piece in pieces if piece]


def open_blanks(text: str, marks: Marks) -> list[str]:
    """The ids of the blanks in a text, each once, in the order in which they stand."""
    return list(dict.fromkeys(name for _, name in split(text, marks) if name))


def fill(text: str, values: Mapping[str, str], marks: Marks) -> str:
    """The text with the blanks replaced that `values` (blank id -> value) holds and that are not empty.

    In one pass: a value that looks like a blank stays as it was given. Values lose the space around them, and every line
    ends in a newline alone.
    """
    clean = {name: value.replace("\r\n", "\n").replace("\r", "\n").strip() for name, value in values.items()}
    return "".join((name and clean.get(name)) or piece for piece, name in split(text, marks))
