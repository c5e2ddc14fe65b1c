"""The way out of advertising costs something or asks for a login, or nothing is said about it.

The texts of the United States (US-2), Switzerland (CH-1) and Hong Kong (HK-1) ask that recipients can stop advertising free of
charge; the American one also excludes a login and questions beyond the address.

Wrong:
    markets: [US]
    streams: [{}, {}, {unsubscribe: {unconditional: false}}]
    ---
    markets: [CH]
    streams: [{}, {}, {unsubscribe: {unconditional: (leave out)}}]
Right:
    markets: [US, CH, HK]
    ---
    markets: [DE]
    streams: [{}, {}, {unsubscribe: {unconditional: (leave out)}}]
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.advertising import stoppable
from policykit.rules.lib.markets import asked_by

severity = "error"
covers = ("US-02", "CH-01", "HK-02")
question = "unsubscribes"
sources = ("US-2", "CH-1", "HK-1")

ASKED_BY = {"US": "16 CFR 316.5", "CH": "art. 3(1)(o) UWG", "HK": "UEMO s. 9(1)"}


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each marketing stream whose way out is not said to be free and open."""
    texts = asked_by(product, ASKED_BY)
    if not texts:
        return
    for path, stream in stoppable(product):
        if stream.unsubscribe and not stream.unsubscribe.unconditional:
            is_known = stream.unsubscribe.unconditional is False
            state = "has conditions" if is_known else "is not said to be free and without login"
            message = f"the way out of `{stream.id}` {state}; a free and simple one is asked for by {texts}"
            fix = "let the link alone stop the mail, without fee, login or further questions, and set `unconditional: true`"
            yield Found(f"{path}.unsubscribe.unconditional", message, fix)
