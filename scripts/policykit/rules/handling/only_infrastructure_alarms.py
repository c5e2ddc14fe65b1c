"""The alarms watch queues and functions, and none watches the rates by which AWS judges.

A dead-letter queue fills when code fails. A bounce and a complaint come after SES has accepted the mail, so no queue and no
function ever sees them (AWS-15).

Wrong:
    monitoring: {alarms: ["(only)", {status: implemented, metric: dead_letter_queue, channel: CloudWatch}]}
Right:
    monitoring: {alarms: [{}, {}, {status: implemented, metric: dead_letter_queue, channel: CloudWatch}]}
    ---
    monitoring: {alarms: (leave out)}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.alarms import RATES

severity = "warning"
covers = ("MON-02",)
question = "bounces"
sources = ("AWS-15",)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Alarms of which none is about a rate, not even a planned one."""
    named = {alarm.metric for alarm in product.monitoring.alarms}
    if named and not named & RATES.keys():
        message = "the only alarm watches the dead-letter queue, which never sees a bounce or a complaint"
        fix = "add CloudWatch alarms on Reputation.BounceRate and Reputation.ComplaintRate"
        yield Found("monitoring.alarms", message, fix)
