"""The busiest hour is larger than the busiest day, or too small for it.

An hour cannot hold more than its day, and a day cannot hold more than 24 such hours.

Wrong:
    streams: [{volume: {max_hour: 150}}]
    ---
    streams: [{volume: {max_hour: 4}}]
    ---
    volume: {figures: [{}, {}, {kind: peak, per: hour, max: 600}]}
Right:
    streams: [{volume: {max_hour: 100}}]
    ---
    streams: [{volume: {max_hour: 5}}]
    ---
    volume: {figures: [{}, {}, {kind: peak, per: hour, max: 600, months_ahead: 12}]}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.figures import HOURS_PER_DAY, ahead, figures, volumes

severity = "error"
covers = ("VOL-08",)
question = "frequency"


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each stream, and each hourly figure against the daily ones of the same time."""
    pairs = [(f"{path}.max_hour", volume.max_hour, volume.max_day) for path, volume in volumes(product)]
    for path, hour in figures(product, "hour"):
        days = [day.max for _, day in figures(product, "day") if ahead(day) == ahead(hour)]
        pairs.append((f"{path}.max", hour.max, max(days, default=None)))
    for path, most, day in pairs:
        if most is None or day is None:
            continue
        if most > day:
            message = f"{most:,} in the busiest hour, but {day:,} on the busiest day"
            yield Found(path, message, "count again: an hour is a part of its day")
        elif most * HOURS_PER_DAY < day:
            message = f"{most:,} an hour x 24 = {most * HOURS_PER_DAY:,}, below the busiest day of {day:,}"
            yield Found(path, message, "count again: state the hour with the most mail of that day")
