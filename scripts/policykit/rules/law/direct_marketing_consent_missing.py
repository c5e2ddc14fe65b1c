"""Existing customers in Hong Kong get advertising, and a recorded consent is not stated.

Part 6A of the PDPO asks for consent before personal data is used for direct marketing, from customers too (HK-4). What
marketing to others needs, the rules on lists ask everywhere.

Wrong:
    markets: [HK]
    streams: [{}, {}, {consent: (leave out), legal_basis: existing customers}]
    ---
    markets: [HK]
    streams: [{}, {}, {consent: Customers agree at the till., existing_customers: {address_from_sale: true}}]
Right:
    markets: [HK]
    streams: [{}, {}, {existing_customers: {address_from_sale: true}}]
    ---
    markets: [HK]
    streams: [{}, {}, {consent: (leave out)}]
    ---
    streams: [{}, {}, {consent: (leave out), legal_basis: existing customers}]
"""

from collections.abc import Iterator

from policykit.readiness.sentences import english
from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.advertising import is_to_existing_customers
from policykit.rules.lists.consent_not_recorded import RECORD

severity = "warning"
covers = ("HK-03",)
question = "lists"
sources = ("HK-4",)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each marketing stream to existing customers whose consent, or its record, is not stated."""
    if "HK" not in product.markets:
        return
    for path, stream in product.marketing:
        if is_to_existing_customers(stream) and not RECORD.search(english(stream.consent)):
            state = "a record of their consent" if stream.consent else "their consent"
            message = (
                f"`{stream.id}` goes to existing customers, and {state} is not stated; asked for by PDPO Part 6A (Hong Kong)"
            )
            fix = "ask for consent, record day and wording, and say so in `consent:`"
            yield Found(f"{path}.consent", message, fix)
