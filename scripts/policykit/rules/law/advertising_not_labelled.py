"""Advertising to customers who did not agree to it does not say that it is advertising.

The American text asks for a clear note that a mail is an advertisement; it waives the note for recipients who agreed to the
mail before (US-1, US-3). Here such recipients are existing customers; of all others the rules on lists ask for consent.

Wrong:
    markets: [US]
    streams: [{}, {}, {consent: (leave out), existing_customers: {address_from_sale: true}}]
Right:
    markets: [US]
    ---
    markets: [US]
    streams: [{}, {}, {consent: (leave out), legal_basis: existing customers, sample: {subject: "Advertisement: seats"}}]
    ---
    streams: [{}, {}, {consent: (leave out), legal_basis: existing customers}]
Silent:
    markets: [US]
    streams: [{}, {}, {consent: (leave out), legal_basis: existing customers, sample: {text: This mail is a promotion.}}]
    ---
    markets: [US]
    streams: [{}, {}, {consent: (leave out), legal_basis: existing customers, sample: (leave out)}]
"""

import re
from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.advertising import is_to_existing_customers, shown_text

severity = "error"
covers = ("US-02",)
question = "examples"
sources = ("US-1", "US-3")

LABEL = re.compile(
    r"\b(?:advert(?:isement|ising)|ad|promotion(?:al)?|solicitation|commercial (?:mail|message)|Anzeige|Werbung)\b", re.I
)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each marketing sample without a label, where customers get the mail and no consent is stated."""
    if "US" not in product.markets:
        return
    for path, stream in product.marketing:
        text = shown_text(stream)
        if stream.consent or not stream.sample or not text or not is_to_existing_customers(stream):
            continue
        if not LABEL.search(f"{stream.sample.subject}\n{text}"):
            message = (
                f"`{stream.id}` goes to customers, consent is not stated, and its sample does not say that it is advertising; "
                "asked for by 15 U.S.C. 7704(a)(5) (the United States)"
            )
            fix = "say in the mail that it is an advertisement, or ask for consent and state it in `consent:`"
            yield Found(f"{path}.sample.text", message, fix)
