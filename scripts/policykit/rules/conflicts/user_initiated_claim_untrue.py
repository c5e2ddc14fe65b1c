"""All mail is said to follow from an action of its user, but a stream is set off by somebody else.

One sentence about all mail is read first and believed; the stream that does not fit makes the reviewer doubt the rest.

Wrong:
    volume: {pattern: Every mail is triggered by an action of a user.}
    ---
    statements: [{about: streams, says: "All of our emails fall into two groups, both of which are user-initiated.", line: 5}]
Right:
    volume: {pattern: Mail follows from sign-ins and from what a choir's leader publishes.}
Silent:
    volume: {pattern: "Each sign-in code is triggered by a user; newsletters follow the calendar."}
    ---
    purpose: [Not every mail is triggered by a user.]
    ---
    volume: {pattern: Every mail is triggered by an action of a user.}
    streams: [{}, {trigger: {actor: recipient}}, {trigger: {actor: recipient}}]
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import is_denied
from policykit.readiness.statements import wordings
from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("CON-01",)
question = "purpose"

CLAIM = re.compile(
    r"\b(?:every|each|all)(?: of)?(?: our)?(?: \w+)? (?:e-?mails?|mails?|messages?)\b[^.;]{0,60}?"
    r"(?:\b(?:triggered|initiated|set off|started|caused|requested)\b[^.;]{0,40}?\b(?:users?|recipients?)\b|user-initiated)",
    re.I,
)
ACTORS = {"admin": "an administrator", "schedule": "a schedule", "system": "the system"}


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The first such claim, where a stream contradicts it."""
    others = [
        f"{ACTORS[stream.trigger.actor]} sets off `{stream.id}`"
        for stream in product.streams
        if stream.trigger and stream.trigger.actor in ACTORS
    ]
    if not others:
        return
    for item in wordings(
        product, "volume", "purpose", "streams", "sending", "content", "lists", "commitments", "justification"
    ):
        match = CLAIM.search(item.text)
        if match and not is_denied(item.text, match):
            message = f'"{match[0]}", but {" and ".join(others)}'
            yield Found(item.path, message, "say it of the streams of which it is true, and name the other ones")
            return
