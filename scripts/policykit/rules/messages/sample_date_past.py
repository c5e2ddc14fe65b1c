"""The date in a sample mail is long past.

A reviewer reads an old date as a mail that was copied from elsewhere, and an invitation to a day that is over as a test.

Wrong:
    streams: [{sample: {date: 2026-05-04}}]
    ---
    streams: [{}, {sample: {event: {title: Rehearsal, start: "2026-05-04 19:00", minutes: 90, zone: Europe/Dublin}}}]
Right:
    streams: [{sample: {date: 2026-11-20}}]
    ---
    streams: [{sample: {date: 2027-05-04}}]
"""

from collections.abc import Iterator

from policykit.readiness.samples import shown_day
from policykit.rules import Context, Found, ProductView

severity = "note"
covers = ("MSG-09",)
question = "examples"

OLD_AFTER_DAYS = 90
"""Our own: a sample of the last season still looks fresh."""


def check(product: ProductView, context: Context) -> Iterator[Found]:
    """Each sample whose day is older."""
    for path, stream in product.each_stream():
        day = shown_day(stream.sample) if stream.sample else None
        if day and (context.today - day[1]).days > OLD_AFTER_DAYS:
            age = (context.today - day[1]).days
            message = f"the sample shows {day[1]}, {age:,} days ago"
            yield Found(f"{path}.sample.{day[0]}", message, "show a day in the near future")
