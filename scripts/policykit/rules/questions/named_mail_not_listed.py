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

import re
from collections.abc import Iterator

from policykit.readiness.sentences import is_denied
from policykit.readiness.statements import stream_text, wordings_with
from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("AWSQ-01",)
question = "purpose"
sources = ("AWS-24", "AWS-01b")

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


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The first place at which each kind is named, where no stream is of that kind."""
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
