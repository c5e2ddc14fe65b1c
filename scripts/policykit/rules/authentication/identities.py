"""Senders and identities."""

from collections.abc import Iterator

from policykit.readiness.email_addresses import base_of, is_freemail
from policykit.rules import Found, ProductView, rule
from policykit.rules.lib.dns_records import alignment, identity_of, sender_hosts

FIX = "send from a domain of your own that is verified in SES"


@rule("error", question="identity", covers=["AUTH-08"], sources=["AWS-05", "AWS-08", "G-1"])
def freemail_sender(product: ProductView) -> Iterator[Found]:
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
    # Each sender and each identity there.
    for path, stream in product.each_stream():
        if stream.from_ and is_freemail(host := stream.from_.rpartition("@")[2]):
            yield Found(f"{path}.from", f"`{stream.id}` is sent from {host}, where anybody has a mailbox", FIX)
    for index, item in enumerate(product.identities.domains):
        if is_freemail(item.domain):
            message = f"{item.domain} belongs to a mailbox provider, not to you"
            yield Found(f"identities.domains[{index}].domain", message, FIX)


@rule("warning", question="identity", covers=["AUTH-01"], sources=["AWS-22", "AWS-01"])
def only_single_addresses(product: ProductView) -> Iterator[Found]:
    """Only single addresses are verified, no domain.

    AWS advises to verify the domain before the request and to send production mail from a domain identity (AWS-01, AWS-22). An
    address proves a mailbox only; DKIM, MAIL FROM and DMARC belong to a domain.

    Wrong:
        identities: {domains: (leave out), addresses: [codes@lantern.example.com]}
    Right:
        identities: {addresses: [codes@lantern.example.com]}
        ---
        identities: (leave out)
    """
    # Verified addresses, where no domain is named; domain-not-verified tells of one that is only planned.
    if product.identities.addresses and not product.identities.domains:
        count = len(product.identities.addresses)
        message = f"{count} verified address{'es' if count > 1 else ''} and no verified domain"
        domains = sorted({base_of(address.rpartition("@")[2]) for address in product.identities.addresses})
        yield Found("identities.addresses", message, f"verify {' and '.join(domains)} as a domain, with Easy DKIM")


@rule("warning", question="identity", covers=["AUTH-12"], sources=["R-9989", "AWS-10"])
def sender_not_aligned(product: ProductView) -> Iterator[Found]:
    """Neither the DKIM signature nor the MAIL FROM domain aligns with the sender, so DMARC fails.

    DMARC passes when one of the two shares the registered domain with the From address, or equals it where the record asks for
    strict alignment (R-9989, AWS-10).

    Wrong:
        identities: {domains: [{dkim: {domain: lantern-mail.example.net}, mail_from: (leave out)}]}
        ---
        dns: {dmarc: [{value: "v=DMARC1; p=quarantine; adkim=s; aspf=s"}]}
        streams: [{from: codes@mail.lantern.example.com}]
    Right:
        identities: {domains: [{dkim: {domain: lantern-mail.example.net}}]}
        ---
        streams: [{from: codes@mail.lantern.example.com}]
    """
    # Each sender's host without alignment; silent where the source does not mention DKIM.
    for host, path in sender_hosts(product).items():
        identity = identity_of(product, host)
        if identity is None or not identity[1].dkim or any(alignment(product, host, identity[1])):
            continue
        item = identity[1]
        signed = (item.dkim.domain or item.domain) if item.dkim and item.dkim.status.is_in_place else "nobody"
        returned = item.mail_from.domain if item.mail_from and item.mail_from.status.is_in_place else "Amazon's default"
        message = f"From is {host}, the mail is signed by {signed}, MAIL FROM is {returned}: DMARC fails"
        fix = f"sign as {host} or set a MAIL FROM domain below it; with strict mode (adkim, aspf) the names have to be alike"
        yield Found(path, message, fix)


@rule("error", question="identity", covers=["CON-08"], sources=["AWS-01"])
def sender_without_identity(product: ProductView) -> Iterator[Found]:
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
    # Each sender domain to which no verified identity of the Region belongs, once for all its streams.
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
