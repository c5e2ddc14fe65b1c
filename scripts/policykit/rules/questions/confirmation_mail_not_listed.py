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

import re
from collections.abc import Iterator

from policykit.readiness.sentences import english, is_denied
from policykit.readiness.statements import stream_text, wordings
from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("AWSQ-01",)
question = "purpose"
sources = ("AWS-24", "AWS-01b")

CONFIRMED = re.compile(r"\b(?:verif|confirm)\w*", re.I)
SUCH_MAIL = re.compile(
    r"verif|confirm|activat|\bregist|sign(?:s|ed)?[- ]?up|welcome|\bowns? the address|creates? an account", re.I
)

SUCH = r"\b(?:verification|confirmation|activation) (?:e-?mails?|mails?|messages?|codes?|links?)\b"
ELSEWHERE = re.compile(rf"\bsends?\b[^.;]*{SUCH}|{SUCH}[^.;]*\bsent\b", re.I)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The place where the confirmation is stated, where no stream is about it."""
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
        if stream.recipients and stream.recipients.verified in ("account", "double"):
            return f"{path}.recipients.verified"
    return None
