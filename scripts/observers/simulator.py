"""Sends three emails to the mailbox simulator of SES, and waits for their events in an SQS queue.

The only part of the kit that sends an email. The recipients are the addresses below: no function takes any other.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from policykit.model.evidence import IdentityLook, SimulatorRun
from policykit.model.view import ProductView
from policykit.readiness.evidence.channels import CARRIERS
from policykit.readiness.sending_identities import identities_for

from .account import Region, check_account, regions_of
from .aws import Aws, Stopped
from .looking import Looking, NoAnswer

ADDRESSES = {
    "bounce@simulator.amazonses.com": "BOUNCE",
    "complaint@simulator.amazonses.com": "COMPLAINT",
    "success@simulator.amazonses.com": "DELIVERY",
}
"""Every recipient, and the event that follows."""
ACTIONS = (("sesv2", "SendEmail"), ("sqs", "ReceiveMessage"), ("sqs", "DeleteMessage"))
"""Every further request that needs a right: service and operation."""
WAIT = 120
"""Seconds to wait for the events at most."""
_POLL = 20
_QUEUE_URL = re.compile(r"https://sqs\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?/(\d{12})/([\w.-]{1,80})")
_QUEUE_ARN = re.compile(r"arn:aws[\w-]*:sqs:([a-z0-9-]+):(\d{12}):([\w.-]{1,80})")
_PARTITIONS = {"cn-": "aws-cn", "us-gov-": "aws-us-gov"}
"""Beginning of a Region's name -> what its ARNs begin with, where that is not `aws`."""
_WANTED = ("BOUNCE", "COMPLAINT")


def queue_arn(url: str) -> str:
    """The ARN of the queue with this URL. Raises `Stopped`."""
    if not (found := _QUEUE_URL.fullmatch(url)):
        raise Stopped(f"{url} is not the URL of an SQS queue: write https://sqs.<region>.amazonaws.com/<account>/<name>")
    partition = next((name for start, name in _PARTITIONS.items() if found[1].startswith(start)), "aws")
    return f"arn:{partition}:sqs:{':'.join(found.groups())}"


@dataclass(frozen=True)
class Plan:
    """What will be sent, and where its events will be looked for."""

    region: str
    sender: str
    configuration_set: str
    queue: str
    expected: frozenset[str]
    """The events that the configuration set publishes."""

    @property
    def question(self) -> str:
        """What to confirm before anything is sent."""
        return (
            f"  From: {self.sender}\n  To: {', '.join(ADDRESSES)}\n"
            f"  Configuration set: {self.configuration_set} ({self.region})\n  Queue: {self.queue}\n"
            f"Amazon SES charges for three emails. For up to {WAIT} seconds, other messages of the queue are hidden from its\n"
            "other readers, so use a queue of its own. Only the events of these three emails are deleted."
        )


@dataclass(frozen=True)
class Simulation:
    """One run, as an observer of a product."""

    aws: Aws
    ask: Callable[[str], bool]
    """Shows what will be sent, and returns whether to send it."""
    region: str | None = None
    queue: str | None = None

    def look(self, product: ProductView, looking: Looking) -> Iterator[SimulatorRun]:
        """Send, wait, and yield the run. Raises `Stopped`, also if nothing may be sent."""
        region = regions_of(product, self.region)[0]
        check_account(product, self.aws, region)
        plan = self._plan(product, Region(self.aws, looking, region))
        if not self.ask(plan.question):
            raise Stopped("nothing was sent")
        yield self._run(plan, looking)

    def _plan(self, product: ProductView, region: Region) -> Plan:
        sender = next((stream.from_ for stream in product.streams if stream.from_), None)
        if sender is None:
            raise Stopped(f"the file of {product.name} names no From address: add `streams[].from`")
        identity = self._identity(product, sender, region)
        if not identity.configuration_set:
            raise Stopped(
                f"{identity.identity} has no default configuration set, so SES publishes no events: set one first with "
                "`aws sesv2 put-email-identity-configuration-set-attributes`"
            )
        found = region.configuration_set(identity.configuration_set)
        if found.on is None:
            raise Stopped(f"{found.asked}: {found.failed}")
        enabled = [item for item in found.destinations if item.enabled and item.kind in CARRIERS]
        expected = {event for item in enabled for event in item.events} & set(ADDRESSES.values())
        topics = {item.topic for item in enabled if item.topic}
        for event, topic in (("BOUNCE", identity.bounce_topic), ("COMPLAINT", identity.complaint_topic)):
            if topic:
                expected, topics = expected | {event}, topics | {topic}
        if missing := [event for event in _WANTED if event not in expected]:
            raise Stopped(
                f"the configuration set {found.name} publishes no {' and no '.join(missing)} events: add an event destination"
            )
        queue = self.queue or self._queue(topics, region)
        queue_arn(queue)
        return Plan(region.region, sender, found.name, queue, frozenset(expected))

    def _identity(self, product: ProductView, sender: str, region: Region) -> IdentityLook:
        """The identity that SES uses for a sender. Raises `Stopped` if there is none."""
        for name in identities_for(product, sender):
            found = region.identity(name)
            if found.on is None:
                raise Stopped(f"{found.asked}: {found.failed}")
            if found.exists:
                return found
        raise Stopped(f"SES has no identity for {sender} in {region.region}: verify its domain first")

    def _queue(self, topics: set[str], region: Region) -> str:
        """The queue that subscribes to one of these topics. Raises `Stopped` if there is none, or more than one."""
        try:
            subscriptions = [item for topic in sorted(topics) for item in region.subscriptions(topic)]
        except NoAnswer as why:
            raise Stopped(f"the queue is unknown: {why}; name it with --queue") from None
        found = {match[0]: match for item in subscriptions if (match := _QUEUE_ARN.fullmatch(item.get("Endpoint", "")))}
        if len(found) != 1:
            names = ", ".join(match[3] for match in found.values())
            problem = f"several SQS queues receive events ({names})" if found else "no SQS queue subscribes to the topics"
            raise Stopped(f"{problem}: name the queue that receives the events with --queue")
        [match] = found.values()
        end = ".cn" if match[1].startswith("cn-") else ""
        return f"https://sqs.{match[1]}.amazonaws.com{end}/{match[2]}/{match[3]}"

    def _run(self, plan: Plan, looking: Looking) -> SimulatorRun:
        asked = f"SendEmail simulator {plan.configuration_set} {plan.region}"
        known: dict[str, Any] = {"region": plan.region, "configuration_set": plan.configuration_set}
        sent: dict[str, str] = {}
        try:
            for address in ADDRESSES:
                sent[self._send(plan, address)] = address
            events = self._events(plan, sent)
        except NoAnswer as why:
            return looking.failed(SimulatorRun, asked, str(why), sent=tuple(sent.values()), **known)
        return looking.saw(SimulatorRun, asked, sent=tuple(sent.values()), events=events, **known)

    def _send(self, plan: Plan, address: str) -> str:
        """Send one email to an address of the simulator; returns its message id. Raises `NoAnswer`."""
        if address not in ADDRESSES:
            raise ValueError(f"{address} is not an address of the mailbox simulator")
        answer = self.aws.ask(
            "sesv2",
            "SendEmail",
            plan.region,
            FromEmailAddress=plan.sender,
            Destination={"ToAddresses": [address]},
            ConfigurationSetName=plan.configuration_set,
            Content={
                "Simple": {
                    "Subject": {"Data": "Test with the mailbox simulator"},
                    "Body": {"Text": {"Data": "This email tests that its event arrives."}},
                }
            },
        )
        return str(answer["MessageId"])

    def _events(self, plan: Plan, sent: dict[str, str]) -> tuple[str, ...]:
        """Return the events that arrived for the emails sent, each for the address that it has to follow."""
        arrived = set[str]()
        end = self.aws.clock() + WAIT
        while not plan.expected <= arrived and (left := int(end - self.aws.clock())) > 0:
            answer = self.aws.ask(
                "sqs",
                "ReceiveMessage",
                queue_arn(plan.queue).split(":")[3],
                QueueUrl=plan.queue,
                MaxNumberOfMessages=10,
                WaitTimeSeconds=min(_POLL, left),
                # Once is enough: a message that is received again and again would end in a dead-letter queue.
                VisibilityTimeout=left,
            )
            for message in answer.get("Messages", []):
                kind, message_id = event_of(message.get("Body", ""))
                if message_id not in sent:
                    continue
                if ADDRESSES[sent[message_id]] == kind:
                    arrived.add(kind)
                self.aws.ask(
                    "sqs",
                    "DeleteMessage",
                    queue_arn(plan.queue).split(":")[3],
                    QueueUrl=plan.queue,
                    ReceiptHandle=message["ReceiptHandle"],
                )
        return tuple(event for event in ADDRESSES.values() if event in arrived)


def event_of(body: str) -> tuple[str, str]:
    """Kind and message id of an SES event in a queue: as it is, in an SNS message, or from EventBridge. Else empty."""
    event = _mapping(body)
    event = _mapping(event.get("Message")) or _mapping(event.get("detail")) or event
    kind = event.get("eventType") or event.get("notificationType")
    message_id = _mapping(event.get("mail")).get("messageId")
    return str(kind or "").upper(), str(message_id or "")


def _mapping(value: object) -> dict[str, Any]:
    """A mapping, also one that is written as JSON; empty for anything else."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            return {}
    return value if isinstance(value, dict) else {}
