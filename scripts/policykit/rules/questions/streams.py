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


@rule("error", question="purpose", covers=["AWSQ-01"], sources=["AWS-24", "AWS-01b"])
def confirmation_mail_not_listed(product: ProductView) -> Iterator[Found]:
    """Addresses are confirmed at sign-up, but no stream is the mail that asks for it.

    A code or link that confirms an address is a mail too. Where it is not among the streams, the reviewer misses the one mail
    that each new user gets, or finds out later that it exists (AWS-24, AWS-01b).

    Wrong:
        streams:
          - purpose: The code lets a singer sign in.
            trigger: {event: A singer asks for a code on the sign-in page.}
    Right:
        streams:
          - {title: Address confirmation, purpose: The code confirms the address of a new account.}
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
    # The place where the confirmation is stated, where no stream is about it.
    path = _confirmed_at(product)
    if path is None or not product.streams or any(SUCH_MAIL.search(stream_text(stream)) for stream in product.streams):
        return
    if not any(ELSEWHERE.search(item.text) for item in wordings(product, "infrastructure", "sending")):
        message = "addresses are confirmed, but no stream is the mail that does it"
        yield Found(path, message, "add that mail as a stream of its own, or say which service sends it instead of SES")


def _confirmed_at(product: ProductView) -> str | None:
    text = english(product.lists.confirmation)
    match = CONFIRMED.search(text)
    if match and not is_denied(text, match):
        return "lists.confirmation"
    for path, stream in product.each_stream():
        if stream.recipients.verified in ("account", "double"):
            return f"{path}.recipients.verified"
    return None


# What the mail is called, the part of its name in small letters, how texts write it, and how its stream is known.
KINDS = (
    ("password reset", "password", r"password[- ]resets|password[- ]reset (?:e-?mails?|codes?|links?)", "password"),
    ("welcome mail", "welcome", r"welcome (?:e-?mails?|mails?|messages?)", "welcome"),
    ("invoice", "invoice", r"invoices|invoice (?:e-?mails?|mails?)", "invoice|receipt|billing|payment|order"),
    ("receipt", "receipt", r"receipts|receipt (?:e-?mails?|mails?)", "invoice|receipt|billing|payment|order"),
    ("reminder", "reminder", r"reminders|reminder (?:e-?mails?|mails?)", "remind"),
    ("survey", "survey", r"surveys|survey (?:e-?mails?|mails?)", "survey|feedback"),
    ("digest", "digest", r"digests|digest (?:e-?mails?|mails?)", "digest|summary|weekly|daily|monthly"),
)
SEND = r"\b(?:sends?|e-?mails?|mails?|messages?|notifications?)\b"
PATTERNS = tuple(
    (
        name,
        part,
        re.compile(rf"{SEND}[^.;]{{0,90}}?\b(?:{words})\b|\b(?:{words})\b[^.;]{{0,30}}?{SEND}", re.I),
        re.compile(known),
    )
    for name, part, words, known in KINDS
)
ABOUT = ("summary", "purpose", "sending", "content", "justification", "commitments", "streams", "volume")


@rule("error", question="purpose", covers=["AWSQ-01"], sources=["AWS-24", "AWS-01b"])
def named_mail_not_listed(product: ProductView) -> Iterator[Found]:
    """A text names a kind of mail that is not among the streams.

    A reviewer who reads of a password reset or an invoice looks for it in the list of your mail. What is named and not listed
    looks hidden (AWS-24, AWS-01b).

    Wrong:
        purpose: [The application sends password resets and rehearsal dates.]
        ---
        content: [{text: Monthly invoices go out by email with a link.}]
        ---
        statements: [{about: streams, says: We also send reminder emails to singers., line: 12}]
    Right:
        purpose: [The application sends password resets and rehearsal dates.]
        streams: [{title: Password reset code}]
    Silent:
        purpose: [We do not send reminders or surveys by email.]
        ---
        purpose: [Choirs print their invoices with Lantern.]
        ---
        content: [{text: Each email holds the number of the receipt.}]
    """
    # The first place at which each kind is named, where no stream is of that kind.
    stories = "\n".join(stream_text(stream) for stream in product.streams).lower()
    for name, part, named, known in PATTERNS if stories else ():
        if known.search(stories):
            continue
        for item in wordings_with(product, (part,), *ABOUT):
            match = named.search(item.text)
            if match and not is_denied(item.text, match):
                message = f'the text names a mail that is no stream: {name} ("{match[0]}")'
                yield Found(item.path, message, "add the mail as a stream, or leave it out of the text")
                break


@rule("warning", question="examples", covers=["AWSQ-08"], sources=["AWS-24"])
def sample_without_text(product: ProductView) -> Iterator[Found]:
    """A sample has a subject, but not the text of the mail.

    An outline tells what a mail is about; AWS wants to see whether recipients will want to receive it (AWS-24).

    Wrong:
        streams: [{sample: {text: (leave out), outline: [The code and how long it is valid]}}]
    Right:
        streams: [{sample: {text: Your code is 493817.}}]
    """
    # Each sample without a text.
    for path, stream in product.each_stream():
        if stream.sample and not stream.sample.text:
            what = "an outline of the mail" if stream.sample.outline else "its subject only"
            message = f"the sample of `{stream.id}` shows {what}, not its text"
            yield Found(f"{path}.sample", message, "paste the whole plain text of the mail as `text:`")
