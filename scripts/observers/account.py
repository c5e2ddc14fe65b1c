"""Reads the SES account of a product: account, identities, configuration sets, SNS topics and rates. It changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any, TypeVar

from policykit.model.evidence import (
    AccountLook,
    ConfigurationSetLook,
    Destination,
    IdentityLook,
    Look,
    RatesLook,
    TopicLook,
)
from policykit.model.view import ProductView
from policykit.readiness.sending_identities import identities_of

from .aws import Aws, Missing, Stopped
from .looking import Looking, NoAnswer

L = TypeVar("L", bound=Look)
Seen = dict[str, Any]

READS = (
    ("sesv2", "GetAccount"),
    ("sesv2", "GetEmailIdentity"),
    ("sesv2", "GetConfigurationSet"),
    ("sesv2", "GetConfigurationSetEventDestinations"),
    ("ses", "GetIdentityNotificationAttributes"),
    ("sns", "ListSubscriptionsByTopic"),
    ("cloudwatch", "GetMetricData"),
)
"""Every request that needs a right: service and operation."""
_KINDS = {
    "SnsDestination": "sns",
    "EventBridgeDestination": "eventbridge",
    "KinesisFirehoseDestination": "firehose",
    "CloudWatchDestination": "cloudwatch",
    "PinpointDestination": "pinpoint",
}
_KEY_BITS = {"RSA_1024_BIT": 1024, "RSA_2048_BIT": 2048}
_RATES = {"bounce_rate": "Reputation.BounceRate", "complaint_rate": "Reputation.ComplaintRate"}
_RATES_SINCE = timedelta(days=14)
_HOUR = 3600


def regions_of(product: ProductView, given: str | None = None) -> tuple[str, ...]:
    """The Regions to read: the given one, the request's, or those of the identities. Raises `Stopped`."""
    wanted = [given or product.request.region] if given or product.request.region else []
    wanted = wanted or [item.region for item in product.identities.domains]
    if found := tuple(dict.fromkeys(region for region in wanted if region)):
        return found
    raise Stopped(f"the file of {product.name} names no Region: add `request.region`, or use --region")


def check_account(product: ProductView, aws: Aws, region: str) -> None:
    """Make sure that the credentials belong to the AWS account that the private file names. Raises `Stopped`."""
    wanted = product.request.account_id
    if not wanted:
        return
    try:
        found = aws.ask("sts", "GetCallerIdentity", region)["Account"]
    except NoAnswer as why:
        raise Stopped(f"the AWS account of these credentials is unknown: {why}") from None
    if found != wanted:
        raise Stopped(
            f"these credentials belong to the AWS account {found}, but {product.name} uses {wanted}: name another profile with "
            "--profile, or correct `request.account_id`"
        )


@dataclass(frozen=True)
class AccountReader:
    """Reads what the product's file names, in one or several Regions."""

    aws: Aws
    region: str | None = None
    """The Region to read; by default, what the file says."""

    def look(self, product: ProductView, looking: Looking) -> Iterator[Look]:
        """Yield one look after the other. Raises `Stopped`."""
        regions = regions_of(product, self.region)
        check_account(product, self.aws, regions[0])
        for region in regions:
            yield from Region(self.aws, looking, region).looks(identities_of(product))


@dataclass(frozen=True)
class Region:
    """Reads one Region."""

    aws: Aws
    looking: Looking
    region: str

    def looks(self, identities: tuple[str, ...]) -> Iterator[Look]:
        """Yield the account, its rates, each identity, and the configuration sets and topics that these lead to."""
        yield self._look(AccountLook, "GetAccount", self._account)
        yield self._look(RatesLook, "GetMetricData AWS/SES", self._rates)
        sets, topics = dict[str, None](), dict[str, None]()
        for identity in identities:
            yield (seen := self.identity(identity))
            sets |= dict.fromkeys(filter(None, (seen.configuration_set,)))
            topics |= dict.fromkeys(filter(None, (seen.bounce_topic, seen.complaint_topic)))
        for name in sets:
            yield (found := self.configuration_set(name))
            topics |= dict.fromkeys(item.topic for item in found.destinations if item.topic)
        for topic in topics:
            yield self.topic(topic)

    def identity(self, identity: str) -> IdentityLook:
        """Look at an identity."""
        return self._look(IdentityLook, f"GetEmailIdentity {identity}", lambda: self._identity(identity), identity=identity)

    def configuration_set(self, name: str) -> ConfigurationSetLook:
        """Look at a configuration set and its event destinations."""
        return self._look(ConfigurationSetLook, f"GetConfigurationSet {name}", lambda: self._configuration_set(name), name=name)

    def topic(self, topic: str) -> TopicLook:
        """Look at the subscriptions of an SNS topic; its Region is in its ARN."""
        asked = f"ListSubscriptionsByTopic {topic}"
        try:
            return self.looking.saw(TopicLook, asked, topic=topic, **_subscribers(self.subscriptions(topic)))
        except Missing:
            return self.looking.saw(TopicLook, asked, topic=topic, exists=False)
        except NoAnswer as why:
            return self.looking.failed(TopicLook, asked, str(why), topic=topic)

    def subscriptions(self, topic: str) -> list[dict[str, str]]:
        """Return all subscriptions of a topic. Raises `NoAnswer`."""
        found: list[dict[str, str]] = []
        page: dict[str, str] = {}
        while True:
            answer = self._ask("sns", "ListSubscriptionsByTopic", topic.split(":")[3], TopicArn=topic, **page)
            found += answer.get("Subscriptions", [])
            if not (token := answer.get("NextToken")):
                return found
            page = {"NextToken": token}

    def _look(self, kind: type[L], asked: str, read: Callable[[], Seen], **known: str) -> L:
        """Return one look; where a request of it fails, it has no answer, so that an older answer stays as it was."""
        asked = f"{asked} {self.region}"
        try:
            return self.looking.saw(kind, asked, region=self.region, **known, **read())
        except NoAnswer as why:
            return self.looking.failed(kind, asked, str(why), region=self.region, **known)

    def _ask(self, service: str, operation: str, region: str = "", **parameters: Any) -> dict[str, Any]:
        return self.aws.ask(service, operation, region or self.region, **parameters)

    def _account(self) -> Seen:
        answer = self._ask("sesv2", "GetAccount")
        quota, review = answer.get("SendQuota", {}), answer.get("Details", {}).get("ReviewDetails", {})
        return {
            "production_access": answer.get("ProductionAccessEnabled"),
            "sending_enabled": answer.get("SendingEnabled"),
            "enforcement": answer.get("EnforcementStatus"),
            "review": review.get("Status"),
            "case": review.get("CaseId"),
            "daily_quota": _amount(quota.get("Max24HourSend")),
            "send_rate": _amount(quota.get("MaxSendRate")),
            "suppression": tuple(answer.get("SuppressionAttributes", {}).get("SuppressedReasons", ())),
        }

    def _rates(self) -> Seen:
        now = self.looking.now()
        queries = [
            {
                "Id": name,
                "MetricStat": {"Metric": {"Namespace": "AWS/SES", "MetricName": metric}, "Period": _HOUR, "Stat": "Average"},
            }
            for name, metric in _RATES.items()
        ]
        answer = self._ask(
            "cloudwatch",
            "GetMetricData",
            MetricDataQueries=queries,
            StartTime=now - _RATES_SINCE,
            EndTime=now,
            ScanBy="TimestampDescending",
        )
        found = {result["Id"]: result for result in answer.get("MetricDataResults", [])}
        if any(result.get("StatusCode") in ("Forbidden", "InternalError") for result in found.values()):
            raise NoAnswer("CloudWatch did not return the rates: run it again later")
        return {name: _percent(found.get(name, {}).get("Values", ())) for name in _RATES}

    def _identity(self, identity: str) -> Seen:
        try:
            answer = self._ask("sesv2", "GetEmailIdentity", EmailIdentity=identity)
        except Missing:
            return {"exists": False}
        topics = self._ask("ses", "GetIdentityNotificationAttributes", Identities=[identity])
        topics = topics.get("NotificationAttributes", {}).get(identity, {})
        dkim, mail_from = answer.get("DkimAttributes", {}), answer.get("MailFromAttributes", {})
        domain = mail_from.get("MailFromDomain") or None
        is_own = dkim.get("SigningAttributesOrigin") == "EXTERNAL"  # the token is then the selector of that key
        return {
            "verified": answer.get("VerifiedForSendingStatus", False),
            "dkim": dkim.get("Status"),
            "dkim_signs": dkim.get("SigningEnabled", False),
            "dkim_tokens": () if is_own else tuple(dkim.get("Tokens", ())),
            "dkim_zone": dkim.get("SigningHostedZone") or None,
            "dkim_selector": next(iter(dkim.get("Tokens", ())), None) if is_own else None,
            "dkim_bits": _KEY_BITS.get(dkim.get("CurrentSigningKeyLength")),
            "mail_from": domain,
            "mail_from_status": mail_from.get("MailFromDomainStatus") if domain else None,
            "on_mx_failure": mail_from.get("BehaviorOnMxFailure") if domain else None,
            "configuration_set": answer.get("ConfigurationSetName") or None,
            "bounce_topic": topics.get("BounceTopic") or None,
            "complaint_topic": topics.get("ComplaintTopic") or None,
            "forwards": topics.get("ForwardingEnabled", False),
        }

    def _configuration_set(self, name: str) -> Seen:
        try:
            answer = self._ask("sesv2", "GetConfigurationSet", ConfigurationSetName=name)
            destinations = self._ask("sesv2", "GetConfigurationSetEventDestinations", ConfigurationSetName=name)
        except Missing:
            return {"exists": False}
        own = answer.get("SuppressionOptions", {}).get("SuppressedReasons")
        return {
            "suppression": None if own is None else tuple(own),
            "destinations": tuple(map(_destination, destinations.get("EventDestinations", []))),
        }


def _destination(item: dict[str, Any]) -> Destination:
    kind: Any = next((kind for key, kind in _KINDS.items() if item.get(key)), "other")
    return Destination.model_construct(
        name=item["Name"],
        enabled=item.get("Enabled", False),
        events=tuple(item.get("MatchingEventTypes", ())),
        kind=kind,
        topic=item.get("SnsDestination", {}).get("TopicArn"),
    )


def _subscribers(subscriptions: list[dict[str, str]]) -> Seen:
    confirmed = [item["Protocol"] for item in subscriptions if item["SubscriptionArn"].startswith("arn:")]
    pending = sum(item["SubscriptionArn"] == "PendingConfirmation" for item in subscriptions)
    return {"confirmed": tuple(dict.fromkeys(confirmed)), "pending": pending}


def _amount(value: float | None) -> Decimal | None:
    """A number as AWS has it; None where there is no limit, which SES writes as -1."""
    return None if value is None or value < 0 else _plain(Decimal(str(value)))


def _percent(newest_first: list[float] | tuple[()]) -> Decimal | None:
    return _plain(Decimal(str(newest_first[0])) * 100) if newest_first else None


def _plain(number: Decimal) -> Decimal:
    """Without zeros at the end, without exponent, and with no more digits than a file may have."""
    return Decimal(format(round(number, 6).normalize(), "f"))
