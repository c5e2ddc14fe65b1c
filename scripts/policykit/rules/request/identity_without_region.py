"""A domain is said to be verified, but not in which Region.

SES verifies a domain in one Region at a time. Without the Region nobody can see that the identity is where the request is
(AWS-01, AWS-12).

Wrong:
    identities: {domains: [{region: (leave out)}]}
Right:
    identities: {domains: [{region: eu-west-1}]}
    ---
    identities: {domains: [{region: (leave out), status: planned}]}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("SES-01",)
question = "identity"
sources = ("AWS-01", "AWS-12")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each verified domain without a Region."""
    for index, item in enumerate(product.identities.domains):
        if item.status.is_in_place and item.region is None:
            message = f"in which Region {item.domain} is verified is not stated"
            fix = "look at the identity in the SES console, and add its Region as `region:`"
            yield Found(f"identities.domains[{index}]", message, fix)
