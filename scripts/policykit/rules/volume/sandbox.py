"""Sandbox."""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import english, sentence_at
from policykit.readiness.statements import wordings
from policykit.rules import Context, Found, ProductView, rule
from policykit.rules.lib.figures import peak
from policykit.rules.lib.reasons import has_reason


@rule("warning", question="frequency", covers=["VOL-12"], sources=["AWS-01", "AWS-24"], asks="Reason to leave the sandbox")
def reason_to_leave_sandbox_missing(product: ProductView, context: Context) -> Iterator[Found]:
    """Your volume fits into the sandbox, and you give no reason to leave it.

    The sandbox allows 200 emails in 24 hours and one per second, so AWS may ask why you need to leave it. The usual reason: it
    sends only to addresses that you have verified one by one. Room for growth is no reason, because AWS raises quotas as your
    usage grows.

    Fix: Say in `request.quota_reason` that the sandbox sends only to addresses you have verified one by one.

    Wrong:
        request: {send_rate: 1, quota_reason: (leave out)}
        streams: [{volume: {max_day: 90}}, {volume: {max_day: 90}}, (leave out)]
        volume: {figures: [{max: 180}]}
        ---
        request: {send_rate: 1, quota_reason: This accommodates growth.}
        streams: [{volume: (leave out)}]
        volume: {figures: [{max: 200, fewer_than_max: true}]}
        ---
        request: {send_rate: (leave out), quota_reason: (leave out)}
        streams: [{volume: {max_day: 90}}, {volume: {max_day: 90}}, (leave out)]
        volume: (leave out)
    Right:
        request: {quota_reason: Singers cannot be verified one by one; one rehearsal plan goes to a whole choir of 60 singers.}
        ---
        request: {quota_reason: (leave out)}
        ---
        request: {send_rate: 1, quota_reason: (leave out)}
        justification: {sandbox_limits: [Singers cannot be verified one by one.]}
        streams: [{volume: {max_day: 90}}, {volume: {max_day: 90}}, (leave out)]
        volume: {figures: [{max: 180}]}
        ---
        request: {send_rate: 1, quota_reason: (leave out)}
        justification: {at_this_volume: Singers cannot be verified one by one.}
        streams: [{volume: {max_day: 90}}, {volume: {max_day: 90}}, (leave out)]
        volume: {figures: [{max: 180}]}
    """
    request, justification = product.request, product.justification
    if has_reason(product) or justification.sandbox_limits or justification.at_this_volume:
        return
    day, limit, rate = peak(product, "day"), context.number("sandbox-daily"), context.number("sandbox-rate")
    if day is not None and day <= limit and (request.send_rate is None or request.send_rate <= rate):
        yield Found(
            "request.quota_reason",
            "Your volume fits into the sandbox ({limit} per day), and growth alone is no reason to leave it."
            if request.quota_reason
            else "Your volume fits into the sandbox ({limit} per day), so AWS may ask why you need to leave it.",
            limit=limit,
        )


DAYS = {"day": 1, "month": 30}
ELSEWHERE = re.compile(r"\bproviders?\b|\belsewhere\b|\bother system", re.I)
CURRENT = re.compile(r"\bcurrent(?:ly)?\b\D{0,30}(\d[\d,]*)\s*(?:e-?mails?|mails?|messages?)?\s*(?:/|an?\b|per\b)\s*day", re.I)
CALLED_LIMIT = re.compile(r"\b(?:sandbox|limit)", re.I)
SERVED = re.compile(r"(?<!to )\bserv(?:e|es|ing) (?:(?:our|an?|the) )?(?:\w+ )?(?:customer|user|client) base\b", re.I)


@rule("error", question="frequency", covers=["VOL-11"], sources=["AWS-01"])
def sandbox_volume_as_track_record(product: ProductView, context: Context) -> Iterator[Found]:
    """You call a volume current that the sandbox cannot send.

    In the sandbox, SES sends only to verified addresses, 200 emails in 24 hours. A current volume of that size looks like the
    limit copied, and nobody can serve customers from the sandbox. AWS sees what your account has sent.

    Fix: Enter the number of your test emails, or what another provider sends for you today, and leave out the limit.

    Wrong:
        volume: {figures: [{}, {}, {kind: current, per: day, max: 200}]}
        ---
        volume: {figures: [{}, {}, {kind: current, per: month, max: 9000}]}
        ---
        statements: [{about: volume.figures, says: "Current: 200 emails/day", line: 8}]
        ---
        justification: {reasons: [We serve a growing customer base with these emails.]}
    Milder:
        statements: [{about: volume.figures, says: "Current: 200 emails/day (sandbox limit)", line: 8}]
    Right:
        volume:
          figures:
            - {kind: forecast, per: day, min: 30, max: 490}
            - {kind: forecast, per: month, max: 9000}
            - {kind: current, per: day, max: 20, note: test emails to our own addresses}
        ---
        volume: {figures: [{}, {}, {kind: current, per: day, max: 900, note: counted at our present provider}]}
        ---
        volume:
          figures: [{}, {}, {kind: current, per: month, max: 6900}]
          basis: Last month our present provider sent 6,900 emails.
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
    if not product.request.sandbox:
        return
    limit = int(product.request.current_daily_quota or context.number("sandbox-daily"))
    for index, figure in enumerate(product.volume.figures):
        days = DAYS.get(figure.per)
        told = f"{english(figure.note)} {english(product.volume.basis)}"
        if figure.kind == "current" and days and figure.max >= limit * days and not ELSEWHERE.search(told):
            yield Found(
                f"volume.figures[{index}].max",
                "You call {number} emails per day current, but the sandbox sends at most {limit} in 24 hours."
                if figure.per == "day"
                else "You call {number} emails per month current, but the sandbox sends at most {limit} in 24 hours.",
                number=figure.max,
                limit=limit,
            )
    for item in wordings(product, "volume", "request", "justification", "purpose", "commitments", "sending"):
        match = CURRENT.search(item.text) if "urrent" in item.text else None
        if match and int(match[1].replace(",", "")) >= limit:
            yield Found(
                item.path,
                'You write "{words}", but the sandbox sends at most {limit} emails in 24 hours, to verified addresses.',
                severity="warning" if CALLED_LIMIT.search(sentence_at(item.text, match).partition(match[0])[2]) else None,
                words=match[0],
                limit=limit,
            )
        elif "erv" in item.text and (match := SERVED.search(item.text)):
            yield Found(
                item.path,
                'You write "{words}", but the sandbox sends only to verified addresses.',
                "Say how you serve customers today, or that you cannot serve them yet.",
                words=match[0],
            )
