"""Judges the DKIM records that DNS has. Only the account knows their names; without it, DNS shows whether there are any."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policykit.model.evidence import DnsLook, IdentityLook
from policykit.model.identities import DomainIdentity
from policykit.model.view import ProductView
from policykit.readiness.dns_answers import Answers
from policykit.readiness.dns_questions import key_questions, signing_domain
from policykit.readiness.dns_records import dkim_name, dkim_records, dmarc_tags
from policykit.readiness.found import Found

from .identities import identity_look
from .judgment import Difference, Seen


def judge(product: ProductView, answers: Answers, place: str, item: DomainIdentity) -> Iterator[Difference | Seen]:
    """Yield what DNS shows about the DKIM records of a domain that the file says are in place."""
    if not (item.dkim and item.dkim.status.is_in_place):
        return
    path = f"{place}.dkim"
    look = identity_look(product, item.domain, item.region or product.request.region)
    asked = tuple(key_questions(look)) if look else ()
    if look is None or not answers.days(*asked):
        yield from _without_account(answers, path, signing_domain(item))
        return
    found = [*_own_key(answers, path, look), *_tokens(answers, path, look)]
    yield from found
    if not found and len(answers.days(*asked)) == len(asked):
        yield Seen(path, min(answers.days(*asked)), asked, "dns")


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


def _own_key(answers: Answers, path: str, look: IdentityLook) -> Iterator[Difference]:
    """Yield that the public part of your own key is missing."""
    key = answers.at("TXT", dkim_name(look.dkim_selector, look)) if look.dkim_selector else None
    if key and key.day and _has_key(key) is False:
        found = Found(
            path,
            "DNS has no DKIM key at {name}, where SES signs {domain} with a key of your own.",
            "Publish the public part of that key as a TXT record at {name}: p= followed by the key in Base64.",
            name=key.asked.partition(" ")[2],
            domain=look.identity,
        )
        yield Difference(found, key.day, (path,))


def _tokens(answers: Answers, path: str, look: IdentityLook) -> Iterator[Difference]:
    """Yield what is wrong with the records of Easy DKIM."""
    missing, without_key = dict[str, date](), dict[str, date]()
    records = dkim_records(look)
    keys = {name: answers.at("TXT", name) for name in records}
    for name, target in records.items():
        cname, key = answers.at("CNAME", name), keys[name]
        if cname is None or cname.day is None or cname.result == "malformed":
            continue
        if not cname.records:
            if key and _has_key(key) is False:  # some providers answer with the key itself
                missing[f"{name} CNAME {target}" if target else name] = cname.day
        elif target and cname.records[0] != target:
            found = Found(
                path,
                "The DKIM record {name} points to {seen}, not to SES.",
                "Change the value of the CNAME record {name} to {target}.",
                name=name,
                seen=cname.records[0],
                target=target,
            )
            yield Difference(found, cname.day, (path,))
        elif key and key.day and _has_key(key) is False:
            without_key[name] = key.day
    if missing:
        found = Found(
            path,
            "DNS lacks {count} of the {total} DKIM records of {domain}.",
            "Publish what is missing, as SES shows it: {records}.",
            count=len(missing),
            total=len(records),
            domain=look.identity,
            records=list(missing),
        )
        yield Difference(found, min(missing.values()), (path,))
    if len(without_key) == len(records) > 0:  # while SES changes keys, it may lack some of them
        found = Found(
            path,
            "The DKIM records of {domain} point to SES, but SES has no key there: {names}.",
            "Compare the CNAME records of {domain} with those that SES shows, and publish the current ones.",
            domain=look.identity,
            names=list(without_key),
        )
        yield Difference(found, min(without_key.values()), (path,))


def _has_key(look: DnsLook) -> bool | None:
    """Whether a TXT record has a public key; None if nobody could read it."""
    return None if look.result == "malformed" else any(dmarc_tags(record).get("p") for record in look.records)
