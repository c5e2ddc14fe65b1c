"""Maximum send rate."""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView, rule
from policykit.rules.lib.figures import SECONDS_PER_HOUR, peak
from policykit.rules.lib.rates import Need, needs


@rule(
    "error",
    question="frequency",
    covers=["VOL-06"],
    sources=["AWS-12", "AWS-01b"],
    severity_because="VOL-06 itself calls a rate that is too low an error; only one that is too high is a warning.",
)
def rate_below_peak(product: ProductView) -> Iterator[Found]:
    """The sending rate asked for is below the busiest hour or the largest burst.

    Mail above the rate is throttled (AWS-12): codes come late, and an invitation to many waits in the queue.

    Wrong:
        request: {send_rate: 1}
        ---
        request: {send_rate: 0.05}
        streams: [{volume: {burst: (leave out)}}, {volume: {burst: (leave out)}}, {volume: {burst: (leave out)}}]
    Right:
        request: {send_rate: 1.5}
        ---
        request: {send_rate: (leave out)}
    """
    # The rate against the most demanding figure.
    rate = product.request.send_rate
    need = max(needs(product), default=None, key=lambda known: known.per_second) if rate is not None else None
    if need and rate is not None and rate < need.per_second:
        message = f"{rate} a second are asked for, and {need.words} = {need.per_second:.2g} a second"
        yield Found("request.send_rate", message, f"ask for {need.enough} a second, or spread the mail")


TIMES = 20
"""Ours: above this, no burst of the stated figures explains the rate."""


@rule("warning", question="frequency", covers=["VOL-06"], sources=["AWS-12", "AWS-01b"])
def rate_far_above_peak(product: ProductView, context: Context) -> Iterator[Found]:
    """The sending rate asked for is far above what the figures need, without a reason.

    Five mails a second for a hundred mails a day look like a number from somebody else's request (AWS-12).

    Wrong:
        request: {send_rate: 50, quota_reason: (leave out)}
        ---
        request: {send_rate: 5, quota_reason: (leave out)}
        streams: [(only), {id: code, title: Code, class: transactional}]
        volume: {figures: [(only), {kind: maximum, per: day, max: 100}]}
    Right:
        request: {send_rate: 30, quota_reason: (leave out)}
        ---
        request: {send_rate: 50}
        ---
        request: {send_rate: 1, quota_reason: (leave out)}
        streams: [(only), {id: code, title: Code, class: transactional}]
        volume: {figures: [(only), {kind: maximum, per: day, max: 100}]}
    """
    # The rate against the most demanding figure, or else against the whole busiest day in one hour.
    rate = product.request.send_rate
    if rate is None or rate <= context.number("sandbox-rate") or product.request.quota_reason:
        return
    known = needs(product)
    if not known and (day := peak(product, "day")):
        known = [Need(day / SECONDS_PER_HOUR, f"all {day:,} of the busiest day in one hour need {day:,} / 3,600 seconds")]
    need = max(known, default=None, key=lambda one: one.per_second)
    if need and rate > TIMES * need.per_second:
        message = f"{rate} a second are asked for, and {need.words} = {need.per_second:.2g} a second"
        fix = f"ask for {need.enough} a second, or say in `quota_reason:` what the rate is for"
        yield Found("request.send_rate", message, fix)


SECONDS = 86_400


@rule("error", question="frequency", covers=["VOL-07"], sources=["AWS-12"])
def rate_too_low_for_quota(product: ProductView) -> Iterator[Found]:
    """The sending rate cannot send the daily quota in a day.

    Rate x 86,400 seconds is the most that a day can hold; a quota above it can never be used (AWS-12).

    Wrong:
        request: {daily_quota: 100000, send_rate: 1}
    Right:
        request: {daily_quota: 86400, send_rate: 1}
        ---
        request: {daily_quota: 100000, send_rate: (leave out)}
    """
    # Quota and rate, where both are stated.
    quota, rate = product.request.daily_quota, product.request.send_rate
    if quota is not None and rate is not None and rate * SECONDS < quota:
        message = f"{rate} a second x 86,400 seconds = {int(rate * SECONDS):,} in 24 hours, below the quota of {quota:,}"
        yield Found("request.send_rate", message, "raise the rate, or lower the quota")
