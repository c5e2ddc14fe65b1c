"""Judges DNS lookups: the domains, their MAIL FROM domains, and whether each sender passes DMARC."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policykit.model.evidence import DnsLook
from policykit.model.identities import DomainIdentity
from policykit.model.view import ProductView
from policykit.readiness.dns_answers import Answers, dmarc_policy_of, organization_of, question, walk_is_whole
from policykit.readiness.dns_questions import dmarc_hosts, signing_domain
from policykit.readiness.dns_records import SES, dmarc_tags, feedback_host, feedback_record, identity_of
from policykit.readiness.found import Found

from . import dkim, dmarc, mailboxes, spf
from .judgment import Difference, Seen
from .unreadable import unreadable

_FEEDBACK = re.compile(re.escape(feedback_host("REGION")).replace("REGION", "([a-z0-9-]+)"))


def judge(product: ProductView) -> Iterator[Difference | Seen]:
    """Yield what they confirm, and what differs from the file."""
    answers = Answers(product.evidence.dns)
    found: list[Difference | Seen] = []
    for index, item in enumerate(product.identities.domains):
        found += _identity(product, answers, f"identities.domains[{index}]", item)
    found += spf.judge(product, answers)
    found += dmarc.judge(product, answers)
    found += mailboxes.judge(product, answers)
    wrong = {place for each in found if isinstance(each, Difference) for place in each.disproves}
    yield from found
    yield from _alignment(product, answers, wrong)


def _identity(product: ProductView, answers: Answers, place: str, item: DomainIdentity) -> Iterator[Difference | Seen]:
    look = answers.at("TXT", item.domain)
    if look and look.day and look.result == "no_name":
        claims = {place: item.status, f"{place}.dkim": item.dkim.status, f"{place}.mail_from": item.mail_from.status}
        yield Difference(
            Found(
                f"{place}.domain",
                "The domain {domain} does not exist in DNS.",
                "Register {domain}, or correct it in your file.",
                domain=item.domain,
            ),
            look.day,
            tuple(each for each, status in claims.items() if status and status.is_in_place),
        )
        return
    yield from dkim.judge(product, answers, place, item)
    if item.mail_from and item.mail_from.status.is_in_place:
        yield from _mail_from(product, answers, f"{place}.mail_from", item)


def _mail_from(product: ProductView, answers: Answers, place: str, item: DomainIdentity) -> Iterator[Difference | Seen]:
    domain, region = item.mail_from.domain, item.region or product.request.region
    look, wanted = answers.at("MX", domain), feedback_record(region or "<Region>")
    if look is None or look.day is None:
        return
    if found := _mx_fault(place, look, domain, region, wanted):
        yield Difference(found, look.day, (place,))
        return
    published = look.records[0]
    priority, host = published.split(" ")
    said = item.mail_from.mx
    if said and said.lower().rstrip(". ").split()[-1] != host:
        yield Difference(
            Found(
                f"{place}.mx",
                "Your file says that the MX record of {domain} is {said}, but DNS has {published}.",
                "Change `mx` in your file to {published}.",
                domain=domain,
                said=said,
                published=published,
            ),
            look.day,
            (place,),
        )
    elif priority != wanted.partition(" ")[0]:
        yield Difference(
            Found(
                f"{place}.mx" if said else f"{place}.domain",
                "The MX record of {domain} has the priority {priority}; AWS asks for 10.",
                "Change the MX record of {domain} to {wanted}.",
                domain=domain,
                priority=priority,
                wanted=wanted,
            ),
            look.day,
        )
    if spf.is_sound(answers, domain):
        asked = (look.asked, question("TXT", domain))
        yield Seen(place, min(answers.days(*asked)), asked, "dns")


def _mx_fault(place: str, look: DnsLook, domain: str, region: str | None, wanted: str) -> Found | None:
    """Return why bounces do not reach SES; None if they do."""
    path = f"{place}.domain"
    records = look.records
    if look.result in ("no_name", "no_record"):
        return Found(
            path,
            "DNS has no MX record for the MAIL FROM domain {domain}.",
            "Publish this MX record at {domain}: {wanted}",
            domain=domain,
            wanted=wanted,
        )
    if found := unreadable(path, look, wanted):
        return found
    if len(records) > 1:
        return Found(
            path,
            "The MAIL FROM domain {domain} has {count} MX records, but SES accepts only one: {records}.",
            "Delete all MX records of {domain} except this one: {wanted}",
            domain=domain,
            count=len(records),
            records=records,
            wanted=wanted,
        )
    match = _FEEDBACK.fullmatch(records[0].split(" ")[-1])
    if match is None:
        return Found(
            path,
            "The MX record of the MAIL FROM domain {domain} is {record}, which is not SES.",
            "Replace it with this MX record: {wanted}",
            domain=domain,
            record=records[0],
            wanted=wanted,
        )
    if region and match[1] != region:
        return Found(
            path,
            "The MX record of {domain} points to SES in {other}, but you send from {region}.",
            "Replace it with this MX record: {wanted}",
            domain=domain,
            other=match[1],
            region=region,
            wanted=wanted,
        )
    return None


def _alignment(product: ProductView, answers: Answers, wrong: set[str]) -> Iterator[Difference]:
    """Yield the senders whose email fails DMARC, with the alignment that the published record asks for."""
    for host, path in dmarc_hosts(product).items():
        policy, identity = dmarc_policy_of(answers, host), identity_of(product, host)
        if policy is None or policy.look.day is None or identity is None or not identity[1].dkim:
            continue  # without `dkim` nobody knows; dkim-not-signing asks for it
        place, item = identity
        tags = dmarc_tags(policy.record)
        signed, returned = signing_domain(item), item.mail_from.domain if item.mail_from else ""
        by_dkim = item.dkim.status.is_in_place and f"{place}.dkim" not in wrong
        by_spf = bool(item.mail_from) and item.mail_from.status.is_in_place and f"{place}.mail_from" not in wrong
        is_aligned = (by_dkim and _is_aligned(answers, host, signed, tags.get("adkim", "r"))) or (
            by_spf and _is_aligned(answers, host, returned, tags.get("aspf", "r"))
        )
        if not is_aligned:
            is_strict = "s" in (tags.get("adkim", "").lower(), tags.get("aspf", "").lower())
            found = _not_aligned(path, host, signed if by_dkim else "", returned if by_spf else SES, policy.domain, is_strict)
            yield Difference(found, policy.look.day)


def _not_aligned(path: str, host: str, signed: str, returned: str, at: str, is_strict: bool) -> Found:
    if not signed:
        return Found(
            path,
            "Email from {host} fails DMARC: DKIM is not in place, and MAIL FROM is at {returned}.",
            "Turn on DKIM for {host} in SES, and publish the records that SES shows.",
            host=host,
            returned=returned,
        )
    if is_strict:
        return Found(
            path,
            "Email from {host} fails DMARC: DKIM signs as {signed}, MAIL FROM is at {returned}, and the record asks for strict "
            "alignment, so one of them must be exactly {host}.",
            "Delete `adkim=s` and `aspf=s` from the DMARC record at {name}, or verify {host} in SES and sign as it.",
            host=host,
            signed=signed,
            returned=returned,
            name=f"_dmarc.{at}",
        )
    return Found(
        path,
        "Email from {host} fails DMARC: DKIM signs as {signed} and MAIL FROM is at {returned}, and neither belongs to {host}.",
        "Verify {host} in SES, and sign with DKIM as {host}.",
        host=host,
        signed=signed,
        returned=returned,
    )


def _is_aligned(answers: Answers, host: str, other: str, mode: str) -> bool:
    """Whether two domains align; True as well if an answer is missing, because then nobody knows."""
    if host == other or mode.lower() == "s":
        return host == other
    if not (walk_is_whole(answers, host) and walk_is_whole(answers, other)):
        return True
    return organization_of(answers, host) == organization_of(answers, other)
