"""Computes the send rate that the busiest hour and the largest burst need."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Literal

from policykit.model.view import ProductView

from .figures import SECONDS_PER_HOUR, peak, volumes

BURST_SECONDS = 60
"""Our choice: recipients of one event expect their email within about a minute."""


@dataclass(frozen=True)
class Need:
    """A number of emails and the seconds in which they have to be sent."""

    of: Literal["hour", "burst", "day"]
    count: int
    seconds: int

    @property
    def per_second(self) -> float:
        """The rate in recipients per second."""
        return self.count / self.seconds

    @property
    def enough(self) -> int:
        """The integer to request."""
        return max(1, ceil(self.per_second))


def needs(product: ProductView) -> list[Need]:
    """Return what the busiest hour and the largest burst need; empty if neither is stated."""
    found = []
    if hour := peak(product, "hour"):
        found.append(Need("hour", hour, SECONDS_PER_HOUR))
    if burst := max((volume.burst or 0 for _, volume in volumes(product)), default=0):
        found.append(Need("burst", burst, BURST_SECONDS))
    return found
