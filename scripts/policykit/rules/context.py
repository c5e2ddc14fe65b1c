"""Input of a rule besides the product: `Context`. A rule uses no clock, file or network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from policykit.model import FactNeeded, Ses
from policykit.readiness.found import Found

__all__ = ["Context", "Found"]


@dataclass(frozen=True)
class Context:
    """Everything a rule may read besides the product: date, SES numbers, facts that are asked for and rendered replies."""

    today: date
    ses: Ses
    facts: tuple[FactNeeded, ...]
    replies: Mapping[str, str]
    """Id of a reply -> its text, rendered when a rule first reads it."""

    def number(self, name: str) -> Decimal:
        """Return one of the SES numbers (data/ses.yml), in its own unit."""
        return self.ses.numbers[name].value
