"""An additional contact is a mailbox that nobody reads.

AWS writes to the additional contacts about the account. A notice in a no-reply mailbox is a notice nobody gets (AWS-01).

Wrong:
    request: {additional_contacts: [no-reply@lantern.example.com]}
Right:
    request: {additional_contacts: [post@lantern.example.com]}
"""

from collections.abc import Iterator

from policykit.readiness.email_addresses import NO_REPLY
from policykit.rules import Context, Found, ProductView

severity = "note"
covers = ("SES-06",)
sources = ("AWS-01",)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each contact whose name says that nobody reads it."""
    for index, contact in enumerate(product.request.additional_contacts):
        if NO_REPLY.match(contact):
            message = f"nobody reads {contact}, and AWS writes there about the account"
            yield Found(f"request.additional_contacts[{index}]", message, "name a mailbox that a team reads")
