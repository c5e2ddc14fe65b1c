"""The confirmation of an account is called a double opt-in.

A double opt-in is a consent to advertising that is confirmed by a link; in German practice it is a term of art. Who writes it
of a sign-up makes the reader look for the advertising (DE-5, G-3).

Wrong:
    lists: {confirmation: "Double opt-in: singers verify their address at sign-up."}
    streams: [{}, {}, (leave out)]
Right:
    lists: {confirmation: "Verified registration: singers verify their address at sign-up."}
    streams: [{}, {}, (leave out)]
    ---
    lists: {double_opt_in: The newsletter needs a double opt-in.}
Silent:
    lists: {double_opt_in: "Double opt-in does not apply, because there is no advertising."}
    streams: [{}, {}, (leave out)]
    ---
    lists: {double_opt_in: Double opt-in would be needed for marketing.}
    streams: [{}, {}, (leave out)]
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import is_denied, sentence_at
from policykit.readiness.statements import wordings_with
from policykit.rules import Context, Found, ProductView

severity = "warning"
covers = ("LIST-05",)
question = "lists"
sources = ("DE-5", "G-3")

TERM = re.compile(r"\bdouble[- ]opt[- ]?in\b", re.I)
ADVERTISING = re.compile(r"\b(?:marketing|newsletters?|promotion\w*|advertis\w+)\b", re.I)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each field that uses the term, where no stream has a double opt-in."""
    if any(stream.recipients and stream.recipients.verified == "double" for stream in product.streams):
        return
    for item in wordings_with(product, ("double",), "lists", "streams", "commitments", "content"):
        if item.path.startswith("statements"):
            return
        match = TERM.search(item.text)
        if match and not is_denied(item.text, match) and not ADVERTISING.search(sentence_at(item.text, match)):
            fix = 'write "verified registration", or set `verified: double` on the marketing stream that has it'
            yield Found(item.path, f'"{match[0]}", but only the address of an account is confirmed', fix)
