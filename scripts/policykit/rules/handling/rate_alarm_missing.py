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

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.alarms import RATES, rate_alarms

severity = "warning"
covers = ("MON-01",)
question = "bounces"
sources = ("AWS-03", "AWS-15")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The rates without an alarm in place; alarms on other things alone are a fault of their own."""
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
