"""A rendered reply: its parts, how they are joined, which blanks stand in it, and how they are filled.

The browser does the same with the same parts (overrides/assets/desk.js); a test compares the two.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from policykit.catalog.catalog import Catalogue
from policykit.model import Question

Marks = Mapping[str, str]
"""How a blank prints -> its id."""

WARN_AT = 0.9375
"""Share of the limit of one message from which desk and command warn: 7,500 of 8,000 characters. Our own caution: whether the
console's box counts as the API does is not documented (AWS Support API reference, AddCommunicationToCase)."""


@dataclass(frozen=True)
class Reply:
    """The parts of one reply of one product: what stands before and after, and an answer to each question, in AWS's order."""

    opening: str
    answers: tuple[tuple[Question, str], ...]
    closing: str

    def text(self, questions: Collection[str] | None = None) -> str:
        """The whole reply, ending in one newline; `questions` (ids) limits it to some answers."""
        chosen = [(q, text) for q, text in self.answers if questions is None or q.id in questions]
        numbered = [f"{number}. {q.heading}\n\n{text}" for number, (q, text) in enumerate(chosen, 1)]
        return "\n\n".join([self.opening, *numbered, self.closing]) + "\n"

    def answer(self, question: str) -> str | None:
        """The answer to one question; None where the reply has none."""
        return next((text for q, text in self.answers if q.id == question), None)


def marks(catalogue: Catalogue) -> dict[str, str]:
    """Every declared blank as it prints in a reply, with its id."""
    language = catalogue.source_language
    return {language.word("blank", label=language.text(b.label)[0]): name for name, b in catalogue.blanks.items()}


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
