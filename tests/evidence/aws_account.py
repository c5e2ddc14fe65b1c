"""A made-up AWS account behind real botocore clients: every request and answer is checked against botocore's own model."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import boto3
from botocore import exceptions
from botocore.stub import Stubber

DOMAIN = "lantern.example.com"
SENDER = "noreply@lantern.example.com"
OWNER = "680213579246"
"""The number of the account: a private value."""
TOKENS = ["privatetokenaaaa", "privatetokenbbbb", "privatetokencccc"]
CASE = "176398765432109"


def topic(region: str, name: str = "lantern-events") -> str:
    return f"arn:aws:sns:{region}:{OWNER}:{name}"


def queue(region: str, name: str = "lantern-test") -> str:
    return f"https://sqs.{region}.amazonaws.com/{OWNER}/{name}"


@dataclass
class InRegion:
    """What the account has in one Region: as the test product says, until a test changes it."""

    region: str
    account: dict[str, Any] = field(default_factory=dict)
    identities: dict[str, dict[str, Any]] = field(default_factory=dict)
    notifications: dict[str, dict[str, Any]] = field(default_factory=dict)
    sets: dict[str, dict[str, Any]] = field(default_factory=dict)
    destinations: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    topics: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    rates: dict[str, float] = field(default_factory=dict)
    queue: list[str] = field(default_factory=list)
    """Bodies of the messages that the queue has."""
    publishes: Callable[[str, str], list[str]] = lambda message_id, address: []
    """Message id and recipient -> bodies of messages that arrive in the queue after it was sent."""
    sent: list[dict[str, Any]] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.account = {
            "ProductionAccessEnabled": False,
            "EnforcementStatus": "HEALTHY",
            "SendingEnabled": True,
            "SendQuota": {"Max24HourSend": 200.0, "MaxSendRate": 1.0, "SentLast24Hours": 12.0},
            "SuppressionAttributes": {"SuppressedReasons": ["BOUNCE", "COMPLAINT"]},
            "Details": {"MailType": "TRANSACTIONAL", "ReviewDetails": {"Status": "DENIED", "CaseId": CASE}},
        }
        self.identities[DOMAIN] = {
            "IdentityType": "DOMAIN",
            "VerifiedForSendingStatus": True,
            "DkimAttributes": {
                "SigningEnabled": True, "Status": "SUCCESS", "Tokens": TOKENS, "SigningHostedZone": "dkim.amazonses.com",
            },
            "MailFromAttributes": {
                "MailFromDomain": f"bounce.{DOMAIN}",
                "MailFromDomainStatus": "SUCCESS",
                "BehaviorOnMxFailure": "USE_DEFAULT_VALUE",
            },
            "ConfigurationSetName": "private-set",
        }  # fmt: skip
        self.sets["private-set"] = {"ConfigurationSetName": "private-set", "SendingOptions": {"SendingEnabled": True}}
        self.destinations["private-set"] = [
            {
                "Name": "events", "Enabled": True, "MatchingEventTypes": ["BOUNCE", "COMPLAINT"],
                "SnsDestination": {"TopicArn": topic(self.region)},
            }
        ]  # fmt: skip
        self.topics[topic(self.region)] = [self.subscription(f"arn:aws:sqs:{self.region}:{OWNER}:lantern-test")]
        self.rates = {"bounce_rate": 0.004, "complaint_rate": 0.0}

    def subscription(self, endpoint: str, arn: str = "", name: str = "lantern-events") -> dict[str, Any]:
        where = topic(self.region, name)
        return {
            "SubscriptionArn": arn or f"{where}:0001",
            "Owner": OWNER,
            "Protocol": "sqs",
            "Endpoint": endpoint,
            "TopicArn": where,
        }


@cache
def client(service: str) -> Any:
    return boto3.Session("key", "secret", region_name="eu-west-1").client(service)


@dataclass
class FakeAws:
    """What `observers.aws.new_session` returns in tests."""

    regions: dict[str, InRegion] = field(default_factory=dict)
    errors: dict[str, tuple[str, str] | Exception] = field(default_factory=dict)
    """Operation, or operation and Region -> code and message of the error, or an exception of botocore."""
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    """Every request: `sesv2:GetAccount eu-west-1`, and its parameters."""
    pages: int = 1
    """On how many pages a topic's subscriptions come."""
    wait: Callable[[float], None] = lambda seconds: None
    """Called while a request waits for messages."""

    def at(self, region: str) -> InRegion:
        return self.regions.setdefault(region, InRegion(region))

    def client(self, service: str, *, region_name: str, config: Any) -> FakeClient:
        assert config.retries == {"mode": "standard", "total_max_attempts": 5}
        return FakeClient(self, service, region_name)

    @property
    def operations(self) -> list[str]:
        return [name.split(":")[1].split()[0] for name, _ in self.calls]


@dataclass
class FakeClient:
    """A real client whose requests are answered by a made-up account."""

    aws: FakeAws
    service: str
    region: str

    @property
    def meta(self) -> Any:
        return client(self.service).meta

    def __getattr__(self, method: str) -> Callable[..., Any]:
        operation = self.meta.method_to_api_mapping[method]

        def request(**parameters: Any) -> Any:
            self.aws.calls.append((f"{self.service}:{operation} {self.region}", parameters))
            with Stubber(client(self.service)) as stubber:
                error = self.aws.errors.get(f"{operation} {self.region}") or self.aws.errors.get(operation)
                if isinstance(error, Exception):
                    raise error
                try:
                    answer = error or getattr(Answers(self.aws, self.region), method)(**parameters)
                except KeyError:
                    answer = ("NotFound" if self.service == "sns" else "NotFoundException", "does not exist")
                if isinstance(answer, tuple):
                    stubber.add_client_error(method, *answer, expected_params=parameters)
                else:
                    check_values(answer, self.meta.service_model.operation_model(operation).output_shape, operation)
                    stubber.add_response(method, answer, parameters)
                return getattr(client(self.service), method)(**parameters)

        return request


def check_values(value: Any, shape: Any, where: str) -> None:
    """Check the values of enumerations: botocore only checks names and types of an answer."""
    if shape is None:
        assert value == {}, where
    elif shape.type_name == "structure":
        assert set(value) <= set(shape.members), f"{where}: {sorted(value)}"
        for name, child in value.items():
            check_values(child, shape.members[name], f"{where}.{name}")
    elif shape.type_name == "list":
        for child in value:
            check_values(child, shape.member, f"{where}[]")
    elif shape.type_name == "map":
        for child in value.values():
            check_values(child, shape.value, f"{where}{{}}")
    elif shape.type_name == "string" and shape.enum:
        assert value in shape.enum, f"{where}: {value}"


@dataclass
class Answers:
    """What the account answers, by the name of the client's method. A `KeyError` is SES's NotFoundException."""

    aws: FakeAws
    region: str

    @property
    def here(self) -> InRegion:
        return self.aws.at(self.region)

    def get_caller_identity(self) -> Any:
        return {"Account": OWNER, "UserId": "AIDA", "Arn": f"arn:aws:iam::{OWNER}:user/jane"}

    def get_account(self) -> Any:
        return copy.deepcopy(self.here.account)

    def get_email_identity(self, EmailIdentity: str) -> Any:  # noqa: N803
        return copy.deepcopy(self.here.identities[EmailIdentity])

    def get_identity_notification_attributes(self, Identities: list[str]) -> Any:  # noqa: N803
        unset = {"BounceTopic": "", "ComplaintTopic": "", "DeliveryTopic": "", "ForwardingEnabled": True}
        return {"NotificationAttributes": {name: unset | self.here.notifications.get(name, {}) for name in Identities}}

    def get_configuration_set(self, ConfigurationSetName: str) -> Any:  # noqa: N803
        return copy.deepcopy(self.here.sets[ConfigurationSetName])

    def get_configuration_set_event_destinations(self, ConfigurationSetName: str) -> Any:  # noqa: N803
        return {"EventDestinations": copy.deepcopy(self.here.destinations.get(ConfigurationSetName, []))}

    def list_subscriptions_by_topic(self, TopicArn: str, NextToken: str = "0") -> Any:  # noqa: N803
        found, page = self.here.topics[TopicArn], int(NextToken)
        more = {"NextToken": str(page + 1)} if page + 1 < self.aws.pages else {}
        return {"Subscriptions": found[page :: self.aws.pages], **more}

    def get_metric_data(self, MetricDataQueries: list[Any], **_: Any) -> Any:  # noqa: N803
        names = {query["Id"]: query["MetricStat"]["Metric"]["MetricName"] for query in MetricDataQueries}
        assert names == {"bounce_rate": "Reputation.BounceRate", "complaint_rate": "Reputation.ComplaintRate"}
        return {
            "MetricDataResults": [
                {"Id": name, "StatusCode": "Complete", "Values": [self.here.rates[name]] if name in self.here.rates else []}
                for name in names
            ]
        }

    def send_email(self, **parameters: Any) -> Any:
        message_id = f"0102-{len(self.here.sent)}"
        self.here.sent.append(parameters)
        [address] = parameters["Destination"]["ToAddresses"]
        self.here.queue += self.here.publishes(message_id, address)
        return {"MessageId": message_id}

    def receive_message(self, MaxNumberOfMessages: int, WaitTimeSeconds: int, **_: Any) -> Any:  # noqa: N803
        if not self.here.queue:
            self.aws.wait(WaitTimeSeconds)
        taken, self.here.queue = self.here.queue[:MaxNumberOfMessages], self.here.queue[MaxNumberOfMessages:]
        return {"Messages": [{"MessageId": "m", "ReceiptHandle": body, "Body": body} for body in taken]} if taken else {}

    def delete_message(self, ReceiptHandle: str, **_: Any) -> Any:  # noqa: N803
        self.here.deleted.append(ReceiptHandle)
        return {}


def event(kind: str, message_id: str) -> str:
    """An SES event as a queue gets it from an SNS topic."""
    inner = {"eventType": kind, "mail": {"messageId": message_id}}
    return json.dumps({"Type": "Notification", "TopicArn": "arn", "Message": json.dumps(inner)})


__all__ = ["CASE", "DOMAIN", "OWNER", "SENDER", "TOKENS", "FakeAws", "InRegion", "event", "exceptions", "queue", "topic"]
