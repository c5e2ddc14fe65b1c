"""A text says that there is no marketing, but a stream is marketing.

The denial and the newsletter stand in one request; the reviewer can take only one of them for true.

Wrong:
    lists: {never: [No newsletters are sent., Role addresses such as abuse@ are refused.]}
    ---
    purpose: [We use Amazon SES to send transactional emails only.]
    ---
    statements: [{about: sending, says: We send only transactional emails., line: 44}]
Right:
    purpose: [Most mail is transactional; one newsletter a month goes to readers who ordered it.]
Silent:
    purpose: [Sign-in codes are strictly personal.]
    ---
    purpose: [Transactional emails only follow an action of a singer.]
    ---
    lists: {never: [No newsletter goes to people who did not order it., Role addresses such as abuse@ are refused.]}
"""

import re
from collections.abc import Iterator

from policykit.readiness.statements import wordings
from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("CON-05",)
question = "purpose"

DENIAL = re.compile(
    r"\b(?:no|never any|neither) (?:bulk )?(?:(?:marketing|promotional|advertising)(?: (?:e-?mails?|mails?|content|messages?))?"
    r"|newsletters)\b(?! (?:without|unless|to (?:people|anyone|recipients|readers)|goes))"
    r"|\b(?:do|does) not send (?:any )?(?:newsletters|marketing|promotional|advertising)\b"
    r"|\bwithout (?:any )?(?:marketing|advertising)\b"
    r"|\b(?:only|exclusively|strictly|purely|solely) (?:sends? |for )?transactional\b"
    r"|\btransactional (?:e-?mails?|mails?|messages?) only(?=[.;,)]|$)",
    re.I,
)
ABOUT = ("lists", "handling", "content", "sending", "purpose", "commitments", "justification", "streams", "volume")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The first denial, where a stream is marketing."""
    if not product.marketing:
        return
    _, stream = product.marketing[0]
    for item in wordings(product, *ABOUT):
        if match := DENIAL.search(item.text):
            message = f'"{match[0]}", but the stream `{stream.id}` is marketing'
            yield Found(item.path, message, "say of which streams the sentence is true, or remove the stream")
            return
