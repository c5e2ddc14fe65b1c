"""Reads the SES account of a product."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.model.evidence import Look
from policykit.model.view import ProductView

from .looking import Looking


def look(product: ProductView, looking: Looking) -> Iterator[Look]:
    """Yield one look after the other."""
    yield from ()
