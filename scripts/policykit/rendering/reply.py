"""A rendered reply: its parts, and how they are joined into one text.

overrides/assets/desk.js and asked.js do the same in the browser; a test compares the two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from policykit.model import Question

STANDARD = "more-information"
"""The reply to AWS's usual questions, of which other replies take answers."""
WARN_AT = 0.9375
"""Share of the message limit at which desk and command warn: 7,500 of 8,000 characters. A margin of our own, because it is not
documented whether the console counts like the API (AWS Support API reference, AddCommunicationToCase)."""

UNANSWERED = "answer"
"""The blank for the answer to a question in AWS's own words."""

# Characters that no data file may contain, so nothing else in a reply looks like a dated sentence.
DATED = re.compile("(?:\n\n)?\ue000([0-9-]{10})\ue001(.*?)\ue002", re.DOTALL)
"""A dated sentence in a reply: its last day, and its words."""
_LONGEST_HEADING = 300
_SPACE = re.compile("[\\x00-\\x20\\x7f-\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+")


def dated(sentence: str, until: date) -> str:
    """A sentence that may be sent until a day, marked so that `as_of` and the browser can take it out later."""
    return f"\ue000{until.isoformat()}\ue001{sentence.strip()}\ue002"


def as_of(text: str, day: date | None) -> str:
    """A text with the dated sentences that may still be sent on a day; without a day, as in a file, with none of them."""

    def kept(found: re.Match[str]) -> str:
        is_fresh = day is not None and day <= date.fromisoformat(found[1])
        return f"\n\n{found[2]}" if is_fresh else ""

    return DATED.sub(kept, text)


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

    def text(self, chosen: Iterable[str | Extra] | None = None, day: date | None = None) -> str:
        """The complete reply as it may be sent on a day, ending in one newline; `chosen` limits it to these questions (ids)."""
        return as_of(self.marked(chosen), day)

    def marked(self, chosen: Iterable[str | Extra] | None = None) -> str:
        """The same with all its dated sentences, still marked."""
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
