"""Judges the DKIM records that DNS has. Only the account knows their names; without it, DNS shows whether there are any."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from datetime import date

from policykit.model.evidence import DnsLook, IdentityLook
from policykit.model.identities import DomainIdentity
from policykit.model.view import ProductView
from policykit.readiness.dns_answers import Answers
from policykit.readiness.dns_questions import key_questions, signing_domain
from policykit.readiness.dns_records import SES, dmarc_tags
from policykit.readiness.found import Found

from .judgment import Difference, Seen

WANTED_BITS = 2048
"""RFC 8301 3.2: signers should use at least that."""


def judge(product: ProductView, answers: Answers, place: str, item: DomainIdentity) -> Iterator[Difference | Seen]:
    """Yield what DNS shows about the DKIM records of a domain that the file says are in place."""
    if not (item.dkim and item.dkim.status.is_in_place):
        return
    path, domain = f"{place}.dkim", signing_domain(item)
    looks = [each for each in product.evidence.identities if each.identity == item.domain and each.dkim_tokens]
    asked = [each for look in looks for each in key_questions(look)]
    if not answers.days(*asked):
        yield from _without_account(answers, path, domain)
        return
    found = [each for look in looks for each in _tokens(answers, path, item, look)]
    yield from found
    if not any(each.disproves for each in found) and len(answers.days(*asked)) == len(asked):
        yield Seen(path, min(answers.days(*asked)), tuple(asked))


def _without_account(answers: Answers, path: str, domain: str) -> Iterator[Difference]:
    look = answers.at("TXT", f"_domainkey.{domain}")
    if look and look.day and look.result == "no_name":
        found = Found(
            path,
            "DNS shows no DKIM record of {domain}: the name {name} does not exist.",
            "Publish the CNAME records that SES shows for {domain}. If you did, ask your DNS provider why it denies them.",
            domain=domain,
            name=f"_domainkey.{domain}",
        )
        yield Difference(found, look.day)


def _tokens(answers: Answers, path: str, item: DomainIdentity, look: IdentityLook) -> Iterator[Difference]:
    missing: dict[str, date] = {}
    for token in look.dkim_tokens:
        name, target = f"{token}._domainkey.{item.domain}", f"{token}.dkim.{SES}"
        cname, key = answers.at("CNAME", name), answers.at("TXT", name)
        if cname is None or cname.day is None:
            continue
        if cname.result != "records":
            missing[f"{name} CNAME {target}"] = cname.day
        elif not re.fullmatch(rf"{re.escape(token)}\.dkim\.([a-z0-9-]+\.)?{re.escape(SES)}", cname.records[0]):
            is_loop = key is not None and key.result == "loop"
            yield Difference(_elsewhere(path, name, cname.records[0], target, is_loop), cname.day, (path,))
        elif key is not None and key.day:
            yield from _key(path, item, name, key, key.day)
    if missing:
        found = Found(
            path,
            "DNS lacks {count} of the {total} DKIM records of {domain}.",
            "Publish what is missing, as SES shows it: {records}.",
            count=len(missing),
            total=len(look.dkim_tokens),
            domain=item.domain,
            records=list(missing),
        )
        yield Difference(found, min(missing.values()), (path,))


def _elsewhere(path: str, name: str, seen: str, target: str, is_loop: bool) -> Found:
    if is_loop:
        return Found(
            path,
            "The DKIM record {name} leads in a circle: its CNAME record points to {seen}, which leads back.",
            "Change the value of the CNAME record {name} to {target}.",
            name=name,
            seen=seen,
            target=target,
        )
    return Found(
        path,
        "The DKIM record {name} points to {seen}, not to SES.",
        "Change the value of the CNAME record {name} to {target}.",
        name=name,
        seen=seen,
        target=target,
    )


def _key(path: str, item: DomainIdentity, name: str, look: DnsLook, day: date) -> Iterator[Difference]:
    key = next((dmarc_tags(record).get("p", "") for record in look.records if "p=" in record), "")
    if not key:
        found = Found(
            path,
            "The DKIM record {name} points to SES, but SES has no key there.",
            "Compare the CNAME records of {domain} with those that SES shows, and publish the current ones.",
            name=name,
            domain=item.domain,
        )
        yield Difference(found, day, (path,))
        return
    bits = key_bits(key)
    if bits is None:
        return
    if item.dkim.bits and item.dkim.bits != bits:
        found = Found(
            f"{path}.bits",
            "Your file says that the DKIM key of {domain} has {said} bits, but it has {bits}.",
            "Change `bits` in your file to {bits}.",
            domain=item.domain,
            said=str(item.dkim.bits),
            bits=str(bits),
        )
        yield Difference(found, day, (path,))
    elif bits < WANTED_BITS:
        found = Found(
            path,
            "The DKIM key of {domain} at {name} has only {bits} bits.",
            "Choose 2048 bits in the DKIM settings of {domain} in SES, and wait until SES shows the new key as verified.",
            domain=item.domain,
            name=name,
            bits=str(bits),
        )
        yield Difference(found, day)


def key_bits(key: str) -> int | None:
    """Return the length of an RSA key as DKIM publishes it; None for another kind of key."""
    try:
        data = base64.b64decode("".join(key.split()), validate=True)
    except (ValueError, binascii.Error):
        return None
    start = data.find(b"\x00\x30", 8)  # the bit string that holds modulus and exponent
    if start < 0:
        return None
    _, inner = _length(data, start + 2)
    length, modulus = _length(data, inner + 1)
    number = data[modulus : modulus + length].lstrip(b"\x00")
    return len(number) * 8 if data[inner : inner + 1] == b"\x02" and number else None


def _length(data: bytes, at: int) -> tuple[int, int]:
    """Return a length of the DER encoding, and where its content begins."""
    first = data[at] if at < len(data) else 0
    if first < 128:
        return first, at + 1
    size = first & 127
    return int.from_bytes(data[at + 1 : at + 1 + size]), at + 1 + size
