"""Marketing mail lacks a part of what providers ask of unsubscribing.

Gmail and Yahoo ask for a one-click header and a link in the mail, and that both take effect within two days; laws allow ten
working days at most (G-1, G-2, G-3, Y-1, US-1, HK-1).

Wrong:
    streams: [{}, {}, {unsubscribe: {header_one_click: (leave out)}}]
    ---
    streams: [{}, {}, {unsubscribe: {body_link: false}}]
    ---
    streams: [{}, {}, {unsubscribe: {honoured_within_h: 240}}]
    ---
    streams: [{}, {}, {unsubscribe: {offered: false, header_one_click: (leave out), body_link: (leave out)}}]
Right:
    streams: [{}, {}, {unsubscribe: {header_one_click: true, body_link: true, honoured_within_h: 48}}]
    ---
    streams: [{}, {unsubscribe: {header_one_click: (leave out), honoured_within_h: (leave out)}}]
    ---
    markets: [US]
    streams: [{}, {}, {unsubscribe: {honoured_within_h: (leave out)}}]
"""

from collections.abc import Iterator

from policykit.model import Stream
from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("UNS-06",)
question = "unsubscribes"
sources = ("G-1", "G-2", "G-3", "Y-1", "US-1", "HK-1")

ASKED_BY_LAW = ("US", "HK")
"""Where a rule on law asks for the time itself (opt-out-time-missing)."""


def check(product: ProductView, context: Context) -> Iterator[Found]:
    """Each marketing stream that answers the question, with what its answer lacks."""
    for path, stream in product.marketing:
        if stream.unsubscribe and (missing := _missing(product, stream, int(context.number("unsubscribe-hours")))):
            fix = "offer the RFC 8058 headers and a link, and let both take effect within two days"
            yield Found(f"{path}.unsubscribe", f"marketing mail: {', '.join(missing)}", fix)


def _missing(product: ProductView, stream: Stream, hours: int) -> list[str]:
    answer = stream.unsubscribe
    if not answer or not answer.offered:
        return ["it cannot be stopped"]
    missing = [] if answer.header_one_click else ["no one-click header is stated"]
    missing += [] if answer.body_link else ["no link in the mail is stated"]
    if answer.honoured_within_h is None and set(product.markets).isdisjoint(ASKED_BY_LAW):
        missing.append("how soon it takes effect is not stated")
    elif answer.honoured_within_h is not None and answer.honoured_within_h > hours:
        missing.append(f"it takes effect within {answer.honoured_within_h} hours, above the maximum of {hours}")
    return missing
