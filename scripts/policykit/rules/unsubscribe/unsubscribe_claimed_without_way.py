"""Unsubscribing is promised, but no way to do it is named.

"We honour opt-outs" answers AWS's question only with the rest of the sentence: by which link, address or setting, how soon,
and what stops (AWS-24).

Wrong:
    handling: {unsubscribe: {mechanism: (leave out), action: We respect unsubscribe requests.}}
    streams: [{unsubscribe: (leave out)}, {unsubscribe: (leave out)}, (leave out)]
    ---
    handling: {unsubscribe: (leave out)}
    streams: [{}, {unsubscribe: {header_one_click: (leave out), body_link: (leave out)}}]
Right:
    handling: {unsubscribe: {mechanism: (leave out), action: Whoever writes to support gets no further invitations.}}
    streams: [{}, {unsubscribe: {header_one_click: (leave out), body_link: (leave out)}}, (leave out)]
    ---
    handling: {unsubscribe: {mechanism: (leave out), action: We do not offer it.}}
    streams: [{}, (leave out), (leave out)]
Silent:
    handling: {unsubscribe: {mechanism: (leave out), action: Users can stop it in their settings.}}
"""

import re
from collections.abc import Iterator

from policykit.readiness.statements import mechanism_text
from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("UNS-01",)
question = "unsubscribes"
sources = ("AWS-24",)

WAY = re.compile(
    r"\b(?:links?|headers?|address\w*|settings?|preferences?|repl(?:y|ies)|repl(?:ying|ied)|writes?|writing|buttons?|forms?|pages?"
    r"|accounts?|RFC ?8058)\b",
    re.I,
)
REMEDY = "name the link, address or setting, how soon it takes effect, and what stops"


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Streams that can be stopped, and the claim as a whole, where no text and no field says how."""
    if WAY.search(mechanism_text(product, "unsubscribe")):
        return
    answers = [(path, stream.unsubscribe) for path, stream in product.each_stream() if stream.unsubscribe]
    for path, answer in answers:
        if answer.offered and not (answer.body_link or answer.header_one_click or answer.other_way_out):
            yield Found(f"{path}.unsubscribe", "this mail can be stopped, but how is not stated", REMEDY)
    claim = product.handling.unsubscribe
    if claim and claim.is_in_place and not answers:  # with answers the streams themselves say how, or why not
        yield Found("handling.unsubscribe", "unsubscribing is promised, but how it is done is not stated", REMEDY)
