"""Two places give different periods for the same data.

Whoever reads both finds one of them untrue. One table of kinds of data, with one period each, is enough.

Wrong:
    data: {kinds: [{}, {}, {what: Sending events, store: S3, days: 90}]}
    ---
    data: {measures: [{}, {status: implemented, text: Sending events are kept for 90 days.}]}
    ---
    security: [{text: Logs are deleted after 12 months.}]
    data: {kinds: [{}, {what: sending logs}]}
Right:
    data: {measures: [{}, {status: implemented, text: Sending events are kept for 30 days.}]}
    ---
    data: {kinds: [{}, {}, {what: audit logs, store: S3, days: 90}]}
Silent:
    data:
      measures: [{}, {status: implemented, text: "Audit logs are kept for 90 days, billing records for 10 years."}]
      kinds: [{}, {what: sending logs}]
    ---
    data: {measures: [{}, {status: implemented, text: Three transient bounces in 14 days suppress the address.}]}
    ---
    data: {measures: [{}, {status: planned, text: Sending events are kept for 90 days.}]}
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import english
from policykit.readiness.statements import Wording, quotations
from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("DAT-03",)

DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
SLACK = 0.05
"""Our own: 12 months and 365 days are the same period."""
# "Sending logs are kept for 30 days": which of them, what, how many, of what.
PERIOD = re.compile(
    r"\b(?:(?P<which>[a-z]+) )?(?P<what>logs?|events?|archives?|records?)\b[^.;,]{0,20}"
    r"\b(?:kept|stored|retained|deleted|expires?|archived)\b[^.;,\d]{0,20}(?P<number>\d{1,4})"
    r"[ -](?P<unit>day|week|month|year)s?\b",
    re.I,
)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Kinds of the same name with different days, and sentences that differ from the kind they are about."""
    known: dict[str, int] = {}
    for index, kind in enumerate(product.data.kinds):
        name = english(kind.what).lower()
        if kind.days is not None and kind.days != known.setdefault(name, kind.days):
            message = f'"{name}" is kept {known[name]} days in one place and {kind.days} in another'
            yield Found(f"data.kinds[{index}].days", message, "keep one entry with one period")
    if not known:
        return
    for item in _texts(product):
        for match in PERIOD.finditer(item.text):
            days = int(match["number"]) * DAYS[match["unit"].lower()]
            about = _about(known, match)
            if about and all(abs(days - other) > SLACK * max(days, other) for other in about.values()):
                name, other = next(iter(about.items()))
                message = f'"{match[0]}", but "{name}" is stated with {other} days'
                yield Found(item.path, message, "correct one of the two, or refer to the table of data")


def _about(known: dict[str, int], match: re.Match[str]) -> dict[str, int]:
    """The kinds a sentence is about: by what and which of them; by what alone where it names no kind of its own."""
    what, which = match["what"].lower().rstrip("s"), (match["which"] or "").lower()
    alike = {name: days for name, days in known.items() if what in name}
    return {name: days for name, days in alike.items() if which in name} if which not in ("", "all", "our", "the") else alike


def _texts(product: ProductView) -> Iterator[Wording]:
    for field in ("measures", "security"):
        claims = product.data.measures if field == "measures" else product.security
        for index, claim in enumerate(claims):
            if claim.status.is_in_place:
                path = f"data.measures[{index}].text" if field == "measures" else f"security[{index}].text"
                yield Wording(path, "", english(claim.text))
    for name, part in product.infrastructure.items():
        yield Wording(f"infrastructure.{name}.role", "", english(part.role))
    yield from quotations(product, "data", "infrastructure", "monitoring")
