"""A stream is sent from a domain that is not verified in the Region of the request.

SES refuses mail from a domain that is not verified, and identities count per Region (AWS-01).

Wrong:
    streams: [{from: codes@elsewhere.example.com}]
    ---
    identities: {domains: [{region: us-east-1}]}
    ---
    identities: {domains: [{status: planned}]}
Right:
    streams: [{from: codes@mail.lantern.example.com}]
    ---
    identities: {domains: [{region: (leave out)}]}
"""

from collections.abc import Iterator

from policykit.readiness.email_addresses import is_freemail
from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("CON-08",)
question = "identity"
sources = ("AWS-01",)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each sender domain to which no verified identity of the Region belongs, once for all its streams."""
    region = product.request.region
    usable = [
        item for item in product.identities.domains if item.status.is_in_place and (not region or item.region in (None, region))
    ]
    lacking: dict[str, list[str]] = {}
    for path, stream in product.each_stream():
        if stream.from_ is None or stream.from_ in product.identities.addresses:
            continue
        host = stream.from_.rpartition("@")[2]
        if is_freemail(host):
            continue  # freemail-sender tells that no domain there can be verified
        if not any(host == item.domain or host.endswith(f".{item.domain}") for item in usable):
            lacking.setdefault(host, []).append(f"{path}.from")
    where = f" in {region}" if region else ""
    for host, paths in lacking.items():
        count = f" ({len(paths)} streams)" if len(paths) > 1 else ""
        message = f"no verified identity{where} for {host}{count}"
        yield Found(paths[0], message, "verify the domain there, or send from one that is verified")
