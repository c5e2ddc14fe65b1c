"""Requests to stop advertising in Hong Kong are not said to be kept for three years.

UEMO s. 9(3) asks that each request is kept as it came in for at least three years (HK-1).

Wrong:
    markets: [HK]
    streams: [{}, {}, {unsubscribe: {record_days: (leave out)}}]
    ---
    markets: [HK]
    streams: [{}, {}, {unsubscribe: {record_days: 365}}]
Right:
    markets: [HK]
    ---
    markets: [IE]
    streams: [{}, {}, {unsubscribe: {record_days: (leave out)}}]
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.advertising import stoppable

severity = "error"
covers = ("HK-02",)
question = "unsubscribes"
sources = ("HK-1",)

DAYS = 3 * 365
"""The text says three years; a leap day is not worth a finding."""


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each marketing stream whose requests are kept for less, or for an unknown time."""
    if "HK" not in product.markets:
        return
    for path, stream in stoppable(product):
        days = stream.unsubscribe.record_days
        if days is None or days < DAYS:
            state = f"for {days} days" if days is not None else "for a time that is not stated"
            message = f"requests to stop `{stream.id}` are kept {state}; three years are asked for by UEMO s. 9(3) (Hong Kong)"
            yield Found(f"{path}.unsubscribe.record_days", message, f"keep each request for {DAYS} days or more")
