"""No domain is stated as verified in SES.

AWS says that a verified domain gets a request approved faster, and its mail asks for the identity. Verify the domain before
you ask (AWS-01, AWS-22).

Wrong:
    streams: [{from: (leave out)}, {from: (leave out)}, {from: (leave out)}]
    identities: {domains: [{status: planned}]}
    ---
    streams: [{from: (leave out)}, {from: (leave out)}, {from: (leave out)}]
    identities: (leave out)
Right:
    identities: {domains: [{status: implemented}]}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("AWSQ-09",)
question = "identity"
sources = ("AWS-01", "AWS-22")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """No domain in place; where senders or single addresses are stated, other rules name the fault more exactly."""
    if any(item.status.is_in_place for item in product.identities.domains) or (
        product.identities.addresses and not product.identities.domains
    ):
        return
    if any(stream.from_ and stream.from_ not in product.identities.addresses for stream in product.streams):
        return
    fix = "verify the domain in SES, in the Region of the request, before you ask"
    if product.identities.domains:
        first = product.identities.domains[0]
        message = f"{first.domain} is not verified (`{first.status}`), and no other domain is"
        yield Found("identities.domains[0].status", message, fix)
    else:
        yield Found("identities.domains", "no domain is stated as verified in SES", fix)
