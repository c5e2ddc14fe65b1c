"""A text names another rate than the alarm or target of the product.

A number that is typed twice drifts: one place is changed, the other is sent to AWS. Name the field's number, or no number.

Wrong:
    commitments: [We keep the bounce rate below 5%.]
    ---
    handling: {complaint: {action: "The address is suppressed. At a complaint rate of 0.3% the team stops the stream."}}
Right:
    commitments: [We keep the bounce rate below 2%.]
Silent:
    commitments: [AWS reviews an account from a bounce rate of 5%.]
    ---
    commitments: [A bounce suppresses the address; 99% of the codes arrive in a minute.]
    ---
    monitoring: {alarms: (leave out), targets: (leave out)}
    commitments: [We keep the bounce rate below 5%.]
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from policykit.readiness.sentences import sentence_at
from policykit.readiness.statements import wordings_with
from policykit.rules import Context, Found, ProductView

severity = "warning"
covers = ("CON-11",)
question = "bounces"

RATE = re.compile(
    r"\b(?P<metric>bounce|complaint)s?(?: rates?)?\b(?P<between>[^.;%]{0,40}?)(?P<number>\d{1,3}(?:\.\d+)?) ?%", re.I
)
OTHERS = re.compile(r"\b(?:AWS|Amazon|SES|Gmail|Google|Yahoo)\b")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each rate in a text that no alarm and no target has."""
    known: dict[str, set[Decimal]] = {"bounce": set(), "complaint": set()}
    for alarm in product.monitoring.alarms:
        if alarm.threshold is not None and alarm.metric.endswith("_rate"):
            known[alarm.metric.removesuffix("_rate")].add(alarm.threshold)
    for target in product.monitoring.targets:
        known[target.metric.removesuffix("_rate")].add(target.below)
    if not any(known.values()):
        return
    for item in wordings_with(product, ("%",), "handling", "monitoring", "commitments", "lists", "checklist", "content"):
        for match in RATE.finditer(item.text):
            numbers = known[match["metric"].lower()]
            is_own = "rate" in match[0].lower() and not OTHERS.search(sentence_at(item.text, match))
            if numbers and is_own and Decimal(match["number"]) not in numbers:
                stated = " and ".join(f"{number}%" for number in sorted(numbers))
                message = f'"{match[0]}", but the {match["metric"].lower()} rate of alarm and target is {stated}'
                yield Found(item.path, message, "write the number of the field, or leave it out of the text")
