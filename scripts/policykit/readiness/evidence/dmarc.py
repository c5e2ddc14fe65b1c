"""Judges the DMARC records that DNS has, and who may receive their reports."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.model.identities import DnsRecord
from policykit.model.view import ProductView
from policykit.readiness.dns_answers import (
    Answers,
    Policy,
    dmarc_policy_of,
    dmarc_records,
    dmarc_walk,
    question,
    walk_is_whole,
)
from policykit.readiness.dns_questions import dmarc_hosts, report_permissions
from policykit.readiness.dns_records import dmarc_policy, dmarc_tags, in_place, is_report_permission
from policykit.readiness.email_addresses import base_of
from policykit.readiness.found import Found

from .judgment import Difference, Seen

REMOVED = ("pct", "rf", "ri")
"""Tags that RFC 9989 removed."""
_VALUES = {
    "p": ("none", "quarantine", "reject"),
    "sp": ("none", "quarantine", "reject"),
    "np": ("none", "quarantine", "reject"),
    "adkim": ("r", "s"),
    "aspf": ("r", "s"),
    "t": ("y", "n"),
}


def judge(product: ProductView, answers: Answers) -> Iterator[Difference | Seen]:
    """Yield what is wrong with the record of each sender, and which records of the file are published."""
    in_file = list(in_place(product.dns.dmarc, "dns.dmarc"))
    claims = [each for each in in_file if not is_report_permission(each[1])]
    done, wrong = set[str](), set[str]()
    for host, sender in dmarc_hosts(product).items():
        policy = dmarc_policy_of(answers, host)
        named = _claims_about(claims, policy.domain if policy else host)
        found = [_missing(answers, named, sender, host)] if policy is None else []
        if policy and policy.domain not in done:
            done.add(policy.domain)
            found = [*_record(answers, named, sender, policy), _several(answers, named, sender, host, policy)]
        for each in filter(None, found):
            wrong.update(each.disproves)
            yield each
    for path, record in in_file:
        if path not in wrong:
            yield from _published(product, answers, path, record)


def _claims_about(claims: list[tuple[str, DnsRecord]], domain: str) -> list[tuple[str, DnsRecord]]:
    """Return the records of the file that are about a domain, or may be, because they have no name."""
    names = {None, *(f"_dmarc.{name}" for name in dmarc_walk(domain))}
    return [(path, record) for path, record in claims if record.name in names]


def _published(product: ProductView, answers: Answers, path: str, record: DnsRecord) -> Iterator[Difference | Seen]:
    """Yield whether DNS has a record of the file. One without a name is there if every sender has a record."""
    if record.name is None:
        policies = [dmarc_policy_of(answers, host) for host in dmarc_hosts(product)]
        looks = [policy.look for policy in policies if policy]
        if looks and len(looks) == len(policies):
            asked = tuple(dict.fromkeys(look.asked for look in looks))
            yield Seen(path, min(answers.days(*asked)), asked)
        return
    look = answers.at("TXT", record.name)
    if look is None or look.day is None:
        return
    if len(dmarc_records(look)) == 1:
        yield Seen(path, look.day, (look.asked,))
    elif not dmarc_records(look):
        found = Found(
            f"{path}.name",
            "Your file says that {name} has a DMARC record, but DNS has none there.",
            "Publish this TXT record at {name}: {wanted}",
            name=record.name,
            wanted=record.value or "v=DMARC1; p=none",
        )
        yield Difference(found, look.day, (path,))


def _missing(answers: Answers, named: list[tuple[str, DnsRecord]], sender: str, host: str) -> Difference | None:
    """Return that no record covers a sender; None if an answer is missing, or if there are several records."""
    if several := _several(answers, named, sender, host, None):
        return several
    own, days = answers.at("TXT", f"_dmarc.{host}"), answers.days(*(question("TXT", f"_dmarc.{n}") for n in dmarc_walk(host)))
    if own is None or not walk_is_whole(answers, host):
        return None
    path, claimed = named[0][0] if named else sender, tuple(path for path, _ in named)
    domain = base_of(host)
    said = next((record.value for _, record in named if record.value), None)
    wanted = said or f"v=DMARC1; p=none; rua=mailto:dmarc@{domain}"
    near = next((record for record in own.records if "dmarc" in record.lower()), None)
    if near:
        found = Found(
            path,
            'The TXT record "{near}" at {name} does not begin with v=DMARC1, so receivers ignore it.',
            "Publish this TXT record instead, with a mailbox that you read: {wanted}",
            near=near,
            name=f"_dmarc.{host}",
            wanted=wanted,
        )
    elif own.result in ("loop", "malformed"):
        found = Found(
            path,
            "Nobody can read the DMARC record at {name}: its CNAME records lead in a circle, or the answer is malformed.",
            "Delete all records at {name}, and publish this TXT record, with a mailbox that you read: {wanted}",
            name=f"_dmarc.{host}",
            wanted=wanted,
        )
    else:
        found = Found(
            path,
            "DNS has no DMARC record for {host}.",
            "Publish this TXT record at {name}, with a mailbox that you read: {wanted}",
            host=host,
            name=f"_dmarc.{domain}",
            wanted=wanted,
        )
    return Difference(found, min(days), claimed)


def _several(
    answers: Answers, named: list[tuple[str, DnsRecord]], sender: str, host: str, policy: Policy | None
) -> Difference | None:
    """Return that a name has several records, if a receiver meets it before it finds the policy."""
    for name in dmarc_walk(host):
        look = answers.at("TXT", f"_dmarc.{name}")
        records = dmarc_records(look) if look else []
        if look and look.day and len(records) > 1:
            about = [path for path, record in named if record.name in (None, f"_dmarc.{name}")]
            return Difference(
                Found(
                    about[0] if about else sender,
                    "{name} has {count} DMARC records. With more than one, receivers use none.",
                    "Keep one of them, and delete the others: {records}.",
                    name=f"_dmarc.{name}",
                    count=len(records),
                    records=records,
                ),
                look.day,
                tuple(about),
            )
        if policy and name == policy.domain:
            return None
    return None


def _record(answers: Answers, named: list[tuple[str, DnsRecord]], sender: str, policy: Policy) -> Iterator[Difference]:
    """Yield what is wrong with a published record."""
    day, name, record = policy.look.day, f"_dmarc.{policy.domain}", policy.record
    assert day is not None
    own = [(path, each) for path, each in named if each.name == name]
    path = f"{own[0][0]}.value" if own and own[0][1].value else own[0][0] if own else sender
    for place, each in own:
        if each.value and _normal(each.value) != _normal(record):
            found = Found(
                f"{place}.value",
                'Your file says that the DMARC record at {name} is "{value}", but DNS has "{published}".',
                "Publish the record of your file, or write into your file what DNS has.",
                name=name,
                value=each.value,
                published=record,
            )
            yield Difference(found, day, (place,))
    tags = dmarc_tags(record)
    unknown = [f"{tag}={tags[tag]}" for tag, allowed in _VALUES.items() if tag in tags and tags[tag].lower() not in allowed]
    if unknown:
        found = Found(
            path,
            "The DMARC record at {name} has values that receivers do not know: {tags}.",
            "Correct them, or publish this TXT record instead: {wanted}",
            name=name,
            tags=unknown,
            wanted=_with_policy(record, (*REMOVED, *(each.partition("=")[0] for each in unknown))),
        )
        yield Difference(found, day)
    elif "p" not in tags:
        found = Found(
            path,
            "The DMARC record at {name} has no policy (p), so receivers treat it as p=none.",
            "Publish this TXT record instead: {wanted}",
            name=name,
            wanted=_with_policy(record, REMOVED),
        )
        yield Difference(found, day)
    elif removed := [f"{tag}={tags[tag]}" for tag in REMOVED if tag in tags]:
        found = Found(
            path,
            "The DMARC record at {name} has tags that the standard removed in 2026: {tags}.",
            "Publish this TXT record instead: {wanted}",
            name=name,
            tags=removed,
            wanted=_with_policy(record, REMOVED),
        )
        yield Difference(found, day)
    elif dmarc_policy(record) is None:
        found = Found(
            path,
            'The DMARC record at {name} is not valid: "{record}".',
            "Publish this TXT record instead, with a mailbox that you read: {wanted}",
            name=name,
            record=record,
            wanted=f"v=DMARC1; p=none; rua=mailto:dmarc@{policy.domain}",
        )
        yield Difference(found, day)
    for permission, other in report_permissions(answers, policy.domain).items():
        look = answers.at("TXT", permission)
        if look and look.day and not dmarc_records(look):
            found = Found(
                path,
                "DMARC reports about {domain} go to {other}, which does not permit it. You receive none of them.",
                'Ask {other} to publish the TXT record "v=DMARC1" at {permission}, or use a mailbox at your own domain.',
                domain=policy.domain,
                other=other,
                permission=permission,
            )
            yield Difference(found, look.day)


def _normal(record: str) -> dict[str, str]:
    return {tag: "".join(value.split()).lower() for tag, value in dmarc_tags(record).items()}


def _with_policy(record: str, without: tuple[str, ...]) -> str:
    """Return the record with a policy, and without these tags."""
    tags = {tag: value for tag, value in dmarc_tags(record).items() if tag not in without}
    ordered = {"v": "DMARC1", "p": "none", **tags}
    return "; ".join(f"{tag}={value}" for tag, value in ordered.items())
