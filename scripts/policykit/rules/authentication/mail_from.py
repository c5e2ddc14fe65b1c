"""MAIL FROM domain."""

from collections.abc import Iterator

from policykit.model.identities import DomainIdentity
from policykit.rules import Found, ProductView, rule
from policykit.rules.lib.dns_records import SES, in_place


@rule("warning", question="identity", covers=["AUTH-03"], sources=["AWS-08", "AWS-10"])
def mail_from_missing(product: ProductView) -> Iterator[Found]:
    """A domain has no MAIL FROM domain of its own.

    SES then uses a subdomain of its own as MAIL FROM. SPF passes for that name, but it never aligns with your From address, so
    DMARC rests on DKIM alone (AWS-08, AWS-10).

    Wrong:
        identities: {domains: [{mail_from: (leave out)}]}
        ---
        identities: {domains: [{mail_from: {status: planned}}]}
    Right:
        identities: {domains: [{mail_from: {domain: bounce.lantern.example.com}}]}
    """
    # Each identity without one in place.
    for index, item in enumerate(product.identities.domains):
        chosen = item.mail_from
        if item.status == "none" or (chosen and chosen.status.is_in_place):
            continue
        state = "planned only" if chosen and chosen.status == "planned" else "not there" if chosen else "not stated"
        message = f"a MAIL FROM domain for {item.domain} is {state}; the default at {SES} does not align with it"
        fix = f"set a subdomain such as bounce.{item.domain} as MAIL FROM domain in SES, and state it as `mail_from:`"
        path = f"identities.domains[{index}]"
        yield Found(f"{path}.mail_from" if chosen else path, message, fix)


@rule("error", question="identity", covers=["AUTH-04"], sources=["AWS-08"])
def mail_from_mx_differs(product: ProductView) -> Iterator[Found]:
    """The MX record of a MAIL FROM domain does not point at SES in the Region of the identity.

    The domain needs exactly one MX record, and it names SES's feedback server of the Region; with any other, bounces are lost
    and SES falls back or refuses the mail (AWS-08).

    Wrong:
        identities: {domains: [{mail_from: {mx: "10 feedback-smtp.us-east-1.amazonses.com"}}]}
        ---
        identities: {domains: [{mail_from: {mx: "10 mx.lantern.example.com"}}]}
    Right:
        identities: {domains: [{mail_from: {mx: feedback-smtp.eu-west-1.amazonses.com}}]}
        ---
        identities: {domains: [{mail_from: {mx: (leave out)}}]}
    """
    # Each stated MX record that is not SES's.
    for path, item in _in_place(product):
        region = item.region or product.request.region
        if not item.mail_from.mx or not region:
            continue
        wanted = f"feedback-smtp.{region}.{SES}"
        if item.mail_from.mx.lower().rstrip(". ").split()[-1] != wanted:
            message = f"the MX record is `{item.mail_from.mx}`, and {region} needs `10 {wanted}`"
            yield Found(f"{path}.mx", message, f"publish `10 {wanted}` as the only MX record of {item.mail_from.domain}")


@rule("error", question="identity", covers=["AUTH-04"], sources=["AWS-08", "AWS-02"])
def mail_from_outside_identity(product: ProductView) -> Iterator[Found]:
    """The MAIL FROM domain is not a subdomain of the verified domain.

    SES accepts as MAIL FROM only a subdomain of the identity it belongs to (AWS-08, AWS-02).

    Wrong:
        identities: {domains: [{mail_from: {domain: bounce.lantern-mail.example.net}}]}
        ---
        identities: {domains: [{mail_from: {domain: lantern.example.com}}]}
    Right:
        identities: {domains: [{mail_from: {domain: mail.bounce.lantern.example.com}}]}
    """
    # Each MAIL FROM domain elsewhere, or the identity itself.
    for index, item in enumerate(product.identities.domains):
        if item.mail_from and not item.mail_from.domain.endswith(f".{item.domain}"):
            message = f"{item.mail_from.domain} is not a subdomain of {item.domain}"
            path = f"identities.domains[{index}].mail_from.domain"
            yield Found(path, message, f"choose a subdomain that nothing else uses, such as bounce.{item.domain}")


@rule("error", question="identity", covers=["AUTH-04"], sources=["AWS-08"])
def mail_from_receives_mail(product: ProductView) -> Iterator[Found]:
    """A mailbox is at the MAIL FROM domain, which receives nothing but returned mail.

    The one MX record of a MAIL FROM domain points at SES. Mail to a person there is lost (AWS-08).

    Wrong:
        streams: [{reply_to: post@bounce.lantern.example.com}]
        ---
        contacts: {support: {email: help@bounce.lantern.example.com}}
    Right:
        streams: [{reply_to: post@lantern.example.com}]
    """
    # Each address to write to that is there.
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


@rule("error", question="identity", covers=["AUTH-04"], sources=["AWS-08"])
def mail_from_used_as_sender(product: ProductView) -> Iterator[Found]:
    """Mail is sent from an address at the MAIL FROM domain.

    The MAIL FROM domain is for returned mail only: no From address may stand there (AWS-08).

    Wrong:
        streams: [{from: codes@bounce.lantern.example.com}]
    Right:
        streams: [{from: codes@mail.lantern.example.com}]
    """
    # Each stream whose sender is there.
    taken = {item.mail_from.domain for item in product.identities.domains if item.mail_from}
    for path, stream in product.each_stream():
        host = stream.from_.rpartition("@")[2] if stream.from_ else ""
        if host in taken:
            message = f"{stream.from_} is at the MAIL FROM domain {host}"
            yield Found(f"{path}.from", message, "send from the domain itself, or choose another MAIL FROM domain")


@rule("error", question="identity", covers=["AUTH-05"], sources=["R-7208", "AWS-08", "AWS-09"])
def mail_from_without_spf(product: ProductView) -> Iterator[Found]:
    """The MAIL FROM domain has no SPF record.

    A receiver looks SPF up at the MAIL FROM domain, not at the From address. The record belongs there (R-7208, AWS-08, AWS-09).

    Wrong:
        dns: {spf: [{name: lantern.example.com}]}
        ---
        dns: {spf: (leave out)}
    Right:
        dns: {spf: [{name: bounce.lantern.example.com}]}
        ---
        identities: {domains: [{mail_from: (leave out)}]}
        dns: {spf: (leave out)}
    """
    # Each MAIL FROM domain in place without one; silent where a record is claimed without its name.
    names = {record.name for _, record in in_place(product.dns.spf, "dns.spf")}
    if None in names:
        return
    for path, item in _in_place(product):
        if item.mail_from.domain not in names:
            elsewhere = f"; the stated one is at {' and '.join(sorted(filter(None, names)))}" if names else ""
            message = f"an SPF record at {item.mail_from.domain} is not stated{elsewhere}"
            fix = f'publish "v=spf1 include:{SES} ~all" as TXT record at {item.mail_from.domain}, and state it in `dns.spf`'
            yield Found(f"{path}.domain", message, fix)


@rule("note", question="identity", covers=["AUTH-15"], sources=["AWS-08"])
def mx_failure_choice_missing(product: ProductView) -> Iterator[Found]:
    """It is not stated what SES does when the MX record of the MAIL FROM domain is missing.

    By default SES then uses its own MAIL FROM domain, and SPF silently stops to align. The other choice refuses the mail, so
    that you notice (AWS-08).

    Wrong:
        identities: {domains: [{mail_from: {on_mx_failure: (leave out)}}]}
    Right:
        identities: {domains: [{mail_from: {on_mx_failure: REJECT_MESSAGE}}]}
    """
    # Each MAIL FROM domain in place without the choice.
    for path, item in _in_place(product):
        if item.mail_from.on_mx_failure is None:
            message = f"what SES does when {item.mail_from.domain} has no MX record is not stated"
            fix = "state `on_mx_failure: USE_DEFAULT_VALUE` or `REJECT_MESSAGE`, as the SES console shows it"
            yield Found(path, message, fix)


def _in_place(product: ProductView) -> Iterator[tuple[str, DomainIdentity]]:
    """The identities with a MAIL FROM domain in place, each with the path of that."""
    for index, item in enumerate(product.identities.domains):
        if item.mail_from and item.mail_from.status.is_in_place:
            yield f"identities.domains[{index}].mail_from", item
