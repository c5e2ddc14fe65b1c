"""Judges the DMARC records that DNS has, and who may receive their reports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policykit.model.evidence import DnsLook
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
from policykit.readiness.dns_records import dmarc_policy, dmarc_tags, in_place, is_report_permission, without_mailboxes
from policykit.readiness.email_addresses import base_of
from policykit.readiness.found import Found

from .judgment import Difference, Seen
from .unreadable import unreadable

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
            found = [*_weaknesses(answers, named, sender, policy), _several(answers, named, sender, host, policy)]
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
    """Yield whether DNS has a record of the file. One without a name may be the record of any sender."""
    if record.name:
        look = answers.at("TXT", record.name)
        if look is None or look.day is None:
            return
        published = {look: dmarc_records(look)}
        if len(published[look]) > 1:
            yield _too_many(path, look, look.day, (path,))
            return
        if not published[look]:
            found = Found(
                f"{path}.name",
                "Your file says that {name} has a DMARC record, but DNS has none there.",
                "Publish this TXT record at {name}: {wanted}",
                name=record.name,
                wanted=record.value or "v=DMARC1; p=none",
            )
            yield Difference(found, look.day, (path,))
            return
    else:
        policies = [dmarc_policy_of(answers, host) for host in dmarc_hosts(product)]
        published = {policy.look: [policy.record] for policy in policies if policy}
        if not policies or None in policies:
            return
    results = {look: _says(record.value, text) for look, [text] in published.items()}
    same = tuple(look.asked for look, result in results.items() if result)
    if same:
        yield Seen(path, min(answers.days(*same)), same, "dns")
    elif None not in results.values():
        look = next(iter(published))
        found = Found(
            f"{path}.value",
            'Your file says that the DMARC record at {name} is "{value}", but DNS has "{published}".',
            "Publish the record of your file, or write into your file what DNS has.",
            name=look.asked.partition(" ")[2],
            value=record.value,
            published=without_mailboxes(published[look][0], record.value or ""),
        )
        yield Difference(found, min(answers.days(*(look.asked for look in published))), (path,))


def _says(stated: str | None, published: str) -> bool | None:
    """Whether DNS has what the file states; None if they differ at most in a mailbox whose name was not recorded."""
    if stated is None or _normal(stated) == _normal(published):
        return True
    is_alike = _normal(without_mailboxes(stated)) == _normal(without_mailboxes(published))
    return None if is_alike and "mailto:...@" in published else False


def _missing(answers: Answers, named: list[tuple[str, DnsRecord]], sender: str, host: str) -> Difference | None:
    """Return that no record covers a sender; None if an answer is missing, or if there are several records."""
    if several := _several(answers, named, sender, host, None):
        return several
    own, days = answers.at("TXT", f"_dmarc.{host}"), answers.days(*(question("TXT", f"_dmarc.{n}") for n in dmarc_walk(host)))
    if own is None or not walk_is_whole(answers, host):
        return None
    path, claimed = named[0][0] if named else sender, tuple(path for path, _ in named)
    wanted = next((record.value for _, record in named if record.value), None) or _first_record(base_of(host))
    near = next((record for record in own.records if "dmarc" in record.lower()), None)
    found = unreadable(path, own, wanted)
    if near:
        found = Found(
            path,
            'The TXT record "{near}" at {name} does not begin with v=DMARC1, so receivers ignore it.',
            "Publish this TXT record instead, with a mailbox that you read: {wanted}",
            near=without_mailboxes(near),
            name=f"_dmarc.{host}",
            wanted=wanted,
        )
    return Difference(found or _no_record(path, host, wanted), min(days), claimed)


def _first_record(domain: str) -> str:
    """Return a record that only asks for reports."""
    return f"v=DMARC1; p=none; rua=mailto:dmarc@{domain}"


def _no_record(path: str, host: str, wanted: str) -> Found:
    return Found(
        path,
        "DNS has no DMARC record for {host}.",
        "Publish this TXT record at {name}, with a mailbox that you read: {wanted}",
        host=host,
        name=f"_dmarc.{base_of(host)}",
        wanted=wanted,
    )


def _several(
    answers: Answers, named: list[tuple[str, DnsRecord]], sender: str, host: str, policy: Policy | None
) -> Difference | None:
    """Return that a name has several records, if a receiver meets it before it finds the policy."""
    for name in dmarc_walk(host):
        look = answers.at("TXT", f"_dmarc.{name}")
        if look and look.day and len(dmarc_records(look)) > 1:
            about = [path for path, record in named if record.name in (None, f"_dmarc.{name}")]
            return _too_many(about[0] if about else sender, look, look.day, tuple(about))
        if policy and name == policy.domain:
            return None
    return None


def _too_many(path: str, look: DnsLook, day: date, disproves: tuple[str, ...]) -> Difference:
    records = dmarc_records(look)
    found = Found(
        path,
        "{name} has {count} DMARC records. With more than one, receivers use none.",
        "Keep one of them, and delete the others: {records}.",
        name=look.asked.partition(" ")[2],
        count=len(records),
        records=[without_mailboxes(record) for record in records],
    )
    return Difference(found, day, disproves)


def _weaknesses(answers: Answers, named: list[tuple[str, DnsRecord]], sender: str, policy: Policy) -> Iterator[Difference]:
    """Yield what is wrong with a published record."""
    day, name = policy.look.day, f"_dmarc.{policy.domain}"
    assert day is not None
    own = next(((path, each) for path, each in named if each.name == name), None)
    path = f"{own[0]}.value" if own and own[1].value else own[0] if own else sender
    if found := _weakness(path, name, policy):
        yield Difference(found, day)
    for permission, other in report_permissions(answers, policy.domain).items():
        look = answers.at("TXT", permission)
        if look and look.day and look.result != "malformed" and not dmarc_records(look):
            found = Found(
                path,
                "DMARC reports about {domain} go to {other}, which does not permit it. You receive none of them.",
                'Ask {other} to publish the TXT record "v=DMARC1" at {permission}, or use a mailbox at your own domain.',
                domain=policy.domain,
                other=other,
                permission=permission,
            )
            yield Difference(found, look.day)


def _weakness(path: str, name: str, policy: Policy) -> Found | None:
    """Return why receivers do not do what the record asks for; None if they do."""
    tags = dmarc_tags(policy.record)
    unknown = [f"{tag}={tags[tag]}" for tag, allowed in _VALUES.items() if tag in tags and tags[tag].lower() not in allowed]
    removed = [f"{tag}={tags[tag]}" for tag in REMOVED if tag in tags]
    share = tags.get("pct", "100")
    values = {"name": name, "tags": unknown or removed, "policy": tags.get("p"), "share": share}
    if unknown:
        return Found(
            path,
            "The DMARC record at {name} has values that receivers do not know: {tags}.",
            "Correct them: p, sp and np are none, quarantine or reject; adkim and aspf are r or s; t is y or n.",
            **values,
        )
    if "p" not in tags:
        return Found(
            path,
            "The DMARC record at {name} has no policy (p), so receivers treat it as p=none.",
            "Write p=none; directly after v=DMARC1; in this record.",
            **values,
        )
    if removed:
        return Found(
            path,
            "The DMARC record at {name} has tags that the standard removed in 2026: {tags}.",
            "Delete {tags}; for your email nothing changes."
            if share == "100" or values["policy"] == "none"
            else "Delete {tags}, and write t=y instead. Without t=y, receivers would apply p={policy} to all your email that "
            "fails."
            if share == "0"
            else "Delete {tags}. Receivers then apply p={policy} to all your email that fails, no longer to {share}% of it. To "
            "go on testing, add t=y.",
            **values,
        )
    if dmarc_policy(policy.record) is None:
        return Found(
            path,
            'The DMARC record at {name} is not valid: "{record}".',
            "Publish this TXT record instead, with a mailbox that you read: {wanted}",
            record=without_mailboxes(policy.record),
            wanted=_first_record(policy.domain),
            **values,
        )
    return None


def _normal(record: str) -> dict[str, list[str]]:
    return {tag: sorted("".join(value.split()).lower().split(",")) for tag, value in dmarc_tags(record).items()}
