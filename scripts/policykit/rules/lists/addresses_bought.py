"""Addresses were bought, rented or scraped.

AWS's Acceptable Use Policy and the rules of SES exclude such lists. They hold dead addresses and traps, and nobody on them
asked for your mail (AWS-03, AWS-04, AWS-18).

Wrong:
    lists: {purchased: true}
Right:
    lists: {purchased: false}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("LIST-01",)
question = "lists"
sources = ("AWS-03", "AWS-04", "AWS-18")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Lists that did not come from the recipients."""
    if product.lists.purchased:
        fix = "delete those addresses, and send only to people who gave you theirs"
        yield Found("lists.purchased", "addresses were bought, rented or scraped", fix)
