"""Judges the SPF records that DNS has."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.model.evidence import DnsLook
from policykit.model.identities import DnsRecord
from policykit.model.view import ProductView
from policykit.readiness.dns_answers import Answers, Spf, spf_of, spf_records
from policykit.readiness.dns_questions import spf_domains
from policykit.readiness.dns_records import in_place, ses_spf_record, spf_faults
from policykit.readiness.found import Found

from .judgment import Difference, Seen
from .unreadable import unreadable

MOST_LOOKUPS = 10
"""DNS lookups that a receiver makes for one record (RFC 7208 4.6.4)."""
MOST_VOID = 2
"""Of these, how many may find nothing."""


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
        elif not named and domain not in mail_from and spf_of(answers, domain).names_ses:
            yield Difference(_without_effect(path, domain, list(mail_from)), look.day)
    for path, record in claims:
        if path not in wrong:
            yield from _published(product, answers, path, record)


def is_sound(answers: Answers, domain: str) -> bool:
    """Whether SPF passes for email from SES with this MAIL FROM domain."""
    look = answers.at("TXT", domain)
    is_usable = look is not None and _fault("", look, answers, domain, True, None) is None
    return is_usable and spf_of(answers, domain).names_ses


def _published(product: ProductView, answers: Answers, path: str, record: DnsRecord) -> Iterator[Difference | Seen]:
    """Yield whether DNS has a record of the file. One without a name may be at any domain of the product."""
    domains = [record.name] if record.name else spf_domains(product)
    looks = [look for domain in domains if (look := answers.at("TXT", domain))]
    published = [look for look in looks if spf_records(look)]
    same = tuple(look.asked for look in published if not record.value or _has(look, record.value))
    if same:
        yield Seen(path, min(answers.days(*same)), same, "dns")
    elif looks and len(looks) == len(domains):
        values = {"domains": domains, "value": record.value, "record": record.value or ses_spf_record()}
        if record.name:
            found = Found(
                f"{path}.value",
                'Your file says that the SPF record of {domains} is "{value}", but DNS has "{published}".',
                "Publish the record of your file, or write into your file what DNS has.",
                published=spf_records(looks[0])[0],
                **values,
            )
        else:
            found = Found(
                path,
                'Your file says that the SPF record is "{value}", but DNS has no such record for {domains}.'
                if record.value
                else "Your file says that SPF is set, but DNS has no SPF record for {domains}.",
                "Write into your file what DNS has, or publish this TXT record at the MAIL FROM domain: {record}",
                **values,
            )
        yield Difference(found, min(answers.days(*(look.asked for look in looks))), (path,))


def _place_of(product: ProductView, domain: str) -> str:
    found = (index for index, item in enumerate(product.identities.domains) if item.domain == domain)
    index = next(found, None)
    return "identities.addresses" if index is None else f"identities.domains[{index}].domain"


def _has(look: DnsLook, value: str) -> bool:
    return " ".join(value.strip('" ').lower().split()) in [" ".join(each.lower().split()) for each in look.records]


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
    wanted = ses_spf_record() if is_mail_from or not said else said
    records, spf = spf_records(look), spf_of(answers, domain)
    if not records:
        return _absent(path, look, domain, wanted)
    if len(records) > 1:
        return Found(
            path,
            "{domain} has {count} SPF records. With more than one, receivers use none.",
            "Delete them, and publish this one TXT record instead: {wanted}"
            if is_mail_from
            else "Write the senders of all into one of them, and delete the others.",
            domain=domain,
            count=len(records),
            wanted=wanted,
        )
    faults = spf_faults(records[0])
    if look.split and (faults or spf.without_record):
        return Found(
            path,
            "The SPF record of {domain} consists of several strings. Receivers join them without a space, which makes it "
            'invalid: "{record}".',
            "Publish it as one string instead: {wanted}" if is_mail_from else "Enter it as one string.",
            domain=domain,
            record=records[0],
            wanted=wanted,
        )
    if found := _unusable(path, records[0], faults, spf, domain):
        return found
    if is_mail_from and not spf.names_ses and not spf.missing(answers):
        return Found(
            path,
            'The SPF record of the MAIL FROM domain {domain} does not name SES: "{record}".',
            "Publish this TXT record instead: {wanted}",
            domain=domain,
            record=records[0],
            wanted=wanted,
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
    if found := unreadable(path, look, wanted):
        return found
    return Found(
        path,
        "DNS has no SPF record for {domain}.",
        "Publish this TXT record at {domain}: {wanted}",
        domain=domain,
        wanted=wanted,
    )


def _unusable(path: str, record: str, faults: list[str], found: Spf, domain: str) -> Found | None:
    if found.open_term:
        return Found(
            path,
            "`{term}` in the SPF record of {domain} lets every server send email for {domain}.",
            "Write ~all instead of `{term}`.",
            term=found.open_term,
            domain=domain,
        )
    if faults:
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
