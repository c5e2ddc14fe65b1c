"""Marketing and service mail come from the same address.

What people mark as spam harms the address it comes from. Google asks for different addresses by purpose, Apple for separate
streams, AWS for subdomains; a sign-in code should not suffer from a newsletter (G-3, A-1, AWS-05).

Wrong:
    streams: [{}, {}, {from: plans@lantern.example.com}]
Right:
    streams: [{}, {}, {from: news@lantern.example.com}]
    ---
    streams: [{from: plans@lantern.example.com}, {}]
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "warning"
covers = ("MBX-05",)
question = "identity"
sources = ("G-3", "A-1", "AWS-05")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each marketing stream whose address another kind of mail uses too."""
    if not product.marketing:
        return
    others = {item.from_.lower(): item.id for item in reversed(product.streams) if item.from_ and item.class_ != "marketing"}
    for path, stream in product.marketing:
        if stream.from_ and (other := others.get(stream.from_.lower())):
            message = f"marketing is sent from {stream.from_}, as `{other}` is"
            yield Found(f"{path}.from", message, "send marketing from an address, or better a subdomain, of its own")
