"""The subject of an advertising mail looks like an answer, a notice or an invoice.

The texts of Germany (DE-3), the United States (US-3) and Hong Kong (HK-1) ask for a subject that does not hide what the mail
is. Recipients who feel tricked press the spam button, wherever they live.

Wrong:
    markets: [DE]
    streams: [{}, {}, {sample: {subject: "Re: [topic]"}}]
    ---
    markets: [US]
    streams: [{}, {}, {sample: {subject: "Important notice: [topic]"}}]
    ---
    markets: [DE]
    streams: [{}, {}, {sample: {subject: "Ihre Rechnung: [topic]"}}]
Right:
    markets: [DE, US, HK]
    ---
    markets: [DE]
    streams: [{sample: {subject: "Re: your sign-in code"}}]
Silent:
    markets: [DE]
    streams: [{}, {}, {sample: {subject: "Order now: [topic]"}}]
    ---
    markets: [US]
    streams: [{}, {}, {sample: {subject: "Invoices made easy: [topic]"}}]
    ---
    markets: [US]
    streams: [{}, {}, {sample: {subject: "Why seating plans are important: [topic]"}}]
"""

import re
from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.markets import asked_by

severity = "error"
covers = ("DE-05", "US-02", "HK-02")
question = "examples"
sources = ("DE-3", "US-3", "HK-1")

ASKED_BY = {"DE": "section 6(2) DDG", "US": "15 U.S.C. 7704(a)(2)", "HK": "UEMO s. 12"}
DISGUISE = re.compile(
    r"^(?:(?:re|fwd?|aw|wg|antw)\s*:|(?:important|urgent|wichtig\w*|dringend\w*)\b(?:\s+(?:notice|information|message|mitteilung|nachricht))?\s*[:!]"
    r"|your (?:invoice|order|payment|delivery|parcel|account)\b|ihre? (?:rechnung|bestellung|zahlung|lieferung|paket|konto)\b)",
    re.I,
)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each marketing sample whose subject begins like mail of another kind."""
    if not product.marketing:
        return
    texts = asked_by(product, ASKED_BY)
    for path, stream in product.marketing:
        match = DISGUISE.search(stream.sample.subject) if stream.sample and texts else None
        if match:
            message = f'the subject of `{stream.id}` begins with "{match[0]}"; an honest one is asked for by {texts}'
            yield Found(f"{path}.sample.subject", message, "say in the subject what is advertised")
