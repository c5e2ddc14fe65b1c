"""A text says that an address never gets mail again, but no list is read before sending.

SES accepts mail to an address on its own list, drops it and still counts it against the quota. Only an application that reads
a list of its own before each send keeps the promise by itself (AWS-06).

Wrong:
    suppression: {app_store: (leave out)}
    handling:
      complaint: {action: The recipient is removed from future sends.}
      suppression: (leave out)
    ---
    suppression: {app_store: (leave out)}
    handling:
      bounce_hard: {action: The address is suppressed and never gets mail again.}
      suppression: {status: planned}
Right:
    handling: {complaint: {action: The recipient is removed from future sends.}}
Silent:
    suppression: {app_store: (leave out)}
    handling: {suppression: (leave out), complaint: {action: The address is added to the suppression list.}}
    ---
    suppression: {app_store: (leave out)}
    handling: {complaint: {action: The person gets no further mail.}}
"""

import re
from collections.abc import Iterator

from policykit.readiness.statements import mechanism_text, mechanism_wordings
from policykit.rules import Context, Found, ProductView

severity = "warning"
covers = ("SUP-02",)
question = "bounces"
sources = ("AWS-06",)

FOR_GOOD = re.compile(
    r"\bnever\b[^.]{0,30}\b(?:mailed|emailed|contacted|sent|receives?|gets?|again)\b"
    r"|\b(?:no|any) (?:more|further|future) (?:e-?mails?|mail|messages?|sends?|sending)\b"
    r"|\bfrom (?:all |any )?(?:future|further) (?:sends?|sending|e-?mails?|mail|mailings?)\b",
    re.I,
)
READ = re.compile(r"\b(?:before|checks?|checked|looks? up|looked up|skip(?:s|ped)?|reads?)\b", re.I)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The first promise of no further mail, where no own list and no look at it is stated."""
    if product.suppression.app_store or READ.search(mechanism_text(product, "suppression")):
        return
    for item in mechanism_wordings(product, "bounce_hard", "complaint", "suppression"):
        if match := FOR_GOOD.search(item.text):
            message = f'"{match[0]}", but no list that the application reads before sending is stated'
            fix = "read an own list before each send, and name it in `suppression.app_store`; SES only drops such mail"
            yield Found(item.path, message, fix)
            return
