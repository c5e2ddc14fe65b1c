"""Whom to tell of a data breach, and within which time, is not stated.

GDPR art. 33 leaves 72 hours to tell the authority, DSG art. 24 asks for it as soon as possible (EU-1, CH-2). Hours go by
where nobody knows whom to call, in Hong Kong as anywhere.

Wrong:
    data: {measures: (leave out)}
    ---
    data: {measures: [{text: A data breach is reported.}]}
Right:
    data: {measures: [{text: "A data breach is reported to dpo@lantern.example.com within 24 hours."}]}
    ---
    data: {measures: (leave out)}
    security: [{}, {status: implemented, text: "In a security incident the technical lead is told at once, by phone."}]
    ---
    markets: [US]
    company: {country: US}
    data: {measures: (leave out)}
Silent:
    data: {measures: [{text: "The data protection officer hears of each incident on the same day."}]}
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import english
from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.markets import is_at_home, is_market

severity = "note"
covers = ("DAT-09",)
sources = ("EU-1", "CH-2")

BREACH = re.compile(r"\b(?:breach\w*|incidents?|leaks?)\b", re.I)
WHO = re.compile(r"@|\b(?:officers?|leads?|teams?|authorit\w+|commissioner|owners?|contacts?|dpo|management|director)\b", re.I)
WHEN = re.compile(r"\b\d+ (?:hours?|days?|minutes?)\b|\b(?:at once|immediately|same day|without delay|one day|a day)\b", re.I)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """No measure in place that names a person or mailbox and a time, in the EU, Switzerland or Hong Kong."""
    if not any(is_market(product, place) or is_at_home(product, place) for place in ("EEA", "CH", "HK")):
        return
    claims = (*product.data.measures, *product.security)
    texts = [english(claim.text) for claim in claims if claim.status.is_in_place]
    text = " ".join(text for text in texts if BREACH.search(text))
    missing = [] if WHO.search(text) else ["who is told of a data breach"]
    missing += [] if WHEN.search(text) else ["within which time"]
    if missing:
        fix = "add a measure with the mailbox or role and the hours, such as a data breach going to dpo@ within 24 hours"
        yield Found("data.measures", f"not stated: {', '.join(missing)}", fix)
