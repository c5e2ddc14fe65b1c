"""Mail is sent from an address at a mailbox provider.

You cannot sign for the provider's domain, so DMARC fails, and such mail is filtered or refused. AWS and Gmail both advise
against it (AWS-05, AWS-08, G-1).

Wrong:
    streams: [{from: choir@gmail.com}]
    ---
    identities: {domains: [{domain: gmail.com}]}
Right:
    streams: [{from: choir@lantern.example.com}]
"""

from collections.abc import Iterator

from policykit.readiness.email_addresses import is_freemail
from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("AUTH-08",)
question = "identity"
sources = ("AWS-05", "AWS-08", "G-1")

REMEDY = "send from a domain of your own that is verified in SES"


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each sender and each identity there."""
    for path, stream in product.each_stream():
        if stream.from_ and is_freemail(host := stream.from_.rpartition("@")[2]):
            yield Found(f"{path}.from", f"`{stream.id}` is sent from {host}, where anybody has a mailbox", REMEDY)
    for index, item in enumerate(product.identities.domains):
        if is_freemail(item.domain):
            message = f"{item.domain} belongs to a mailbox provider, not to you"
            yield Found(f"identities.domains[{index}].domain", message, REMEDY)
