"""Advertising goes to existing customers without consent, and a condition for that is not stated.

The exception for existing customers has conditions that hold together (DE-1, EU-2, CH-1): the address came with a sale, only
own and similar goods are advertised, the customer has not objected, and the right to object is told at collection and in each
mail.

Wrong:
    markets: [DE]
    streams: [{}, {}, {existing_customers: {address_from_sale: true, own_similar_goods: true, no_objection: true}}]
    ---
    streams: [{}, {}, {legal_basis: existing customers}]
    ---
    markets: [CH]
    streams: [{}, {}, {existing_customers: {address_from_sale: false}}]
Right:
    markets: [DE]
    streams:
      - {}
      - {}
      - existing_customers: {address_from_sale: true, own_similar_goods: true, no_objection: true, told_each_time: true}
    ---
    markets: [US]
    streams: [{}, {}, {legal_basis: existing customers}]
Silent:
    streams: [{}, {}, {consent: Customers tick the newsletter when they buy.}]
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.advertising import is_to_existing_customers
from policykit.rules.lib.markets import asked_by

severity = "warning"
covers = ("DE-02",)
question = "lists"
sources = ("DE-1", "EU-2", "CH-1")

ASKED_BY = {"DE": "section 7(3) UWG", "EEA": "ePrivacy art. 13(2)", "CH": "art. 3(1)(o) UWG"}
CONDITIONS = {
    "address_from_sale": "the address came with a sale",
    "own_similar_goods": "only own, similar goods are advertised",
    "no_objection": "who objected gets no more advertising",
    "told_each_time": "the right to object is told at collection and in each mail",
}


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each marketing stream to existing customers, with the conditions that are not stated or do not hold."""
    texts = asked_by(product, ASKED_BY) if product.marketing else ""
    if not texts:
        return
    for path, stream in product.marketing:
        if is_to_existing_customers(stream):
            stated = stream.existing_customers
            open_conditions = [words for name, words in CONDITIONS.items() if getattr(stated, name, None) is not True]
            if open_conditions:
                conditions = "; ".join(open_conditions)
                message = f"`{stream.id}` goes to existing customers; not stated, though asked for by {texts}: {conditions}"
                fix = "meet all four conditions and state them in `existing_customers:`, or ask for consent"
                yield Found(f"{path}.existing_customers", message, fix)
