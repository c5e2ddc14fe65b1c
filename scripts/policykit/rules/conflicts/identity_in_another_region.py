"""The verified domain is in another Region than the request.

An identity counts in its own Region only; in the Region of the request the domain is not verified (AWS-01).

Wrong:
    identities: {domains: [{region: us-east-1}]}
    streams: [{from: (leave out)}, {from: (leave out)}, {from: (leave out)}]
Right:
    identities: {domains: [{region: eu-west-1}]}
    streams: [{from: (leave out)}, {from: (leave out)}, {from: (leave out)}]
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "warning"
covers = ("CON-12",)
question = "identity"
sources = ("AWS-01",)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The first verified domain, where none is in the Region; stated senders have a rule of their own."""
    wanted = product.request.region
    verified = [(index, item) for index, item in enumerate(product.identities.domains) if item.status.is_in_place]
    if wanted is None or not verified or any(item.region in (None, wanted) for _, item in verified):
        return
    if not any(stream.from_ for stream in product.streams):
        index, item = verified[0]
        message = f"{item.domain} is verified in {item.region}, the request is for {wanted}"
        yield Found(f"identities.domains[{index}].region", message, f"verify the domain in {wanted} as well")
