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

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.alarms import late_alarms

severity = "warning"
covers = ("MON-01",)
question = "complaints"
sources = ("AWS-03", "AWS-15")


def check(product: ProductView, context: Context) -> Iterator[Found]:
    """Each alarm in place whose threshold is not below the rate of a review."""
    limit = context.number("complaint-review")
    for path, message in late_alarms(product, "complaint_rate", limit):
        yield Found(path, message, f"alarm at {limit / 2}% or below")
