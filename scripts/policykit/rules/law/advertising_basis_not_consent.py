"""A marketing stream rests on something other than consent, and no exception is stated.

The texts of the EU (EU-2) and Switzerland (CH-1) ask for consent before the first advertising mail, with one exception for
existing customers. A legitimate interest under the GDPR does not answer them. That a consent is stated and recorded, other
rules ask.

Wrong:
    streams: [{}, {}, {legal_basis: legitimate interests}]
    ---
    markets: [CH]
    streams: [{}, {}, {legal_basis: "our interest in customers, without consent"}]
Right:
    streams: [{}, {}, {legal_basis: "consent, GDPR art. 6(1)(a)"}]
    ---
    streams: [{}, {}, {legal_basis: existing customers}]
    ---
    markets: [US]
    streams: [{}, {}, {legal_basis: legitimate interests}]
Silent:
    streams: [{}, {}, {legal_basis: double opt-in of the reader}]
    ---
    streams: [{}, {}, {consent: (leave out), legal_basis: legitimate interests}]
    ---
    streams: [{legal_basis: legitimate interests}]
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import english
from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.advertising import is_to_existing_customers
from policykit.rules.lib.markets import asked_by

severity = "error"
covers = ("EU-02", "CH-01")
question = "lists"
sources = ("EU-2", "CH-1")

ASKED_BY = {"EEA": "ePrivacy art. 13(1)", "CH": "art. 3(1)(o) UWG"}
CONSENT = re.compile(r"(?<!without )(?<!no )\bconsent\b|\bopt-?in\b|6\(1\)\(a\)", re.I)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each marketing stream with a legal basis that is neither consent nor the exception."""
    texts = asked_by(product, ASKED_BY) if product.marketing else ""
    if not texts:
        return
    for path, stream in product.marketing:
        basis = english(stream.legal_basis)
        # Where no consent is stated at all, marketing-without-consent tells it.
        if stream.consent and basis and not CONSENT.search(basis) and not is_to_existing_customers(stream):
            message = f'`{stream.id}` rests on "{basis}"; consent as the basis is asked for by {texts}'
            fix = "name consent as the basis, or state in `existing_customers:` why none is needed"
            yield Found(f"{path}.legal_basis", message, fix)
