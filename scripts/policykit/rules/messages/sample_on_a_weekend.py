"""A sample mail between businesses shows a date on a weekend.

Business meetings rarely take place on Saturday or Sunday; a sample that shows one looks invented.

Wrong:
    audience: {kind: b2b}
    streams: [{sample: {date: 2027-01-02}}]
Right:
    audience: {kind: b2b}
    streams: [{sample: {date: 2027-01-04}}]
    ---
    streams: [{sample: {date: 2027-01-02}}]
"""

from collections.abc import Iterator

from policykit.readiness.samples import shown_day
from policykit.rules import Context, Found, ProductView

severity = "note"
covers = ("MSG-09",)
question = "examples"

SATURDAY = 5


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each such day, where the product is for businesses only."""
    if product.audience.kind != "b2b":
        return
    for path, stream in product.each_stream():
        day = shown_day(stream.sample) if stream.sample else None
        if day and day[1].weekday() >= SATURDAY:
            message = f"{day[1]} is a {day[1]:%A}, and the audience is businesses"
            yield Found(f"{path}.sample.{day[0]}", message, "show a working day")
