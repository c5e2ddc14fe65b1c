"""Complaints."""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import affirmed
from policykit.readiness.statements import mechanism_text, mechanism_wordings
from policykit.rules import Found, ProductView, rule
from policykit.rules.lib.actions import STOP, UNSUBSCRIBE_WAY

_PERSON = r"(?:recipient|complainant|user|customer|person|subscriber|sender of the complaint)s?"
ANSWER = re.compile(
    rf"\b(?:sends?|emails?|writes? to|contacts?|repl(?:y|ies) to|answers?|apologi[sz]es? to|asks?)\b[^.;]{{0,25}}\b{_PERSON}\b"
    rf"|\b{_PERSON}\b[^.;]{{0,20}}\b(?:gets?|receives?|is sent|is emailed|is contacted)\b"
    r"|\b(?:confirmation|apology|survey)(?: e?-?mail| message)?\b[^.;]{0,20}\b(?:is sent|goes)\b",
    re.I,
)


@rule("error", question="complaints", covers=["CMP-01"], sources=["AWS-03"])
def complaint_answered_by_mail(product: ProductView) -> Iterator[Found]:
    """A person who complained about mail gets another mail.

    Whoever marks mail as spam wants no more of it. AWS asks senders not to send anything further, not even a confirmation
    (AWS-03).

    Wrong:
        handling: {complaint: {action: "The address is suppressed, and a confirmation mail is sent to the recipient."}}
        ---
        handling: {complaint: {action: Support writes to the user and asks for the reason. The address is suppressed.}}
    Right:
        handling: {complaint: {action: The address is suppressed silently.}}
    Silent:
        handling: {complaint: {action: The recipient gets no further mail and no confirmation message.}}
        ---
        handling: {complaint: {action: The address is suppressed; SNS emails the technical lead.}}
    """
    # Each sentence on complaints in which the person gets mail.
    for item in mechanism_wordings(product, "complaint"):
        if match := affirmed(ANSWER, item.text):
            message = f'"{match[0]}": whoever complained gets mail once more'
            yield Found(item.path, message, "suppress the address silently; send no answer and no confirmation")


TOLD = re.compile(
    r"\b(?:all|each|every|any) (?:further |future |our |other )?(?:sending |mailing )?"
    r"(?:lists?|streams?|mail|e-?mails?|sends?)\b",
    re.I,
)


@rule("note", question="complaints", covers=["CMP-04"], sources=["AWS-04"])
def complaint_scope_missing(product: ProductView) -> Iterator[Found]:
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
    # Handling in place without a scope, where several streams leave the company; complaint-action-missing comes first.
    complaint = product.handling.complaint
    if not complaint.is_in_place or complaint.scope or not complaint.action:
        return
    count = sum(not stream.recipients.internal for stream in product.streams)
    if count > 1 and not TOLD.search(mechanism_text(product, "complaint")):
        message = f"{count} streams go out, and which of them a complaint stops is not stated"
        fix = "say in `scope:` which streams stop, and how a person gets sign-in mail again"
        yield Found("handling.complaint.scope", message, fix)


@rule("error", question="complaints", covers=["CMP-02"], sources=["AWS-03", "AWS-17"])
def complaint_taken_for_unsubscribe(product: ProductView) -> Iterator[Found]:
    """A complaint is taken for a request to unsubscribe.

    A complaint comes from the mailbox provider, when somebody presses the spam button; an unsubscribe link never sees it.
    Describe the way from the feedback loop over the event to the suppressed address (AWS-03, AWS-17).

    Wrong:
        handling: {complaint: {action: "Complaints are handled automatically, with immediate unsubscribe functionality."}}
        ---
        handling: {complaint: {mechanism: Each mail holds an unsubscribe link., action: We handle it.}}
    Right:
        handling: {complaint: {action: "The address is suppressed, and the person is unsubscribed from all streams."}}
    Silent:
        handling: {complaint: {action: "The address is suppressed, with or without an unsubscribe request."}}
    """
    # Complaint handling that offers an unsubscribe link and stops nothing by itself.
    texts = mechanism_wordings(product, "complaint")
    if any(STOP.search(item.text) for item in texts):
        return
    for item in texts:
        if match := UNSUBSCRIBE_WAY.search(item.text):
            message = f'"{match[0]}": a complaint is an event from the mailbox provider, no click on a link'
            fix = "say which event reaches you and that the address is then suppressed; unsubscribing has its own field"
            yield Found(item.path, message, fix)
            return


@rule("error", question="complaints", covers=["CMP-01"], sources=["AWS-03"])
def complaint_without_suppression(product: ProductView) -> Iterator[Found]:
    """A complaint does not stop mail to the address.

    AWS expects that a recipient who complained gets no further mail of this kind, at once. Logging and reviewing complaints is
    not enough (AWS-03).

    Wrong:
        handling: {complaint: {action: Each complaint is logged and reviewed.}}
    Right:
        handling: {complaint: {action: The address is suppressed at once.}}
        ---
        handling: {complaint: {action: The recipient is removed from future sends.}}
    Silent:
        handling: {complaint: {action: The team reviews it., mechanism: A function that a topic calls blocks the address.}}
        ---
        handling: {complaint: {action: (leave out)}}
    """
    # Complaint handling in place whose action, mechanism and suppression list stop nothing.
    complaint = product.handling.complaint
    if not complaint.is_in_place or not complaint.action:
        return
    text, suppression = mechanism_text(product, "complaint"), mechanism_text(product, "suppression")
    # An unsubscribe link in place of suppression is a fault of its own (complaint-taken-for-unsubscribe).
    if not STOP.search(text) and not UNSUBSCRIBE_WAY.search(text) and "omplain" not in suppression:
        message = "what is done after a complaint does not stop mail to the address"
        yield Found("handling.complaint.action", message, "suppress the address at once, and say so in `action:`")


@rule("note", question="complaints", covers=["CMP-03"], sources=["AWS-06", "G-2"])
def gmail_complaints_unseen(product: ProductView) -> Iterator[Found]:
    """The complaint rate is watched in SES alone, which sees no complaint from Gmail.

    Gmail sends SES no complaint data, so the rate that SES shows leaves out what is often the largest provider. Google's
    Postmaster Tools show the spam rate there, for domains with enough mail (AWS-06, G-2).

    Wrong:
        monitoring: {gmail_postmaster: false}
        ---
        monitoring: {gmail_postmaster: (leave out)}
    Right:
        monitoring: {gmail_postmaster: true}
        ---
        monitoring: {gmail_postmaster: (leave out), alarms: (leave out), targets: (leave out)}
        handling: {monitoring: (leave out)}
    """
    # A product that watches its complaint rate, but not at Gmail.
    monitoring = product.monitoring
    is_watched = (
        any(item.metric == "complaint_rate" and item.status.is_in_place for item in monitoring.alarms)
        or any(item.metric == "complaint_rate" for item in monitoring.targets)
        or "omplaint" in mechanism_text(product, "monitoring")
    )
    if is_watched and not monitoring.gmail_postmaster:
        state = "not stated" if monitoring.gmail_postmaster is None else "not watched"
        message = f"Gmail tells SES of no complaint, and its Postmaster Tools are {state}"
        fix = "register the domain in Google Postmaster Tools, and do not say that the SES rate covers all recipients"
        yield Found("monitoring.gmail_postmaster", message, fix)
