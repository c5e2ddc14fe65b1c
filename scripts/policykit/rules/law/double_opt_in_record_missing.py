"""Advertising for Germany goes out, but the double opt-in or a part of its record is not stated.

Section 7(2) no. 2 UWG asks for express consent before the first mail, between businesses too (DE-1), and the sender has to
prove it (DE-4). Double opt-in with a record is the proof that courts and authorities know (DE-5): time, wording and
confirmation; the mail that asks for the confirmation holds no advertising. That there is a consent and a record at all, other
rules ask.

Wrong:
    markets: [DE]
    streams: [{}, {}, {recipients: {verified: account}}]
    ---
    markets: [DE]
    streams: [{}, {}, {consent: Readers tick the newsletter; the address is recorded.}]
Right:
    markets: [DE]
    ---
    markets: [FR]
    streams: [{}, {}, {recipients: {verified: account}}]
    ---
    markets: [DE]
    streams: [{}, {}, {recipients: {verified: account}, existing_customers: {address_from_sale: true}}]
Silent:
    markets: [DE]
    streams: [{}, {}, {consent: "Date, wording of the form and the click on the confirmation link are stored."}]
    ---
    markets: [DE]
    streams: [{}, {}, {consent: Readers tick the newsletter.}]
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import english
from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.advertising import is_to_existing_customers
from policykit.rules.lists.consent_not_recorded import RECORD

severity = "error"
covers = ("DE-01",)
question = "lists"
sources = ("DE-1", "DE-4", "DE-5")

TEXT = "section 7(2) no. 2 UWG (Germany) asks for express prior consent, and the sender has to prove it"
PARTS = {
    "the time": re.compile(r"\b(?:time\w*|date|day|when)\b", re.I),
    "the wording": re.compile(r"\b(?:words?|wording|text|form)\b", re.I),
    "the confirmation": re.compile(r"\bconfirm\w*|\bdouble opt-?in\b", re.I),
}


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each marketing stream that is not confirmed by double opt-in, or records less than the proof needs."""
    if "DE" not in product.markets:
        return
    for path, stream in product.marketing:
        if is_to_existing_customers(stream):
            continue
        verified, consent = stream.recipients.verified, english(stream.consent)
        if verified in ("single", "account"):
            message = f"addresses of `{stream.id}` are confirmed by `{verified}`, not by double opt-in; {TEXT}"
            fix = "send the newsletter only after a link in a confirmation mail was opened; keep that mail free of advertising"
            yield Found(f"{path}.recipients.verified", message, fix)
        missing = [name for name, words in PARTS.items() if not words.search(consent)]
        if missing and RECORD.search(consent):
            message = f"the record of the consent to `{stream.id}` is not said to hold {', '.join(missing)}; {TEXT}"
            yield Found(f"{path}.consent", message, "record time, wording and confirmation, and say so in `consent:`")
