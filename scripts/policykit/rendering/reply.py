"""A rendered reply: its parts, and how they are joined.

The browser does the same with the same parts (overrides/assets/desk.js); a test compares the two.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from policykit.model import Question

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
