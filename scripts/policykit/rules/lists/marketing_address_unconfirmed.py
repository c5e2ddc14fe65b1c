"""A marketing stream goes to addresses that nobody confirmed.

Anybody can type in anybody's address. Without a confirmation the sender cannot show that the reader agreed (AWS-05, DE-1,
CH-1).

Wrong:
    streams: [{}, {}, {recipients: {verified: none}}]
    ---
    streams: [{}, {}, {recipients: {verified: (leave out)}}]
Right:
    streams: [{}, {}, {recipients: {verified: double}}]
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.advertising import is_to_existing_customers

severity = "error"
covers = ("LIST-02",)
question = "lists"
sources = ("AWS-05", "DE-1", "CH-1", "EU-2")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each marketing stream whose addresses are not confirmed, or may not be."""
    for path, stream in product.marketing:
        if is_to_existing_customers(stream):
            continue
        if stream.recipients and stream.recipients.verified in (None, "none"):
            if stream.recipients.verified == "none":
                message = f"`{stream.id}` is marketing, and nobody confirms its addresses"
            else:
                message = f"`{stream.id}` is marketing, and whether its addresses are confirmed is not stated"
            fix = "send a link to confirm before the first mail, and set `verified: double`"
            yield Found(f"{path}.recipients", message, fix)
