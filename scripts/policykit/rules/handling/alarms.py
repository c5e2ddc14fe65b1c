"""Alarms on the bounce rate and the complaint rate."""

import re
from collections.abc import Iterator
from decimal import Decimal

from policykit.model import Alarm
from policykit.readiness.sentences import english
from policykit.readiness.statements import mechanism_text
from policykit.rules import Context, Found, ProductView, rule
from policykit.rules.lib.alarms import RATES, late_alarms, rate_alarms
from policykit.rules.lib.figures import FEW_A_MONTH, emails_a_month

_AT_A_RATE = {
    metric: re.compile(
        rf"\b(?:at|above|over|exceeds?) an? [^.;]{{0,10}}\b{name}\b"
        rf"|\b{name}\b[^.;]{{0,25}}\b(?:above|over|exceed\w*|reach\w*|rises?)\b",
        re.I,
    )
    for metric, name in RATES.items()
}
_PERCENT = re.compile(r"\d\s?(?:%|per ?cent)", re.I)


@rule("warning", question="bounces", covers=["MON-01"], sources=["AWS-03", "AWS-15"], asks="Threshold and action of each alarm")
def alarm_details_missing(product: ProductView) -> Iterator[Found]:
    """An alarm on a rate has no threshold or no action.

    "CloudWatch alarms for bounces" shows only that you know of alarms. The threshold and the action show that somebody acts on
    one.

    Fix: Add `threshold:` in percent, and `action:` with who then does what.

    Wrong:
        monitoring: {alarms: [{status: implemented, metric: bounce_rate, threshold: (leave out), action: (leave out)}]}
        ---
        monitoring: {alarms: [{threshold: (leave out)}]}
        ---
        monitoring: {alarms: [{status: implemented, metric: complaint_rate, threshold: 0.05, action: (leave out)}]}
    Right:
        monitoring:
          owner: technical lead
          review_interval_days: 7
          alarms:
            - status: implemented
              metric: bounce_rate
              operator: at_or_above
              threshold: 2
              channel: Amazon CloudWatch
              action: The technical lead stops the stream and looks for the cause.
    Silent:
        monitoring: {alarms: [{action: (leave out)}]}
        handling: {monitoring: {action: At each alarm the technical lead stops the stream.}}
        ---
        monitoring: {alarms: [{threshold: (leave out), action: "At a bounce rate of 2%, the technical lead stops the stream."}]}
        ---
        monitoring: {alarms: [{}, {threshold: (leave out), action: (leave out)}]}
        handling: {complaint: {action: "We suppress the address. At a complaint rate of 0.05%, we stop the stream."}}
        ---
        monitoring: {alarms: [{action: (leave out)}]}
        handling: {bounce_hard: {planned: A bounce rate above the alarm's threshold stops the stream.}}
    """
    # The action may be in another text: a common one for all alarms, or what the handling says about this rate.
    watching = product.handling.monitoring
    for path, alarm in rate_alarms(product):
        elsewhere = _said_of(product, alarm)
        has_threshold = alarm.threshold is not None or bool(_PERCENT.search(f"{english(alarm.action)} {elsewhere}"))
        has_action = bool(alarm.action or elsewhere or (watching.is_in_place and watching.action))
        is_bounce = alarm.metric == "bounce_rate"
        if not has_threshold and not has_action:
            yield Found(
                path,
                "The alarm on the bounce rate has neither a threshold nor an action."
                if is_bounce
                else "The alarm on the complaint rate has neither a threshold nor an action.",
            )
        elif not has_threshold:
            yield Found(
                path,
                "The alarm on the bounce rate has no threshold."
                if is_bounce
                else "The alarm on the complaint rate has no threshold.",
            )
        elif not has_action:
            yield Found(
                path,
                "You do not say what happens after the alarm on the bounce rate."
                if is_bounce
                else "You do not say what happens after the alarm on the complaint rate.",
            )


def _said_of(product: ProductView, alarm: Alarm) -> str:
    """What the handling of events says that happens at the alarm's rate, plans included."""
    mechanisms = (product.handling.bounce_hard, product.handling.complaint, product.handling.monitoring)
    texts = (english(text) for item in mechanisms if item for text in (item.mechanism, item.action, item.planned))
    return " ".join(text for text in texts if _AT_A_RATE[alarm.metric].search(text))


GUIDE = "These are the values of AWS's own guide. An earlier alarm leaves more time."


@rule("note", question="bounces", covers=["MON-01"], sources=["AWS-03", "AWS-15"], severity_because=GUIDE)
def bounce_alarm_too_late(product: ProductView, context: Context) -> Iterator[Found]:
    """An alarm on the bounce rate fires only once AWS is already reviewing you.

    AWS reviews an account from a certain bounce rate, and calls a much lower rate healthy. An alarm at the healthy rate leaves
    you time to find the cause.

    Fix: Set the threshold to the rate that AWS calls healthy, or lower.

    Wrong:
        monitoring: {alarms: [{status: implemented, metric: bounce_rate, operator: at_or_above, threshold: 5}]}
        ---
        monitoring: {alarms: [{status: implemented, metric: bounce_rate, operator: above, threshold: 5}]}
    Right:
        monitoring:
          owner: technical lead
          review_interval_days: 7
          alarms:
            - status: implemented
              metric: bounce_rate
              operator: at_or_above
              threshold: 2
              channel: Amazon CloudWatch
              action: The technical lead stops the stream and looks for the cause.
    Silent:
        monitoring: {alarms: [{}, {}, {status: planned, metric: bounce_rate, threshold: 5}]}
    """
    limit = context.number("bounce-review")
    for path, alarm in late_alarms(product, "bounce_rate", limit):
        yield Found(
            path,
            "The alarm fires above a bounce rate of {threshold}%, but AWS reviews your account from {limit}%."
            if alarm.operator == "above"
            else "The alarm fires at a bounce rate of {threshold}%, but AWS reviews your account from {limit}%.",
            "AWS's guide uses {limit}%. {healthy}% leaves you time.",
            threshold=alarm.threshold,
            limit=limit,
            healthy=context.number("bounce-good"),
        )


@rule("note", question="complaints", covers=["MON-01"], sources=["AWS-03", "AWS-15"], severity_because=GUIDE)
def complaint_alarm_too_late(product: ProductView, context: Context) -> Iterator[Found]:
    """An alarm on the complaint rate fires only once AWS is already reviewing you.

    AWS reviews an account from a certain complaint rate. An alarm at a lower rate leaves you time to find the cause. An alarm
    above that rate stays silent at the rate itself.

    Fix: Set the threshold well below the rate from which AWS reviews an account.

    Wrong:
        monitoring: {alarms: [{status: implemented, metric: complaint_rate, operator: at_or_above, threshold: 0.1}]}
        ---
        monitoring: {alarms: [{status: implemented, metric: complaint_rate, operator: above, threshold: 0.1}]}
    Right:
        monitoring:
          owner: technical lead
          review_interval_days: 7
          alarms:
            - status: implemented
              metric: bounce_rate
              operator: at_or_above
              threshold: 2
              channel: Amazon CloudWatch
              action: The technical lead stops the stream and looks for the cause.
            - status: implemented
              metric: complaint_rate
              operator: at_or_above
              threshold: 0.05
              channel: Amazon CloudWatch
              action: The technical lead looks at every complaint and stops the stream.
    Silent:
        monitoring: {alarms: [{}, {status: planned, threshold: 0.5}]}
        ---
        monitoring: {alarms: [{}, {threshold: 0.1}]}
        volume: {figures: ["(only)", {kind: forecast, per: month, max: 150}]}
    """
    if 0 < emails_a_month(product) < FEW_A_MONTH:
        return  # rate-alarm-at-tiny-volume says what helps
    limit = context.number("complaint-review")
    for path, alarm in late_alarms(product, "complaint_rate", limit):
        yield Found(
            path,
            "The alarm fires above a complaint rate of {threshold}%, but AWS reviews your account from {limit}%."
            if alarm.operator == "above"
            else "The alarm fires at a complaint rate of {threshold}%, but AWS reviews your account from {limit}%.",
            "AWS's guide uses {limit}%. {early}% leaves you time.",
            threshold=alarm.threshold,
            limit=limit,
            early=limit / 2,
        )


@rule(
    "warning",
    question="bounces",
    covers=["MON-02"],
    sources=["AWS-15"],
    asks="Alarms on the bounce rate and the complaint rate",
)
def only_infrastructure_alarms(product: ProductView) -> Iterator[Found]:
    """Your alarms watch queues and functions, but not the rates by which AWS judges you.

    A dead-letter queue fills when code fails. A bounce or a complaint follows after SES accepted the email, so no queue and no
    function ever sees it.

    Fix: Add CloudWatch alarms on Reputation.BounceRate and Reputation.ComplaintRate.

    Wrong:
        monitoring: {alarms: ["(only)", {status: implemented, metric: dead_letter_queue, channel: Amazon CloudWatch}]}
    Right:
        monitoring:
          owner: technical lead
          review_interval_days: 7
          alarms:
            - status: implemented
              metric: bounce_rate
              operator: at_or_above
              threshold: 2
              channel: Amazon CloudWatch
              action: The technical lead stops the stream and looks for the cause.
            - status: implemented
              metric: complaint_rate
              operator: at_or_above
              threshold: 0.05
              channel: Amazon CloudWatch
              action: The technical lead looks at every complaint and stops the stream.
    Silent:
        monitoring: {alarms: [{}, {}, {status: implemented, metric: dead_letter_queue, channel: CloudWatch}]}
    """
    named = {alarm.metric for alarm in product.monitoring.alarms}
    if named and not named & RATES.keys():
        yield Found(
            "monitoring.alarms",
            "Your alarms watch only the dead-letter queue, which never sees a bounce or a complaint.",
        )


_EACH = r"(?:each|every|any|all|a single|one) (?:single )?complaints?"
_LOOK = r"(?:look|review|read|check|investigat|examin|alert|alarm|stop)\w*"
LOOKED_AT = re.compile(rf"\b{_EACH}\b[^.;]{{0,40}}\b{_LOOK}|\b{_LOOK}\b[^.;]{{0,30}}\b{_EACH}\b", re.I)


@rule("note", question="complaints", covers=["MON-03"], sources=["AWS-03"])
def rate_alarm_at_tiny_volume(product: ProductView) -> Iterator[Found]:
    """You send so little email that a single complaint triggers the alarm on the rate.

    One complaint among 600 emails is 0.17%. At your size, you learn more from every single complaint than from a rate. AWS
    itself judges by a representative volume.

    Fix: Say that somebody looks at every single complaint, in addition to the alarm on the rate.

    Wrong:
        volume: {figures: ["(only)", {kind: forecast, per: month, min: 50, max: 150}]}
        ---
        volume: (leave out)
        streams: [{volume: {min_day: 1, typical_day: 2}}, {volume: {min_day: 1, typical_day: 5}}]
    Right:
        handling: {complaint: {action: We suppress the address. The technical lead looks at every single complaint.}}
    Silent:
        volume: {figures: ["(only)", {kind: forecast, per: month, min: 500, max: 3000}]}
    """
    for path, alarm in rate_alarms(product, "complaint_rate"):
        emails = emails_a_month(product)
        if not emails or emails >= FEW_A_MONTH or alarm.threshold is None:
            return
        if LOOKED_AT.search(f"{mechanism_text(product, 'complaint', 'monitoring')} {english(alarm.action)}"):
            return
        yield Found(
            path,
            "Among about {emails} emails per month, 1 complaint is {share}%, and your alarm fires at {threshold}%.",
            emails=emails,
            share=(Decimal(100) / emails).quantize(Decimal("0.01")),
            threshold=alarm.threshold,
        )
        return


@rule(
    "warning",
    question="bounces",
    covers=["MON-01"],
    sources=["AWS-03", "AWS-15"],
    asks="Alarms on the bounce rate and the complaint rate",
)
def rate_alarm_missing(product: ProductView) -> Iterator[Found]:
    """No alarm watches the bounce rate or the complaint rate.

    AWS reviews an account with a high bounce rate or complaint rate. Without alarms, you learn of it from AWS. "We monitor the
    rates" names neither a threshold nor anybody who gets notified.

    Fix: Set CloudWatch alarms on Reputation.BounceRate and Reputation.ComplaintRate, and add them to `monitoring.alarms`.

    Wrong:
        monitoring: (leave out)
        ---
        monitoring: {alarms: [{status: planned, metric: bounce_rate, threshold: 2}]}
    Right:
        monitoring:
          owner: technical lead
          review_interval_days: 7
          alarms:
            - status: implemented
              metric: bounce_rate
              operator: at_or_above
              threshold: 2
              channel: Amazon CloudWatch
              action: The technical lead stops the stream and looks for the cause.
            - status: implemented
              metric: complaint_rate
              operator: at_or_above
              threshold: 0.05
              channel: Amazon CloudWatch
              action: The technical lead looks at every complaint and stops the stream.
    Silent:
        monitoring: {alarms: ["(only)", {status: implemented, metric: dead_letter_queue}]}
    """
    named = {alarm.metric for alarm in product.monitoring.alarms}
    if named and not named & RATES.keys():
        return  # only-infrastructure-alarms
    in_place = {alarm.metric for _, alarm in rate_alarms(product)}
    missing = [metric for metric in RATES if metric not in in_place]
    is_planned = all(metric in named for metric in missing)
    if len(missing) == len(RATES):
        yield Found(
            "monitoring.alarms",
            "The alarms on the bounce rate and the complaint rate are only planned."
            if is_planned
            else "Your file has no alarm on the bounce rate and the complaint rate.",
            is_planned=is_planned,
        )
    elif "bounce_rate" in missing:
        yield Found(
            "monitoring.alarms",
            "The alarm on the bounce rate is only planned." if is_planned else "Your file has no alarm on the bounce rate.",
            is_planned=is_planned,
        )
    elif missing:
        yield Found(
            "monitoring.alarms",
            "The alarm on the complaint rate is only planned."
            if is_planned
            else "Your file has no alarm on the complaint rate.",
            is_planned=is_planned,
        )
