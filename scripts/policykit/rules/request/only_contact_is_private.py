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

from policykit.rules import Finding, Look, Subject
from policykit.rules.addresses import is_freemail

severity = "note"
covers = ("SES-06",)
sources = ("AWS-01",)


def check(product: Subject, _look: Look) -> Iterator[Finding]:
    """A single contact at a provider for everybody."""
    contacts = product.request.additional_contacts
    if len(contacts) == 1 and is_freemail(host := contacts[0].rpartition("@")[2].lower()):
        message = f"the only additional contact is a private mailbox at {host}"
        yield product.problem("request.additional_contacts[0]", message, "name a role mailbox of the company as well")
