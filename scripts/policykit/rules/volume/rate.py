"""Maximum send rate."""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView, rule
from policykit.rules.lib.figures import SECONDS_PER_HOUR, peak
from policykit.rules.lib.rates import Need, needs
from policykit.rules.lib.reasons import has_reason


@rule("warning", question="frequency", covers=["VOL-06"], sources=["AWS-12", "AWS-01b"])
def rate_below_peak(product: ProductView) -> Iterator[Found]:
    """The send rate you request is too low for your busiest hour or your largest burst.

    SES rejects emails above the rate. Codes arrive late, and an invitation to many people waits in your queue.

    Fix: Request a higher rate, or spread the emails over more time.

    Wrong:
        request: {send_rate: 1}
        ---
        request: {send_rate: 0.05}
        streams: [{volume: {burst: (leave out)}}, {volume: {burst: (leave out)}}, {volume: {burst: (leave out)}}]
    Right:
        request: {send_rate: 2}
        ---
        request: {send_rate: 1.5}
        ---
        request: {send_rate: (leave out)}
    """
    rate = product.request.send_rate
    need = max(needs(product), default=None, key=lambda known: known.per_second) if rate is not None else None
    if need and rate is not None and rate < need.per_second:
        yield Found(
            "request.send_rate",
            "You request {rate} emails per second, or {most} per hour, but your busiest hour has {count}."
            if need.of == "hour"
            else "You request {rate} emails per second, but one event sends {count}, which takes longer than a minute.",
            "Request {enough} per second, or spread the emails over more time.",
            rate=rate,
            most=int(rate * SECONDS_PER_HOUR),
            count=need.count,
            enough=need.enough,
        )


TIMES = 20
"""Ours: above this, no burst of the stated figures explains the rate."""


@rule("warning", question="frequency", covers=["VOL-06"], sources=["AWS-12", "AWS-13", "AWS-01b"])
def rate_far_above_peak(product: ProductView, context: Context) -> Iterator[Found]:
    """The send rate you request is far above what your figures need.

    5 emails per second for 100 emails per day look like a number from somebody else's request, and AWS asks about it. Room for
    growth is no reason, because AWS raises the rate as your usage grows.

    Fix: Request a rate that fits your largest burst, or explain the rate in `request.quota_reason`.

    Wrong:
        request: {send_rate: 50, quota_reason: This leaves room for growth.}
        ---
        request: {send_rate: 50, quota_reason: (leave out)}
        ---
        request: {send_rate: 50, quota_reason: 50 per second accommodate future growth.}
    Milder:
        request: {send_rate: 5, quota_reason: (leave out)}
        streams: [(only), {id: code, title: Code, class: transactional}]
        volume: {figures: [(only), {kind: maximum, per: day, max: 100}]}
    Right:
        request: {send_rate: 2, quota_reason: One rehearsal plan goes to all 60 members of a choir at once.}
        ---
        request: {send_rate: 30, quota_reason: (leave out)}
        ---
        request: {send_rate: 50}
        ---
        request: {send_rate: 50, quota_reason: "Our choirs grow, and the 3,000 members of a federation get one plan at once."}
        ---
        request: {send_rate: 1, quota_reason: (leave out)}
        streams: [(only), {id: code, title: Code, class: transactional}]
        volume: {figures: [(only), {kind: maximum, per: day, max: 100}]}
    """
    rate = product.request.send_rate
    if rate is None or rate <= context.number("sandbox-rate") or has_reason(product):
        return
    known = needs(product)
    if not known and (day := peak(product, "day")):
        known = [Need("day", day, SECONDS_PER_HOUR)]  # all emails of the busiest day within one hour
    need = max(known, default=None, key=lambda one: one.per_second)
    if need and rate > TIMES * need.per_second:
        yield Found(
            "request.send_rate",
            "You request {rate} emails per second, which sends your busiest day of {count} within {seconds} seconds."
            if need.of == "day"
            else "You request {rate} emails per second, which sends your busiest hour of {count} within {seconds} seconds."
            if need.of == "hour"
            else "You request {rate} emails per second, which sends your largest burst of {count} within {seconds} seconds.",
            "Request {enough} per second, or explain in `request.quota_reason` what the rate is for.",
            severity="note" if rate <= context.number("production-rate") else None,  # published approvals grant that much
            rate=rate,
            count=need.count,
            seconds=max(2, -int(-need.count // rate)),
            enough=need.enough,
        )


SECONDS = 86_400


@rule("error", question="frequency", covers=["VOL-07"], sources=["AWS-12"])
def rate_too_low_for_quota(product: ProductView) -> Iterator[Found]:
    """The send rate you request cannot send the daily quota in a day.

    A day has 86,400 seconds. You could never use a quota above the rate times 86,400, so one of the two numbers is wrong.

    Fix: Raise the rate, or lower the quota.

    Wrong:
        request: {daily_quota: 100000, send_rate: 1}
    Right:
        request: {daily_quota: 100000, send_rate: 2}
        ---
        request: {daily_quota: 86400, send_rate: 1}
        ---
        request: {daily_quota: 100000, send_rate: (leave out)}
    """
    quota, rate = product.request.daily_quota, product.request.send_rate
    if quota is not None and rate is not None and rate * SECONDS < quota:
        yield Found(
            "request.send_rate",
            "{rate} emails per second make {most} in 24 hours, less than the {quota} you request.",
            rate=rate,
            most=int(rate * SECONDS),
            quota=quota,
        )
