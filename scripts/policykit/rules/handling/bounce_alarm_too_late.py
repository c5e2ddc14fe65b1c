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

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.alarms import late_alarms

severity = "warning"
covers = ("MON-01",)
question = "bounces"
sources = ("AWS-03", "AWS-15")


def check(product: ProductView, context: Context) -> Iterator[Found]:
    """Each alarm in place whose threshold is not below the rate of a review."""
    for path, message in late_alarms(product, "bounce_rate", context.number("bounce-review")):
        yield Found(path, message, f"alarm at {context.number('bounce-good')}% or below")
