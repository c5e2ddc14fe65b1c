"""The rates are watched, but not by whom, or how often.

"We monitor regularly" is no control: nobody can tell when it was not done. A role and a number of days are (AWS-03).

Wrong:
    monitoring: {owner: (leave out), alarms: (leave out)}
    handling: {monitoring: {owner: (leave out), mechanism: The rates are watched in CloudWatch.}}
    ---
    monitoring: {review_interval_days: (leave out)}
Right:
    monitoring: {owner: technical lead, review_interval_days: 7}
    ---
    monitoring: (leave out)
    handling: {monitoring: {status: planned}}
Silent:
    monitoring: {owner: (leave out), review_interval_days: (leave out)}
    handling: {monitoring: {owner: (leave out), mechanism: The operations team looks at both rates every day.}}
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import english
from policykit.readiness.statements import mechanism_text
from policykit.rules import Context, Found, ProductView

severity = "warning"
covers = ("MON-04",)
question = "bounces"
sources = ("AWS-03",)

# "The team" names nobody; a role does.
ROLE = re.compile(
    r"\b(?:operations?|ops|support|engineering|technical|security|platform|development|SRE|on-call)\s+(?:teams?|leads?|engineers?"
    r"|staff|persons?)\b|\b(?:administrators?|operators?|founders?|owners?|CTO|managing directors?)\b",
    re.I,
)
INTERVAL = re.compile(
    r"\b(?:hourly|daily|weekly|monthly|(?:each|every) (?:\d+ |two |three )?(?:hour|day|morning|week|month)s?)\b", re.I
)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Watching in place whose owner or interval neither a field nor a text states."""
    monitoring, watching = product.monitoring, product.handling.monitoring
    alarms = [alarm for alarm in monitoring.alarms if alarm.status.is_in_place]
    if not alarms and not (watching and watching.is_in_place):
        return
    reports = [english(item.text) for item in monitoring.reports if item.status.is_in_place]
    text = " ".join((mechanism_text(product, "monitoring"), *(english(alarm.action) for alarm in alarms), *reports))
    has_owner = monitoring.owner or (watching and watching.owner) or ROLE.search(text)
    missing = [] if has_owner else ["who watches the rates"]
    missing += [] if monitoring.review_interval_days is not None or INTERVAL.search(text) else ["how often somebody looks"]
    if missing:
        fix = "name a role in `monitoring.owner`, and the days between two looks in `review_interval_days`"
        yield Found("monitoring", f"not stated: {', '.join(missing)}", fix)
