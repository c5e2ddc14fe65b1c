"""The request does not say that no addresses were bought, rented or scraped.

Every reviewer looks for this sentence, because bought lists are the commonest source of bounces and complaints (AWS-03,
AWS-04, AWS-18).

Wrong:
    lists: {purchased: (leave out), never: [We send nothing to people who left.]}
Right:
    lists: {purchased: false}
    ---
    lists: {purchased: (leave out), never: [Lists are neither bought nor rented.]}
Silent:
    lists: {purchased: (leave out), never: [Addresses are never scraped from the web.]}
"""

import re
from collections.abc import Iterator

from policykit.readiness.statements import wordings
from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("LIST-01",)
question = "lists"
sources = ("AWS-03", "AWS-04", "AWS-18")

NAMED = re.compile(r"\b(?:bought|purchas\w+|rent(?:ed|al)?|scrap(?:ed?|ing)|harvest\w*)\b", re.I)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Neither the field nor a sentence says it."""
    if product.lists.purchased is None and not any(
        NAMED.search(item.text) for item in wordings(product, "lists", "commitments")
    ):
        fix = "if it is true, set `lists.purchased: false`, and say so in `lists.never:`"
        yield Found("lists", "that no addresses were bought, rented or scraped is not stated", fix)
