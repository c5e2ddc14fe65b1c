"""Lists the claims of a product, each with its proof: seen on a day, self-reported, or contradicted.

The library reads no clock, so age is judged where a claim is shown or copied: in the browser, and by the commands.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from policykit.model.view import ProductView

from .claims import Claim, FactState, claims_of
from .evidence import Seen, seen


@dataclass(frozen=True)
class Proven:
    """A claim that may be stated or is contradicted, with what was seen of it."""

    claim: Claim
    seen: Seen | None
    """What confirms it; None if it is only self-reported."""


@lru_cache(maxsize=4)
def ledger(product: ProductView) -> tuple[Proven, ...]:
    """Return the claims that are stated or contradicted, in the order of the file's fields."""
    states = (FactState.STATED, FactState.CONTRADICTED)
    return tuple(
        Proven(claim, seen_of(product, place) if claim.state is FactState.STATED else None)
        for place, claim in claims_of(product).items()
        if claim.state in states
    )


def seen_of(product: ProductView, place: str) -> Seen | None:
    """Return what confirms the claim at a place, or the claim that it is a detail of; None if nobody looked."""
    found = seen(product)
    while place:
        if place in found:
            return found[place]
        place = place.rpartition(".")[0]
    return None


def fresh_until(on: date, days: int) -> date:
    """Return the last day on which a look counts as fresh."""
    return on + timedelta(days=days)
