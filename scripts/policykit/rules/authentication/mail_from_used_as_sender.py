"""Mail is sent from an address at the MAIL FROM domain.

The MAIL FROM domain is for returned mail only: no From address may stand there (AWS-08).

Wrong:
    streams: [{from: codes@bounce.lantern.example.com}]
Right:
    streams: [{from: codes@mail.lantern.example.com}]
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("AUTH-04",)
question = "identity"
sources = ("AWS-08",)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each stream whose sender is there."""
    taken = {item.mail_from.domain for item in product.identities.domains if item.mail_from}
    for path, stream in product.each_stream():
        host = stream.from_.rpartition("@")[2] if stream.from_ else ""
        if host in taken:
            message = f"{stream.from_} is at the MAIL FROM domain {host}"
            yield Found(f"{path}.from", message, "send from the domain itself, or choose another MAIL FROM domain")
