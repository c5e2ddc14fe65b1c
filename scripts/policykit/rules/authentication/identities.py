"""Senders and identities."""

from collections.abc import Iterator

from policykit.readiness.dns_records import SES, alignment, identity_of, sender_hosts
from policykit.readiness.email_addresses import is_freemail
from policykit.rules import Found, ProductView, rule


@rule("error", question="identity", covers=["AUTH-08"], sources=["AWS-05", "AWS-08", "G-1"])
def freemail_sender(product: ProductView) -> Iterator[Found]:
    """You send from an address at a public mailbox provider.

    You cannot sign for the provider's domain, so DMARC fails and receivers filter or reject the email. AWS and Gmail advise
    against it.

    Fix: Send from your own domain, and verify it in SES.

    Wrong:
        streams: [{from: choir@gmail.com}]
        ---
        identities: {domains: [{domain: gmail.com}]}
    Right:
        streams: [{from: choir@lantern.example.com}]
    """
    for path, stream in product.each_stream():
        if stream.from_ and is_freemail(host := stream.from_.rpartition("@")[2]):
            yield Found(
                f"{path}.from",
                "You send `{stream}` from {address}, but {host} belongs to a public mailbox provider.",
                stream=stream.id,
                address=stream.from_,
                host=host,
            )
    for index, item in enumerate(product.identities.domains):
        if is_freemail(item.domain):
            yield Found(
                f"identities.domains[{index}].domain",
                "{domain} belongs to a public mailbox provider, so you cannot verify it.",
                domain=item.domain,
            )


@rule("warning", question="identity", covers=["AUTH-12"], sources=["R-9989", "AWS-10"])
def sender_not_aligned(product: ProductView) -> Iterator[Found]:
    """DMARC fails because neither DKIM nor the MAIL FROM domain aligns with the sender.

    DMARC passes if the DKIM signature or the MAIL FROM domain shares the registered domain with the From address. If your DMARC
    record asks for strict alignment, the domains must be equal.

    Fix: Sign with DKIM as the sender's domain, or set a MAIL FROM domain below it. With strict alignment (adkim, aspf), the
    domains must be equal.

    Wrong:
        identities: {domains: [{dkim: {domain: lantern-mail.example.net}, mail_from: (leave out)}]}
        ---
        dns: {dmarc: [{value: "v=DMARC1; p=quarantine; adkim=s; aspf=s"}]}
        streams: [{from: codes@mail.lantern.example.com}]
    Right:
        identities:
          domains:
            - domain: lantern.example.com
              status: implemented
              dkim: {status: implemented, method: easy, records: 3, bits: 2048, domain: lantern.example.com}
    Silent:
        identities: {domains: [{dkim: {domain: lantern-mail.example.net}}]}
        ---
        streams: [{from: codes@mail.lantern.example.com}]
    """
    # Silent where the file does not mention DKIM: dkim-missing asks for it.
    for host, path in sender_hosts(product).items():
        identity = identity_of(product, host)
        if identity is None or not identity[1].dkim or any(alignment(product, host, identity[1])):
            continue
        item = identity[1]
        returned = item.mail_from.domain if item.mail_from and item.mail_from.status.is_in_place else SES
        if item.dkim.status.is_in_place:
            yield Found(
                path,
                "The From address is at {host}, DKIM signs as {signed} and MAIL FROM is at {returned}, so DMARC fails.",
                host=host,
                signed=item.dkim.domain or item.domain,
                returned=returned,
            )
        else:
            yield Found(
                path,
                "The From address is at {host}, DKIM signs nothing and MAIL FROM is at {returned}, so DMARC fails.",
                host=host,
                returned=returned,
            )


@rule("error", question="identity", covers=["CON-08"], sources=["AWS-01"])
def sender_without_identity(product: ProductView) -> Iterator[Found]:
    """A stream uses a domain that is not verified in the Region of the request.

    SES rejects email from a domain that is not verified. Each Region has its own identities.

    Fix: Verify the domain in that Region, or send from a domain that is verified there.

    Wrong:
        streams: [{from: codes@elsewhere.example.com}]
        ---
        identities: {domains: [{region: us-east-1}]}
        ---
        identities: {domains: [{status: planned}]}
    Right:
        streams: [{from: codes@mail.lantern.example.com}]
    Silent:
        identities: {domains: [{region: (leave out)}]}
    """
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
            continue  # freemail-sender says that you cannot verify it
        if not any(host == item.domain or host.endswith(f".{item.domain}") for item in usable):
            lacking.setdefault(host, []).append(f"{path}.from")
    for host, paths in lacking.items():
        if region:
            yield Found(
                paths[0],
                "You send from {host}, which is not verified in {region}. Streams that use it: {count}.",
                host=host,
                region=region,
                count=len(paths),
            )
        else:
            yield Found(
                paths[0],
                "You send from {host}, which is not verified. Streams that use it: {count}.",
                host=host,
                count=len(paths),
            )
