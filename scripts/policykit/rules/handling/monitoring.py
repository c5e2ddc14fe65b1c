"""Notifications and alarms."""

import re
from collections.abc import Iterator
from decimal import Decimal

from policykit.model.records import Mechanism
from policykit.readiness.sentences import english
from policykit.readiness.statements import mechanism_text
from policykit.rules import Context, Found, ProductView, rule
from policykit.rules.lib.alarms import RATES, late_alarms, rate_alarms


@rule("error", question="bounces", covers=["AWSQ-05"], sources=["AWS-24", "AWS-16"])
def bounce_channel_missing(product: ProductView) -> Iterator[Found]:
    """Bounce handling is claimed, but not how a bounce reaches you.

    AWS asks how bounces are managed. "Automatically" is the answer that gets a second question; name the SNS topic or the event
    destination (AWS-24, AWS-16).

    Wrong:
        handling: {bounce_hard: {mechanism: (leave out)}}
    Right:
        handling: {bounce_hard: {mechanism: An SNS topic receives every permanent bounce.}}
        ---
        handling: {bounce_hard: {status: planned, mechanism: (leave out), action: (leave out),
          planned: A topic will receive them.}}
    """
    yield from _channel_missing(product.handling.bounce_hard, "handling.bounce_hard", "bounce")


@rule("error", question="complaints", covers=["AWSQ-06"], sources=["AWS-24", "AWS-16"])
def complaint_channel_missing(product: ProductView) -> Iterator[Found]:
    """Complaint handling is claimed, but not how a complaint reaches you.

    A complaint is an event of its own: a mailbox provider reports it, SES passes it on. Name the SNS topic or the event
    destination that receives it (AWS-24, AWS-16).

    Wrong:
        handling: {complaint: {mechanism: (leave out)}}
    Right:
        handling: {complaint: {mechanism: An SNS topic receives each complaint.}}
    """
    yield from _channel_missing(product.handling.complaint, "handling.complaint", "complaint")


def _channel_missing(mechanism: Mechanism, path: str, event: str) -> Iterator[Found]:
    """A mechanism that is in place and names no channel."""
    if mechanism.is_in_place and not mechanism.mechanism:
        fix = "name the SNS topic, the event destination or the mailbox in `mechanism:`"
        yield Found(path, f"how a {event} reaches you is not stated", fix)


@rule("warning", question="bounces", covers=["MON-01"], sources=["AWS-03", "AWS-15"])
def alarm_details_missing(product: ProductView) -> Iterator[Found]:
    """An alarm on a rate does not say when it goes off, or what is then done.

    "CloudWatch alarms for bounces" shows that somebody has heard of alarms. The number and the action show that somebody will
    act on one (AWS-03, AWS-15).

    Wrong:
        monitoring: {alarms: [{threshold: (leave out)}]}
        ---
        monitoring: {alarms: [{}, {action: (leave out)}]}
    Right:
        monitoring: {alarms: [{threshold: 2, action: The technical lead stops the stream.}]}
        ---
        monitoring: {alarms: [{action: (leave out)}]}
        handling: {monitoring: {action: At each alarm the technical lead stops the stream.}}
    """
    # Each alarm in place on a rate that lacks its threshold or its action.
    watching = product.handling.monitoring
    has_common_action = bool(watching.is_in_place and watching.action)
    for path, alarm in rate_alarms(product):
        missing = ["at which rate it goes off"] if alarm.threshold is None else []
        missing += [] if alarm.action or has_common_action else ["what is then done"]
        if missing:
            message = f"alarm on the {RATES[alarm.metric]}; not stated: {', '.join(missing)}"
            yield Found(path, message, "give `threshold:` in per cent, and in `action:` who does what then")


@rule("warning", question="bounces", covers=["MON-01"], sources=["AWS-03", "AWS-15"])
def bounce_alarm_too_late(product: ProductView, context: Context) -> Iterator[Found]:
    """An alarm on the bounce rate goes off when AWS already reviews the account.

    AWS reviews an account from the rate at which this alarm goes off, and calls a much lower rate healthy. An alarm at the
    healthy rate leaves time to find the cause (AWS-03, AWS-15).

    Wrong:
        monitoring: {alarms: [{threshold: 5}]}
        ---
        monitoring: {alarms: [{threshold: 5, operator: above}]}
        ---
        monitoring: {alarms: [{threshold: 10}]}
    Right:
        monitoring: {alarms: [{threshold: 2}]}
        ---
        monitoring: {alarms: [{}, {}, {status: planned, metric: bounce_rate, threshold: 5}]}
    """
    # Each alarm in place whose threshold is not below the rate of a review.
    for path, message in late_alarms(product, "bounce_rate", context.number("bounce-review")):
        yield Found(path, message, f"alarm at {context.number('bounce-good')}% or below")


@rule("warning", question="complaints", covers=["MON-01"], sources=["AWS-03", "AWS-15"])
def complaint_alarm_too_late(product: ProductView, context: Context) -> Iterator[Found]:
    """An alarm on the complaint rate goes off when AWS already reviews the account.

    AWS reviews an account from the rate at which this alarm goes off; an alarm has to come earlier (AWS-03, AWS-15). One that
    stands above that rate is silent at the very rate itself.

    Wrong:
        monitoring: {alarms: [{}, {threshold: 0.1}]}
        ---
        monitoring: {alarms: [{}, {threshold: 0.1, operator: above}]}
        ---
        monitoring: {alarms: [{}, {threshold: 0.5, operator: above}]}
    Right:
        monitoring: {alarms: [{}, {threshold: 0.05}]}
        ---
        monitoring: {alarms: [{}, {status: planned, threshold: 0.5}]}
    """
    # Each alarm in place whose threshold is not below the rate of a review.
    limit = context.number("complaint-review")
    for path, message in late_alarms(product, "complaint_rate", limit):
        yield Found(path, message, f"alarm at {limit / 2}% or below")


@rule("warning", question="bounces", covers=["MON-02"], sources=["AWS-15"])
def only_infrastructure_alarms(product: ProductView) -> Iterator[Found]:
    """The alarms watch queues and functions, and none watches the rates by which AWS judges.

    A dead-letter queue fills when code fails. A bounce and a complaint come after SES has accepted the mail, so no queue and no
    function ever sees them (AWS-15).

    Wrong:
        monitoring: {alarms: ["(only)", {status: implemented, metric: dead_letter_queue, channel: CloudWatch}]}
    Right:
        monitoring: {alarms: [{}, {}, {status: implemented, metric: dead_letter_queue, channel: CloudWatch}]}
        ---
        monitoring: {alarms: (leave out)}
    """
    # Alarms of which none is about a rate, not even a planned one.
    named = {alarm.metric for alarm in product.monitoring.alarms}
    if named and not named & RATES.keys():
        message = "the only alarm watches the dead-letter queue, which never sees a bounce or a complaint"
        fix = "add CloudWatch alarms on Reputation.BounceRate and Reputation.ComplaintRate"
        yield Found("monitoring.alarms", message, fix)


FEW = 1000
"""Our own: below so many mails a month one complaint is at or above the rate of a review."""
DAYS = 30
"""Our own: days of a month, where the streams state a day only."""
_EACH = r"(?:each|every|any|all|a single|one) (?:single )?complaints?"
_LOOK = r"(?:look|review|read|check|investigat|examin|alert|alarm|stop)\w*"
LOOKED_AT = re.compile(rf"\b{_EACH}\b[^.;]{{0,40}}\b{_LOOK}|\b{_LOOK}\b[^.;]{{0,30}}\b{_EACH}\b", re.I)


@rule("note", question="complaints", covers=["MON-03"], sources=["AWS-03"])
def rate_alarm_at_tiny_volume(product: ProductView) -> Iterator[Found]:
    """So little mail goes out that a single complaint sets off the alarm on the rate.

    One complaint among 600 mails is 0.17%. A product of that size learns more from looking at every complaint than from a rate;
    AWS itself judges by a representative volume (AWS-03).

    Wrong:
        volume: {figures: ["(only)", {kind: forecast, per: month, min: 50, max: 150}]}
        ---
        volume: (leave out)
        streams: [{volume: {min_day: 1, typical_day: 2}}, {volume: {min_day: 1, typical_day: 5}}, {}]
    Right:
        volume: {figures: ["(only)", {kind: forecast, per: month, min: 50, max: 150}]}
        handling: {complaint: {action: The technical lead looks at each complaint. The address is suppressed.}}
        ---
        volume: {figures: ["(only)", {kind: forecast, per: month, min: 500, max: 3000}]}
    """
    # The first alarm on the complaint rate, where a month holds few mails and nobody looks at each complaint.
    for path, alarm in rate_alarms(product, "complaint_rate"):
        mails = _in_a_month(product)
        if not mails or mails >= FEW or alarm.threshold is None:
            return
        if LOOKED_AT.search(f"{mechanism_text(product, 'complaint', 'monitoring')} {english(alarm.action)}"):
            return
        share = (Decimal(100) / mails).quantize(Decimal("0.01"))
        message = f"1 complaint among about {mails} emails a month is {share}%, and the alarm stands at {alarm.threshold}%"
        yield Found(path, message, "say that every single complaint is looked at, beside the alarm on the rate")
        return


def _in_a_month(product: ProductView) -> int:
    """Mails of an ordinary month today or soon; 0 where nothing is stated."""
    near = [item for item in product.volume.figures if item.per == "month" and not item.months_ahead]
    if near:
        return max(item.max if item.min is None else (item.min + item.max) // 2 for item in near)
    days = [stream.volume.typical_day for stream in product.streams]
    return DAYS * sum(day for day in days if day is not None) if days and None not in days else 0


@rule("warning", question="bounces", covers=["MON-01"], sources=["AWS-03", "AWS-15"])
def rate_alarm_missing(product: ProductView) -> Iterator[Found]:
    """No alarm watches the bounce rate or the complaint rate.

    AWS reviews an account at a bounce rate or a complaint rate that a product without alarms learns of from AWS's letter. "We
    monitor the rates" names no number and nobody who is told (AWS-03, AWS-15).

    Wrong:
        monitoring: {alarms: (leave out)}
        ---
        monitoring: {alarms: [{}, {status: planned}]}
    Right:
        monitoring: {alarms: [{}, {status: implemented}]}
        ---
        monitoring: {alarms: ["(only)", {status: implemented, metric: dead_letter_queue}]}
    """
    # The rates without an alarm in place; alarms on other things alone are a fault of their own.
    named = {alarm.metric for alarm in product.monitoring.alarms}
    if named and not named & RATES.keys():
        return  # only-infrastructure-alarms
    in_place = {alarm.metric for _, alarm in rate_alarms(product)}
    missing = [metric for metric in RATES if metric not in in_place]
    if missing:
        rates = " and the ".join(RATES[metric] for metric in missing)
        state = "planned only" if all(metric in named for metric in missing) else "not stated"
        message = f"an alarm on the {rates} is {state}"
        fix = "set CloudWatch alarms on Reputation.BounceRate and Reputation.ComplaintRate, and state their thresholds"
        yield Found("monitoring.alarms", message, fix)


# "The team" names nobody; a role does.
ROLE = re.compile(
    r"\b(?:operations?|ops|support|engineering|technical|security|platform|development|SRE|on-call)\s+(?:teams?|leads?|engineers?"
    r"|staff|persons?)\b|\b(?:administrators?|operators?|founders?|owners?|CTO|managing directors?)\b",
    re.I,
)
INTERVAL = re.compile(
    r"\b(?:hourly|daily|weekly|monthly|(?:each|every) (?:\d+ |two |three )?(?:hour|day|morning|week|month)s?)\b", re.I
)


@rule("warning", question="bounces", covers=["MON-04"], sources=["AWS-03"])
def watching_without_owner(product: ProductView) -> Iterator[Found]:
    """The rates are watched, but not by whom, or how often.

    "We monitor regularly" is no control: nobody can tell when it was not done. A role and a number of days are (AWS-03).

    Wrong:
        monitoring: {owner: (leave out), alarms: (leave out)}
        handling: {monitoring: {owner: (leave out), mechanism: The rates are watched in CloudWatch.}}
        ---
        monitoring: {review_interval_days: (leave out)}
    Right:
        monitoring: {owner: technical lead, review_interval_days: 7}
        ---
        monitoring: (leave out)
        handling: {monitoring: {status: planned}}
    Silent:
        monitoring: {owner: (leave out), review_interval_days: (leave out)}
        handling: {monitoring: {owner: (leave out), mechanism: The operations team looks at both rates every day.}}
    """
    # Watching in place whose owner or interval neither a field nor a text states.
    monitoring, watching = product.monitoring, product.handling.monitoring
    alarms = [alarm for alarm in monitoring.alarms if alarm.status.is_in_place]
    if not alarms and not watching.is_in_place:
        return
    reports = [english(item.text) for item in monitoring.reports if item.status.is_in_place]
    text = " ".join((mechanism_text(product, "monitoring"), *(english(alarm.action) for alarm in alarms), *reports))
    has_owner = monitoring.owner or watching.owner or ROLE.search(text)
    missing = [] if has_owner else ["who watches the rates"]
    missing += [] if monitoring.review_interval_days is not None or INTERVAL.search(text) else ["how often somebody looks"]
    if missing:
        fix = "name a role in `monitoring.owner`, and the days between two looks in `review_interval_days`"
        yield Found("monitoring", f"not stated: {', '.join(missing)}", fix)
