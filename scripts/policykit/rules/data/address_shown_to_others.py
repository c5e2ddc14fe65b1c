"""The mail shows one user's address to another.

A Reply-To or a copy with the address of a user hands it to everybody who gets the mail. A relay address does the same work,
or the user is told before and agrees (EU-1).

Wrong:
    streams: [{reply_to: the email address of the poll's creator}]
    ---
    streams: [{}, {reply_to: Answers go to the organizer of the rehearsal.}]
Right:
    streams: [{reply_to: post@lantern.example.com}]
Silent:
    streams: [{reply_to: our support mailbox}]
    ---
    streams: [{}, {reply_to: a relay address of the organizer}]
    ---
    streams: [{}, {reply_to: "the organizer's address, to which the organizer has agreed"}]
    ---
    streams: [{}, {reply_to: the recipient's own organizer account at events@lantern.example.com}]
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import english
from policykit.rules import Context, Found, ProductView

severity = "warning"
covers = ("DAT-06",)
sources = ("EU-1",)

PERSON = re.compile(
    r"\b(?:creators?|organi[sz]ers?|inviters?|hosts?|senders?|authors?|participants?|members?|customers?|other users?"
    r"|the users?|teachers?|sellers?|buyers?|person who)\b",
    re.I,
)
SAFE = re.compile(r"\b(?:relay\w*|mask\w*|alias\w*|forward\w*|agree\w*|consent\w*|informed|told|support)\b|@", re.I)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each stream whose answers go to a user, without a relay or a word of consent."""
    for path, stream in product.each_stream():
        text = english(stream.reply_to)
        if text and PERSON.search(text) and not SAFE.search(text):
            message = f'answers go to "{text.rstrip(".")}", so that each recipient sees this person\'s address'
            fix = "use a relay address, or say where this person is told and agrees"
            yield Found(f"{path}.reply_to", message, fix)
