"""The deletion of an account is promised, and suppressed addresses stay without a word about it.

Somebody who deleted an account and still finds the address on a list takes the promise for untrue. Both are right, if the
text says that the entry stays, and why (AWS-06, EU-1).

Wrong:
    suppression: {retention: An entry stays as long as it is needed.}
Right:
    suppression: {retention: "An entry stays, also after the account is deleted, as long as the objection has to be respected."}
    ---
    suppression: {retention: (leave out)}
    ---
    suppression: {retention: An entry stays as long as it is needed.}
    streams: [{unsubscribe: {other_way_out: Deleting the account ends all mail; a suppressed address stays on the list.}}]
Silent:
    suppression: {retention: An entry stays as long as it is needed.}
    streams: [{unsubscribe: {other_way_out: Whoever closes the window gets no code.}}]
    data: {kinds: [{deletion: (leave out)}]}
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import english
from policykit.readiness.statements import mechanism_text
from policykit.readiness.statuses import keeps_suppressed_addresses
from policykit.rules import Context, Found, ProductView

severity = "warning"
covers = ("DAT-08",)
sources = ("AWS-06", "EU-1")

DELETION = re.compile(
    r"\b(?:delet|clos|remov|eras)\w+ (?:of )?(?:the|their|your|an?|his or her)? ?accounts?\b|\baccount deletion\b"
    r"|\b(?:deleted|erased|removed) with the account\b|\baccounts? (?:is|are) (?:deleted|closed|erased)\b",
    re.I,
)
EXPLAINED = re.compile(r"\b(?:delet\w*|clos\w+|account\w*|eras\w+)\b", re.I)
NAMES_LIST = re.compile(r"\b(?:suppress\w*|blocked|objection)\b", re.I)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """A stated period of suppression that leaves deletion out, where deletion is promised and nothing else explains it."""
    retention = english(product.suppression.retention)
    # Without any period another rule asks for it (suppression-retention-missing).
    if not retention or EXPLAINED.search(retention) or not keeps_suppressed_addresses(product):
        return
    ways = [english(stream.unsubscribe.other_way_out) for stream in product.streams if stream.unsubscribe]
    ways += [english(kind.deletion) for kind in product.data.kinds]
    promises = [text for text in (*ways, mechanism_text(product, "unsubscribe")) if DELETION.search(text)]
    if promises and not any(NAMES_LIST.search(text) for text in promises):
        message = "deleting an account is promised, and whether its suppressed address stays is not stated"
        fix = "say in `suppression.retention` that the entry stays after the account is deleted, and why"
        yield Found("suppression.retention", message, fix)
