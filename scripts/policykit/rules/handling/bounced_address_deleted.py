"""An address that bounced is deleted, although its owner signs in with it.

Who deletes the address deletes the account's key, and forgets that the address bounced: the next import or sign-up mails it
again. Suppression remembers; the person can give a new address at the next sign-in (AWS-06).

Wrong:
    handling: {bounce_hard: {action: "After a hard bounce, we remove the invalid address from our system."}}
    ---
    handling: {bounce_hard: {action: "The user is marked, and the address is deleted."}}
Right:
    handling: {bounce_hard: {action: The address is suppressed; the user is asked for a new one at the next sign-in.}}
Silent:
    handling: {bounce_hard: {action: The address is removed from all sending lists.}}
    ---
    handling: {bounce_hard: {action: The address is suppressed and is not deleted.}}
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import affirmed
from policykit.readiness.statements import mechanism_wordings
from policykit.rules import Context, Found, ProductView

severity = "warning"
covers = ("BNC-06",)
question = "bounces"
sources = ("AWS-06",)

DELETED = re.compile(
    r"\b(?:delet|remov|eras|purg)\w*\b[^.;]{0,30}\b(?:address|recipient|user|account|contact)(?:es|s)?\b"
    r"|\b(?:address|recipient|user|account|contact)(?:es|s)?\b[^.;]{0,15}\b(?:delet|remov|eras|purg)(?:ed|es|s)\b",
    re.I,
)
FROM_A_LIST = re.compile(r"\bfrom\b[^.;]{0,30}\b(?:lists?|sends?|sending|mailings?|distribution)\b|\bsuppress", re.I)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Bounce handling that deletes addresses, where a stream goes to the address of an account."""
    if not any(item.otp or (item.recipients and item.recipients.verified == "account") for item in product.streams):
        return
    for item in mechanism_wordings(product, "bounce_hard"):
        if match := affirmed(DELETED, item.text, unless=FROM_A_LIST):
            message = f'"{match[0]}", but people sign in with this address'
            fix = "suppress the address instead, and ask for a new one at the next sign-in"
            yield Found(item.path, message, fix)
