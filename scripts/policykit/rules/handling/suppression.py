"""Suppression list."""

import re
from collections.abc import Iterator

from policykit.readiness.statements import mechanism_text, mechanism_wordings
from policykit.rules import Found, ProductView, rule

FOR_GOOD = re.compile(
    r"\bnever\b[^.]{0,30}\b(?:mailed|emailed|contacted|sent|receives?|gets?|again)\b"
    r"|\b(?:no|any) (?:more|further|future) (?:e-?mails?|mail|messages?|sends?|sending)\b"
    r"|\bfrom (?:all |any )?(?:future|further) (?:sends?|sending|e-?mails?|mail|mailings?)\b",
    re.I,
)
READ = re.compile(r"\b(?:before|checks?|checked|looks? up|looked up|skip(?:s|ped)?|reads?)\b", re.I)


@rule(
    "note",
    question="bounces",
    covers=["SUP-02"],
    sources=["AWS-06"],
    asks="List that you check before sending",
    severity_because="SES itself drops email to an address on its account-level list.",
)
def suppression_not_checked_before_send(product: ProductView) -> Iterator[Found]:
    """You say that an address never gets email again, but not which list you check before sending.

    SES accepts email to an address on its own list, drops it and still counts it against your quota. Only a list that you check
    before each send avoids that.

    Fix: Check your own list before each send, and name it in `suppression.app_store`.

    Wrong:
        suppression: {app_store: (leave out)}
        handling:
          complaint: {action: The recipient is removed from future sends.}
          suppression: (leave out)
        ---
        suppression: {app_store: (leave out)}
        handling:
          bounce_hard: {action: The address is suppressed and never gets email again.}
          suppression: {status: planned}
    Right:
        suppression: {app_store: Amazon DynamoDB}
        handling:
          suppression:
            status: implemented
            mechanism: Before each send, our application checks the suppression table.
            action: It skips suppressed addresses.
    Silent:
        suppression: {app_store: (leave out)}
        handling: {suppression: (leave out), complaint: {action: The address is added to the suppression list.}}
        ---
        suppression: {app_store: (leave out)}
        handling: {complaint: {action: The person gets no further mail.}}
    """
    if product.suppression.app_store or READ.search(mechanism_text(product, "suppression")):
        return
    for item in mechanism_wordings(product, "bounce_hard", "complaint", "suppression"):
        if match := FOR_GOOD.search(item.text):
            yield Found(
                item.path,
                'You write "{quote}", but your file names no list that your application checks before sending.',
                quote=match[0],
            )
            return
