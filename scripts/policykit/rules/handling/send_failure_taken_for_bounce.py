"""A bounce is taken for a send that fails.

SES accepts a mail first; the bounce follows seconds or hours later, as an event of its own. Errors of the API, retries and a
dead-letter queue see mail that SES refused, never a bounce (AWS-16, AWS-17).

Wrong:
    handling: {bounce_hard: {mechanism: "When a send fails with a hard bounce, the error is logged."}}
    ---
    handling: {bounce_hard: {mechanism: A hard bounce moves to the dead-letter queue once all retries have failed.}}
Right:
    handling: {bounce_hard: {mechanism: An SNS topic receives every permanent bounce.}}
Silent:
    handling: {bounce_hard: {mechanism: "SNS passes each bounce to a queue; events that fail go to a dead-letter queue."}}
    ---
    handling: {bounce_hard: {status: planned, planned: "When a send fails with a hard bounce, a topic will tell us."}}
    ---
    sending: [{text: A dead-letter queue takes messages whose processing fails.}]
"""

import re
from collections.abc import Iterator

from policykit.readiness.statements import mechanism_wordings, quotations
from policykit.rules import Context, Found, ProductView, Words
from policykit.rules.lib.actions import SEND_FAILURE
from policykit.rules.lib.each_text import first_found

severity = "error"
covers = ("BNC-02",)
question = "bounces"
sources = ("AWS-16", "AWS-17")

EVENT = re.compile(
    r"\b(?:SNS|EventBridge|Firehose|event (?:destination|publishing|notification)s?|feedback[- ]forwarding|mailbox|webhooks?"
    r"|(?:bounce|SES) (?:notification|event|message|report)s?|\w*ereignis\w*|\w*benachrichtigung\w*)\b",
    re.I,
)


def find(words: Words) -> Iterator[Found]:
    """A text on bounces that speaks of a failed send, and of no channel by which bounces come."""
    about_bounces = words.path.startswith("handling.bounce_hard") or "bounce" in words.text or "Bounce" in words.text
    if about_bounces and (match := SEND_FAILURE.search(words.text)) and not EVENT.search(words.text):
        message = f'"{match[0]}": SES accepts a mail first, so a failed send is no bounce'
        fix = "subscribe to bounce events, through an SNS topic or an event destination, and describe that"
        yield Found(words.path, message, fix)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Bounce handling in place; what the source says of it, where the fields say nothing of the kind."""
    if product.handling.bounce_hard.is_in_place:
        yield from first_found(find, mechanism_wordings(product, "bounce_hard"), quotations(product, "handling.bounce_hard"))
