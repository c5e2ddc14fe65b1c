"""So little mail goes out that a single complaint sets off the alarm on the rate.

One complaint among 600 mails is 0.17%. A product of that size learns more from looking at every complaint than from a rate;
AWS itself judges by a representative volume (AWS-03).

Wrong:
    volume: {figures: ["(only)", {kind: forecast, per: month, min: 50, max: 150}]}
    ---
    volume: (leave out)
    streams: [{volume: {min_day: 1, typical_day: 2}}, {volume: {min_day: 1, typical_day: 5}}, {}]
Right:
    volume: {figures: ["(only)", {kind: forecast, per: month, min: 50, max: 150}]}
    handling: {complaint: {action: The technical lead looks at each complaint. The address is suppressed.}}
    ---
    volume: {figures: ["(only)", {kind: forecast, per: month, min: 500, max: 3000}]}
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from policykit.readiness.sentences import english
from policykit.readiness.statements import mechanism_text
from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.alarms import rate_alarms

severity = "note"
covers = ("MON-03",)
question = "complaints"
sources = ("AWS-03",)

FEW = 1000
"""Our own: below so many mails a month one complaint is at or above the rate of a review."""
DAYS = 30
"""Our own: days of a month, where the streams state a day only."""
_EACH = r"(?:each|every|any|all|a single|one) (?:single )?complaints?"
_LOOK = r"(?:look|review|read|check|investigat|examin|alert|alarm|stop)\w*"
LOOKED_AT = re.compile(rf"\b{_EACH}\b[^.;]{{0,40}}\b{_LOOK}|\b{_LOOK}\b[^.;]{{0,30}}\b{_EACH}\b", re.I)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The first alarm on the complaint rate, where a month holds few mails and nobody looks at each complaint."""
    for path, alarm in rate_alarms(product, "complaint_rate"):
        mails = _in_a_month(product)
        if not mails or mails >= FEW or alarm.threshold is None:
            return
        if LOOKED_AT.search(f"{mechanism_text(product, 'complaint', 'monitoring')} {english(alarm.action)}"):
            return
        share = (Decimal(100) / mails).quantize(Decimal("0.01"))
        message = f"1 complaint among about {mails} emails a month is {share}%, and the alarm stands at {alarm.threshold}%"
        yield Found(path, message, "say that every single complaint is looked at, beside the alarm on the rate")
        return


def _in_a_month(product: ProductView) -> int:
    """Mails of an ordinary month today or soon; 0 where nothing is stated."""
    near = [item for item in product.volume.figures if item.per == "month" and not item.months_ahead]
    if near:
        return max(item.max if item.min is None else (item.min + item.max) // 2 for item in near)
    days = [stream.volume.typical_day for stream in product.streams]
    return DAYS * sum(day for day in days if day is not None) if days and None not in days else 0
