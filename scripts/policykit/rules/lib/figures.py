"""What the figures say of the busiest day and hour, of the day behind a month, and of the days on which mail goes out.

`quotas` derives what the reply asks for from all figures; a rule looks at the next three months, because AWS raises quotas by
itself when use comes near them (AWS-13).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from policykit.model import Figure
from policykit.model.stream import StreamVolume
from policykit.model.view import ProductView

NEAR_MONTHS = 3
"""Ours: how far ahead a first quota has to reach."""
WORKING_DAYS, ALL_DAYS = 22, 30
"""Ours: days a month on which a product for businesses, or any other, sends mail where its streams do not say."""
SECONDS_PER_HOUR, HOURS_PER_DAY = 3600, 24

Part = Literal["min_day", "typical_day", "max_day", "max_hour"]


@dataclass(frozen=True)
class Day:
    """The day that a monthly figure has to fit; None where nothing states it."""

    least: int | None
    most: int | None
    is_maximum: bool
    """Whether `most` is said never to be passed, at whatever time."""


def ahead(figure: Figure) -> int:
    """How many months ahead a figure is; 0 for one of today or of the start."""
    return figure.months_ahead or 0


def figures(product: ProductView, per: str) -> Iterator[tuple[str, Figure]]:
    """The figures of a period, each with its path."""
    for index, figure in enumerate(product.volume.figures):
        if figure.per == per:
            yield f"volume.figures[{index}]", figure


def volumes(product: ProductView) -> Iterator[tuple[str, StreamVolume]]:
    """The figures of the streams that state any, each with its path."""
    for path, stream in product.each_stream():
        if stream.volume:
            yield f"{path}.volume", stream.volume


def of_streams(product: ProductView, part: Part) -> list[int] | None:
    """One number of every stream; None where a stream does not state it, for then a sum says nothing."""
    stated = [getattr(stream.volume, part, None) for stream in product.streams]
    numbers = [number for number in stated if number is not None]
    return numbers if numbers and len(numbers) == len(stated) else None


def peak(product: ProductView, per: Literal["day", "hour"]) -> int | None:
    """The busiest day or hour of the next months: the largest figure, or the sum of the streams where it is larger."""
    numbers = [figure.max for _, figure in figures(product, per) if ahead(figure) <= NEAR_MONTHS]
    streams = of_streams(product, "max_day" if per == "day" else "max_hour")
    return max([*numbers, sum(streams)] if streams else numbers, default=None)


def active_days(product: ProductView) -> int:
    """On how many days a month mail goes out: those of the most frequent stream, else a usual number."""
    stated = [stream.volume.active_days_month for stream in product.streams]
    known = [days for days in stated if days]
    if known and len(known) == len(stated):
        return max(known)
    return WORKING_DAYS if product.audience.kind == "b2b" else ALL_DAYS


def day_of(product: ProductView, month: Figure) -> Day:
    """The daily figures of the same time as a monthly one; a maximum holds at any time."""
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
