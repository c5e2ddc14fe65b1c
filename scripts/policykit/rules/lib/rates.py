"""Which sending rate the figures need: for the busiest hour, and for the largest burst."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from policykit.model.view import ProductView

from .figures import SECONDS_PER_HOUR, peak, volumes

BURST_SECONDS = 60
"""Ours: recipients of one event expect their mail within about a minute."""


@dataclass(frozen=True)
class Need:
    """A rate, and the division it comes from."""

    per_second: float
    words: str

    @property
    def enough(self) -> int:
        """The whole number to ask for."""
        return max(1, ceil(self.per_second))


def needs(product: ProductView) -> list[Need]:
    """What the busiest hour and the largest burst need; empty where neither is stated."""
    found = []
    if hour := peak(product, "hour"):
        found.append(Need(hour / SECONDS_PER_HOUR, f"the busiest hour needs {hour:,} / 3,600 seconds"))
    if burst := max((volume.burst or 0 for _, volume in volumes(product)), default=0):
        found.append(Need(burst / BURST_SECONDS, f"the largest burst needs {burst:,} / {BURST_SECONDS} seconds"))
    return found
