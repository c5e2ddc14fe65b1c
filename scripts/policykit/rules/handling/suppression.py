"""Suppression list."""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import english
from policykit.readiness.statements import mechanism_text, mechanism_wordings
from policykit.readiness.statuses import keeps_suppressed_addresses
from policykit.rules import Found, ProductView, rule

REASONS = ("BOUNCE", "COMPLAINT")


@rule(
    "note",
    question="bounces",
    covers=["SUP-01"],
    sources=["AWS-06", "AWS-02"],
    asks="Account-level suppression list",
    severity_because="SES has the list enabled in newer accounts, so only the record of it is missing.",
)
def account_suppression_not_recorded(product: ProductView) -> Iterator[Found]:
    """The file does not say which addresses the account-level suppression list contains.

    In accounts that started with SES after November 2019, the list contains bounces and complaints from the start. One call
    shows it. A plan to enable it reads as if nobody had looked.

    Fix: Run `aws sesv2 get-account`, and copy its SuppressedReasons to `suppression.account_level`.

    Wrong:
        suppression: {account_level: (leave out)}
        ---
        suppression: {account_level: [BOUNCE]}
    Right:
        suppression: {account_level: [BOUNCE, COMPLAINT]}
    """
    found = product.suppression.account_level
    missing = [reason for reason in REASONS if reason not in found]
    if missing and found:
        yield Found(
            "suppression.account_level",
            "Your file says that the account-level suppression list contains {found}, but not whether it contains {missing}.",
            found=found[0],
            missing=missing[0],
        )
    elif missing and "account" in english(product.handling.suppression.planned):
        yield Found(
            "suppression.account_level",
            "You plan to use the account-level suppression list, but SES has it enabled in newer accounts.",
        )
    elif missing:
        yield Found(
            "suppression.account_level",
            "Your file does not say for which reasons SES adds addresses to your account-level suppression list.",
        )


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


@rule(
    "note",
    question="bounces",
    covers=["SUP-03"],
    sources=["AWS-06", "AWS-21"],
    asks="Who may remove an address from the suppression list",
)
def suppression_release_rule_missing(product: ProductView) -> Iterator[Found]:
    """The file does not say who may remove an address from your suppression list.

    An entry stays until somebody removes it. People do repair their mailbox and then ask for your email again.

    Fix: Name the role and the required proof in `suppression.release_rule`.

    Wrong:
        suppression: {release_rule: (leave out)}
    Right:
        suppression: {release_rule: The technical lead removes an entry after the owner writes from the address.}
    Silent:
        suppression: (leave out)
        handling: {suppression: {status: planned}}
    """
    if keeps_suppressed_addresses(product) and not product.suppression.release_rule:
        yield Found(
            "suppression.release_rule",
            "You suppress addresses, but do not say who may remove one from the list, and on what proof.",
        )


@rule(
    "note",
    question="bounces",
    covers=["SUP-04"],
    sources=["EU-1", "CH-2", "HK-4"],
    asks="How long a suppressed address is kept",
    severity_because="AWS does not ask how long you keep suppressed addresses; data protection law does.",
)
def suppression_retention_missing(product: ProductView) -> Iterator[Found]:
    """The file does not say how long you keep suppressed addresses.

    A suppressed address is personal data that you keep on purpose. That is fine if you say why and for how long.

    Fix: Say it in `suppression.retention`. As long as you must respect the objection is a good answer; keep a hash if you can.

    Wrong:
        suppression: {retention: (leave out)}
    Right:
        suppression: {retention: "We keep an entry as long as we must respect the objection, even without an account."}
    Silent:
        suppression: (leave out)
        handling: {suppression: {status: planned}}
    """
    if keeps_suppressed_addresses(product) and not product.suppression.retention:
        yield Found("suppression.retention", "You suppress addresses, but do not say how long you keep them, and why.")
