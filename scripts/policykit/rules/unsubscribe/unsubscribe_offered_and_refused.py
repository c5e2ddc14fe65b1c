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

import re
from collections.abc import Iterator

from policykit.readiness.sentences import affirmed, english
from policykit.readiness.statements import Wording, mechanism_wordings
from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("UNS-02",)
question = "unsubscribes"
sources = ("AWS-11",)

IN_EVERY_MAIL = re.compile(
    r"\b(?:every|each|all)(?: of)?(?: our| the)? (?:e-?mails?|mails?|messages?)\b[^.;]{0,30}\bunsubscri"
    r"|\bunsubscri\w*\b[^.;]{0,30}\bin (?:every|each|all)(?: of)?(?: our| the)? (?:e-?mails?|mails?|messages?)\b",
    re.I,
)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Streams that contradict themselves; and the first text about every mail, where some stream cannot be stopped."""
    refused = []
    for path, stream in product.each_stream():
        answer = stream.unsubscribe
        if answer and answer.offered and answer.reason_if_not:
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
