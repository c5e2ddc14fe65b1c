"""The figures fit into the sandbox, and no reason to leave it is given.

200 mails in 24 hours and one a second are what the sandbox allows (AWS-01). The reason is another one: its recipients cannot be
verified beforehand, or one event reaches many at once. Say so (AWS-24).

Wrong:
    request: {send_rate: 1, quota_reason: (leave out)}
    streams: [{volume: {max_day: 90}}, {volume: {max_day: 90}}, (leave out)]
    volume: {figures: [{max: 180}]}
    ---
    request: {send_rate: (leave out), quota_reason: (leave out)}
    streams: [{volume: {max_day: 90}}, {volume: {max_day: 90}}, (leave out)]
    volume: (leave out)
Right:
    request: {send_rate: 1}
    streams: [{volume: {max_day: 90}}, {volume: {max_day: 90}}, (leave out)]
    volume: {figures: [{max: 180}]}
    ---
    request: {quota_reason: (leave out)}
    ---
    request: {send_rate: 1, quota_reason: (leave out)}
    justification: {sandbox_limits: [Singers cannot be verified one by one.]}
    streams: [{volume: {max_day: 90}}, {volume: {max_day: 90}}, (leave out)]
    volume: {figures: [{max: 180}]}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.figures import peak

severity = "warning"
covers = ("VOL-12",)
question = "frequency"
sources = ("AWS-01", "AWS-24")


def check(product: ProductView, context: Context) -> Iterator[Found]:
    """Small figures without a reason, neither with the quota nor with the limits of the sandbox."""
    request, justification = product.request, product.justification
    if request.quota_reason or (justification.sandbox_limits):
        return
    day, limit, rate = peak(product, "day"), context.number("sandbox-daily"), context.number("sandbox-rate")
    if day is None or day > limit or (request.send_rate is not None and request.send_rate > rate):
        return
    message = (
        f"{day:,} on the busiest day fit into the sandbox ({limit:,} in 24 hours), and why it has to be left is not stated"
    )
    fix = "say in `quota_reason:` that recipients cannot be verified beforehand, and how many one event reaches"
    yield Found("request.quota_reason", message, fix)
