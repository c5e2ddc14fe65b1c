"""Retention and deletion."""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import english
from policykit.readiness.statements import Wording, mechanism_text, quotations
from policykit.readiness.statuses import keeps_suppressed_addresses
from policykit.rules import Found, ProductView, rule

DELETION = re.compile(
    r"\b(?:delet|clos|remov|eras)\w+ (?:of )?(?:the|their|your|an?|his or her)? ?accounts?\b|\baccount deletion\b"
    r"|\b(?:deleted|erased|removed) with the account\b|\baccounts? (?:is|are) (?:deleted|closed|erased)\b",
    re.I,
)
EXPLAINED = re.compile(r"\b(?:delet\w*|clos\w+|account\w*|eras\w+)\b", re.I)
NAMES_LIST = re.compile(r"\b(?:suppress\w*|blocked|objection)\b", re.I)


@rule("warning", covers=["DAT-08"], sources=["AWS-06", "EU-1"], asks="Suppressed addresses after an account is deleted")
def deletion_silent_on_suppression(product: ProductView) -> Iterator[Found]:
    """You promise to delete accounts, but do not say what happens to the suppressed address.

    Somebody who deletes an account and still finds the address on a list no longer believes the promise. You may keep the
    entry, as long as you say so and why.

    Fix: Say in `suppression.retention` that the entry stays after the account is deleted, and why.

    Wrong:
        suppression: {retention: An entry stays as long as it is needed.}
    Right:
        suppression:
          retention: An entry stays, even after the account is deleted, as long as the objection has to be respected.
    Silent:
        suppression: {retention: (leave out)}
        ---
        suppression: {retention: An entry stays as long as it is needed.}
        streams: [{unsubscribe: {other_way_out: Deleting the account ends all mail; a suppressed address stays on the list.}}]
        ---
        suppression: {retention: An entry stays as long as it is needed.}
        streams: [{unsubscribe: {other_way_out: Whoever closes the window gets no code.}}]
        data: {kinds: [{deletion: (leave out)}]}
    """
    retention = english(product.suppression.retention)
    # Without any period, suppression-retention-missing asks for it.
    if not retention or EXPLAINED.search(retention) or not keeps_suppressed_addresses(product):
        return
    ways = [english(stream.unsubscribe.other_way_out) for stream in product.streams if stream.unsubscribe]
    ways += [english(kind.deletion) for kind in product.data.kinds]
    promises = [text for text in (*ways, mechanism_text(product, "unsubscribe")) if DELETION.search(text)]
    if promises and not any(NAMES_LIST.search(text) for text in promises):
        yield Found("suppression.retention", "You delete accounts, but do not say whether the suppressed address stays.")


DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
SLACK = 0.05
"""Our own: 12 months and 365 days are the same period."""
# "Sending logs are kept for 30 days": which of them, what, how many, of what.
PERIOD = re.compile(
    r"\b(?:(?P<which>[a-z]+) )?(?P<what>logs?|events?|archives?|records?)\b[^.;,]{0,20}"
    r"\b(?:kept|stored|retained|deleted|expires?|archived)\b[^.;,\d]{0,20}(?P<number>\d{1,4})"
    r"[ -](?P<unit>day|week|month|year)s?\b",
    re.I,
)


@rule("error", covers=["DAT-03"])
def retention_told_differently(product: ProductView) -> Iterator[Found]:
    """Two places give different retention periods for the same data.

    Whoever reads both knows that one of them is wrong. One list of data, with one period each, is enough.

    Fix: Correct one of the two, or remove the sentence and keep the list in `data.kinds`.

    Wrong:
        data: {measures: [{}, {status: implemented, text: Sending events are kept for 90 days.}]}
        ---
        data: {kinds: [{}, {}, {what: sending events, store: S3, days: 90}]}
        ---
        security: [{text: Logs are deleted after 12 months.}]
        data: {kinds: [{}, {what: sending logs}]}
    Right:
        data:
          measures:
            - {status: implemented, text: A data breach is reported to dpo@lantern.example.com within 24 hours.}
            - {status: implemented, text: Sending events are kept for 30 days.}
    Silent:
        data: {kinds: [{}, {}, {what: audit logs, store: S3, days: 90}]}
        ---
        data:
          measures: [{}, {status: implemented, text: "Audit logs are kept for 90 days, billing records for 10 years."}]
          kinds: [{}, {what: sending logs}]
        ---
        data: {measures: [{}, {status: implemented, text: Three transient bounces in 14 days suppress the address.}]}
        ---
        data: {measures: [{}, {status: planned, text: Sending events are kept for 90 days.}]}
    """
    known: dict[str, int] = {}
    for index, kind in enumerate(product.data.kinds):
        name = english(kind.what).lower()
        if kind.days is not None and kind.days != known.setdefault(name, kind.days):
            yield Found(
                f"data.kinds[{index}].days",
                'You keep "{what}" for {first} days in one entry and for {second} days in another.',
                "Keep one entry with one period.",
                what=name,
                first=known[name],
                second=kind.days,
            )
    if not known:
        return
    for item in _texts(product):
        for match in PERIOD.finditer(item.text):
            days = int(match["number"]) * DAYS[match["unit"].lower()]
            about = _about(known, match)
            if about and all(abs(days - other) > SLACK * max(days, other) for other in about.values()):
                name, other = next(iter(about.items()))
                yield Found(
                    item.path,
                    'You write "{words}", but your list of data keeps "{what}" for {days} days.',
                    words=match[0],
                    what=name,
                    days=other,
                )


def _about(known: dict[str, int], match: re.Match[str]) -> dict[str, int]:
    """The kinds a sentence is about: by what and which of them; by what alone where it names no kind of its own."""
    what, which = match["what"].lower().rstrip("s"), (match["which"] or "").lower()
    alike = {name: days for name, days in known.items() if what in name}
    return {name: days for name, days in alike.items() if which in name} if which not in ("", "all", "our", "the") else alike


def _texts(product: ProductView) -> Iterator[Wording]:
    for field in ("measures", "security"):
        claims = product.data.measures if field == "measures" else product.security
        for index, claim in enumerate(claims):
            if claim.status.is_in_place:
                path = f"data.measures[{index}].text" if field == "measures" else f"security[{index}].text"
                yield Wording(path, "", english(claim.text))
    for name, part in product.infrastructure.items():
        yield Wording(f"infrastructure.{name}.role", "", english(part.role))
    yield from quotations(product, "data", "infrastructure", "monitoring")
