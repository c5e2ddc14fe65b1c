"""Daily quota."""

import re
from collections.abc import Iterator

from policykit.model import Figure
from policykit.readiness.sentences import denies, sentences
from policykit.rules import Context, Found, ProductView, Words, rule, text_rule
from policykit.rules.lib.figures import NEAR_MONTHS, active_days, day_of, figures, peak, volumes


@rule("note", question="frequency", covers=["VOL-14"], sources=["AWS-01", "AWS-24"])
def figure_equals_limit(product: ProductView, context: Context) -> Iterator[Found]:
    """A figure equals one of AWS's limits.

    200 and 50,000 a day are the quota of the sandbox and the one that public grants name (AWS-01, AWS-24). A volume of exactly
    that size looks copied, not counted. "Fewer than 200" is a bound and claims no such figure.

    Wrong:
        volume: {figures: [{}, {}, {kind: forecast, per: day, max: 50000, months_ahead: 12}]}
        ---
        streams: [{volume: {max_day: 200}}]
        ---
        request: {daily_quota: 50000}
    Right:
        volume: {figures: [{}, {}, {kind: forecast, per: day, max: 48000, months_ahead: 12}]}
        ---
        streams: [{volume: {max_day: 180}}]
        ---
        volume: {figures: [{}, {}, {kind: current, per: day, max: 200}]}
        ---
        volume: {figures: [{}, {}, {kind: forecast, per: day, max: 50000, fewer_than_max: true, months_ahead: 12}]}
    """
    # Each daily figure that is a limit, else the quota; a current figure in the sandbox is another rule's matter.
    sandbox, granted = int(context.number("sandbox-daily")), int(context.number("production-daily"))
    stated = [(f"{path}.max", figure.max) for path, figure in figures(product, "day") if _is_the_figure(figure)]
    stated += [(f"{path}.max_day", volume.max_day) for path, volume in volumes(product) if volume.max_day is not None]
    found = [(path, number) for path, number in stated if number in (sandbox, granted)]
    if not found and product.request.daily_quota == granted:
        found = [("request.daily_quota", granted)]
    for path, number in found:
        name = "the daily quota of the sandbox" if number == sandbox else "the daily quota that public grants name"
        yield Found(path, f"the figure of {number:,} a day is exactly {name}", "count, and state what you counted")


def _is_the_figure(figure: Figure) -> bool:
    return figure.kind != "current" and not figure.fewer_than_max


PEAK_HEADROOM = 1.5
"""Ours: how far above the mean the busiest day of mail on demand usually is, at least."""
FIX = "look at the busiest day so far, and state that"


@rule("note", question="frequency", covers=["VOL-04"])
def peak_without_headroom(product: ProductView) -> Iterator[Found]:
    """The busiest day is hardly above the mean.

    Mail that follows what people do is not flat: some days bring twice the mean. A peak close to the mean is a mean typed
    twice.

    Wrong:
        volume: {figures: [{}, {max: 12000}]}
        ---
        streams: [{volume: {typical_day: 80}}]
    Right:
        volume: {figures: [{}, {max: 6000}]}
        ---
        streams: [{}, {}, {volume: {typical_day: 80}}]
        ---
        streams: [{volume: {typical_day: (leave out)}}]
        ---
        volume: {figures: [{}, {max: 20000}]}
    """
    # Each month, and each stream that follows people's actions, whose largest day is close to its ordinary one.
    for path, month in figures(product, "month"):
        most, days = day_of(product, month).most, active_days(product)
        mean = round(month.max / days)
        if most is not None and mean <= most < PEAK_HEADROOM * mean:
            times = f"{most / mean:.1f} times the mean"
            message = f"{month.max:,} / {days} days = {mean:,} a day, and the busiest day has {most:,}: {times}"
            yield Found(f"{path}.max", message, FIX)
    for path, stream in product.each_stream():
        volume, trigger = stream.volume, stream.trigger
        if not volume.typical_day or volume.max_day is None or trigger.actor == "schedule":
            continue
        if volume.max_day < PEAK_HEADROOM * volume.typical_day:
            message = f"{volume.max_day:,} on the busiest day of `{stream.id}`, {volume.typical_day:,} on an ordinary one"
            yield Found(f"{path}.volume.max_day", message, FIX)


@rule(
    "error",
    question="frequency",
    covers=["VOL-05"],
    sources=["AWS-12", "AWS-13"],
    severity_because="VOL-05 itself calls a quota that is too low an error; only one that is too high is a warning.",
)
def quota_below_peak(product: ProductView) -> Iterator[Found]:
    """The daily quota asked for is below the busiest day.

    SES stops sending at the quota, and the mail of that day is lost or late (AWS-12).

    Wrong:
        request: {daily_quota: 400}
    Right:
        request: {daily_quota: 490}
        ---
        request: {daily_quota: (leave out)}
        ---
        request: {daily_quota: 1000}
        volume: {figures: [{}, {kind: forecast, per: day, max: 5000, months_ahead: 12}]}
    """
    # The quota against the busiest day of the next months.
    quota, day = product.request.daily_quota, peak(product, "day")
    if quota is not None and day is not None and quota < day:
        message = f"{quota:,} in 24 hours are asked for, and the busiest day of the next {NEAR_MONTHS} months has {day:,}"
        fix = f"ask for {day * 3 // 2:,} to {day * 2:,}, which is the busiest day x 1.5 to 2"
        yield Found("request.daily_quota", message, fix)


CALENDAR = re.compile(r"\bcalendar days?\b|\b(?:at|until|every|each|by) midnight\b|\bKalendertag\w*|\bMitternacht\b", re.I)
QUOTA = re.compile(r"\bquotas?\b|\bsending limits?\b|\w*kontingent\w*|\bSendelimit\w*", re.I)
ROLLING = re.compile(r"\b(?:rolling|gleitend\w*)\b", re.I)


@text_rule(
    "note", question="frequency", covers=["VOL-10"], sources=["AWS-12"], signs="calendar midnight kalendertag mitternacht"
)
def quota_by_calendar_day(words: Words) -> Iterator[Found]:
    """A text speaks of the quota as one of a calendar day.

    The quota counts the last 24 hours at each moment (AWS-12); nothing is reset at midnight.

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
    # Each sentence that names the quota and the calendar day.
    if not CALENDAR.search(words.text):
        return
    for sentence in sentences(words.text):
        match = CALENDAR.search(sentence)
        if match and QUOTA.search(sentence) and not ROLLING.search(sentence) and not denies(sentence):
            message = f'the quota is described by calendar day: "{match[0]}"'
            yield Found(words.path, message, "say that it counts the last 24 hours at each moment")


TIMES = 5
"""Ours: above this, a reviewer asks what the rest is for."""


@rule("warning", question="frequency", covers=["VOL-05"], sources=["AWS-12", "AWS-13"])
def quota_far_above_peak(product: ProductView) -> Iterator[Found]:
    """The daily quota asked for is far above the busiest day.

    It looks greedy or copied, and it is not needed: AWS raises a quota by itself when use comes near it (AWS-13).

    Wrong:
        request: {daily_quota: 50000}
    Right:
        request: {daily_quota: 2450}
        ---
        request: {daily_quota: 50000}
        volume: {figures: [{max: 10000}]}
        ---
        request: {daily_quota: 50000}
        streams: [{volume: (leave out)}]
        volume: (leave out)
    """
    # The quota against the busiest day of the next months.
    quota, day = product.request.daily_quota, peak(product, "day")
    if quota is not None and day and quota > TIMES * day:
        message = (
            f"{quota:,} in 24 hours are asked for, {round(quota / day):,} times the busiest day of the next "
            f"{NEAR_MONTHS} months ({day:,})"
        )
        fix = f"ask for {day * 3 // 2:,} to {day * 2:,}; AWS raises the quota when use comes near it"
        yield Found("request.daily_quota", message, fix)


QUOTA_HEADROOM = 1.1
"""Ours: a tenth for what is sent again or to suppressed addresses."""


@rule("note", question="frequency", covers=["VOL-17"], sources=["AWS-06", "AWS-07", "AWS-12"])
def quota_without_headroom(product: ProductView) -> Iterator[Found]:
    """The daily quota asked for leaves no room above the busiest day.

    SES counts each try and each mail to a suppressed address (AWS-06, AWS-07), so that a busy day needs more than its
    recipients.

    Wrong:
        request: {daily_quota: 500}
    Right:
        request: {daily_quota: 540}
        ---
        request: {daily_quota: 400}
    """
    # A quota that is enough, but only just; one below the busiest day is another rule's matter.
    quota, day = product.request.daily_quota, peak(product, "day")
    if quota is not None and day and day <= quota < QUOTA_HEADROOM * day:
        message = (
            f"{quota:,} in 24 hours are asked for, and the busiest day has {day:,}; repeated and suppressed mail counts too"
        )
        yield Found("request.daily_quota", message, f"ask for {day * 3 // 2:,} to {day * 2:,}")
