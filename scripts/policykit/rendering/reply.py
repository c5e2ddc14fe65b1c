"""A rendered reply: its parts, and how they are joined into one text.

overrides/assets/desk.js does the same in the browser; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from policykit.model import Question

STANDARD = "more-information"
"""The reply to AWS's usual questions, of which other replies take answers."""
WARN_AT = 0.9375
"""Share of the message limit at which desk and command warn: 7,500 of 8,000 characters. A margin of our own, because it is not
documented whether the console counts like the API (AWS Support API reference, AddCommunicationToCase)."""


@dataclass(frozen=True)
class Reply:
    """The parts of one reply for one product: opening, answers in AWS's order, closing."""

    opening: str
    answers: tuple[tuple[Question, str], ...]
    closing: str

    def text(self, questions: Collection[str] | None = None) -> str:
        """The complete reply, ending in one newline; `questions` (ids) limits it to these answers."""
        chosen = [(q, text) for q, text in self.answers if questions is None or q.id in questions]
        numbered = [f"{number}. {q.heading}\n\n{text}" for number, (q, text) in enumerate(chosen, 1)]
        return "\n\n".join([self.opening, *numbered, self.closing]) + "\n"

    def answer(self, question: str) -> str | None:
        """The answer to one question (id); None if the reply has none."""
        return next((text for q, text in self.answers if q.id == question), None)
