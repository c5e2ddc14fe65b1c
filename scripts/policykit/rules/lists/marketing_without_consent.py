"""A marketing stream does not say how its recipients agreed to it.

Marketing needs consent before the first mail: AWS asks for it, and so do the laws of the EU, Germany and Switzerland (AWS-05,
EU-2, DE-1, CH-1).

Wrong:
    streams: [{}, {}, {consent: (leave out)}]
Right:
    streams: [{}, {}, {consent: "Readers tick the newsletter and confirm a link; day, text and address are recorded."}]
    ---
    streams: [{consent: (leave out)}]
    ---
    streams: [{}, {}, {consent: (leave out), legal_basis: existing customers}]
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.advertising import is_to_existing_customers

severity = "error"
covers = ("LIST-02",)
question = "lists"
sources = ("AWS-05", "DE-1", "CH-1", "EU-2")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each marketing stream without consent."""
    for path, stream in product.marketing:
        if stream.consent is None and not is_to_existing_customers(stream):
            message = f"`{stream.id}` is marketing, and how its recipients agreed is not stated"
            fix = "ask before the first mail, and state in `consent:` where people agree and what is recorded"
            yield Found(path, message, fix)
