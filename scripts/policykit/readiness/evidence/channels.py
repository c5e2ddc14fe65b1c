"""Judges the way of bounces and complaints: configuration sets, SNS topics and runs with the mailbox simulator.

A look shows whether events are published and arrive. It never shows what the product does with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from policykit.model.evidence import ConfigurationSetLook, Destination, IdentityLook, SimulatorRun, TopicLook
from policykit.model.view import ProductView
from policykit.readiness.found import Found
from policykit.readiness.sentences import english
from policykit.readiness.statements import mechanism_text

from .identities import sending_identities, set_look
from .judgment import Difference, Seen

EVENTS = {"bounce_hard": "BOUNCE", "complaint": "COMPLAINT"}
"""Mechanism -> the event that it handles."""
CARRIERS = ("sns", "eventbridge", "firehose")
"""The kinds of destinations that carry each event; CloudWatch only counts them."""
CHANNEL = re.compile(
    r"\b(?:SNS|SQS|EventBridge|Firehose|event (?:destination|publishing|notification)s?|configuration sets?|webhooks?"
    r"|(?:bounce|complaint|SES|feedback) (?:notification|event)s?)\b",
    re.I,
)
"""Words for a channel in which SES delivers events, other than an email."""


@dataclass
class _Problem:
    """A gap that one or both kinds of events have in common."""

    found: Found
    on: date
    disproves: list[str] = field(default_factory=list)


def judge_channels(product: ProductView) -> Iterator[Difference | Seen]:
    """Yield what looks at channels confirm, and what differs from the file."""
    disproved: set[str] = set()
    for identity in sending_identities(product):
        for problem in _problems(product, identity):
            disproved |= set(problem.disproves)
            yield Difference(problem.found, problem.on, tuple(problem.disproves))
    sets = {(identity.configuration_set, identity.region) for identity in sending_identities(product)}
    for run in product.evidence.runs:
        if run.day and (not sets or (run.configuration_set, run.region) in sets):
            yield from _run(product, run, run.day, disproved)


def names_channel(product: ProductView, name: str) -> bool:
    """Whether the file says that SES delivers the events of a mechanism in a channel."""
    return bool(CHANNEL.search(mechanism_text(product, name)))


def _problems(product: ProductView, identity: IdentityLook) -> Iterator[_Problem]:
    """Yield the gaps in the channels of an identity, once for both kinds of events."""
    configuration_set = set_look(product, identity)
    if not identity.day or (identity.configuration_set and configuration_set is None):
        return
    destinations = configuration_set.destinations if configuration_set else ()
    on = min(look.day for look in (identity, configuration_set) if look and look.day)
    unpublished, topics = [], dict[str, list[str]]()
    for name, event in EVENTS.items():
        if not getattr(product.handling, name).is_in_place:
            continue
        carriers = [item for item in destinations if _carries(item, event)]
        topic = identity.bounce_topic if event == "BOUNCE" else identity.complaint_topic
        if not carriers and not topic and (names_channel(product, name) or not identity.forwards):
            unpublished.append(name)
        for arn in {item.topic for item in carriers if item.topic} | ({topic} if topic else set()):
            topics.setdefault(arn, []).append(name)
    if unpublished:
        claims = [f"handling.{name}" for name in unpublished if configuration_set and names_channel(product, name)]
        yield _Problem(_unpublished(identity, unpublished, configuration_set, on), on, claims)
    looks = {look.topic: look for look in product.evidence.topics if look.on}
    others = [item for item in destinations if item.kind in CARRIERS and item.kind != "sns"]
    dead = {arn for arn in topics if (look := looks.get(arn)) and not look.confirmed}
    for arn, names in sorted(topics.items()):
        look = looks.get(arn)
        if not look or not look.day or (look.confirmed and not look.pending):
            continue
        claims = [
            f"handling.{name}"
            for name in names
            if configuration_set  # without a default one, the application may name another in each request
            and names_channel(product, name)
            and all(topic in dead for topic, carried in topics.items() if name in carried)
            and not any(_carries(item, EVENTS[name]) for item in others)
        ]
        yield _Problem(_topic(look, names, look.day), look.day, claims)


def _carries(item: Destination, event: str) -> bool:
    return item.enabled and item.kind in CARRIERS and event in item.events


def _unpublished(identity: IdentityLook, names: list[str], default: ConfigurationSetLook | None, on: date) -> Found:
    if default and not default.exists:
        return Found(
            f"handling.{names[0]}",
            "`{set}`, the default configuration set of {identity}, did not exist in {region}.",
            "Create it again with an event destination for {events}, or make another configuration set the default.",
            set=default.name,
            identity=identity.identity,
            region=identity.region,
            events=[EVENTS[name] for name in names],
        )
    return Found(
        f"handling.{names[0]}",
        "The default configuration set `{set}` of {identity} in {region} had no enabled event destination for "
        "{events} events, and the identity had no SNS topic for them."
        if default
        else "{identity} in {region} had no default configuration set and no SNS topic for {events} events. If your "
        "application names a configuration set in each request, SES publishes them there.",
        "Add an event destination for {events} to the configuration set: an SNS topic with a confirmed subscription, "
        "EventBridge or Firehose. CloudWatch only counts events."
        if default
        else "Create a configuration set that publishes {events}, or take the one that you have, and make it the default, so "
        "that no email goes without it: `aws sesv2 put-email-identity-configuration-set-attributes --email-identity {identity} "
        "--configuration-set-name NAME --region {region}`.",
        set=identity.configuration_set,
        identity=identity.identity,
        region=identity.region,
        events=[EVENTS[name] for name in names],
    )


def _topic(look: TopicLook, names: list[str], on: date) -> Found:
    path, events = f"handling.{names[0]}", [EVENTS[name] for name in names]
    topic = look.topic.rpartition(":")[2]
    if not look.exists:
        return Found(
            path,
            "The SNS topic `{topic}`, which SES sends {events} events to, did not exist.",
            "Create the topic again and subscribe to it, or let SES send the events to another one.",
            topic=topic,
            events=events,
        )
    if look.pending:
        return Found(
            path,
            "The SNS topic `{topic}` for {events} events had subscriptions that nobody confirmed: {count}."
            if look.confirmed
            else "Nobody had confirmed a subscription to the SNS topic `{topic}`, so {events} events reached nobody.",
            "Open the link in the confirmation message, or let the endpoint confirm it. Remove subscriptions that you do not "
            "need.",
            topic=topic,
            events=events,
            count=look.pending,
        )
    return Found(
        path,
        "The SNS topic `{topic}` had no subscription, so {events} events reached nobody.",
        "Subscribe what handles the events, such as a queue, a function or an HTTPS endpoint, and confirm the subscription.",
        topic=topic,
        events=events,
    )


def _run(product: ProductView, run: SimulatorRun, on: date, disproved: set[str]) -> Iterator[Difference | Seen]:
    claimed = [name for name in EVENTS if getattr(product.handling, name).is_in_place]
    if missing := [name for name in claimed if EVENTS[name] not in run.events]:
        yield Difference(
            Found(
                f"handling.{missing[0]}",
                "Emails to the mailbox simulator brought no {events} event into the queue in time.",
                "Check that the configuration set `{set}` sends these events to the queue, and that no other program takes "
                "them from it. Then run `scripts/verify.py --simulate` again.",
                events=[EVENTS[name] for name in missing],
                set=run.configuration_set,
            ),
            on,
        )
    if set(EVENTS.values()) <= set(run.events):
        for name in claimed:
            # The events arrive: that confirms the channel, not what the product does with them.
            if f"handling.{name}" not in disproved and CHANNEL.search(english(getattr(product.handling, name).mechanism)):
                yield Seen(f"handling.{name}.mechanism", on, (run.asked,), "simulator")
