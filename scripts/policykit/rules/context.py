"""Input and output of a rule: `Context` and `Found`. A rule uses no clock, file or network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from policykit.model import Question, Ses


@dataclass(frozen=True, init=False)
class Found:
    """What a rule found: the field, the message and, if it differs from the rule's own, the fix.

    `path` is a field path with list indexes: `streams[0].from`. Message and fix are translated, so they are literal texts, with
    `{name}` for each value: `Found("request.daily_quota", "The quota is {quota}.", quota=50000)`. Numbers are printed in the
    reader's language.
    """

    path: str
    message: str
    fix: str
    values: Mapping[str, object]

    def __init__(self, path: str, message: str, fix: str = "", **values: object) -> None:
        object.__setattr__(self, "path", path)
        object.__setattr__(self, "message", message)
        object.__setattr__(self, "fix", fix)
        object.__setattr__(self, "values", values)


@dataclass(frozen=True)
class Context:
    """Everything a rule may read besides the product: date, SES numbers, AWS's questions and rendered replies."""

    today: date
    ses: Ses
    questions: tuple[Question, ...]
    replies: Mapping[str, str]
    """Id of a reply -> its text, made before any rule runs."""

    def number(self, name: str) -> Decimal:
        """Return one of the SES numbers (data/ses.yml), in its own unit."""
        return self.ses.numbers[name].value
