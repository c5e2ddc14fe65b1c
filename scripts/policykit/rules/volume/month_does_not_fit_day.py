"""A monthly figure is lower than its daily figure allows.

A reviewer multiplies: the fewest mails a day times the days of a month is the least that a month can hold. A typed number that
misses it by a tenth casts doubt on the others.

Wrong:
    volume: {figures: [{min: 30}, {min: 200}]}
    ---
    volume: {figures: [{min: 400}, {}]}
Right:
    volume: {figures: [{min: 30}, {min: 900}]}
    ---
    volume: {figures: [{min: 30}, {min: 200, months_ahead: 6}]}
    ---
    streams: [{volume: {active_days_month: 5}}, {volume: {active_days_month: 5}}]
    volume: {figures: [{min: 30}, {min: 150}]}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.figures import active_days, day_of, figures

severity = "warning"
covers = ("VOL-02",)
question = "frequency"

TOLERANCE = 0.1
"""Ours: months have 28 to 31 days, and people round."""


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each month that is below its least day times its days; one above the largest day is another rule's matter."""
    for path, month in figures(product, "month"):
        least = day_of(product, month).least
        if least is None:
            continue
        days = active_days(product)
        end, declared = ("max", month.max) if month.min is None else ("min", month.min)
        if declared < (1 - TOLERANCE) * least * days:
            message = f"{declared:,} a month, but {least:,} a day x {days} days = {least * days:,} at least"
            yield Found(f"{path}.{end}", message, "count again: month = day x days on which mail goes out")
