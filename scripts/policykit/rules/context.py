"""What a rule gets beside the product (`Context`), and what it gives (`Found`). A rule has no clock, file or network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from policykit.model import Question, Ses


@dataclass(frozen=True)
class Found:
    """What a rule found: the field it is about, what is wrong in words, and how to mend it.

    `path` is written as in the product's file with counted elements: `streams[0].from`.
    """

    path: str
    message: str
    fix: str


@dataclass(frozen=True)
class Context:
    """What stands around a product: the day, Amazon's numbers, AWS's questions, the rendered replies."""

    today: date
    ses: Ses
    questions: tuple[Question, ...]
    replies: Mapping[str, str]
    """Id of a reply -> its text, made before any rule runs."""

    def number(self, name: str) -> Decimal:
        """One of Amazon's numbers (data/ses.yml), in its own unit."""
        return self.ses.numbers[name].value
