"""A monthly figure makes a daily mean above the largest day.

3,000 mails a month on 22 working days are 136 a day, which no maximum of 100 allows. One of the two numbers is wrong, and a
reviewer who divides sees it.

Wrong:
    volume: {figures: [{}, {max: 20000}]}
    ---
    audience: {kind: b2b}
    streams: [{volume: {active_days_month: (leave out)}}]
    volume: {figures: [{kind: maximum, max: 100}, {max: 3000, months_ahead: 12}]}
Right:
    volume: {figures: [{}, {max: 14000}]}
    ---
    audience: {kind: b2c}
    volume: {figures: [{kind: maximum, max: 100}, {max: 3000, months_ahead: 12}]}
    ---
    volume: {figures: [{}, {max: 20000, months_ahead: 6}]}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.figures import active_days, day_of, figures

severity = "error"
covers = ("VOL-03",)
question = "frequency"


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each month whose mean is above the most of a day."""
    for path, month in figures(product, "month"):
        day = day_of(product, month)
        if day.most is None:
            continue
        days = active_days(product)
        mean = round(month.max / days)
        if mean > day.most:
            name = "the maximum" if day.is_maximum else "the busiest day"
            message = f"{month.max:,} / {days} days = {mean:,} a day, above {name} of {day.most:,}"
            yield Found(f"{path}.max", message, "raise the largest day, or lower the month")
