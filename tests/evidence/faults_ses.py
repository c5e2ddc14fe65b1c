"""What can be wrong in an SES account: (id, how the account differs, words that the message must have, the field)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aws_account import DOMAIN, InRegion, topic

SET = "private-set"


def account(**values: Any) -> Callable[[InRegion], None]:
    return lambda here: here.account.update(values)


def identity(**values: Any) -> Callable[[InRegion], None]:
    return lambda here: here.identities[DOMAIN].update(values)


def dkim(**values: Any) -> Callable[[InRegion], None]:
    return lambda here: here.identities[DOMAIN]["DkimAttributes"].update(values)


def mail_from(**values: Any) -> Callable[[InRegion], None]:
    return lambda here: here.identities[DOMAIN]["MailFromAttributes"].update(values)


def destination(**values: Any) -> Callable[[InRegion], None]:
    return lambda here: here.destinations[SET][0].update(values)


def count_only(here: InRegion) -> None:
    here.destinations[SET][0].pop("SnsDestination")
    here.destinations[SET][0]["CloudWatchDestination"] = {
        "DimensionConfigurations": [
            {"DimensionName": "x", "DimensionValueSource": "MESSAGE_TAG", "DefaultDimensionValue": "none"}
        ]
    }


def _no_set(here: InRegion) -> None:
    here.identities[DOMAIN].pop("ConfigurationSetName")


def _subscriptions(*arns: str) -> Callable[[InRegion], None]:
    def change(here: InRegion) -> None:
        here.topics[topic(here.region)] = [here.subscription("arn:aws:sqs:x:680213579246:q", arn) for arn in arns]

    return change


def _confirmed_and_pending(here: InRegion) -> None:
    here.topics[topic(here.region)].append(here.subscription("https://x.example.com", "PendingConfirmation"))


PLACE = "identities.domains[0]"
DISPROVED: list[tuple[str, Callable[[InRegion], Any], tuple[str, ...], str]] = [
    ("absent-in-region", lambda here: here.identities.clear(), ("had no identity lantern.example.com", "create-email-identity"), f"{PLACE}.domain"),
    ("not-verified", identity(VerifiedForSendingStatus=False), ("was not verified", "privatetokenaaaa._domainkey.lantern.example.com", "CNAME"), f"{PLACE}.status"),
    ("dkim-pending", dkim(Status="PENDING"), ("DKIM of lantern.example.com", "as PENDING", "privatetokenbbbb.dkim.amazonses.com"), f"{PLACE}.dkim.status"),
    ("dkim-bits", dkim(CurrentSigningKeyLength="RSA_1024_BIT"), ("has 2048 bits, but SES signs in", "with 1024", "Change `bits`"), f"{PLACE}.dkim.bits"),
    ("dkim-off", dkim(SigningEnabled=False), ("signing was turned off", "--signing-enabled"), f"{PLACE}.dkim.status"),
    ("mail-from-absent", lambda here: here.identities[DOMAIN].pop("MailFromAttributes"), ("had no MAIL FROM domain of its own", "--mail-from-domain bounce.lantern.example.com"), f"{PLACE}.mail_from.domain"),
    ("mail-from-other", mail_from(MailFromDomain="other.lantern.example.com"), ("was other.lantern.example.com, not bounce.lantern.example.com",), f"{PLACE}.mail_from.domain"),
    ("mail-from-failed", mail_from(MailFromDomainStatus="FAILED"), ("as FAILED", "exactly one MX record", "10 feedback-smtp.", "v=spf1 include:amazonses.com ~all"), f"{PLACE}.mail_from.status"),
    ("set-deleted", lambda here: here.sets.clear(), ("default configuration set of lantern.example.com, did not exist",), "handling.bounce_hard"),
    ("destination-off", destination(Enabled=False), ("had no enabled event destination for BOUNCE and COMPLAINT", "CloudWatch only counts"), "handling.bounce_hard"),
    ("no-complaints", destination(MatchingEventTypes=["BOUNCE", "DELIVERY"]), ("no enabled event destination for COMPLAINT events",), "handling.complaint"),
    ("counts-only", count_only, ("had no enabled event destination",), "handling.bounce_hard"),
    ("topic-deleted", lambda here: here.topics.clear(), ("`lantern-events`, which SES sends BOUNCE and COMPLAINT events to, did not exist",), "handling.bounce_hard"),
    ("topic-unheard", _subscriptions(), ("had no subscription, so BOUNCE and COMPLAINT events reached nobody",), "handling.bounce_hard"),
    ("topic-pending", _subscriptions("PendingConfirmation"), ("Nobody had confirmed a subscription", "Open the link in the confirmation message"), "handling.bounce_hard"),
    ("suppression-less", account(SuppressionAttributes={"SuppressedReasons": ["BOUNCE"]}), ("did not take addresses for the reason COMPLAINT", "put-account-suppression-attributes --suppressed-reasons BOUNCE COMPLAINT"), "suppression.account_level"),
    ("suppression-of-set", lambda here: here.sets[SET].update(SuppressionOptions={"SuppressedReasons": []}), ("suppression settings of its own", "BOUNCE and COMPLAINT", "put-configuration-set-suppression-options"), "suppression.account_level"),
]  # fmt: skip
"""These disprove a claim: errors."""

WEAK: list[tuple[str, Callable[[InRegion], Any], tuple[str, ...], str]] = [
    ("no-default-set", _no_set, ("had no default configuration set and no SNS topic for BOUNCE and COMPLAINT", "names a configuration set in each request", "put-email-identity-configuration-set-attributes"), "handling.bounce_hard"),
    ("still-sandbox-in-file", account(ProductionAccessEnabled=True), ("had production access", "`stage: granted`"), "request.sandbox"),
    ("no-request-here", account(Details={}), ("showed no request", "the stage in your file is asked", "Each Region has its own request"), "stage"),
    ("internal-error", account(Details={"ReviewDetails": {"Status": "FAILED"}}), ("FAILED: an internal error", "File the request again"), "stage"),
    ("probation", account(EnforcementStatus="PROBATION"), ("PROBATION instead of HEALTHY", "Support Center"), "request"),
    ("paused", account(SendingEnabled=False), ("Sending was paused", "put-account-sending-attributes --sending-enabled"), "request"),
    ("quota", account(SendQuota={"Max24HourSend": 500.0, "MaxSendRate": 1.0, "SentLast24Hours": 0.0}), ("Your file says 200", "was 500"), "request.current_daily_quota"),
    ("rate-above-target", lambda here: here.rates.update(bounce_rate=0.031), ("below 2%", "CloudWatch showed 3.1%"), "monitoring.targets[0].below"),
    ("mx-failure", mail_from(BehaviorOnMxFailure="REJECT_MESSAGE"), ("USE_DEFAULT_VALUE", "was REJECT_MESSAGE", "--behavior-on-mx-failure"), f"{PLACE}.mail_from.on_mx_failure"),
    ("one-pending", _confirmed_and_pending, ("had subscriptions that nobody confirmed: 1",), "handling.bounce_hard"),
]  # fmt: skip
"""These do not make a claim wrong: warnings."""

FAULTS = [*DISPROVED, *WEAK]
