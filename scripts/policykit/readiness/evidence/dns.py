"""Judges DNS lookups: SPF, DKIM, DMARC, MX."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.model.view import ProductView

from .judgment import Difference, Seen


def judge(product: ProductView) -> Iterator[Difference | Seen]:
    """Yield what they confirm, and what differs from the file."""
    yield from ()
