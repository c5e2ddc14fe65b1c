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
    """You rely on SES subscription management where SES adds nothing.

    SES adds its unsubscribe header and link only to email with a single recipient, and not to email that your application signs
    itself.

    Fix: Send to one recipient per call and let SES sign, or add the headers and the link yourself.

    Wrong:
        handling: {unsubscribe: {mechanism: SES subscription management adds the unsubscribe link.}}
        sending: [{text: One message goes to several recipients in Bcc.}]
        ---
        handling: {unsubscribe: {mechanism: "Each email contains {{amazonSESUnsubscribeUrl}}."}}
        sending: [{text: The worker signs the mail itself with DKIM.}]
    Right:
        sending:
          - status: implemented
            text: Each call of the SES API sends one email to one recipient, and SES signs it.
    Silent:
        handling: {unsubscribe: {mechanism: SES subscription management adds the unsubscribe link.}}
        ---
        sending: [{text: One message goes to several recipients in Bcc.}]
        ---
        handling: {unsubscribe: {mechanism: SES subscription management adds the unsubscribe link.}}
        sending: [{text: Each call has one recipient; no message goes to several recipients.}]
    """
    sending = [
        Wording(f"sending[{index}].text", "", english(claim.text))
        for index, claim in enumerate(product.sending)
        if claim.status.is_in_place
    ]
    texts = (*mechanism_wordings(product, "unsubscribe"), *sending)
    relies = next((item for item in texts if MANAGEMENT.search(item.text)), None)
    many = next((match for item in texts if (match := affirmed(MANY, item.text))), None) if relies else None
    if relies and many:
        yield Found(
            relies.path,
            'You rely on SES subscription management, but SES adds nothing here: "{words}".',
            words=many[0],
        )


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


@rule(
    "warning",
    question="unsubscribes",
    covers=["UNS-04"],
    sources=["AWS-11", "G-2"],
    severity_because="It harms your users, and AWS will ask. No refusal for it is known.",
)
def unsubscribe_from_security_mail(product: ProductView) -> Iterator[Found]:
    """Recipients can unsubscribe from emails with a code or about the security of their account.

    Whoever does is locked out at the next sign-in, or never learns of a stranger in the account. Google leaves such emails out
    of its unsubscribe rules.

    Fix: Set `offered: false`, say in `reason_if_not:` why, remove the link, and name another way out, such as deleting the
    account.

    Wrong:
        streams:
          - id: sign-in-code
            unsubscribe: {offered: true, reason_if_not: (leave out)}
        ---
        streams:
          - id: rehearsal-invitation
            title: Password reset
        ---
        streams:
          - id: rehearsal-invitation
            class: system
    Right:
        streams:
          - id: sign-in-code
            unsubscribe:
              offered: false
              reason_if_not: Without the code nobody can sign in.
              other_way_out: Whoever deletes the account gets no more email.
    Silent:
        streams: [{}, {}, {id: security-newsletter, title: Security newsletter}]
        ---
        streams: [{}, {id: concert-reminder, title: Reminder of a concert}]
    """
    found = [(path, item) for path, item in product.each_stream() if item.unsubscribe.offered and _is_security_mail(item)]
    if found:
        yield Found(
            f"{found[0][0]}.unsubscribe.offered",
            "Recipients can unsubscribe from {streams}, though they need it to get into their account or to protect it.",
            streams=[f"`{stream.id}`" for _, stream in found],
        )


IN_EVERY_MAIL = re.compile(
    r"\b(?:every|each|all)(?: of)?(?: our| the)? (?:e-?mails?|mails?|messages?)\b[^.;]{0,30}\bunsubscri"
    r"|\bunsubscri\w*\b[^.;]{0,30}\bin (?:every|each|all)(?: of)?(?: our| the)? (?:e-?mails?|mails?|messages?)\b",
    re.I,
)


@rule("error", question="unsubscribes", covers=["UNS-02"], sources=["AWS-11"])
def unsubscribe_offered_and_refused(product: ProductView) -> Iterator[Found]:
    """One place says that recipients can unsubscribe, another that they cannot.

    AWS asks how you manage unsubscribe requests. Two answers for one stream count as none.

    Fix: Say stream by stream who can unsubscribe, and remove the sentence about every email.

    Wrong:
        streams:
          - id: sign-in-code
            unsubscribe: {body_link: true}
        ---
        streams:
          - id: rehearsal-invitation
            unsubscribe: {reason_if_not: The invitation is needed.}
        ---
        content: [{text: Every email contains an unsubscribe link.}]
        ---
        statements: [{about: handling.complaint, says: We provide clear unsubscribe options in all emails, line: 4}]
    Right:
        streams:
          - id: sign-in-code
            unsubscribe:
              offered: false
              body_link: false
              reason_if_not: Without the code nobody can sign in.
              other_way_out: Whoever deletes the account gets no more email.
        content:
          - {status: implemented, text: Invitations and newsletter contain an unsubscribe link.}
    Silent:
        content: [{text: Every marketing email contains an unsubscribe link.}]
        ---
        content: [{text: All emails name the sender; the newsletter holds an unsubscribe link.}]
        ---
        content: [{text: Not every email contains an unsubscribe link.}]
    """
    refused = []
    for path, stream in product.each_stream():
        answer = stream.unsubscribe
        if answer.offered and answer.reason_if_not:
            yield Found(
                f"{path}.unsubscribe",
                "Recipients can unsubscribe from `{stream}`, but you also give a reason why they cannot.",
                "Keep the unsubscribe option or the reason, not both.",
                stream=stream.id,
            )
        elif answer and not answer.offered:
            refused.append(f"`{stream.id}`")
            if answer.body_link or answer.header_one_click:
                yield Found(
                    f"{path}.unsubscribe",
                    "Recipients cannot unsubscribe from `{stream}`, but the email has a link or a header for it.",
                    "Set `offered: true`, or remove the link and the header.",
                    stream=stream.id,
                )
    if not refused:
        return
    for item in _texts(product):
        if "nsubscri" in item.text and (match := affirmed(IN_EVERY_MAIL, item.text)):
            yield Found(
                item.path,
                'You write "{words}", but recipients cannot unsubscribe from {streams}.',
                words=match[0],
                streams=refused,
            )


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


@rule(
    "note",
    question="unsubscribes",
    covers=["UNS-05"],
    sources=["AWS-11"],
    asks="What recipients still get after unsubscribing",
    severity_because="AWS asks how recipients unsubscribe. What they still get is a detail of the answer.",
)
def unsubscribe_scope_missing(product: ProductView) -> Iterator[Found]:
    """Recipients can unsubscribe from a service email, but you do not say what they still get.

    Whoever unsubscribes wants to know what stops. Whoever still gets an email afterwards may press the spam button.

    Fix: Say in `scope:` what stops and which emails recipients still get.

    Wrong:
        streams:
          - id: rehearsal-invitation
            unsubscribe: {scope: (leave out)}
    Right:
        streams:
          - id: rehearsal-invitation
            unsubscribe:
              offered: true
              header_one_click: true
              body_link: true
              honoured_within_h: 1
              scope: Invitations of this choir stop. Sign-in codes still arrive.
    Silent:
        streams: [{}, {}, {unsubscribe: {scope: (leave out)}}]
        ---
        streams: [{}, {unsubscribe: {scope: (leave out)}}]
        handling: {unsubscribe: {scope: Invitations stop; the cancellation of an accepted rehearsal still arrives.}}
        ---
        streams: [(leave out), {unsubscribe: {scope: (leave out)}}]
        handling: {unsubscribe: {scope: It unsubscribes the recipient from meeting notifications.}}
    """
    common, is_refused = product.handling.unsubscribe, any(stream.unsubscribe.offered is False for stream in product.streams)
    if common.is_in_place and common.scope and (not is_refused or WHAT_REMAINS.search(english(common.scope))):
        return
    found = [
        (path, f"`{stream.id}`")
        for path, stream in product.each_stream()
        if stream.class_ != "marketing" and stream.unsubscribe.offered
        if not stream.unsubscribe.scope and not _is_security_mail(stream)
    ]
    # The product's own streams, so that the fix fits: what remains are those that nobody can stop.
    remaining = [f"`{other.id}`" for other in product.streams if other.unsubscribe and not other.unsubscribe.offered]
    if found:
        yield Found(
            f"{found[0][0]}.unsubscribe.scope",
            "Recipients can unsubscribe from {streams}, but you do not say what they still get.",
            ""
            if not remaining
            else "Say in `scope:` that {streams} stops, and that recipients still get {remaining}."
            if len(found) == 1
            else "Say in `scope:` that {streams} stop, and that recipients still get {remaining}.",
            streams=[stream for _, stream in found],
            remaining=remaining,
        )
