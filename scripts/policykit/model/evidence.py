"""Records of what was seen: DNS answers, web pages and the SES account, each with the time of the look.

`scripts/verify.py` writes them. They hold what was seen, not a judgment: `readiness/evidence/` judges it beside the product.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field

from .records import Record
from .scalars import Amount, Count, Domain, Flag, Kind, Name, Region, Url, refuse


def _moment(value: Any) -> datetime:
    try:
        return datetime.strptime(str(value), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        raise refuse("a time in UTC (YYYY-MM-DDTHH:MM:SSZ)") from None


Moment = Annotated[datetime, BeforeValidator(_moment), Kind("Moment", "a time in UTC (YYYY-MM-DDTHH:MM:SSZ)")]


class Look(Record):
    """One look: what was asked, when it was last answered, and why a later attempt brought no answer."""

    asked: Name = Field(description="what was asked: `TXT example.com`, a web address, or an operation of the AWS API")
    on: Moment | None = Field(None, description="when the answer was seen; leave out if there never was one")
    by: Name | None = Field(None, description="version of the kit that looked")
    failed_on: Moment | None = Field(None, description="when the last attempt failed; leave out if it did not")
    failed: Name | None = Field(None, description="why it failed")

    @property
    def day(self) -> date | None:
        """The day of the answer (UTC); None if there never was one."""
        return self.on.date() if self.on else None


class DnsLook(Look):
    """A DNS lookup: `asked` is type and name, as in `TXT _dmarc.example.com`."""

    result: Literal["records", "no_name", "no_record", "loop", "malformed"] | None = Field(
        None, description="records, no_name (NXDOMAIN), no_record (other types only), loop (of CNAME records) or malformed"
    )
    records: tuple[Name, ...] = Field((), description="the records: a TXT record joined, an MX record with its priority")
    split: Flag = Field(False, description="true if a TXT record consists of several strings")


class WebLook(Look):
    """A request for a page of a website: `asked` is its address."""

    problem: (
        Literal["no_host", "certificate", "certificate_expired", "certificate_host", "not_https", "redirect_loop", "not_html"]
        | None
    ) = Field(
        None,
        description="why there is no page: no_host (the host does not exist), certificate (not trusted, expired or for another "
        "host), not_https (an address without https, which is not requested), redirect_loop (no end of redirects, or one to no "
        "web address) or not_html",
    )
    status: Count | None = Field(None, description="HTTP status of the last answer")
    url: Url | None = Field(None, description="address after all redirects")
    names: tuple[Name, ...] = Field((), description="names of the product and its company that are on the page")
    words: Count | None = Field(None, description="number of words that a browser shows before scripts run")
    scripts: Flag = Field(False, description="true if scripts or frames may show more")
    login: Flag = Field(False, description="true if the page only asks for a password")
    parked: Name | None = Field(None, description="words of a parked domain or an empty page of a platform")
    same_as: Url | None = Field(None, description="the website, if the page is the same")
    sign_up: Flag = Field(False, description="true if a form asks for an email address, or a link leads to sign-up")
    email: Flag = Field(False, description="true if the text mentions email")


class AccountLook(Look):
    """The SES account in one Region (GetAccount)."""

    region: Region = Field(description="the Region")
    production_access: Flag | None = Field(None, description="true if the account has left the sandbox")
    sending_enabled: Flag | None = Field(None, description="false if AWS paused sending")
    enforcement: Name | None = Field(None, description="HEALTHY, PROBATION or SHUTDOWN")
    review: Literal["PENDING", "FAILED", "GRANTED", "DENIED"] | None = Field(None, description="status of AWS's review")
    case: Name | None = Field(None, description="number of the support case")
    daily_quota: Amount | None = Field(None, description="emails per 24 hours; leave out if there is no limit")
    send_rate: Amount | None = Field(None, description="emails per second")
    suppression: tuple[Literal["BOUNCE", "COMPLAINT"], ...] = Field((), description="reasons of the account-level list")


class RatesLook(Look):
    """The rates of the account in one Region (CloudWatch)."""

    region: Region = Field(description="the Region")
    bounce_rate: Amount | None = Field(None, description="bounce rate in percent, as CloudWatch reports it")
    complaint_rate: Amount | None = Field(None, description="complaint rate in percent, as CloudWatch reports it")


class IdentityLook(Look):
    """An identity in one Region (GetEmailIdentity, GetIdentityNotificationAttributes)."""

    region: Region = Field(description="the Region")
    identity: Name = Field(description="domain or email address")
    exists: Flag = Field(True, description="false if SES does not have the identity in this Region")
    verified: Flag = Field(False, description="true if it may send")
    dkim: Name | None = Field(None, description="status of DKIM: SUCCESS, PENDING, FAILED, ...")
    dkim_signs: Flag = Field(False, description="true if emails are signed")
    dkim_tokens: tuple[Name, ...] = Field((), description="the tokens of Easy DKIM")
    dkim_zone: Domain | None = Field(None, description="the domain that the CNAME records of Easy DKIM point to")
    dkim_selector: Name | None = Field(None, description="the selector of a DKIM key of your own (BYODKIM)")
    dkim_bits: Count | None = Field(None, description="length of the key that SES signs with")
    mail_from: Domain | None = Field(None, description="the custom MAIL FROM domain")
    mail_from_status: Name | None = Field(None, description="SUCCESS, PENDING, FAILED, TEMPORARY_FAILURE")
    on_mx_failure: Name | None = Field(None, description="USE_DEFAULT_VALUE or REJECT_MESSAGE")
    configuration_set: Name | None = Field(None, description="its default configuration set")
    bounce_topic: Name | None = Field(None, description="SNS topic of bounce notifications, set on the identity")
    complaint_topic: Name | None = Field(None, description="SNS topic of complaint notifications, set on the identity")
    forwards: Flag = Field(False, description="true if SES forwards bounces and complaints by email")


class Destination(Record):
    """An event destination of a configuration set."""

    name: Name = Field(description="name of the destination")
    enabled: Flag = Field(description="true if it receives events")
    events: tuple[Name, ...] = Field(description="kinds of events: BOUNCE, COMPLAINT, ...")
    kind: Literal["sns", "eventbridge", "firehose", "cloudwatch", "pinpoint", "other"] = Field(
        description="service that receives them"
    )
    topic: Name | None = Field(None, description="ARN of the SNS topic")


class ConfigurationSetLook(Look):
    """A configuration set in one Region (GetConfigurationSet, GetConfigurationSetEventDestinations)."""

    region: Region = Field(description="the Region")
    name: Name = Field(description="name of the configuration set")
    exists: Flag = Field(True, description="false if SES does not have it in this Region")
    suppression: tuple[Literal["BOUNCE", "COMPLAINT"], ...] | None = Field(
        None, description="reasons of its own suppression options; leave out if the account's apply"
    )
    destinations: tuple[Destination, ...] = Field((), description="its event destinations")


class TopicLook(Look):
    """Subscriptions of an SNS topic (ListSubscriptionsByTopic)."""

    topic: Name = Field(description="ARN of the topic")
    exists: Flag = Field(True, description="false if the topic does not exist")
    confirmed: tuple[Name, ...] = Field((), description="protocols of confirmed subscriptions: sqs, lambda, email, https")
    pending: Count = Field(0, description="number of subscriptions that nobody confirmed yet")


class SimulatorRun(Look):
    """Emails to the mailbox simulator, and the events that arrived in the queue."""

    region: Region = Field(description="the Region")
    configuration_set: Name = Field(description="configuration set that the emails were sent with")
    sent: tuple[Name, ...] = Field((), description="addresses of the simulator that were accepted")
    events: tuple[Name, ...] = Field((), description="events that arrived: BOUNCE, COMPLAINT, DELIVERY")


class PublicEvidence(Record):
    """What anyone can see of one product; a file in `data/evidence` has nothing else."""

    dns: tuple[DnsLook, ...] = Field((), description="DNS lookups")
    web: tuple[WebLook, ...] = Field((), description="pages of the website")


class Evidence(PublicEvidence):
    """Everything that was seen of one product, also with credentials."""

    accounts: tuple[AccountLook, ...] = Field((), description="the SES account, one per Region; private")
    rates: tuple[RatesLook, ...] = Field((), description="bounce and complaint rates, one per Region; private")
    identities: tuple[IdentityLook, ...] = Field((), description="identities in SES; private")
    configuration_sets: tuple[ConfigurationSetLook, ...] = Field((), description="configuration sets; private")
    topics: tuple[TopicLook, ...] = Field((), description="SNS topics; private")
    runs: tuple[SimulatorRun, ...] = Field((), description="runs with the mailbox simulator; private")

    @property
    def looks(self) -> tuple[Look, ...]:
        """All looks."""
        return tuple(look for name in Evidence.model_fields for look in getattr(self, name))

    def joined(self, other: PublicEvidence) -> Evidence:
        """Everything of both."""
        return _evidence({name: (*getattr(self, name), *getattr(other, name, ())) for name in Evidence.model_fields})

    def renewed(self, new: Evidence) -> Evidence:
        """Return the evidence after new looks: an answer replaces an older look, a failure is noted beside an older answer."""
        return _evidence({name: _renewed(getattr(self, name), getattr(new, name)) for name in Evidence.model_fields})


def evidence_of(*looks: Look) -> Evidence:
    """Return evidence that consists of these looks."""
    kinds = {name: get_args(field.annotation)[0] for name, field in Evidence.model_fields.items()}
    return _evidence({name: tuple(look for look in looks if type(look) is kind) for name, kind in kinds.items()})


def _evidence(looks: dict[str, Any]) -> Evidence:
    return Evidence.model_construct(set(looks), **looks)


NO_EVIDENCE = _evidence(dict.fromkeys(Evidence.model_fields, ()))
"""Nothing was looked at."""


def _renewed(old: tuple[Look, ...], new: tuple[Look, ...]) -> tuple[Look, ...]:
    found = {look.asked: look for look in old}
    for look in new:
        known = found.get(look.asked)
        if look.on is None and known is not None and known.on is not None:
            found[look.asked] = known.model_copy(update={"failed_on": look.failed_on, "failed": look.failed})
        else:
            found[look.asked] = look
    return tuple(found.values())
