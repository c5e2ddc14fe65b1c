"""A mailbox is at the MAIL FROM domain, which receives nothing but returned mail.

The one MX record of a MAIL FROM domain points at SES. Mail to a person there is lost (AWS-08).

Wrong:
    streams: [{reply_to: post@bounce.lantern.example.com}]
    ---
    contacts: {support: {email: help@bounce.lantern.example.com}}
Right:
    streams: [{reply_to: post@lantern.example.com}]
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("AUTH-04",)
question = "identity"
sources = ("AWS-08",)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each address to write to that is there."""
    taken = [item.mail_from.domain for item in product.identities.domains if item.mail_from]
    if not taken:
        return
    for path, text in _mailboxes(product):
        for domain in taken:
            if f"@{domain}" in text.lower():
                message = f"a mailbox at {domain}, whose mail goes to SES"
                yield Found(path, message, "name a mailbox that people read, at a domain with its own MX record")


def _mailboxes(product: ProductView) -> Iterator[tuple[str, str]]:
    """Every address of the product that somebody may write to."""
    for path, stream in product.each_stream():
        if stream.reply_to:
            yield f"{path}.reply_to", " ".join(stream.reply_to.root.values())
        if stream.recipients.address:
            yield f"{path}.recipients.address", stream.recipients.address
    for role, contact in product.contacts.items():
        yield f"contacts.{role}.email", contact.email or ""
    for index, address in enumerate(product.request.additional_contacts):
        yield f"request.additional_contacts[{index}]", address
    for index, record in enumerate(product.dns.dmarc):
        yield f"dns.dmarc[{index}].value", record.value or ""
