"""Judges what was seen (`data/evidence/`) beside what a product's file says.

Each module judges one kind of look and yields a `Seen` for every claim that it confirms, and a `Difference` for everything
that is not as the file says, or not as it should be. Nothing here looks anywhere: `scripts/observers/` does.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from policykit.model.view import ProductView

from . import account, dns, web
from .account import account_state, newest_account
from .judgment import Difference, Seen

KINDS = {"dns": dns.judge, "web": web.judge, "account": account.judge}
"""Kind of look -> its judge."""


@lru_cache(maxsize=8)
def judged(product: ProductView, kind: str) -> tuple[Difference | Seen, ...]:
    """Return everything that the looks of one kind show about a product."""
    return tuple(KINDS[kind](product)) if product.evidence.looks else ()


def differences(product: ProductView, kind: str = "") -> Iterator[Difference]:
    """Yield what was seen and is wrong, of one kind of look or of all."""
    return (item for name in ((kind,) if kind else KINDS) for item in judged(product, name) if isinstance(item, Difference))


def seen(product: ProductView) -> dict[str, Seen]:
    """Return what confirms each claim, by its place in the file. A claim that a look disproves is not in it.

    Where several kinds of looks confirm a claim, the one that anyone can repeat counts.
    """
    disproved = {place for item in differences(product) for place in item.disproves}
    found: dict[str, Seen] = {}
    for item in (item for name in KINDS for item in judged(product, name)):
        if isinstance(item, Seen) and item.place not in disproved:
            found.setdefault(item.place, item)
    return found


__all__ = ["KINDS", "Difference", "Seen", "account_state", "differences", "judged", "newest_account", "seen"]
