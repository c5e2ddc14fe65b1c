"""The only additional contact is a private mailbox.

AWS writes to the additional contacts about the account. A private mailbox leaves with its owner; a role mailbox stays
(AWS-01).

Wrong:
    request: {additional_contacts: [lena.berger@gmail.com]}
Right:
    request: {additional_contacts: [post@lantern.example.com]}
    ---
    request: {additional_contacts: [lena.berger@gmail.com, post@lantern.example.com]}
"""

from collections.abc import Iterator

from policykit.readiness.email_addresses import is_freemail
from policykit.rules import Context, Found, ProductView

severity = "note"
covers = ("SES-06",)
sources = ("AWS-01",)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """A single contact at a provider for everybody."""
    contacts = product.request.additional_contacts
    if len(contacts) == 1 and is_freemail(host := contacts[0].rpartition("@")[2].lower()):
        message = f"the only additional contact is a private mailbox at {host}"
        yield Found("request.additional_contacts[0]", message, "name a role mailbox of the company as well")
