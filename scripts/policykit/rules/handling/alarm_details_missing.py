"""An alarm on a rate does not say when it goes off, or what is then done.

"CloudWatch alarms for bounces" shows that somebody has heard of alarms. The number and the action show that somebody will act
on one (AWS-03, AWS-15).

Wrong:
    monitoring: {alarms: [{threshold: (leave out)}]}
    ---
    monitoring: {alarms: [{}, {action: (leave out)}]}
Right:
    monitoring: {alarms: [{threshold: 2, action: The technical lead stops the stream.}]}
    ---
    monitoring: {alarms: [{action: (leave out)}]}
    handling: {monitoring: {action: At each alarm the technical lead stops the stream.}}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.alarms import RATES, rate_alarms

severity = "warning"
covers = ("MON-01",)
question = "bounces"
sources = ("AWS-03", "AWS-15")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each alarm in place on a rate that lacks its threshold or its action."""
    watching = product.handling.monitoring
    has_common_action = bool(watching and watching.is_in_place and watching.action)
    for path, alarm in rate_alarms(product):
        missing = ["at which rate it goes off"] if alarm.threshold is None else []
        missing += [] if alarm.action or has_common_action else ["what is then done"]
        if missing:
            message = f"alarm on the {RATES[alarm.metric]}; not stated: {', '.join(missing)}"
            yield Found(path, message, "give `threshold:` in per cent, and in `action:` who does what then")
