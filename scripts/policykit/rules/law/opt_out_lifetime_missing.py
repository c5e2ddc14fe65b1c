"""For how long the unsubscribe link of an advertising mail works is not stated, or it is less than 30 days.

The texts of the United States (US-3) and Hong Kong (HK-1) ask that the way out works for 30 days after the mail was sent.

Wrong:
    markets: [US]
    streams: [{}, {}, {unsubscribe: {works_for_days: (leave out)}}]
    ---
    markets: [HK]
    streams: [{}, {}, {unsubscribe: {works_for_days: 14}}]
Right:
    markets: [US, HK]
    streams: [{}, {}, {unsubscribe: {works_for_days: 30}}]
    ---
    markets: [DE]
    streams: [{}, {}, {unsubscribe: {works_for_days: (leave out)}}]
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.advertising import stoppable
from policykit.rules.lib.markets import asked_by

severity = "error"
covers = ("US-02", "HK-02")
question = "unsubscribes"
sources = ("US-3", "HK-1")

ASKED_BY = {"US": "15 U.S.C. 7704(a)(3)", "HK": "UEMO s. 9(1)"}
DAYS = 30
"""Both texts name this number."""


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each marketing stream whose way out is not said to work for long enough."""
    texts = asked_by(product, ASKED_BY)
    if not texts:
        return
    for path, stream in stoppable(product):
        days = stream.unsubscribe.works_for_days
        if days is None or days < DAYS:
            state = f"works for {days} days" if days is not None else "is not said to work for a number of days"
            message = f"the way out of `{stream.id}` {state}; {DAYS} days are asked for by {texts}"
            fix = f"keep links and addresses working for {DAYS} days or more, and state the number"
            yield Found(f"{path}.unsubscribe.works_for_days", message, fix)
