"""People."""

import re
from collections.abc import Iterator

from policykit.readiness.email_addresses import MAILBOX, is_freemail
from policykit.rules import Found, ProductView, Words, rule, text_rule
from policykit.rules.lib.drafts import SAMPLE


@rule("warning", covers=["SENS-05"], sources=["EU-1", "CH-2"])
def person_named(product: ProductView) -> Iterator[Found]:
    """A public file contains the name of a contact.

    A name with a way to reach the person is personal data. Visitors of your site only need the role; AWS gets the name in the
    reply.

    Fix: Move the name to `data/private`. If the person agreed to publish it, add `may_be_published: true`.

    Wrong:
        contacts: {technical: {name: Jane Keller, email: support@lantern.example.com}}
    Right:
        contacts:
          technical: {name: Jane Keller, email: support@lantern.example.com, may_be_published: true}  # only if Jane agreed
        ---
        contacts: {technical: {email: support@lantern.example.com}}
    """
    for role, contact in product.contacts.items():
        path = f"contacts.{role}.name"
        if contact.name and not contact.may_be_published and product.is_published(path):
            yield Found(path, "The name of the contact `{role}` is public.", role=role)


FULL_NAME = re.compile(r"([a-z]{2,})[._]([a-z]{2,})", re.I)
# Words of a role mailbox: customer.service@, data.protection@.
ROLE = re.compile(
    r"abuse|accounts?|admin|alerts|billing|bookings?|bounces?|contact|customer|data|dev|dmarc|do|events|feedback|help|hello|hr|info"
    r"|invoices?|it|legal|mail|marketing|meetings?|news|not?|notices?|office|ops|orders?|post|press|privacy|protection|reply"
    r"|reports?|sales|security|service|shop|support|team|tech|updates|users?|web",
    re.I,
)
# Nobody's mailbox: names for examples (RFC 2606). Companies of this kit have names below example.com.
EXAMPLE = re.compile(r"example\.(?:com|net|org)|.+\.(?:example|invalid|test)", re.I)
CONTACT = re.compile(r"contacts\.(\w+)\.")


@text_rule("error", covers=["SENS-04"], sources=["EU-1"])
def private_address_published(words: Words) -> Iterator[Found]:
    """A public file contains a person's email address.

    A published address gets spam, and it is personal data of somebody who may not have agreed. A role mailbox such as support@
    does the same work, and remains when people leave.

    Fix: Use a role mailbox such as support@, or move the address to `data/private`. If the person agreed to publish it, add
    `may_be_published: true`.

    Wrong:
        contacts: {technical: {email: jane.keller@lantern.example.com}}
        ---
        request: {additional_contacts: [jane@gmail.com]}
        ---
        contacts: {technical: {name: Jane Keller, email: jane@lantern.example.com}}
        ---
        purpose: [Ask jane.keller@lantern.example.com for help.]
    Right:
        contacts: {technical: {email: support@lantern.example.com}}
        ---
        contacts: {technical: {name: Jane Keller, email: jane@lantern.example.com, may_be_published: true}}
    Silent:
        purpose: [Write to customer.service@lantern.example.com or data.protection@lantern.example.com.]
        ---
        streams: [{sample: {sent_to: jane.keller@example.com}}]
        ---
        purpose: [We tested it with jane.keller@example.com and anil_sharma@university.example.]
    """
    # Each mailbox at a public provider, or with a full name before the @; a sample's recipient is an example.
    for match in MAILBOX.finditer(words.text) if SAMPLE not in words.path else ():
        name = FULL_NAME.fullmatch(match["local"])
        is_person = name is not None and not any(map(ROLE.fullmatch, name.groups()))
        if (is_person or is_freemail(match["host"].lower())) and not EXAMPLE.fullmatch(match["host"]):
            yield Found(words.path, "This is a person's mailbox at {hosts}.", hosts=[match["host"]])


@private_address_published.in_product
def _private_address_published_in_product(product: ProductView) -> Iterator[Found]:
    # All public values, unless the contact's person agreed.
    contacts = product.contacts
    reported: set[str] = set()
    for words in product.published_with("@"):
        of_contact = CONTACT.match(words.path)
        agreed = of_contact and any(role == of_contact[1] and contact.may_be_published for role, contact in contacts.items())
        for finding in private_address_published(words) if not agreed else ():
            reported.add(words.path)
            yield finding
    for role, contact in contacts.items():
        path, local = f"contacts.{role}.email", (contact.email or "").partition("@")[0].lower()
        is_named = contact.name and local in contact.name.lower().split()
        if is_named and product.is_published(path) and path not in reported and not contact.may_be_published:
            yield Found(path, "The mailbox has the name of the contact.")
