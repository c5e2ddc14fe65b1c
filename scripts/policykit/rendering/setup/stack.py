"""Writes the CloudFormation template of what a product still needs. Its comments are in English, like the rest of the file.

Names and properties are those of CloudFormation's resource types; a test has cfn-lint check them. Values from data are
parameters or quoted text, never part of an intrinsic function.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Any

from policykit.yamlio.reader import Loc, PlainScalar, Tree
from policykit.yamlio.writer import Comments, yaml_text

from .needs import AlarmNeed, DomainNeed, Needs

KEPT_DAYS = 14
"""How long a queue keeps a message: the longest that SQS allows."""
TRIES = 5
"""Our choice: how often an application may fail to read an event before it goes to the dead-letter queue."""
HOUR = 60 * 60
DAY = 24 * HOUR
_METRICS = {"bounce_rate": ("BounceRate", "bounce rate"), "complaint_rate": ("ComplaintRate", "complaint rate")}
_TRUE = PlainScalar("true")


def template(slug: str, needs: Needs) -> str:
    """Return the template as YAML. Call it only if `needs.stack`."""
    parts = dict(_parts(slug, needs))
    tree: dict[str, Tree] = {
        "AWSTemplateFormatVersion": PlainScalar('"2010-09-09"'),
        # The slug, because CloudFormation reads ${...} in any text, and a product's name may contain it.
        "Description": f"Amazon SES for {slug}, without what its product file describes as in place",
    }
    if parameters := dict(_parameters(needs)):
        tree["Parameters"] = parameters
    tree["Resources"] = {key: resource for key, (resource, _) in parts.items()}
    if outputs := dict(_outputs(needs)):
        tree["Outputs"] = outputs
    above: dict[Loc, str] = {("Resources", key): words for key, (_, words) in parts.items()}
    return _spaced(yaml_text(tree, Comments(above=above)))


def set_name(slug: str) -> str:
    """The name of the configuration set that the stack creates."""
    return f"{slug}-ses"


def domain_parameter(needs: Needs, need: DomainNeed) -> str:
    """The name of the parameter for a new domain."""
    return f"Domain{_number(needs, need)}"


def has_email(needs: Needs) -> bool:
    """Whether the stack sends notifications by email."""
    return needs.events or bool(needs.alarms)


def has_queue(needs: Needs) -> bool:
    """Whether the stack keeps events in a queue."""
    return needs.events and not needs.is_small


def _number(needs: Needs, need: DomainNeed) -> str:
    position = needs.new_domains.index(need)
    return str(position + 1) if position else ""


def _parameters(needs: Needs) -> Iterator[tuple[str, Tree]]:
    for need in needs.new_domains:
        number = _number(needs, need)
        yield f"Domain{number}", _parameter("The domain that you send from", need.name)
        words = "A subdomain that you use for nothing else; SES sends bounces there"
        yield f"MailFromDomain{number}", _parameter(words, need.mail_from_name)
    if needs.events and needs.default_set:
        words = "The default configuration set of your domain; it gets the new event destination"
        yield "ConfigurationSetName", _parameter(words, needs.default_set)
    if has_email(needs):
        yield "NotificationEmail", _parameter("Who gets the notifications; a mailbox that your team reads")


def _parameter(description: str, default: str | None = None) -> Tree:
    parameter: dict[str, Tree] = {"Type": "String", "Description": description}
    return {**parameter, "Default": default} if default else parameter


def _parts(slug: str, needs: Needs) -> Iterator[tuple[str, tuple[Tree, str]]]:
    """Yield each resource with the comment that says which claim it makes true."""
    for need in needs.new_domains:
        yield f"Identity{_number(needs, need)}", (_identity(needs, need), _claim(_identity_words(), need.place))
    if needs.configuration_set:
        options: dict[str, Tree] = {"Name": set_name(slug)}
        words = "A configuration set: how SES treats the emails that use it."
        fields = [] if not needs.suppression else ["handling.suppression", "suppression.account_level"]
        if needs.suppression:
            options["SuppressionOptions"] = {"SuppressedReasons": ["BOUNCE", "COMPLAINT"]}
            words += (
                " SES adds addresses with a hard bounce or a complaint to its suppression list, and sends nothing more to them."
            )
        yield "ConfigurationSet", (_resource("AWS::SES::ConfigurationSet", options), _claim(words, *fields))
    if has_email(needs):
        yield from _topic(needs)
    if needs.events:
        yield (
            "EventDestination",
            (
                _resource(
                    "AWS::SES::ConfigurationSetEventDestination",
                    {
                        "ConfigurationSetName": _set(needs),
                        "EventDestination": {
                            "Name": "bounces-and-complaints",
                            "Enabled": _TRUE,
                            "MatchingEventTypes": ["BOUNCE", "COMPLAINT"],
                            "SnsDestination": {"TopicARN": PlainScalar("!Ref Topic")},
                        },
                    },
                    DependsOn="TopicPolicy",
                ),
                _claim("SES reports every bounce and every complaint to the topic.", *_event_fields(needs)),
            ),
        )
    if has_queue(needs):
        yield from _queue()
    for alarm in needs.alarms:
        yield _alarm(alarm)


def _identity_words() -> str:
    return "Your domain, verified and signed with Easy DKIM, with its own MAIL FROM domain. The outputs show its DNS records."


def _identity(needs: Needs, need: DomainNeed) -> Tree:
    number = _number(needs, need)
    properties: dict[str, Tree] = {
        "EmailIdentity": PlainScalar(f"!Ref Domain{number}"),
        "DkimSigningAttributes": {"NextSigningKeyLength": "RSA_2048_BIT"},
        "MailFromAttributes": {
            "MailFromDomain": PlainScalar(f"!Ref MailFromDomain{number}"),
            "BehaviorOnMxFailure": need.on_mx_failure,
        },
    }
    if needs.configuration_set or needs.events:
        properties["ConfigurationSetAttributes"] = {"ConfigurationSetName": _set(needs)}
    return _resource("AWS::SES::EmailIdentity", properties)


def _topic(needs: Needs) -> Iterator[tuple[str, tuple[Tree, str]]]:
    fields = _event_fields(needs)
    if needs.events:
        words = "The topic that tells people and programs about bounces and complaints."
    else:
        words, fields = "The topic that tells your team about alarms.", ["handling.monitoring"]
    yield "Topic", (_resource("AWS::SNS::Topic", {}), _claim(words, *fields))
    policy = _policy([*_publishers(needs)])
    properties: dict[str, Tree] = {"Topics": [PlainScalar("!Ref Topic")], "PolicyDocument": policy}
    yield "TopicPolicy", (_resource("AWS::SNS::TopicPolicy", properties), "Only this account may publish to the topic.")
    subscription: dict[str, Tree] = {
        "TopicArn": PlainScalar("!Ref Topic"),
        "Protocol": "email",
        "Endpoint": PlainScalar("!Ref NotificationEmail"),
    }
    words = "Your team gets each of them by email, after confirming the subscription in the first email from AWS."
    if needs.events and needs.is_large:
        # At this volume nobody reads each bounce; the alarms have no eventType.
        subscription["FilterPolicyScope"] = "MessageBody"
        subscription["FilterPolicy"] = {
            "$or": [{"eventType": ["Complaint"]}, {"AlarmName": [{"exists": _TRUE}]}]  # what SES and CloudWatch send
        }
        words = (
            "Your team gets complaints and alarms by email, after confirming the subscription. Bounces go to the queue only."
        )
    yield "EmailSubscription", (_resource("AWS::SNS::Subscription", subscription), _claim(words, *fields))


def _publishers(needs: Needs) -> Iterator[Tree]:
    account = PlainScalar("!Ref AWS::AccountId")
    if needs.events:
        chosen = "${ConfigurationSetName}" if needs.default_set else "${ConfigurationSet}"
        source = f"!Sub arn:${{AWS::Partition}}:ses:${{AWS::Region}}:${{AWS::AccountId}}:configuration-set/{chosen}"
        equals: dict[str, Tree] = {"AWS:SourceAccount": account, "AWS:SourceArn": PlainScalar(source)}
        yield _statement("ses.amazonaws.com", "sns:Publish", "!Ref Topic", {"StringEquals": equals})
    if needs.alarms:
        yield _statement(
            "cloudwatch.amazonaws.com", "sns:Publish", "!Ref Topic", {"StringEquals": {"AWS:SourceAccount": account}}
        )


def _queue() -> Iterator[tuple[str, tuple[Tree, str]]]:
    dead: dict[str, Tree] = {"MessageRetentionPeriod": _number_of(KEPT_DAYS * DAY)}
    words = f"Events that your application failed to read {TRIES} times, kept for {KEPT_DAYS} days."
    yield "DeadLetterQueue", (_resource("AWS::SQS::Queue", dead), words)
    properties: dict[str, Tree] = {
        "MessageRetentionPeriod": _number_of(KEPT_DAYS * DAY),
        "RedrivePolicy": {
            "deadLetterTargetArn": PlainScalar("!GetAtt DeadLetterQueue.Arn"),
            "maxReceiveCount": _number_of(TRIES),
        },
    }
    words = f"Your application reads the events here. If it is down, the queue keeps them for {KEPT_DAYS} days."
    yield "Queue", (_resource("AWS::SQS::Queue", properties), words)
    source: Tree = {"ArnEquals": {"AWS:SourceArn": PlainScalar("!Ref Topic")}}
    policy = _policy([_statement("sns.amazonaws.com", "sqs:SendMessage", "!GetAtt Queue.Arn", source)])
    attached: dict[str, Tree] = {"Queues": [PlainScalar("!Ref Queue")], "PolicyDocument": policy}
    yield "QueuePolicy", (_resource("AWS::SQS::QueuePolicy", attached), "Only the topic may write to the queue.")
    subscription: dict[str, Tree] = {
        "TopicArn": PlainScalar("!Ref Topic"),
        "Protocol": "sqs",
        "Endpoint": PlainScalar("!GetAtt Queue.Arn"),
        "RawMessageDelivery": _TRUE,
    }
    words = "The topic passes each event on to the queue, as SES wrote it."
    yield "QueueSubscription", (_resource("AWS::SNS::Subscription", subscription, DependsOn="QueuePolicy"), words)


def _alarm(alarm: AlarmNeed) -> tuple[str, tuple[Tree, str]]:
    metric, words = _METRICS[alarm.metric]
    # CloudWatch has the rates as fractions. An SES account without traffic has no data, which is no reason for an alarm.
    properties: dict[str, Tree] = {
        "AlarmDescription": f"The {words} of this account has reached {_decimal(alarm.threshold)}%.",
        "Namespace": "AWS/SES",
        "MetricName": f"Reputation.{metric}",
        "Statistic": "Average",
        "Period": _number_of(HOUR),
        "EvaluationPeriods": _number_of(1),
        "ComparisonOperator": "GreaterThanOrEqualToThreshold",
        "Threshold": PlainScalar(_decimal(alarm.threshold / 100)),
        "TreatMissingData": "ignore",
        "AlarmActions": [PlainScalar("!Ref Topic")],
    }
    comment = (
        f"An alarm at a {words} of {_decimal(alarm.threshold)}%. AWS starts a review at {_decimal(alarm.review)}%. "
        "The threshold is a fraction."
    )
    return f"{metric}Alarm", (_resource("AWS::CloudWatch::Alarm", properties), _claim(comment, "monitoring.alarms"))


def _outputs(needs: Needs) -> Iterator[tuple[str, Tree]]:
    for need in needs.new_domains:
        number = _number(needs, need)
        identity = f"Identity{number}"
        for record in (1, 2, 3):
            value = f"!Sub ${{{identity}.DkimDNSTokenName{record}}} CNAME ${{{identity}.DkimDNSTokenValue{record}}}"
            yield f"DkimRecord{number}{'of' if number else ''}{record}", {"Value": PlainScalar(value)}
    if has_queue(needs):
        yield "QueueUrl", {"Value": PlainScalar("!Ref Queue")}


def _set(needs: Needs) -> PlainScalar:
    return PlainScalar("!Ref ConfigurationSetName" if needs.default_set else "!Ref ConfigurationSet")


def _event_fields(needs: Needs) -> list[str]:
    return ["handling.bounce_hard"] * needs.bounces + ["handling.complaint"] * needs.complaints


def _claim(words: str, *fields: str) -> str:
    return f"{words}\nMakes true: {', '.join(fields)}" if fields else words


def _resource(kind: str, properties: dict[str, Tree], **more: str) -> Tree:
    resource: dict[str, Tree] = {"Type": kind, **more}
    return {**resource, "Properties": properties} if properties else resource


def _policy(statements: list[Tree]) -> Tree:
    return {"Version": PlainScalar('"2012-10-17"'), "Statement": statements}


def _statement(service: str, action: str, resource: str, condition: Any) -> Tree:
    return {
        "Effect": "Allow",
        "Principal": {"Service": service},
        "Action": action,
        "Resource": PlainScalar(resource),
        "Condition": condition,
    }


def _number_of(value: int) -> PlainScalar:
    return PlainScalar(str(value))


def _spaced(text: str) -> str:
    """The same YAML with an empty line before each part and each commented resource. No value has more than one line."""
    lines = text.splitlines()
    spaced = lines[:2]
    for before, line in pairwise(lines[1:]):
        begins_part = not line.startswith((" ", "#"))
        begins_resource = line.startswith("  # ") and not before.startswith(("  # ", "Resources:"))
        spaced += ["", line] if begins_part or begins_resource else [line]
    return "\n".join(spaced) + "\n"


def _decimal(value: Decimal) -> str:
    """A number as YAML and people read it: 0.0005, not 5E-4."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
