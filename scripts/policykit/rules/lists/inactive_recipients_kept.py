"""Recurring mail goes on to recipients who have long been inactive.

An address that nobody reads any more may become a trap, and mail to it counts against the sender. Stop after some months
without a sign of life (AWS-04, G-1, A-1).

Wrong:
    lists: {hygiene: (leave out)}
    ---
    lists: {hygiene: [{text: Bounced addresses leave the list.}]}
Right:
    lists: {hygiene: [{text: An account without sign-in for 12 months gets no further mail.}]}
    ---
    lists: {hygiene: (leave out)}
    streams: [{}, {}, (leave out)]
Silent:
    lists: {hygiene: [{text: Dormant readers are dropped after half a year.}]}
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import english
from policykit.rules import Context, Found, ProductView

severity = "note"
covers = ("LIST-08",)
question = "lists"
sources = ("AWS-04", "G-1", "A-1")

INACTIVE = re.compile(
    r"\b(?:inactiv\w+|dormant|stale|unused|unopened|unengaged|months?|years?)\b|\b(?:no|without) (?:a )?(?:sign|log)[- ]?in",
    re.I,
)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The first stream that is marketing or sent by a schedule, where nothing in place stops it for inactive people."""
    claims = product.lists.hygiene
    if any(claim.status.is_in_place and INACTIVE.search(english(claim.text)) for claim in claims):
        return
    for path, stream in product.each_stream():
        recurring = stream.class_ == "marketing" or (bool(stream.trigger) and stream.trigger.actor == "schedule")
        if recurring and not stream.recipients.internal:
            message = f"`{stream.id}` recurs, and when inactive recipients stop getting it is not stated"
            fix = "stop after some months without sign-in, opening or click, and say so in `lists.hygiene:`"
            yield Found("lists.hygiene" if claims else path, message, fix)
            return
