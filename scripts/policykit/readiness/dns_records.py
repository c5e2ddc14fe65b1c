"""Helpers for SPF, DKIM and DMARC records in product files: content, lookup by domain, and alignment.

They make no DNS queries: they read what a file or a look says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from dmarc import DMARC, DMARCAlignment, Error, Policy

from policykit.model.evidence import IdentityLook
from policykit.model.identities import DnsRecord, DomainIdentity
from policykit.model.view import ProductView

from .email_addresses import base_of, is_freemail

SES = "amazonses.com"
"""Domain of the default MAIL FROM address of SES, and of the SPF record that lists its servers."""

_KNOWN_MODIFIERS = ("redirect=", "exp=", "v=")
_LOOKUP = re.compile(r"[+?~-]?(?:include:|exists:|redirect=|(?:a|mx|ptr)(?=[:/]|$))", re.I)
_SOUND = re.compile(r"[+?~-]?(?:include:\S|(?:a|mx)/\d)", re.I)
_PTR = re.compile(r"[+?~-]?ptr(?=[:/]|$)", re.I)
_OPEN = re.compile(r"\+?all", re.I)
_REPORT_MAILBOX = re.compile(r"(mailto:)([^@\s,;!]+)(?=@)", re.I)


def ses_spf_record() -> str:
    """Return the SPF record of a MAIL FROM domain."""
    return f"v=spf1 include:{SES} ~all"


def feedback_host(region: str) -> str:
    """Return the host in the MX record of a MAIL FROM domain."""
    return f"feedback-smtp.{region}.{SES}"


def feedback_record(region: str) -> str:
    """Return the MX record of a MAIL FROM domain, with the priority that AWS asks for."""
    return f"10 {feedback_host(region)}"


def dkim_name(selector: str, identity: IdentityLook) -> str:
    """Return the name of a DKIM record."""
    return f"{selector}._domainkey.{identity.identity}"


def dkim_records(identity: IdentityLook) -> dict[str, str | None]:
    """Return the CNAME records of Easy DKIM: name -> what it points to, or None if SES did not show that."""
    zone = identity.dkim_zone
    return {dkim_name(token, identity): f"{token}.{zone}" if zone else None for token in identity.dkim_tokens}


def in_place(records: tuple[DnsRecord, ...], path: str) -> Iterator[tuple[str, DnsRecord]]:
    """Return the records that are said to be published, each with its path."""
    return ((f"{path}[{index}]", record) for index, record in enumerate(records) if record.status.is_in_place)


def spf_lookups(value: str) -> list[str]:
    """Return the terms of an SPF record that cause a DNS lookup by the receiver (RFC 7208 4.6.4)."""
    return [term for term in value.split() if _LOOKUP.match(term)]


def spf_open_term(value: str) -> str | None:
    """Return the term that lets every server pass; None if there is none."""
    return next((term for term in value.split() if _OPEN.fullmatch(term)), None)


def spf_names_by_address(value: str) -> bool:
    """Whether a record uses `ptr`."""
    return any(_PTR.match(term) for term in value.split())


def spf_faults(value: str) -> list[str]:
    """Return the syntax errors of an SPF record, except problems that separate rules check."""
    from spf_validator.validator import validate_spf_string  # imported late: it loads dnspython, which takes 0.1 seconds

    # The library looks up every `include:`, which a rule must not do. It also reports errors for `a/24`, which is valid, and
    # for unknown modifiers, which receivers must ignore (RFC 7208 6).
    kept = []
    for term in value.strip('" ').lower().split():
        if _OPEN.fullmatch(term):
            kept.append("-all")
        elif "=" in term and not term.startswith(_KNOWN_MODIFIERS):
            continue
        else:
            kept.append("a" if _PTR.match(term) or _SOUND.match(term) else term)
    return list(validate_spf_string(" ".join(kept)))


@lru_cache(maxsize=512)
def dmarc_policy(value: str) -> Policy | None:
    """Parse a DMARC record; None if it is invalid."""
    try:
        return DMARC().parse_record(value, "")
    except Error:
        return None


def dmarc_tags(value: str) -> dict[str, str]:
    """Return the tags of a DMARC record, with values as written."""
    parts = (part.partition("=") for part in value.split(";"))
    return {name.strip().lower(): text.strip() for name, sign, text in parts if sign}


def without_mailboxes(record: str, named: str = "") -> str:
    """Return a DMARC record without the names of its mailboxes, which may be private; those in `named` stay."""
    return _REPORT_MAILBOX.sub(lambda m: m[0] if f"{m[2]}@".lower() in named.lower() else f"{m[1]}...", record)


def is_report_permission(record: DnsRecord) -> bool:
    """Whether a record only permits reports about another domain (RFC 9990) and contains no policy."""
    return bool(record.name and "._report._dmarc." in record.name)


def dmarc_of(product: ProductView, host: str) -> tuple[str, DnsRecord] | None:
    """Return the DMARC record that applies to a sender's host: its own, or that of a parent domain."""
    named = {record.name: (path, record) for path, record in in_place(product.dns.dmarc, "dns.dmarc")}
    name, end = host, base_of(host)
    while True:
        if found := named.get(f"_dmarc.{name}"):
            return found
        if name == end or "." not in name:
            return None
        name = name.partition(".")[2]


def sender_hosts(product: ProductView) -> dict[str, str]:
    """Return the hosts of senders, each with the path of its first sender; mailbox providers are left out."""
    found: dict[str, str] = {}
    for path, stream in product.each_stream():
        if stream.from_ and not is_freemail(host := stream.from_.rpartition("@")[2]):
            found.setdefault(host, f"{path}.from")
    return found


def identity_of(product: ProductView, host: str) -> tuple[str, DomainIdentity] | None:
    """Return the identity that signs email from a host: the host itself or its closest parent domain."""
    found = [
        (f"identities.domains[{index}]", item)
        for index, item in enumerate(product.identities.domains)
        if host == item.domain or host.endswith(f".{item.domain}")
    ]
    return max(found, key=lambda item: len(item[1].domain), default=None)


def is_aligned(host: str, other: str, mode: DMARCAlignment) -> bool:
    """Whether two domains align: equal in strict mode, same registered domain in relaxed mode (RFC 9989)."""
    return host == other if mode is DMARCAlignment.STRICT else base_of(host) == base_of(other)


def alignment(product: ProductView, host: str, identity: DomainIdentity) -> tuple[bool, bool]:
    """Return whether DKIM and the MAIL FROM domain (SPF) of an identity align with a sender's host."""
    record = dmarc_of(product, host)
    policy = dmarc_policy(record[1].value) if record and record[1].value else None
    dkim_mode = policy.adkim if policy else DMARCAlignment.RELAXED
    spf_mode = policy.aspf if policy else DMARCAlignment.RELAXED
    dkim, mail_from = identity.dkim, identity.mail_from
    by_dkim = bool(dkim and dkim.status.is_in_place and is_aligned(host, dkim.domain or identity.domain, dkim_mode))
    by_spf = bool(mail_from and mail_from.status.is_in_place and is_aligned(host, mail_from.domain, spf_mode))
    return by_dkim, by_spf
