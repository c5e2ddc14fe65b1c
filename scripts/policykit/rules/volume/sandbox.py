"""Sandbox."""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import english
from policykit.readiness.statements import wordings
from policykit.rules import Context, Found, ProductView, rule
from policykit.rules.lib.figures import peak


@rule("warning", question="frequency", covers=["VOL-12"], sources=["AWS-01", "AWS-24"])
def reason_to_leave_sandbox_missing(product: ProductView, context: Context) -> Iterator[Found]:
    """The figures fit into the sandbox, and no reason to leave it is given.

    200 mails in 24 hours and one a second are what the sandbox allows (AWS-01). The reason is another one: its recipients
    cannot be verified beforehand, or one event reaches many at once. Say so (AWS-24).

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
    # Small figures without a reason, neither with the quota nor with the limits of the sandbox.
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


DAYS = {"day": 1, "month": 30}
ELSEWHERE = re.compile(r"\bproviders?\b|\belsewhere\b|\bother system", re.I)
CURRENT = re.compile(r"\bcurrent(?:ly)?\b\D{0,30}(\d[\d,]*)\s*(?:e-?mails?|mails?|messages?)?\s*(?:/|an?\b|per\b)\s*day", re.I)
SERVED = re.compile(r"(?<!to )\bserv(?:e|es|ing) (?:(?:our|an?|the) )?(?:\w+ )?(?:customer|user|client) base\b", re.I)
FIX = "state the number of test mails, or what another provider sends today; leave the limit out"


@rule("error", question="frequency", covers=["VOL-11"], sources=["AWS-01"])
def sandbox_volume_as_track_record(product: ProductView, context: Context) -> Iterator[Found]:
    """A volume that the sandbox cannot send is called the current one.

    In the sandbox SES sends to verified addresses only, 200 mails in 24 hours (AWS-01). A "current volume" of that size is the
    limit copied, not a count, and customers served from the sandbox cannot be.

    Wrong:
        volume: {figures: [{}, {}, {kind: current, per: day, max: 200}]}
        ---
        volume: {figures: [{}, {}, {kind: current, per: month, max: 9000}]}
        ---
        statements: [{about: volume.figures, says: "Current: 200 emails/day (sandbox limit)", line: 8}]
        ---
        justification: {reasons: [We serve a growing customer base with this mail.]}
    Right:
        volume: {figures: [{}, {}, {kind: current, per: day, max: 20}]}
        ---
        volume: {figures: [{}, {}, {kind: current, per: day, max: 900, note: counted at our present provider}]}
        ---
        request: {sandbox: false}
        volume: {figures: [{}, {}, {kind: current, per: day, max: 200}]}
    Silent:
        justification: {reasons: ["Our customer base is growing, and we are ready to serve it."]}
        ---
        statements: [{about: volume.figures, says: "Required: 50,000 emails/day", line: 8}]
        ---
        statements: [{about: volume.figures, says: "Current: 40 test mails a day to verified addresses", line: 8}]
    """
    # Figures of today and texts that claim more than the sandbox can do.
    if not product.request.sandbox:
        return
    limit = int(product.request.current_daily_quota or context.number("sandbox-daily"))
    for index, figure in enumerate(product.volume.figures):
        days = DAYS.get(figure.per)
        if figure.kind == "current" and days and figure.max >= limit * days and not ELSEWHERE.search(english(figure.note)):
            message = f"{figure.max:,} a {figure.per} are called current, but the sandbox sends {limit:,} in 24 hours at most"
            yield Found(f"volume.figures[{index}].max", message, FIX)
    for item in wordings(product, "volume", "request", "justification", "purpose", "commitments", "sending"):
        match = CURRENT.search(item.text) if "urrent" in item.text else None
        if match and int(match[1].replace(",", "")) >= limit:
            message = f'"{match[0]}" is said, but the sandbox sends {limit:,} in 24 hours at most, to verified addresses'
            yield Found(item.path, message, FIX)
        elif "erv" in item.text and (match := SERVED.search(item.text)):
            message = f'"{match[0]}" is said, but the sandbox sends to verified addresses only'
            yield Found(item.path, message, "say how customers are served today, or that they are still to be served")
