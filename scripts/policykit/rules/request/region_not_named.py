"""The request names no AWS Region.

Sandbox, quotas and identities count for each Region apart, and so does the request (AWS-01, AWS-12).

Wrong:
    request: {region: (leave out)}
Right:
    request: {region: eu-west-1}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("SES-01",)
question = "purpose"
sources = ("AWS-01", "AWS-12")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The missing Region."""
    if product.request.region is None:
        fix = "name the one Region you send from in `request.region:`; each further one needs a request of its own"
        yield Found("request.region", "the Region is not stated", fix)
