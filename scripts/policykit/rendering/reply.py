"""A rendered reply: its parts, and how they are joined into one text.

overrides/assets/desk.js and asked.js do the same in the browser; a test compares the two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from policykit.model import Question

STANDARD = "more-information"
"""The reply to AWS's usual questions, of which other replies take answers."""
WARN_AT = 0.9375
"""Share of the message limit at which desk and command warn: 7,500 of 8,000 characters. A margin of our own, because it is not
documented whether the console counts like the API (AWS Support API reference, AddCommunicationToCase)."""

UNANSWERED = "answer"
"""The blank for the answer to a question in AWS's own words."""

_LONGEST_HEADING = 300
_SPACE = re.compile("[\\x00-\\x20\\x7f-\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+")


def heading_of(words: str) -> str:
    """AWS's words as a heading: one line of at most 300 characters."""
    return _SPACE.sub(" ", words).removeprefix(" ")[:_LONGEST_HEADING].removesuffix(" ")


@dataclass(frozen=True)
class Extra:
    """A question in AWS's own words, beyond those of data/questions.yml, with its answer."""

    heading: str
    answer: str


@dataclass(frozen=True)
class Reply:
    """The parts of one reply for one product: opening, answers in AWS's order, closing."""

    opening: str
    answers: tuple[tuple[Question, str], ...]
    closing: str

    def text(self, chosen: Iterable[str | Extra] | None = None) -> str:
        """The complete reply, ending in one newline; `chosen` limits it to these questions (ids), in this order."""
        own = {question.id: Extra(question.heading, text) for question, text in self.answers}
        parts = own.values() if chosen is None else [own[item] if isinstance(item, str) else item for item in chosen]
        numbered = [f"{number}. {part.heading}\n\n{part.answer}" for number, part in enumerate(parts, 1)]
        return "\n\n".join([self.opening, *numbered, self.closing]) + "\n"

    def changed(self, change: Callable[[str], str]) -> Reply:
        """The same reply with `change` applied to each of its texts."""
        answers = tuple((question, change(text)) for question, text in self.answers)
        return Reply(change(self.opening), answers, change(self.closing))

    def answer(self, question: str) -> str | None:
        """The answer to one question (id); None if the reply has none."""
        return next((text for q, text in self.answers if q.id == question), None)
