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

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.figures import SECONDS_PER_HOUR, peak
from policykit.rules.lib.rates import Need, needs

severity = "warning"
covers = ("VOL-06",)
question = "frequency"
sources = ("AWS-12", "AWS-01b")

TIMES = 20
"""Ours: above this, no burst of the stated figures explains the rate."""


def check(product: ProductView, context: Context) -> Iterator[Found]:
    """The rate against the most demanding figure, or else against the whole busiest day in one hour."""
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
