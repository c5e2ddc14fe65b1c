"""Streams and samples."""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import english, is_denied
from policykit.readiness.statements import stream_text, wordings, wordings_with
from policykit.rules import Found, ProductView, rule

CONFIRMED = re.compile(r"\b(?:verif|confirm)\w*", re.I)
SUCH_MAIL = re.compile(
    r"verif|confirm|activat|\bregist|sign(?:s|ed)?[- ]?up|welcome|\bowns? the address|creates? an account", re.I
)
SUCH = r"\b(?:verification|confirmation|activation) (?:e-?mails?|mails?|messages?|codes?|links?)\b"
ELSEWHERE = re.compile(rf"\bsends?\b[^.;]*{SUCH}|{SUCH}[^.;]*\bsent\b", re.I)


@rule(
    "warning",
    question="purpose",
    covers=["AWSQ-01"],
    sources=["AWS-24", "AWS-01b"],
    severity_because="Another service may send this email; AWS asks which.",
)
def confirmation_mail_not_listed(product: ProductView) -> Iterator[Found]:
    """You confirm addresses at sign-up, but do not list the email that does it.

    The code or link that confirms an address is an email too. AWS asks about the one email that each new user receives.

    Fix: Add this email as a stream, or say in `infrastructure` which service sends it instead of SES.

    Wrong:
        streams:
          - purpose: The code lets a singer sign in.
            trigger: {event: A singer asks for a code on the sign-in page.}
    Right:
        streams:
          - title: Address confirmation
            purpose: The code confirms the address of a new account.
            trigger: {actor: recipient, event: A singer signs up.}
        ---
        streams: [{purpose: The code lets a singer sign in., trigger: {event: A singer asks for a code on the sign-in page.}}]
        infrastructure: {pool: {service: Amazon Cognito, role: It sends the verification codes of new accounts itself.}}
    Silent:
        lists: {confirmation: Singers give their address themselves.}
        streams:
          - {purpose: The code lets a singer sign in., recipients: {verified: single}}
          - {recipients: {verified: none}}
          - {recipients: {verified: single}}
    """
    path = _confirmed_at(product)
    if path is None or not product.streams or any(SUCH_MAIL.search(stream_text(stream)) for stream in product.streams):
        return
    if not any(ELSEWHERE.search(item.text) for item in wordings(product, "infrastructure", "sending")):
        yield Found(path, "You confirm addresses, but none of your streams is the email that does it.")


def _confirmed_at(product: ProductView) -> str | None:
    text = english(product.lists.confirmation)
    match = CONFIRMED.search(text)
    if match and not is_denied(text, match):
        return "lists.confirmation"
    for path, stream in product.each_stream():
        if stream.recipients.verified in ("account", "double"):
            return f"{path}.recipients.verified"
    return None


# The part of a kind's name in small letters, how texts write it, and how its stream is known.
KINDS = (
    ("password", r"password[- ]resets|password[- ]reset (?:e-?mails?|codes?|links?)", "password"),
    ("welcome", r"welcome (?:e-?mails?|mails?|messages?)", "welcome"),
    ("invoice", r"invoices|invoice (?:e-?mails?|mails?)", "invoice|receipt|billing|payment|order"),
    ("receipt", r"receipts|receipt (?:e-?mails?|mails?)", "invoice|receipt|billing|payment|order"),
    ("reminder", r"reminders|reminder (?:e-?mails?|mails?)", "remind"),
    ("survey", r"surveys|survey (?:e-?mails?|mails?)", "survey|feedback"),
    ("digest", r"digests|digest (?:e-?mails?|mails?)", "digest|summary|weekly|daily|monthly"),
)
SEND = r"\b(?:sends?|e-?mails?|mails?|messages?|notifications?)\b"
PATTERNS = tuple(
    (
        part,
        re.compile(rf"{SEND}[^.;]{{0,90}}?\b(?:{words})\b|\b(?:{words})\b[^.;]{{0,30}}?{SEND}", re.I),
        re.compile(known),
    )
    for part, words, known in KINDS
)
ABOUT = ("summary", "purpose", "sending", "content", "justification", "commitments", "streams", "volume")


@rule("error", question="purpose", covers=["AWSQ-01"], sources=["AWS-24", "AWS-01b"])
def named_mail_not_listed(product: ProductView) -> Iterator[Found]:
    """A text mentions a kind of email that is not among your streams.

    A reviewer who reads about a password reset or an invoice looks for it in your list. An email that you mention but do not
    list looks hidden.

    Fix: Add this email as a stream, or remove it from the text.

    Wrong:
        purpose: [The application sends password resets and rehearsal dates.]
        ---
        content: [{text: Monthly invoices go out by email with a link.}]
        ---
        statements: [{about: streams, says: We also send reminder emails to singers., line: 12}]
    Right:
        purpose: [The application sends sign-in codes and rehearsal dates.]
        ---
        purpose: [The application sends password resets and rehearsal dates.]
        streams: [{title: Password reset, purpose: The link lets a singer choose a new password.}]
    Silent:
        purpose: [We do not send reminders or surveys by email.]
        ---
        purpose: [Choirs print their invoices with Lantern.]
        ---
        content: [{text: Each email holds the number of the receipt.}]
    """
    stories = "\n".join(stream_text(stream) for stream in product.streams).lower()
    for part, named, known in PATTERNS if stories else ():
        if known.search(stories):
            continue
        for item in wordings_with(product, (part,), *ABOUT):
            match = named.search(item.text)
            if match and not is_denied(item.text, match):
                yield Found(item.path, 'The text mentions an email that is not among your streams: "{words}".', words=match[0])
                break
