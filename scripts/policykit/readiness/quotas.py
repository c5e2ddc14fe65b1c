"""Derives the daily quota and the maximum send rate to request from a product's file.

A requested number takes precedence. Otherwise only a figure given as a maximum or a peak of a day or an hour counts: the upper
end of an expected range says nothing about the busiest day. A number that the file does not support is None, and a blank.
SES counts recipients, not messages (developer guide, "Service quotas").
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from policykit.catalog.catalog import Catalogue
from policykit.model import Product
from policykit.model.stream import Period

_SECONDS_PER_HOUR, _HOURS_PER_DAY = 3600, 24


@dataclass(frozen=True)
class Quotas:
    """The quotas to request: emails in 24 hours and emails per second; None if the file does not say."""

    daily: int | None
    rate: int | Decimal | None


def quotas_of(product: Product, catalogue: Catalogue) -> Quotas:
    """Return the quotas to request for `product`. Quotas that the sandbox already has are not worth asking for."""
    request = product.request
    daily = request.daily_quota
    rate: int | Decimal | None = request.send_rate
    if daily is None:
        daily = _above(maximum(product, "day"), catalogue.ses.numbers["sandbox-daily"].value)
    if rate is None:
        hour = maximum(product, "hour")
        # An hour below the average of the requested day is a figure for an earlier phase.
        if hour is not None and hour * _HOURS_PER_DAY >= (daily or 0):
            rate = _above(-(-hour // _SECONDS_PER_HOUR), catalogue.ses.numbers["sandbox-rate"].value)
    return Quotas(daily, rate)


def maximum(product: Product, per: Period) -> int | None:
    """Return the largest number that the file gives as a maximum or a peak of this period, of all streams together."""
    figures = [figure.max for figure in product.volume.figures if figure.per == per and figure.kind in ("peak", "maximum")]
    return max(figures, default=None)


def _above(number: int | None, sandbox: Decimal) -> int | None:
    return number if number is not None and number > sandbox else None
