"""A text gives rules for marketing mail, but no stream is marketing.

A rule for newsletters in a request for transactional mail makes the reviewer ask where the newsletter is. Either it exists
and is a stream, or the sentence goes.

Wrong:
    streams: [{}, {}, (leave out)]
    lists: {double_opt_in: Double opt-in is required for all marketing communications.}
    ---
    streams: [{}, {}, (leave out)]
    content: (leave out)
    handling: {unsubscribe: (leave out)}
    statements: [{about: lists, says: Newsletters go only to confirmed subscribers., line: 3}]
Right:
    lists: {double_opt_in: Double opt-in is required for all marketing communications.}
    ---
    streams: [{}, {}, (leave out)]
    content: (leave out)
    handling: {unsubscribe: (leave out)}
Silent:
    streams: [{}, {}, (leave out)]
    content: [{text: "The content is strictly transactional, without marketing messages."}]
    handling: {unsubscribe: (leave out)}
    commitments: [No newsletters and no marketing emails are sent.]
    audience: {who: marketing teams of choirs}
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import is_denied
from policykit.readiness.statements import wordings_with
from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("CON-05",)
question = "purpose"

MARKETING = re.compile(
    r"\b(?:marketing|promotional|advertising) (?:e-?mails?|mails?|mailings?|messages?|communications?)\b"
    r"|\b(?:marketing|mail|promotional|advertising) (?:campaigns?|consent|lists?)\b|\bnewsletters?\b",
    re.I,
)
PARTS = ("marketing", "newsletter", "promotion", "advertis", "campaign")
ABOUT = ("lists", "handling", "streams", "content", "sending", "purpose", "commitments", "request", "volume")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The first such sentence, where no stream is marketing."""
    if product.marketing or not product.streams:
        return
    for item in wordings_with(product, PARTS, *ABOUT):
        match = MARKETING.search(item.text)
        if match and not is_denied(item.text, match):
            message = f'the text speaks of "{match[0]}", but no stream is marketing'
            yield Found(item.path, message, "add the marketing stream, or take the sentence out")
            return
