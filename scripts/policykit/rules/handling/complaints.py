"""Complaints."""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import affirmed, english
from policykit.readiness.statements import mechanism_text, mechanism_wordings
from policykit.rules import Found, ProductView, rule
from policykit.rules.lib.actions import EVENT, STOP, UNSUBSCRIBE_WAY
from policykit.rules.lib.figures import emails_a_month
from policykit.rules.lib.one_time_codes import codes, is_for_sign_in

_PERSON = r"(?:recipient|complainant|user|customer|person|subscriber|sender of the complaint)s?"
ANSWER = re.compile(
    rf"\b(?:sends?|emails?|writes? to|contacts?|repl(?:y|ies) to|answers?|apologi[sz]es? to|asks?)\b[^.;]{{0,25}}\b{_PERSON}\b"
    rf"|\b{_PERSON}\b[^.;]{{0,20}}\b(?:gets?|receives?|is sent|is emailed|is contacted)\b"
    r"|\b(?:confirmation|apology|survey)(?: e?-?mail| message)?\b[^.;]{0,20}\b(?:is sent|goes)\b",
    re.I,
)


@rule("error", question="complaints", covers=["CMP-01"], sources=["AWS-03"])
def complaint_answered_by_mail(product: ProductView) -> Iterator[Found]:
    """You send another email to a person who complained.

    Whoever marks an email as spam wants no more of it. AWS asks you to send nothing further, not even a confirmation.

    Fix: Suppress the address, and send neither an answer nor a confirmation.

    Wrong:
        handling: {complaint: {action: "The address is suppressed, and a confirmation email is sent to the recipient."}}
        ---
        handling: {complaint: {action: Support writes to the user and asks for the reason. The address is suppressed.}}
    Right:
        handling: {complaint: {action: We suppress the address and send nothing further.}}
    Silent:
        handling: {complaint: {action: The recipient gets no further mail and no confirmation message.}}
        ---
        handling: {complaint: {action: The address is suppressed; SNS emails the technical lead.}}
    """
    for item in mechanism_wordings(product, "complaint"):
        if match := affirmed(ANSWER, item.text):
            yield Found(item.path, 'You write "{quote}", so a person who complained gets another email.', quote=match[0])


TOLD = re.compile(
    r"\b(?:all|each|every|any) (?:further |future |our |other )?(?:sending |mailing )?"
    r"(?:lists?|streams?|mail|e-?mails?|sends?)\b",
    re.I,
)


@rule("note", question="complaints", covers=["CMP-04"], sources=["AWS-04"], asks="Streams that stop after a complaint")
def complaint_scope_missing(product: ProductView) -> Iterator[Found]:
    """You send several streams, but do not say which of them a complaint stops.

    After a complaint about one stream, AWS lets you continue email that a person needs. The account-level suppression list,
    however, stops every stream.

    Fix: Say in `scope:` which streams stop after a complaint.

    Wrong:
        handling: {complaint: {scope: (leave out)}}
    Right:
        handling: {complaint: {scope: A complaint stops every stream. Sign-in codes start again after a message to support.}}
    Silent:
        streams: [{}, (leave out), (leave out)]
        handling: {complaint: {scope: (leave out)}}
        ---
        handling: {complaint: {status: planned, scope: (leave out)}}
        ---
        handling: {complaint: {action: (leave out), scope: (leave out)}}
        ---
        handling: {complaint: {scope: (leave out), action: The address is removed from all sending lists.}}
    """
    # complaint-action-missing comes first; streams inside the company do not count.
    complaint = product.handling.complaint
    if not complaint.is_in_place or complaint.scope or not complaint.action:
        return
    count = sum(not stream.recipients.internal for stream in product.streams)
    if count > 1 and not TOLD.search(mechanism_text(product, "complaint")):
        if any(is_for_sign_in(stream) for _, stream, _ in codes(product)):
            yield Found(
                "handling.complaint.scope",
                "You send {count} streams, but do not say which of them a complaint stops.",
                "Say in `scope:` which streams stop after a complaint, and how a person gets sign-in codes again.",
                count=count,
            )
        else:
            yield Found(
                "handling.complaint.scope",
                "You send {count} streams, but do not say which of them a complaint stops.",
                count=count,
            )


@rule("error", question="complaints", covers=["CMP-02"], sources=["AWS-03", "AWS-17"])
def complaint_taken_for_unsubscribe(product: ProductView) -> Iterator[Found]:
    """A text confuses a complaint with an unsubscribe request.

    A complaint comes from the mailbox provider after somebody presses the spam button. Your unsubscribe link never sees it.

    Fix: Say which event reaches you, and that you then suppress the address. Describe unsubscribing in `handling.unsubscribe`.

    Wrong:
        handling: {complaint: {mechanism: Each email contains an unsubscribe link., action: We handle it.}}
    Milder:
        handling: {complaint: {action: "Complaints are handled automatically, with immediate unsubscribe functionality."}}
    Right:
        handling:
          complaint:
            status: implemented
            mechanism: An SNS topic receives each complaint.
            action: We suppress the address and unsubscribe the person from all streams.
    Silent:
        handling: {complaint: {action: "The address is suppressed, with or without an unsubscribe request."}}
    """
    texts = mechanism_wordings(product, "complaint")
    if any(STOP.search(item.text) for item in texts):
        return
    for item in texts:
        if match := UNSUBSCRIBE_WAY.search(item.text):
            yield Found(
                item.path,
                'You write "{quote}" about complaints, but a complaint comes from the mailbox provider, not from a link.',
                severity="warning" if EVENT.search(english(product.handling.complaint.mechanism)) else None,
                quote=match[0],
            )
            return


@rule("error", question="complaints", covers=["CMP-01"], sources=["AWS-03"])
def complaint_without_suppression(product: ProductView) -> Iterator[Found]:
    """A complaint does not stop email to the address.

    AWS expects you to stop immediately when a recipient complains. Logging and reviewing complaints is not enough.

    Fix: Suppress the address immediately, and say so in `action:`.

    Wrong:
        handling: {complaint: {action: Each complaint is logged and reviewed.}}
    Right:
        handling: {complaint: {action: We suppress the address immediately.}}
    Silent:
        handling: {complaint: {action: The recipient is removed from future sends.}}
        ---
        handling: {complaint: {action: The team reviews it., mechanism: A function that a topic calls blocks the address.}}
        ---
        handling: {complaint: {action: (leave out)}}
    """
    complaint = product.handling.complaint
    if not complaint.is_in_place or not complaint.action:
        return
    text, suppression = mechanism_text(product, "complaint"), mechanism_text(product, "suppression")
    # complaint-taken-for-unsubscribe reports an unsubscribe link.
    if not STOP.search(text) and not UNSUBSCRIBE_WAY.search(text) and "omplain" not in suppression:
        yield Found(
            "handling.complaint.action",
            'You write "{action}" about complaints, but nothing in it stops email to the address.',
            action=english(complaint.action),
        )


SHOWN_FROM = 3000
"""Ours: with fewer emails per month, Google Postmaster Tools show nothing on most days."""


@rule("note", question="complaints", covers=["CMP-03"], sources=["AWS-06", "G-2"], asks="Spam rate at Gmail")
def gmail_complaints_unseen(product: ProductView) -> Iterator[Found]:
    """You watch the complaint rate in SES only, which sees no complaints from Gmail.

    Gmail sends no complaints to SES, so your rate leaves out what is often the largest provider. Google Postmaster Tools show
    the spam rate there, for domains that send enough email.

    Fix: Register your domain in Google Postmaster Tools, and set `monitoring.gmail_postmaster: true`.

    Wrong:
        monitoring: {gmail_postmaster: false}
        ---
        monitoring: {gmail_postmaster: (leave out)}
    Right:
        monitoring: {gmail_postmaster: true}
    Silent:
        monitoring: {gmail_postmaster: (leave out)}
        volume: {figures: ["(only)", {kind: forecast, per: month, max: 2400}]}
        ---
        monitoring: {gmail_postmaster: (leave out), alarms: (leave out), targets: (leave out)}
        handling: {monitoring: (leave out)}
    """
    monitoring = product.monitoring
    is_watched = (
        any(item.metric == "complaint_rate" and item.status.is_in_place for item in monitoring.alarms)
        or any(item.metric == "complaint_rate" for item in monitoring.targets)
        or "omplaint" in mechanism_text(product, "monitoring")
    )
    if is_watched and not monitoring.gmail_postmaster and emails_a_month(product) >= SHOWN_FROM:
        yield Found(
            "monitoring.gmail_postmaster",
            "You watch your complaint rate, but do not say whether you check Google Postmaster Tools."
            if monitoring.gmail_postmaster is None
            else "You watch your complaint rate, but do not check Google Postmaster Tools.",
        )
