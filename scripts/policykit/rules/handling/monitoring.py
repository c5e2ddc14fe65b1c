"""How bounces and complaints reach you, and who checks the rates."""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import affirmed, english
from policykit.readiness.statements import Wording, mechanism_text, mechanism_wordings
from policykit.rules import Found, ProductView, rule
from policykit.rules.lib.alarms import rate_alarms

WATCHED = re.compile(
    r"\b(?:check|review|watch|monitor|track|look at)(?:s|es)?\b[^.;]{0,40}\brates?\b"
    r"|\brates? (?:is|are) (?:\w+ )?(?:checked|reviewed|watched|monitored|tracked)\b",
    re.I,
)


@rule(
    "error",
    question="bounces",
    covers=["MON-04"],
    sources=["AWS-03"],
    severity_because="Two fields of the file contradict each other, and the reply says what is not true yet.",
)
def planned_monitoring_claimed(product: ProductView) -> Iterator[Found]:
    """A text says that you check the rates, but the file says that monitoring is only planned.

    The reply repeats the text, so you would tell AWS about something that you do not do yet.

    Fix: If somebody checks the rates already, set `handling.monitoring.status: implemented`. Otherwise remove the text, or give
    it the status `planned`.

    Wrong:
        handling: {monitoring: {status: planned, mechanism: (leave out), planned: We will monitor both rates.}}
        monitoring: {reports: [{status: implemented, text: We check the rates every 7 days.}]}
        ---
        handling:
          monitoring: {status: none, mechanism: (leave out)}
          complaint: {action: We suppress the address. The complaint rate is checked every day.}
    Right:
        handling:
          monitoring:
            status: implemented
            mechanism: The technical lead checks both rates in Amazon CloudWatch every 7 days.
    Silent:
        handling: {monitoring: {status: planned, mechanism: (leave out), planned: We will monitor both rates.}}
        monitoring: {reports: [{status: planned, text: We check the rates every 7 days.}]}
        ---
        handling: {monitoring: {status: planned}}
        monitoring: {reports: [{status: implemented, text: A daily report shows how many emails we sent.}]}
        ---
        handling: {monitoring: {status: planned}}
        commitments: [We do not check the rates yet.]
    """
    if not product.handling.monitoring or product.handling.monitoring.is_in_place:
        return
    reports = (
        Wording(f"monitoring.reports[{index}].text", "", english(item.text))
        for index, item in enumerate(product.monitoring.reports)
        if item.status.is_in_place
    )
    promises = (Wording(f"commitments[{index}]", "", english(text)) for index, text in enumerate(product.commitments))
    others = mechanism_wordings(product, "bounce_hard", "bounce_soft", "complaint", "suppression")
    for item in (*reports, *others, *promises):
        if match := affirmed(WATCHED, item.text):
            yield Found(
                item.path, 'You write "{quote}", but `handling.monitoring` does not say that this is in place.', quote=match[0]
            )


# "The team" names nobody; a role does.
ROLE = re.compile(
    r"\b(?:operations?|ops|support|engineering|technical|security|platform|development|SRE|on-call)\s+(?:teams?|leads?|engineers?"
    r"|staff|persons?)\b|\b(?:administrators?|operators?|founders?|owners?|CTO|managing directors?)\b",
    re.I,
)
INTERVAL = re.compile(
    r"\b(?:hourly|daily|weekly|monthly|(?:each|every) (?:\d+ |two |three )?(?:hour|day|morning|week|month|\w{3,6}day)s?)\b",
    re.I,
)


@rule("warning", question="bounces", covers=["MON-04"], sources=["AWS-03"], asks="Who checks the rates, and how often")
def watching_without_owner(product: ProductView) -> Iterator[Found]:
    """You watch the rates, but do not say who checks them, or how often.

    "We monitor regularly" is no control, because nobody notices when it does not happen. A role and a number of days are.

    Fix: Name a role in `monitoring.owner`, and the days between two checks in `monitoring.review_interval_days`.

    Wrong:
        monitoring: {owner: (leave out), review_interval_days: (leave out)}
        handling: {monitoring: {owner: (leave out), mechanism: We monitor both rates in CloudWatch.}}
        ---
        monitoring: {review_interval_days: (leave out)}
    Milder:
        monitoring: {owner: (leave out), alarms: (leave out)}
        handling: {monitoring: {owner: (leave out), mechanism: We monitor both rates in CloudWatch.}}
    Right:
        monitoring: {owner: technical lead, review_interval_days: 7}
    Silent:
        monitoring: (leave out)
        handling: {monitoring: {status: planned}}
        ---
        monitoring: {owner: (leave out), alarms: ["(only)", {status: implemented, metric: dead_letter_queue}]}
        handling: {monitoring: (leave out)}
        ---
        monitoring: {owner: (leave out), review_interval_days: (leave out)}
        handling: {monitoring: {owner: (leave out), mechanism: The operations team looks at both rates every day.}}
        ---
        monitoring: {owner: (leave out), review_interval_days: (leave out)}
        handling: {monitoring: {owner: (leave out), mechanism: The operations lead looks at both rates every Monday.}}
    """
    monitoring, watching = product.monitoring, product.handling.monitoring
    alarms = [alarm for _, alarm in rate_alarms(product)]
    if not alarms and not watching.is_in_place:
        return
    reports = [english(item.text) for item in monitoring.reports if item.status.is_in_place]
    text = " ".join((mechanism_text(product, "monitoring"), *(english(alarm.action) for alarm in alarms), *reports))
    has_owner = bool(monitoring.owner or watching.owner or ROLE.search(text))
    has_interval = monitoring.review_interval_days is not None or bool(INTERVAL.search(text))
    if not has_owner and not has_interval:
        yield Found("monitoring", "You watch the rates, but do not say who checks them, and how often.")
    elif not has_owner:
        yield Found("monitoring", "You watch the rates, but do not say who checks them.", severity="note")
    elif not has_interval:
        yield Found("monitoring", "You watch the rates, but do not say how often somebody checks them.")
