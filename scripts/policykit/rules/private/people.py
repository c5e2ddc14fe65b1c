"""People."""

import re
from collections.abc import Iterator

from policykit.readiness.email_addresses import MAILBOX, is_freemail
from policykit.rules import Found, ProductView, Words, rule, text_rule


@rule("warning", covers=["SENS-05"], sources=["EU-1", "CH-2"])
def person_named(product: ProductView) -> Iterator[Found]:
    """A contact's name stands in a public file.

    A name with a way to reach the person is personal data (EU-1, CH-2). A reader of the site needs a role; AWS gets the name in
    the reply.

    Wrong:
        contacts: {technical: {name: Jane Keller, email: support@lantern.example.com}}
    Right:
        contacts: {technical: {email: support@lantern.example.com}}
        ---
        contacts: {technical: {name: Jane Keller, email: support@lantern.example.com, may_be_published: true}}
    """
    # Each published name of a person who is not said to have agreed.
    for role, contact in product.contacts.items():
        path = f"contacts.{role}.name"
        if contact.name and not contact.may_be_published and product.is_published(path):
            fix = "move it into data/private; if the person agreed, add `may_be_published: true`"
            yield Found(path, f"the name of the {role} contact is public", fix)


FULL_NAME = re.compile(r"([a-z]{2,})[._]([a-z]{2,})", re.I)
# Words that make a mailbox one of a role: customer.service@, data.protection@.
ROLE = re.compile(
    r"abuse|accounts?|admin|alerts|billing|bookings?|bounces?|contact|customer|data|dev|dmarc|do|events|feedback|help|hello|hr|info"
    r"|invoices?|it|legal|mail|marketing|meetings?|news|not?|notices?|office|ops|orders?|post|press|privacy|protection|reply"
    r"|reports?|sales|security|service|shop|support|team|tech|updates|users?|web",
    re.I,
)
CONTACT = re.compile(r"contacts\.(\w+)\.")
FIX = "use a role mailbox such as support@, or move it into data/private; if the person agreed, `may_be_published: true`"


@text_rule("error", covers=["SENS-04"], sources=["EU-1"])
def private_address_published(words: Words) -> Iterator[Found]:
    """A person's mailbox stands in a public file.

    A published address gets spam, and it is personal data of somebody who may not have agreed (EU-1). A role mailbox such as
    support@ does the same work and stays when people leave.

    Wrong:
        request: {additional_contacts: [jane@gmail.com]}
        ---
        contacts: {technical: {email: jane.keller@lantern.example.com}}
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
    """
    # Each mailbox at a provider for everybody, or with a full name before the @.
    for match in MAILBOX.finditer(words.text):
        name = FULL_NAME.fullmatch(match["local"])
        is_person = name is not None and not any(map(ROLE.fullmatch, name.groups()))
        if is_person or is_freemail(match["host"].lower()):
            yield Found(words.path, f"a person's mailbox at {match['host']}", FIX)


@private_address_published.in_product
def _private_address_published_in_product(product: ProductView) -> Iterator[Found]:
    # Each value of the public file outside of samples, unless the contact's person agreed.
    contacts = product.contacts
    told: set[str] = set()
    for words in product.published_with("@"):
        of_contact = CONTACT.match(words.path)
        agreed = of_contact and any(role == of_contact[1] and contact.may_be_published for role, contact in contacts.items())
        if ".sample." not in words.path and not agreed:
            for finding in private_address_published(words):
                told.add(words.path)
                yield finding
    for role, contact in contacts.items():
        path, local = f"contacts.{role}.email", (contact.email or "").partition("@")[0].lower()
        is_named = contact.name and local in contact.name.lower().split()
        if is_named and product.is_published(path) and path not in told and not contact.may_be_published:
            yield Found(path, "the mailbox has the name of the contact", FIX)
