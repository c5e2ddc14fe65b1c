"""What to ask DNS about a product. Some questions follow from answers: what an SPF record includes, where reports go."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policykit.model.evidence import IdentityLook
from policykit.model.identities import DnsRecord, DomainIdentity
from policykit.model.view import ProductView

from .dns_answers import Answers, dmarc_policy_of, dmarc_walk, organization_of, question, spf_of
from .dns_records import dkim_name, dkim_records, dmarc_tags, sender_hosts
from .email_addresses import MAILBOX, NO_REPLY, is_freemail

_MAILTO = re.compile(r"mailto:[^@\s,!]+@([a-z0-9.-]+\.[a-z]{2,})", re.I)


def questions(product: ProductView, answers: Answers) -> Iterator[str]:
    """Yield what to ask, as far as the answers allow to know. Ask again with the new answers until nothing new comes."""
    for item in product.identities.domains:
        yield question("TXT", item.domain)
        yield question("TXT", f"_domainkey.{signing_domain(item)}")
        if item.mail_from:
            yield question("MX", item.mail_from.domain)
    for domain in spf_domains(product):
        yield from spf_of(answers, domain).asked
    hosts = dmarc_hosts(product)
    for domain in (*hosts, *authenticated_domains(product)):
        yield from (question("TXT", f"_dmarc.{name}") for name in dmarc_walk(domain))
    yield from (question("TXT", record.name) for record in (*product.dns.spf, *product.dns.dmarc) if record.name)
    yield from (question("MX", name) for record in product.dns.mx if (name := mx_domain(product, record)))
    for address in reply_mailboxes(product):
        yield from _mail_servers(answers, address.rpartition("@")[2])
    for host in hosts:
        for other in report_hosts(answers, host):
            yield from _mail_servers(answers, other)
        yield from (question("TXT", name) for name in report_permissions(answers, host))


def _mail_servers(answers: Answers, host: str) -> Iterator[str]:
    """Yield what says where email to a host goes: without an MX record, to its own address (RFC 5321 5.1)."""
    yield question("MX", host)
    if (look := answers.at("MX", host)) and look.result == "no_record":
        yield from (question(kind, host) for kind in ("A", "AAAA"))


def spf_domains(product: ProductView) -> list[str]:
    """Return the domains whose SPF record matters: MAIL FROM domains, identities, and those that the file names."""
    found = [item.mail_from.domain for item in product.identities.domains if item.mail_from]
    found += dmarc_domains(product)
    found += [record.name for record in product.dns.spf if record.name]
    return list(dict.fromkeys(found))


def dmarc_domains(product: ProductView) -> list[str]:
    """Return the domains that the product says are its own: identities, and the hosts of single addresses."""
    hosts = (address.rpartition("@")[2].lower() for address in product.identities.addresses)
    return list(dict.fromkeys([*(item.domain for item in product.identities.domains), *_own(hosts)]))


def dmarc_hosts(product: ProductView) -> dict[str, str]:
    """Return the domains of From addresses, each with its field; those of the identities if the file has no sender."""
    found = {host.lower(): path for host, path in sender_hosts(product).items()}
    if found:
        return found
    places = {item.domain: f"identities.domains[{index}]" for index, item in enumerate(product.identities.domains)}
    return {domain: places.get(domain, "identities.addresses") for domain in dmarc_domains(product)}


def authenticated_domains(product: ProductView) -> list[str]:
    """Return the domains that DKIM and SPF authenticate; DMARC compares their organization with the sender's."""
    found = [signing_domain(item) for item in product.identities.domains]
    found += [item.mail_from.domain for item in product.identities.domains if item.mail_from]
    return list(dict.fromkeys(found))


def signing_domain(item: DomainIdentity) -> str:
    """Return the domain that DKIM signs as."""
    return item.dkim.domain or item.domain


def mx_domain(product: ProductView, record: DnsRecord) -> str | None:
    """Return the domain of an MX record in the file; one without a name belongs to the identity, if there is only one."""
    domains = [item.domain for item in product.identities.domains]
    return record.name or (domains[0] if len(domains) == 1 else None)


def reply_mailboxes(product: ProductView) -> dict[str, str]:
    """Return the addresses that receive replies, each with its field. Without `reply_to`, replies go to the sender."""
    found: dict[str, str] = {}
    for path, stream in product.each_stream():
        if stream.reply_to:
            for text in stream.reply_to.root.values():
                for match in MAILBOX.finditer(text):
                    found.setdefault(match[0].lower(), f"{path}.reply_to")
        elif stream.from_ and not NO_REPLY.match(stream.from_):
            found.setdefault(stream.from_.lower(), f"{path}.from")
    own = set(_own(address.rpartition("@")[2] for address in found))
    return {address: path for address, path in found.items() if address.rpartition("@")[2] in own}


def report_hosts(answers: Answers, host: str) -> list[str]:
    """Return the hosts of the mailboxes that receive DMARC reports about a domain, as its record says."""
    policy = dmarc_policy_of(answers, host)
    found = _MAILTO.findall(dmarc_tags(policy.record).get("rua", "")) if policy else []
    return list(dict.fromkeys(name.lower() for name in found))


def report_permissions(answers: Answers, host: str) -> dict[str, str]:
    """Return the names at which other domains must permit reports about this one, each with the other domain."""
    policy = dmarc_policy_of(answers, host)
    if policy is None:
        return {}
    own = organization_of(answers, policy.domain)
    others = [name for name in report_hosts(answers, host) if name != own and not name.endswith(f".{own}")]
    return {f"{policy.domain}._report._dmarc.{other}": other for other in others}


def key_questions(identity: IdentityLook) -> Iterator[str]:
    """Yield what to ask about the DKIM keys of an identity. Their names are known only in the account."""
    for name in dkim_records(identity):
        yield question("CNAME", name)
        yield question("TXT", name)
    if identity.dkim_selector:
        yield question("TXT", dkim_name(identity.dkim_selector, identity))


def _own(hosts: Iterator[str]) -> Iterator[str]:
    return (host for host in hosts if not is_freemail(host))
