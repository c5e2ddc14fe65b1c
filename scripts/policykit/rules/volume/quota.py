"""Daily quota."""

import re
from collections.abc import Iterator

from policykit.model import Figure
from policykit.readiness.sentences import denies, sentences
from policykit.rules import Context, Found, ProductView, Words, rule, text_rule
from policykit.rules.lib.figures import NEAR_MONTHS, active_days, ahead, day_of, figures, peak, volumes


@rule("note", question="frequency", covers=["VOL-14"], sources=["AWS-01", "AWS-24"])
def figure_equals_limit(product: ProductView, context: Context) -> Iterator[Found]:
    """A figure equals one of AWS's limits.

    200 per day is the quota of the sandbox, and 50,000 per day is the quota that published approvals name. A volume of exactly
    that size looks copied instead of counted.

    Fix: Count the emails you expect, and enter that number.

    Wrong:
        volume: {figures: [{}, {}, {kind: forecast, per: day, max: 50000, months_ahead: 12}]}
        ---
        streams: [{volume: {max_day: 200}}]
        ---
        request: {daily_quota: 50000}
    Right:
        volume:
          figures:
            - {kind: forecast, per: day, min: 30, max: 490}
            - {kind: forecast, per: month, max: 9000}
            - {kind: forecast, per: day, max: 1400, months_ahead: 12}
        ---
        volume: {figures: [{}, {}, {kind: forecast, per: day, max: 48000, months_ahead: 12}]}
        ---
        streams: [{volume: {max_day: 180}}]
        ---
        volume: {figures: [{}, {}, {kind: current, per: day, max: 200}]}
        ---
        volume: {figures: [{}, {}, {kind: forecast, per: day, max: 50000, fewer_than_max: true, months_ahead: 12}]}
    """
    # A current figure in the sandbox is another rule's matter.
    sandbox, granted = int(context.number("sandbox-daily")), int(context.number("production-daily"))
    stated = [(f"{path}.max", figure.max) for path, figure in figures(product, "day") if _is_the_figure(figure)]
    stated += [(f"{path}.max_day", volume.max_day) for path, volume in volumes(product) if volume.max_day is not None]
    found = [(path, number) for path, number in stated if number in (sandbox, granted)]
    if not found and product.request.daily_quota == granted:
        found = [("request.daily_quota", granted)]
    for path, number in found:
        yield Found(
            path,
            "{number} emails per day is exactly the daily quota of the sandbox."
            if number == sandbox
            else "{number} emails per day is exactly the quota that published approvals name.",
            number=number,
        )


def _is_the_figure(figure: Figure) -> bool:
    return figure.kind != "current" and not figure.fewer_than_max


PEAK_HEADROOM = 1.5
"""Ours: how far above the mean the busiest day of mail on demand usually is, at least."""


@rule("note", question="frequency", covers=["VOL-04"])
def peak_without_headroom(product: ProductView) -> Iterator[Found]:
    """Your busiest day is hardly above an ordinary day.

    Emails that follow what people do are not spread evenly: some days bring twice the mean. A maximum close to the mean
    suggests that nobody looked at the busiest day.

    Fix: Look up the busiest day so far, and enter its number.

    Wrong:
        streams: [{volume: {typical_day: 80, max_day: 100}}]
        ---
        volume: {figures: [{}, {max: 12000}]}
    Right:
        streams: [{volume: {typical_day: 40, max_day: 100}}]
        ---
        volume: {figures: [{}, {max: 6000}]}
        ---
        streams: [{}, {}, {volume: {typical_day: 80}}]
        ---
        streams: [{volume: {typical_day: (leave out)}}]
        ---
        volume: {figures: [{}, {max: 20000}]}
    """
    for path, month in figures(product, "month"):
        most, days = day_of(product, month).most, active_days(product)
        mean = round(month.max / days)
        if most is not None and mean <= most < PEAK_HEADROOM * mean:
            yield Found(
                f"{path}.max",
                "{month} emails per month make {mean} on each of {days} days, and the busiest day has only {most}.",
                month=month.max,
                mean=mean,
                days=days,
                most=most,
            )
    for path, stream in product.each_stream():
        volume, trigger = stream.volume, stream.trigger
        if not volume.typical_day or volume.max_day is None or trigger.actor == "schedule":
            continue
        if volume.max_day < PEAK_HEADROOM * volume.typical_day:
            yield Found(
                f"{path}.volume.max_day",
                "`{stream}` has {typical} emails on an ordinary day and only {most} on the busiest.",
                stream=stream.id,
                typical=volume.typical_day,
                most=volume.max_day,
            )


@rule(
    "error",
    question="frequency",
    covers=["VOL-05"],
    sources=["AWS-12", "AWS-13"],
    severity_because="VOL-05 itself calls a quota that is too low an error; only one that is too high is a warning.",
)
def quota_below_peak(product: ProductView) -> Iterator[Found]:
    """The daily quota you request is below your busiest day.

    SES stops sending at the quota, so emails of that day are late or lost. To AWS, the request contradicts your own figures.

    Fix: Request 1.5 to 2 times the busiest day.

    Wrong:
        request: {daily_quota: 400}
    Right:
        request: {daily_quota: 980}
        ---
        request: {daily_quota: 490}
        ---
        request: {daily_quota: (leave out)}
        ---
        request: {daily_quota: 1000}
        volume: {figures: [{}, {kind: forecast, per: day, max: 5000, months_ahead: 12}]}
        ---
        request: {daily_quota: 600}
        volume: {figures: [{max: 601, fewer_than_max: true}]}
    """
    quota, day = product.request.daily_quota, peak(product, "day")
    if quota is not None and day is not None and quota < day:
        yield Found(
            "request.daily_quota",
            "You request {quota} emails in 24 hours, but the busiest day of the next {months} months has {day}.",
            "Request {low} to {high}, which is 1.5 to 2 times the busiest day.",
            quota=quota,
            months=NEAR_MONTHS,
            day=day,
            low=day * 3 // 2,
            high=day * 2,
        )


CALENDAR = re.compile(r"\bcalendar days?\b|\b(?:at|until|every|each|by) midnight\b|\bKalendertag\w*|\bMitternacht\b", re.I)
QUOTA = re.compile(r"\bquotas?\b|\bsending limits?\b|\w*kontingent\w*|\bSendelimit\w*", re.I)
ROLLING = re.compile(r"\b(?:rolling|gleitend\w*)\b", re.I)


@text_rule(
    "note", question="frequency", covers=["VOL-10"], sources=["AWS-12"], signs="calendar midnight kalendertag mitternacht"
)
def quota_by_calendar_day(words: Words) -> Iterator[Found]:
    """A text describes the daily quota as one per calendar day.

    SES counts the emails of the last 24 hours at any moment. Nothing resets at midnight.

    Fix: Say that the quota covers the last 24 hours at any moment.

    Wrong:
        volume: {pattern: The quota is used up by noon and resets at midnight.}
        ---
        volume: {pattern: {en: Mail is spread., de: Das Versandkontingent gilt je Kalendertag.}}
    Right:
        volume: {pattern: The quota counts the last 24 hours at each moment.}
    Silent:
        volume: {pattern: Reminders go out at midnight.}
        ---
        volume: {pattern: "The quota is not one of a calendar day; it counts the last 24 hours."}
        ---
        lists: {stored_where: The archive is deleted each calendar day.}
    """
    if not CALENDAR.search(words.text):
        return
    for sentence in sentences(words.text):
        match = CALENDAR.search(sentence)
        if match and QUOTA.search(sentence) and not ROLLING.search(sentence) and not denies(sentence):
            yield Found(words.path, 'The text ties the quota to the calendar day: "{words}".', words=match[0])


TIMES = 5
"""Ours: from this on, a reviewer asks what the rest is for."""
LARGE = 10_000
"""Ours: published approvals grant five times as much, so a smaller quota raises no question."""


@rule("warning", question="frequency", covers=["VOL-05"], sources=["AWS-12", "AWS-13"])
def quota_far_above_peak(product: ProductView) -> Iterator[Found]:
    """The daily quota you request is far above your busiest day.

    AWS asks what the rest is for. Room for growth is no reason, because AWS raises the quota as your usage comes near it.

    Fix: Request 1.5 to 2 times the busiest day.

    Wrong:
        request: {daily_quota: 50000}
        ---
        request: {daily_quota: 50000}
        volume: {figures: [{max: 10000}]}
    Milder:
        request: {daily_quota: 1000, quota_reason: This accommodates growth.}
        streams: [{volume: (leave out)}]
        volume: {figures: [{max: 200, fewer_than_max: true}]}
        ---
        request: {daily_quota: 999}
        streams: [{volume: (leave out)}]
        volume: {figures: [{max: 200, fewer_than_max: true}]}
    Right:
        request: {daily_quota: 980}
        ---
        request: {daily_quota: 2440}
        ---
        request: {daily_quota: 50000}
        volume: {figures: [{max: 10100}]}
        ---
        request: {daily_quota: 50000}
        streams: [{volume: (leave out)}]
        volume: (leave out)
    """
    quota, day = product.request.daily_quota, peak(product, "day")
    if quota is None or not day or quota < TIMES * day:
        return
    near = [figure for _, figure in figures(product, "day") if ahead(figure) <= NEAR_MONTHS]
    is_bound = any(figure.fewer_than_max and figure.max == day + 1 for figure in near)
    yield Found(
        "request.daily_quota",
        "You request {quota} emails in 24 hours, but you expect fewer than {limit} per day in the next {months} months."
        if is_bound
        else "You request {quota} emails in 24 hours, {times} times the busiest day of the next {months} months ({day}).",
        "Request {low} to {high}, which is 1.5 to 2 times the busiest day. AWS raises the quota as your usage comes near it.",
        severity="note" if quota < LARGE else None,
        quota=quota,
        limit=day + 1,
        times=round(quota / day),
        months=NEAR_MONTHS,
        day=day,
        low=(day + is_bound) * 3 // 2,
        high=(day + is_bound) * 2,
    )


QUOTA_HEADROOM = 1.1
"""Ours: a tenth for what is sent again or to suppressed addresses."""


@rule("note", question="frequency", covers=["VOL-17"], sources=["AWS-06", "AWS-07", "AWS-12"])
def quota_without_headroom(product: ProductView) -> Iterator[Found]:
    """The daily quota you request leaves no headroom above your busiest day.

    SES also counts emails that you send again or send to suppressed addresses. A busy day needs more than its recipients.

    Fix: Request 1.5 to 2 times the busiest day.

    Wrong:
        request: {daily_quota: 500}
    Right:
        request: {daily_quota: 980}
        ---
        request: {daily_quota: 540}
        ---
        request: {daily_quota: 400}
    """
    # A quota below the busiest day is another rule's matter.
    quota, day = product.request.daily_quota, peak(product, "day")
    if quota is not None and day and day <= quota < QUOTA_HEADROOM * day:
        yield Found(
            "request.daily_quota",
            "You request {quota} emails in 24 hours, and your busiest day already has {day}.",
            "Request {low} to {high}, which is 1.5 to 2 times the busiest day.",
            quota=quota,
            day=day,
            low=day * 3 // 2,
            high=day * 2,
        )
