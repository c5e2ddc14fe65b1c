"""Judges the SPF records that DNS has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from policykit.model.evidence import DnsLook
from policykit.model.view import ProductView
from policykit.readiness.dns_answers import Answers, spf_of, spf_records
from policykit.readiness.dns_questions import spf_domains
from policykit.readiness.dns_records import SES, in_place, ses_spf_record, spf_faults
from policykit.readiness.found import Found

from .judgment import Difference, Seen

MOST_LOOKUPS = 10
"""DNS lookups that a receiver makes for one record (RFC 7208 4.6.4)."""
MOST_VOID = 2
"""Of these, how many may find nothing."""
_GLUED = re.compile(r"\S+?(?:[~?+-]all$|(?<![~?+-])(?:include|ip[46]):)\S*", re.I)


def judge(product: ProductView, answers: Answers) -> Iterator[Difference | Seen]:
    """Yield what is wrong with the record of each domain, and which records of the file are published."""
    claims = list(in_place(product.dns.spf, "dns.spf"))
    mail_from = {
        item.mail_from.domain: f"identities.domains[{index}].mail_from.domain"
        for index, item in enumerate(product.identities.domains)
        if item.mail_from and item.mail_from.status.is_in_place
    }
    wrong: set[str] = set()
    for domain in spf_domains(product):
        look = answers.at("TXT", domain)
        named = [(path, record.value) for path, record in claims if record.name == domain]
        if look is None or look.day is None or not (named or domain in mail_from or spf_records(look)):
            continue
        own = f"{named[0][0]}.{'value' if named[0][1] else 'name'}" if named else ""
        path = own or mail_from.get(domain) or _place_of(product, domain)
        if found := _fault(path, look, answers, domain, domain in mail_from, named[0][1] if named else None):
            wrong |= {path for path, _ in named}
            yield Difference(found, look.day, tuple(path for path, _ in named))
        elif different := next(((path, value) for path, value in named if value and not _has(look, value)), None):
            wrong.add(different[0])
            yield _differs(*different, domain, look, look.day)
        elif not named and domain not in mail_from and spf_of(answers, domain).names_ses:
            yield Difference(_without_effect(path, domain, list(mail_from)), look.day)
    yield from _claims(product, answers, wrong)


def is_sound(answers: Answers, domain: str) -> bool:
    """Whether SPF passes for email from SES with this MAIL FROM domain."""
    look = answers.at("TXT", domain)
    return look is not None and _fault("", look, answers, domain, True, None) is None


def _claims(product: ProductView, answers: Answers, wrong: set[str]) -> Iterator[Difference | Seen]:
    """Yield which records of the file are published. One without a name may be at any domain of the product."""
    for path, record in in_place(product.dns.spf, "dns.spf"):
        domains = [record.name] if record.name else spf_domains(product)
        looks = [look for domain in domains if (look := answers.at("TXT", domain))]
        days = [look.day for look in looks if look.day]
        published = [look for look in looks if spf_records(look)]
        if path in wrong or not days or len(looks) < len(domains):
            continue
        if published:
            yield Seen(path, min(days), tuple(look.asked for look in published))
        elif record.name is None:
            yield Difference(
                Found(
                    path,
                    "Your file says that SPF is set, but DNS has no SPF record for {domains}.",
                    "Set a MAIL FROM domain in SES, and publish this TXT record there: {record}",
                    domains=domains,
                    record=ses_spf_record(),
                ),
                min(days),
                (path,),
            )


def _place_of(product: ProductView, domain: str) -> str:
    found = (index for index, item in enumerate(product.identities.domains) if item.domain == domain)
    index = next(found, None)
    return "identities.addresses" if index is None else f"identities.domains[{index}].domain"


def _has(look: DnsLook, value: str) -> bool:
    return " ".join(value.strip('" ').lower().split()) in [" ".join(each.lower().split()) for each in look.records]


def _differs(path: str, value: str, domain: str, look: DnsLook, day: date) -> Difference:
    return Difference(
        Found(
            f"{path}.value",
            'Your file says that the SPF record of {domain} is "{value}", but DNS has "{published}".',
            "Publish the record of your file, or write into your file what DNS has.",
            domain=domain,
            value=value,
            published=spf_records(look)[0],
        ),
        day,
        (path,),
    )


def _without_effect(path: str, domain: str, used: list[str]) -> Found:
    if used:
        return Found(
            path,
            "The SPF record of {domain} names SES, but receivers check your email at {used}: here it has no effect.",
            "Remove include:amazonses.com from the SPF record of {domain}; keep the provider of your mailboxes in it.",
            domain=domain,
            used=used,
        )
    return Found(
        path,
        "The SPF record of {domain} names SES, but receivers check your email at Amazon's domain: here it has no effect.",
        "In SES, set a MAIL FROM domain such as bounce.{domain}, and publish this TXT record there: {record}",
        domain=domain,
        record=ses_spf_record(),
    )


def _fault(path: str, look: DnsLook, answers: Answers, domain: str, is_mail_from: bool, said: str | None) -> Found | None:
    """Return why receivers cannot use the record, or why email from SES does not pass; None if all is well."""
    records = spf_records(look)
    if not records:
        return _absent(path, look, domain, ses_spf_record() if is_mail_from or not said else said)
    if len(records) > 1:
        return Found(
            path,
            "{domain} has {count} SPF records. With more than one, receivers use none.",
            "Delete them, and publish this one TXT record instead: {record}",
            domain=domain,
            count=len(records),
            record=_merged(records),
        )
    record = records[0]
    if look.split and (glued := _glued(record)):
        return Found(
            path,
            'The SPF record of {domain} consists of several strings. Joined they read "{glued}", without a space between them.',
            "Enter the record as one text: {record}",
            domain=domain,
            glued=glued,
            record=_unglued(record),
        )
    if found := _unusable(path, record, answers, domain):
        return found
    if is_mail_from and not spf_of(answers, domain).names_ses and not spf_of(answers, domain).missing(answers):
        return Found(
            path,
            'The SPF record of the MAIL FROM domain {domain} does not name SES: "{record}".',
            "Publish this TXT record instead: {wanted}",
            domain=domain,
            record=record,
            wanted=record.replace("v=spf1", f"v=spf1 include:{SES}", 1),
        )
    return None


def _absent(path: str, look: DnsLook, domain: str, wanted: str) -> Found:
    near = next((record for record in look.records if "spf1" in record.lower()), None)
    if near:
        return Found(
            path,
            'The TXT record "{near}" at {domain} does not begin with "v=spf1 ", so receivers ignore it.',
            "Publish this TXT record instead: {wanted}",
            near=near,
            domain=domain,
            wanted=wanted,
        )
    if look.result == "loop":
        return Found(
            path,
            "The CNAME records of {domain} lead in a circle, so nobody can read its SPF record.",
            "Delete the CNAME record at {domain}, and publish this TXT record there: {wanted}",
            domain=domain,
            wanted=wanted,
        )
    if look.result == "malformed":
        return Found(
            path,
            "Nobody can read the answer about the TXT records of {domain}: it is malformed.",
            "Delete the TXT record at your DNS provider, and enter it again: {wanted}",
            domain=domain,
            wanted=wanted,
        )
    return Found(
        path,
        "DNS has no SPF record for {domain}.",
        "Publish this TXT record at {domain}: {wanted}",
        domain=domain,
        wanted=wanted,
    )


def _unusable(path: str, record: str, answers: Answers, domain: str) -> Found | None:
    found = spf_of(answers, domain)
    if found.open_term:
        return Found(
            path,
            "`{term}` in the SPF record of {domain} lets every server send email for {domain}.",
            "Publish this TXT record instead: {wanted}",
            term=found.open_term,
            domain=domain,
            wanted=" ".join("~all" if term == found.open_term else term for term in record.split()),
        )
    if faults := spf_faults(record):
        return Found(
            path,
            'The SPF record "{record}" of {domain} is not valid: {fault}',
            "Write v=spf1, then the senders, then ~all. For SES alone, publish: {wanted}",
            record=record,
            domain=domain,
            fault=faults[0],
            wanted=ses_spf_record(),
        )
    if found.lookups > MOST_LOOKUPS:
        return Found(
            path,
            "The SPF record of {domain} needs {count} DNS lookups with everything that it includes, but a receiver makes only "
            "{limit}.",
            "Remove senders that you do not use from the record, or name their addresses with ip4: instead of include:.",
            domain=domain,
            count=found.lookups,
            limit=MOST_LOOKUPS,
        )
    if found.without_record:
        return Found(
            path,
            "The SPF record of {domain} includes {names}, where no valid SPF record is. Receivers then use none of it.",
            "Remove {names} from the record, or ask that provider for the right name.",
            domain=domain,
            names=found.without_record,
        )
    if len(found.void) > MOST_VOID:
        return Found(
            path,
            "The SPF record of {domain} asks for {names}, which do not exist. Receivers give up after {limit} such names.",
            "Remove {names} from the record.",
            domain=domain,
            names=found.void,
            limit=MOST_VOID,
        )
    return None


def _glued(record: str) -> str | None:
    return next((match[0] for term in record.split() if (match := _GLUED.fullmatch(term))), None)


def _unglued(record: str) -> str:
    return re.sub(r"(?<=[^\s~?+-])(?=[~?+-]?(?:all$|include:|ip[46]:))", " ", record)


def _merged(records: list[str]) -> str:
    """Return one record with the senders of all."""
    terms = dict.fromkeys(term for record in records for term in record.split()[1:] if not term.lower().endswith("all"))
    return " ".join(("v=spf1", *terms, "~all"))
