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

import re
from collections.abc import Iterator

from policykit.readiness.sentences import english
from policykit.readiness.statements import wordings
from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("VOL-11",)
question = "frequency"
sources = ("AWS-01",)

DAYS = {"day": 1, "month": 30}
ELSEWHERE = re.compile(r"\bproviders?\b|\belsewhere\b|\bother system", re.I)
CURRENT = re.compile(r"\bcurrent(?:ly)?\b\D{0,30}(\d[\d,]*)\s*(?:e-?mails?|mails?|messages?)?\s*(?:/|an?\b|per\b)\s*day", re.I)
SERVED = re.compile(r"(?<!to )\bserv(?:e|es|ing) (?:(?:our|an?|the) )?(?:\w+ )?(?:customer|user|client) base\b", re.I)
REMEDY = "state the number of test mails, or what another provider sends today; leave the limit out"


def check(product: ProductView, context: Context) -> Iterator[Found]:
    """Figures of today and texts that claim more than the sandbox can do."""
    if not product.request.sandbox:
        return
    limit = int(product.request.current_daily_quota or context.number("sandbox-daily"))
    for index, figure in enumerate(product.volume.figures):
        days = DAYS.get(figure.per)
        if figure.kind == "current" and days and figure.max >= limit * days and not ELSEWHERE.search(english(figure.note)):
            message = f"{figure.max:,} a {figure.per} are called current, but the sandbox sends {limit:,} in 24 hours at most"
            yield Found(f"volume.figures[{index}].max", message, REMEDY)
    for item in wordings(product, "volume", "request", "justification", "purpose", "commitments", "sending"):
        match = CURRENT.search(item.text) if "urrent" in item.text else None
        if match and int(match[1].replace(",", "")) >= limit:
            message = f'"{match[0]}" is said, but the sandbox sends {limit:,} in 24 hours at most, to verified addresses'
            yield Found(item.path, message, REMEDY)
        elif "erv" in item.text and (match := SERVED.search(item.text)):
            message = f'"{match[0]}" is said, but the sandbox sends to verified addresses only'
            yield Found(item.path, message, "say how customers are served today, or that they are still to be served")
