"""Several streams go out, and which of them a complaint stops is not stated.

After a complaint about one stream AWS lets you go on with mail a person needs, but the account-level suppression list stops
every stream. Say which it is, and how somebody gets sign-in mail again (AWS-04).

Wrong:
    handling: {complaint: {scope: (leave out)}}
Right:
    handling: {complaint: {scope: It holds for each stream; sign-in codes go out again after a message to support.}}
    ---
    handling: {complaint: {status: planned, scope: (leave out)}}
    ---
    handling: {complaint: {action: (leave out), scope: (leave out)}}
    ---
    streams: [{}, (leave out), (leave out)]
    handling: {complaint: {scope: (leave out)}}
Silent:
    handling: {complaint: {scope: (leave out), action: The address is removed from all sending lists.}}
"""

import re
from collections.abc import Iterator

from policykit.readiness.statements import mechanism_text
from policykit.rules import Context, Found, ProductView

severity = "note"
covers = ("CMP-04",)
question = "complaints"
sources = ("AWS-04",)

TOLD = re.compile(
    r"\b(?:all|each|every|any) (?:further |future |our |other )?(?:sending |mailing )?"
    r"(?:lists?|streams?|mail|e-?mails?|sends?)\b",
    re.I,
)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Handling in place without a scope, where several streams leave the company; complaint-action-missing comes first."""
    complaint = product.handling.complaint
    if not complaint or not complaint.is_in_place or complaint.scope or not complaint.action:
        return
    count = sum(not stream.recipients.internal for stream in product.streams)
    if count > 1 and not TOLD.search(mechanism_text(product, "complaint")):
        message = f"{count} streams go out, and which of them a complaint stops is not stated"
        fix = "say in `scope:` which streams stop, and how a person gets sign-in mail again"
        yield Found("handling.complaint.scope", message, fix)
