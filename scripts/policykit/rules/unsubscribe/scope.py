"""Scope of unsubscribing."""

import re
from collections.abc import Iterator

from policykit.model import Stream
from policykit.readiness.sentences import affirmed, english
from policykit.readiness.statements import Wording, mechanism_wordings
from policykit.rules import Found, ProductView, rule

MANAGEMENT = re.compile(
    r"\b(?:SES|Amazon|AWS)\b[^.]{0,20}\b(?:subscription|list) management\b"
    r"|\bamazonSESUnsubscribeUrl\b|\bListManagementOptions\b",
    re.I,
)
MANY = re.compile(
    r"\b(?:bcc|(?:several|multiple|many|up to \d+) recipients|one (?:message|mail|e-?mail) (?:goes )?to (?:all|several|many))\b"
    r"|\bsigns? (?:the |each |all |every )?(?:mail|messages?|e-?mails?) (?:itself|ourselves)\b",
    re.I,
)


@rule("note", question="unsubscribes", covers=["UNS-07"], sources=["AWS-11"])
def subscription_management_without_effect(product: ProductView) -> Iterator[Found]:
    """Unsubscribing relies on SES subscription management where SES adds nothing.

    SES adds its unsubscribe header and link only to mail with a single recipient, and not to mail that the application signs
    itself (AWS-11).

    Wrong:
        handling: {unsubscribe: {mechanism: SES subscription management adds the unsubscribe link.}}
        sending: [{text: One message goes to several recipients in Bcc.}]
        ---
        handling: {unsubscribe: {mechanism: "The mail holds {{amazonSESUnsubscribeUrl}}."}}
        sending: [{text: The worker signs the mail itself with DKIM.}]
    Right:
        handling: {unsubscribe: {mechanism: SES subscription management adds the unsubscribe link.}}
        ---
        sending: [{text: One message goes to several recipients in Bcc.}]
    Silent:
        handling: {unsubscribe: {mechanism: SES subscription management adds the unsubscribe link.}}
        sending: [{text: Each call has one recipient; no message goes to several recipients.}]
    """
    # The text that relies on it, where another says that a message has several recipients or an own signature.
    sending = [
        Wording(f"sending[{index}].text", "", english(claim.text))
        for index, claim in enumerate(product.sending)
        if claim.status.is_in_place
    ]
    texts = (*mechanism_wordings(product, "unsubscribe"), *sending)
    relies = next((item for item in texts if MANAGEMENT.search(item.text)), None)
    many = next((match for item in texts if (match := affirmed(MANY, item.text))), None) if relies else None
    if relies and many:
        message = f'relies on SES subscription management, which adds nothing here: "{many[0]}"'
        fix = "send to one recipient a call and let SES sign, or add the headers and the link yourself"
        yield Found(relies.path, message, fix)


SECURITY = re.compile(
    r"\b(?:password|passcode|sign[- ]in|log[- ]?in|one[- ]time|otp|2fa|mfa|two[- ]factor|multi[- ]factor|security"
    r"|(?:account|address|e-?mail)[- ]verification|verification[- ]code)\b",
    re.I,
)


def _is_security_mail(stream: Stream) -> bool:
    """Whether somebody is locked out, or left unwarned, who does not get this mail."""
    if stream.class_ == "marketing":
        return False
    return bool(stream.otp or stream.class_ == "system" or SECURITY.search(f"{stream.id} {english(stream.title)}"))


@rule("error", question="unsubscribes", covers=["UNS-04"], sources=["AWS-11", "G-2"])
def unsubscribe_from_security_mail(product: ProductView) -> Iterator[Found]:
    """Mail with a code, or about the security of an account, can be unsubscribed.

    Whoever stops it is locked out at the next sign-in, or learns nothing of a stranger in the account. Google leaves such mail
    out of its unsubscribe rules; offer the deletion of the account instead (AWS-11, G-2).

    Wrong:
        streams: [{unsubscribe: {offered: true, reason_if_not: (leave out)}}]
        ---
        streams: [{}, {id: password-reset, title: Password reset}]
        ---
        streams: [{}, {class: system}]
    Right:
        streams: [{unsubscribe: {offered: false}}]
    Silent:
        streams: [{}, {}, {id: security-newsletter, title: Security newsletter}]
        ---
        streams: [{}, {id: concert-reminder, title: Reminder of a concert}]
    """
    # Each such stream that can be stopped.
    for path, stream in product.each_stream():
        answer = stream.unsubscribe
        if answer.offered and _is_security_mail(stream):
            message = f"`{stream.id}` can be stopped, though its recipients need it to get into their account or to guard it"
            fix = "set `offered: false` with the reason, take the link out, and name account deletion as the other way out"
            yield Found(f"{path}.unsubscribe.offered", message, fix)


IN_EVERY_MAIL = re.compile(
    r"\b(?:every|each|all)(?: of)?(?: our| the)? (?:e-?mails?|mails?|messages?)\b[^.;]{0,30}\bunsubscri"
    r"|\bunsubscri\w*\b[^.;]{0,30}\bin (?:every|each|all)(?: of)?(?: our| the)? (?:e-?mails?|mails?|messages?)\b",
    re.I,
)


@rule("error", question="unsubscribes", covers=["UNS-02"], sources=["AWS-11"])
def unsubscribe_offered_and_refused(product: ProductView) -> Iterator[Found]:
    """One place says that mail can be stopped, another that it cannot.

    AWS asks how you manage unsubscribe requests. Two answers for one stream are none; decide stream by stream (AWS-11).

    Wrong:
        streams: [{unsubscribe: {body_link: true}}]
        ---
        streams: [{}, {unsubscribe: {reason_if_not: The invitation is needed.}}]
        ---
        content: [{text: Every email contains an unsubscribe link.}]
        ---
        statements: [{about: handling.complaint, says: We provide clear unsubscribe options in all emails, line: 4}]
    Right:
        content: [{text: Invitations and newsletter contain an unsubscribe link.}]
        ---
        streams: [{unsubscribe: {body_link: false}}]
    Silent:
        content: [{text: Every marketing email contains an unsubscribe link.}]
        ---
        content: [{text: All emails name the sender; the newsletter holds an unsubscribe link.}]
        ---
        content: [{text: Not every email contains an unsubscribe link.}]
    """
    # Streams that contradict themselves; and the first text about every mail, where some stream cannot be stopped.
    refused = []
    for path, stream in product.each_stream():
        answer = stream.unsubscribe
        if answer.offered and answer.reason_if_not:
            fix = "keep one of the two"
            yield Found(f"{path}.unsubscribe", "can be stopped, yet a reason is given why it cannot", fix)
        elif answer and not answer.offered:
            refused.append(stream.id)
            if answer.body_link or answer.header_one_click:
                message = "cannot be stopped, yet the mail holds a link or a header to stop it"
                yield Found(f"{path}.unsubscribe", message, "set `offered: true`, or remove the link and the header")
    if not refused:
        return
    for item in _texts(product):
        if "nsubscri" in item.text and (match := affirmed(IN_EVERY_MAIL, item.text)):
            message = f'"{match[0]}", but `{"`, `".join(refused)}` cannot be stopped'
            yield Found(
                item.path, message, "say stream by stream what can be stopped, and leave the sentence on every mail out"
            )
            return


def _texts(product: ProductView) -> Iterator[Wording]:
    yield from mechanism_wordings(product, "unsubscribe", "complaint")
    for index, claim in enumerate(product.content):
        if claim.status.is_in_place:
            yield Wording(f"content[{index}].text", "", english(claim.text))
    for index, text in enumerate(product.commitments):
        yield Wording(f"commitments[{index}]", "", english(text))
    for index, statement in enumerate(product.statements):
        yield Wording(f"statements[{index}].says", "", statement.says)


WHAT_REMAINS = re.compile(r"\b(?:still|remain\w*|continu\w+|keeps?|except|apart from|all mail|everything)\b", re.I)


@rule("warning", question="unsubscribes", covers=["UNS-05"], sources=["AWS-11"])
def unsubscribe_scope_missing(product: ProductView) -> Iterator[Found]:
    """A service mail can be stopped, and what still arrives afterwards is not stated.

    Somebody who stops invitations may still wait for the cancellation of a meeting already accepted. Say what still arrives,
    and why (AWS-11).

    Wrong:
        streams: [{}, {unsubscribe: {scope: (leave out)}}]
    Right:
        streams: [{}, {unsubscribe: {scope: Sign-in codes still arrive.}}]
        ---
        streams: [{}, {}, {unsubscribe: {scope: (leave out)}}]
    Silent:
        streams: [{}, {unsubscribe: {scope: (leave out)}}]
        handling: {unsubscribe: {scope: Invitations stop; the cancellation of an accepted rehearsal still arrives.}}
    """
    # Each stream but marketing that can be stopped without a word on what remains.
    common = product.handling.unsubscribe
    if common.is_in_place and WHAT_REMAINS.search(english(common.scope)):
        return
    for path, stream in product.each_stream():
        answer = stream.unsubscribe
        if stream.class_ == "marketing" or not answer.offered or answer.scope:
            continue
        if not _is_security_mail(stream):
            message = f"what still arrives after `{stream.id}` is stopped is not stated"
            fix = "say it in `scope:`, such as the cancellation of what was already accepted"
            yield Found(f"{path}.unsubscribe.scope", message, fix)
