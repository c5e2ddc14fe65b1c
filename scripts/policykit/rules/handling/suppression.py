"""Suppression list."""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import english
from policykit.readiness.statements import mechanism_text, mechanism_wordings
from policykit.readiness.statuses import keeps_suppressed_addresses
from policykit.rules import Found, ProductView, rule

REASONS = ("BOUNCE", "COMPLAINT")


@rule("warning", question="bounces", covers=["SUP-01"], sources=["AWS-06", "AWS-02"])
def account_suppression_not_recorded(product: ProductView) -> Iterator[Found]:
    """What the account-level suppression list holds is not recorded.

    Accounts that started with SES after November 2019 have this list, for bounces and complaints, from the start. One call
    shows it, so a plan to switch it on reads as if nobody had looked (AWS-06, AWS-02).

    Wrong:
        suppression: {account_level: (leave out)}
        ---
        suppression: {account_level: [BOUNCE]}
    Right:
        suppression: {account_level: [BOUNCE, COMPLAINT]}
    """
    # The reasons on the list, where they are not both stated.
    found = product.suppression.account_level
    missing = [reason for reason in REASONS if reason not in found]
    if not missing:
        return
    promised = english(product.handling.suppression.planned)
    if found:
        message = f"the account-level list is stated for {found[0]} alone, {missing[0]} is not stated"
    elif "account" in promised:
        message = "the account-level suppression list is promised, though SES has it switched on in newer accounts"
    else:
        message = "what the account-level suppression list of SES holds is not stated"
    fix = "run `aws sesv2 get-account`, and record its SuppressedReasons in `suppression.account_level`"
    yield Found("suppression.account_level", message, fix)


FOR_GOOD = re.compile(
    r"\bnever\b[^.]{0,30}\b(?:mailed|emailed|contacted|sent|receives?|gets?|again)\b"
    r"|\b(?:no|any) (?:more|further|future) (?:e-?mails?|mail|messages?|sends?|sending)\b"
    r"|\bfrom (?:all |any )?(?:future|further) (?:sends?|sending|e-?mails?|mail|mailings?)\b",
    re.I,
)
READ = re.compile(r"\b(?:before|checks?|checked|looks? up|looked up|skip(?:s|ped)?|reads?)\b", re.I)


@rule("warning", question="bounces", covers=["SUP-02"], sources=["AWS-06"])
def suppression_not_checked_before_send(product: ProductView) -> Iterator[Found]:
    """A text says that an address never gets mail again, but no list is read before sending.

    SES accepts mail to an address on its own list, drops it and still counts it against the quota. Only an application that
    reads a list of its own before each send keeps the promise by itself (AWS-06).

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
    # The first promise of no further mail, where no own list and no look at it is stated.
    if product.suppression.app_store or READ.search(mechanism_text(product, "suppression")):
        return
    for item in mechanism_wordings(product, "bounce_hard", "complaint", "suppression"):
        if match := FOR_GOOD.search(item.text):
            message = f'"{match[0]}", but no list that the application reads before sending is stated'
            fix = "read an own list before each send, and name it in `suppression.app_store`; SES only drops such mail"
            yield Found(item.path, message, fix)
            return


@rule("note", question="bounces", covers=["SUP-03"], sources=["AWS-06", "AWS-21"])
def suppression_release_rule_missing(product: ProductView) -> Iterator[Found]:
    """Addresses are suppressed, and who may release one is not stated.

    An entry stays until somebody removes it. People do repair a mailbox and ask for their sign-in mail again, so say who
    releases an address, and on what proof (AWS-06, AWS-21).

    Wrong:
        suppression: {release_rule: (leave out)}
    Right:
        suppression: {release_rule: The technical lead releases an address after its owner wrote from it.}
        ---
        suppression: (leave out)
        handling: {suppression: {status: planned}}
    """
    # A list of suppressed addresses without a way off it.
    if keeps_suppressed_addresses(product) and not product.suppression.release_rule:
        message = "who may release a suppressed address, and on what proof, is not stated"
        fix = "name the role and the proof in `suppression.release_rule`, such as a message from that address"
        yield Found("suppression.release_rule", message, fix)


@rule("warning", covers=["SUP-04"], sources=["EU-1", "CH-2", "HK-4"])
def suppression_retention_missing(product: ProductView) -> Iterator[Found]:
    """Suppressed addresses are kept, and how long is not stated.

    A suppressed address is personal data that is kept on purpose. That is sound, as long as the product says why and for how
    long: as long as the objection has to be respected (EU-1, CH-2, HK-4).

    Wrong:
        suppression: {retention: (leave out)}
    Right:
        suppression: {retention: An entry stays as long as the objection has to be respected.}
        ---
        suppression: (leave out)
        handling: {suppression: {status: planned}}
    """
    # A list of suppressed addresses without a period.
    if keeps_suppressed_addresses(product) and not product.suppression.retention:
        message = "how long a suppressed address is kept, and why, is not stated"
        fix = "state it in `suppression.retention`: as long as the objection has to be respected, hashed where possible"
        yield Found("suppression.retention", message, fix)
