"""Computes the send rate that the busiest hour and the largest burst need."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from policykit.model.view import ProductView

from .figures import SECONDS_PER_HOUR, peak, volumes

BURST_SECONDS = 60
"""Our choice: recipients of one event expect their email within about a minute."""


@dataclass(frozen=True)
class Need:
    """A rate in recipients per second, and the calculation behind it."""

    per_second: float
    words: str

    @property
    def enough(self) -> int:
        """The integer to request."""
        return max(1, ceil(self.per_second))


def needs(product: ProductView) -> list[Need]:
    """Return the rates that the busiest hour and the largest burst need; empty if neither is stated."""
    found = []
    if hour := peak(product, "hour"):
        found.append(Need(hour / SECONDS_PER_HOUR, f"the busiest hour needs {hour:,} / 3,600 seconds"))
    if burst := max((volume.burst or 0 for _, volume in volumes(product)), default=0):
        found.append(Need(burst / BURST_SECONDS, f"the largest burst needs {burst:,} / {BURST_SECONDS} seconds"))
    return found
