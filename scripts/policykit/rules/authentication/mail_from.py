"""MAIL FROM domain."""

from collections.abc import Iterator

from policykit.model.identities import DomainIdentity
from policykit.readiness.dns_records import feedback_host, in_place
from policykit.rules import Found, ProductView, rule


@rule("error", question="identity", covers=["AUTH-04"], sources=["AWS-08"])
def mail_from_mx_differs(product: ProductView) -> Iterator[Found]:
    """The MX record of a MAIL FROM domain does not point to SES in the identity's Region.

    The domain needs exactly one MX record, and it must name the feedback server of SES in that Region. With another record,
    SES uses its default domain or rejects the email, and bounces get lost.

    Fix: Publish the feedback server of SES in this Region as the only MX record of the MAIL FROM domain.

    Wrong:
        identities: {domains: [{mail_from: {mx: 10 feedback-smtp.us-east-1.amazonses.com}}]}
        ---
        identities: {domains: [{mail_from: {mx: 10 mx.lantern.example.com}}]}
    Right:
        identities:
          domains:
            - domain: lantern.example.com
              status: implemented
              mail_from:
                status: implemented
                domain: bounce.lantern.example.com
                mx: 10 feedback-smtp.eu-west-1.amazonses.com
                on_mx_failure: USE_DEFAULT_VALUE
    Silent:
        identities: {domains: [{mail_from: {mx: feedback-smtp.eu-west-1.amazonses.com}}]}
        ---
        identities: {domains: [{mail_from: {mx: (leave out)}}]}
    """
    for path, item in _in_place(product):
        region = item.region or product.request.region
        if not item.mail_from.mx or not region:
            continue
        wanted = feedback_host(region)
        if item.mail_from.mx.lower().rstrip(". ").split()[-1] != wanted:
            yield Found(
                f"{path}.mx",
                "The MX record of {domain} is `{mx}`, but SES in {region} needs `10 {wanted}`.",
                "Publish `10 {wanted}` as the only MX record of {domain}.",
                domain=item.mail_from.domain,
                mx=item.mail_from.mx,
                region=region,
                wanted=wanted,
            )


@rule("error", question="identity", covers=["AUTH-04"], sources=["AWS-08", "AWS-02"])
def mail_from_outside_identity(product: ProductView) -> Iterator[Found]:
    """The MAIL FROM domain is not a subdomain of the verified domain.

    SES accepts only a subdomain of the identity as MAIL FROM domain.

    Fix: Choose a subdomain of the verified domain that you use for nothing else.

    Wrong:
        identities: {domains: [{mail_from: {domain: bounce.lantern-mail.example.net}}]}
        ---
        identities: {domains: [{mail_from: {domain: lantern.example.com}}]}
    Right:
        identities:
          domains:
            - domain: lantern.example.com
              status: implemented
              mail_from:
                status: implemented
                domain: bounce.lantern.example.com
                mx: 10 feedback-smtp.eu-west-1.amazonses.com
                on_mx_failure: USE_DEFAULT_VALUE
    Silent:
        identities: {domains: [{mail_from: {domain: mail.bounce.lantern.example.com}}]}
    """
    for index, item in enumerate(product.identities.domains):
        if item.mail_from and not item.mail_from.domain.endswith(f".{item.domain}"):
            yield Found(
                f"identities.domains[{index}].mail_from.domain",
                "The MAIL FROM domain {chosen} is not a subdomain of {domain}.",
                "Choose a subdomain that you use for nothing else, such as bounce.{domain}.",
                chosen=item.mail_from.domain,
                domain=item.domain,
            )


@rule("error", question="identity", covers=["AUTH-04"], sources=["AWS-08"])
def mail_from_receives_mail(product: ProductView) -> Iterator[Found]:
    """A mailbox is at the MAIL FROM domain, which receives only bounces.

    The only MX record of a MAIL FROM domain points to SES. Email to a mailbox there gets lost.

    Fix: Use a mailbox at a domain with its own MX record.

    Wrong:
        streams: [{reply_to: post@bounce.lantern.example.com}]
        ---
        contacts: {support: {email: help@bounce.lantern.example.com}}
        ---
        dns: {dmarc: [{value: "v=DMARC1; p=none; rua=mailto:dmarc@bounce.lantern.example.com"}]}
    Right:
        streams: [{reply_to: post@lantern.example.com}]
    """
    taken = [item.mail_from.domain for item in product.identities.domains if item.mail_from]
    if not taken:
        return
    for path, text in _mailboxes(product):
        for domain in taken:
            if f"@{domain}" in text.lower():
                yield Found(path, "This mailbox is at {domain}, whose only MX record points to SES.", domain=domain)


def _mailboxes(product: ProductView) -> Iterator[tuple[str, str]]:
    """Every address of the product that receives email."""
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
    """A stream is sent from an address at the MAIL FROM domain.

    AWS wants the MAIL FROM domain for bounces only, and for no From address.

    Fix: Send from the verified domain itself, or choose another MAIL FROM domain.

    Wrong:
        streams: [{from: codes@bounce.lantern.example.com}]
    Right:
        streams: [{from: codes@lantern.example.com}]
    """
    taken = {item.mail_from.domain for item in product.identities.domains if item.mail_from}
    for path, stream in product.each_stream():
        host = stream.from_.rpartition("@")[2] if stream.from_ else ""
        if host in taken:
            yield Found(
                f"{path}.from",
                "You send `{stream}` from {address}, but {host} is the MAIL FROM domain.",
                stream=stream.id,
                address=stream.from_,
                host=host,
            )


@rule(
    "warning",
    question="identity",
    covers=["AUTH-05"],
    sources=["R-7208", "AWS-08", "AWS-09"],
    asks="SPF record of the MAIL FROM domain",
    severity_because="The record is missing from the file; a wrong one is reported by spf-omits-ses and spf-without-effect.",
)
def mail_from_without_spf(product: ProductView) -> Iterator[Found]:
    """The file has no SPF record for the MAIL FROM domain.

    Receivers look up SPF at the MAIL FROM domain, not at the From address. The record belongs there.

    Fix: Publish the TXT record `v=spf1 include:amazonses.com ~all` at the MAIL FROM domain, and add it to `dns.spf`.

    Wrong:
        dns: {spf: (leave out)}
        ---
        dns: {spf: [{name: lantern.example.com}]}
    Right:
        dns:
          spf:
            - status: implemented
              name: bounce.lantern.example.com
              value: "v=spf1 include:amazonses.com ~all"
              checked_on: 2026-11-20
    Silent:
        identities: {domains: [{mail_from: (leave out)}]}
        dns: {spf: (leave out)}
    """
    # A record without a name may be the one of this domain; dns-record-without-value asks for the name.
    names = {record.name for _, record in in_place(product.dns.spf, "dns.spf")}
    if None in names:
        return
    for _, item in _in_place(product):
        domain = item.mail_from.domain
        if domain not in names and names:
            yield Found(
                "dns.spf",
                "Your file has no SPF record for {domain}, only for {names}.",
                "Publish the TXT record `v=spf1 include:amazonses.com ~all` at {domain}, and add it to `dns.spf`.",
                domain=domain,
                names=sorted(filter(None, names)),
            )
        elif domain not in names:
            yield Found(
                "dns.spf",
                "Your file has no SPF record for {domain}.",
                "Publish the TXT record `v=spf1 include:amazonses.com ~all` at {domain}, and add it to `dns.spf`.",
                domain=domain,
            )


def _in_place(product: ProductView) -> Iterator[tuple[str, DomainIdentity]]:
    """The identities with a MAIL FROM domain in place, each with the path of that."""
    for index, item in enumerate(product.identities.domains):
        if item.mail_from and item.mail_from.status.is_in_place:
            yield f"identities.domains[{index}].mail_from", item
