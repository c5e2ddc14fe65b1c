"""Helpers for volume figures: busiest day and hour, daily figures behind a month, and active days.

`quotas` derives the requested quotas from all figures. Rules look only at the next three months, because AWS raises quotas
automatically as usage approaches them (AWS-13).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from policykit.model import Figure
from policykit.model.stream import StreamVolume
from policykit.model.view import ProductView

NEAR_MONTHS = 3
"""Our choice: months that a first quota has to cover."""
WORKING_DAYS, ALL_DAYS = 22, 30
"""Our choice: sending days per month for business products and for all others, if the streams do not say."""
FEW_A_MONTH = 1000
"""Our choice: below so many emails per month, one complaint is at or above the rate of a review."""
SECONDS_PER_HOUR, HOURS_PER_DAY = 3600, 24

Part = Literal["min_day", "typical_day", "max_day", "max_hour"]


@dataclass(frozen=True)
class Day:
    """The daily range that a monthly figure has to fit; None for an unknown end."""

    least: int | None
    most: int | None
    is_maximum: bool
    """Whether `most` is stated as a maximum that is never exceeded."""


def ahead(figure: Figure) -> int:
    """Return how many months ahead a figure is; 0 for today or launch."""
    return figure.months_ahead or 0


def figures(product: ProductView, per: str) -> Iterator[tuple[str, Figure]]:
    """Yield the figures of a period, each with its path."""
    for index, figure in enumerate(product.volume.figures):
        if figure.per == per:
            yield f"volume.figures[{index}]", figure


def volumes(product: ProductView) -> Iterator[tuple[str, StreamVolume]]:
    """Yield the volumes of the streams that have one, each with its path."""
    for path, stream in product.each_stream():
        if stream.volume:
            yield f"{path}.volume", stream.volume


def of_streams(product: ProductView, part: Part) -> list[int] | None:
    """Return one number of every stream; None if any stream lacks it, because a sum would be meaningless."""
    stated = [getattr(stream.volume, part, None) for stream in product.streams]
    numbers = [number for number in stated if number is not None]
    return numbers if numbers and len(numbers) == len(stated) else None


def peak(product: ProductView, per: Literal["day", "hour"]) -> int | None:
    """Return the busiest day or hour of the next months: the largest figure, or the sum of the streams if larger."""
    numbers = [_most(figure) for _, figure in figures(product, per) if ahead(figure) <= NEAR_MONTHS]
    streams = of_streams(product, "max_day" if per == "day" else "max_hour")
    return max([*numbers, sum(streams)] if streams else numbers, default=None)


def _most(figure: Figure) -> int:
    return max(0, figure.max - 1) if figure.fewer_than_max else figure.max


def stated_days(product: ProductView) -> int | None:
    """Return the number of sending days per month of the most frequent stream; None if a stream does not state its own."""
    stated = [stream.volume.active_days_month for stream in product.streams]
    known = [days for days in stated if days]
    return max(known) if known and len(known) == len(stated) else None


def active_days(product: ProductView) -> int:
    """Return the same number, or our guess."""
    return stated_days(product) or (WORKING_DAYS if product.audience.kind == "b2b" else ALL_DAYS)


def emails_a_month(product: ProductView) -> int:
    """Return the emails of an ordinary month today or soon; 0 where the file does not say."""
    for per, times in (("month", 1), ("day", active_days(product))):
        near = [item for _, item in figures(product, per) if not ahead(item)]
        if usual := [item for item in near if item.kind in ("current", "forecast")] or near:
            return times * max(_most(item) if item.min is None else (item.min + item.max) // 2 for item in usual)
    return ALL_DAYS * sum(of_streams(product, "typical_day") or ())


def day_of(product: ProductView, month: Figure) -> Day:
    """Return the daily range for the same time as a monthly figure; a maximum without a time always applies."""
    days = [figure for _, figure in figures(product, "day")]
    caps = [day.max for day in days if day.kind == "maximum" and day.months_ahead in (None, month.months_ahead)]
    is_current = month.kind == "current"
    same = [
        day for day in days if ahead(day) == ahead(month) and (day.kind == "current") == is_current and day.kind != "maximum"
    ]
    least = [day.min for day in same if day.min is not None and day.kind != "peak"]
    most = [day.max for day in same]
    if not same and not is_current and not ahead(month):
        low, high = of_streams(product, "min_day"), of_streams(product, "max_day")
        least, most = [sum(low)] if low else [], [sum(high)] if high else []
    return Day(min(least, default=None), min(caps) if caps else max(most, default=None), bool(caps))
