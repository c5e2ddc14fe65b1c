"""A text claims one-click unsubscribe, but no mail carries its headers.

The word stands for RFC 8058: List-Unsubscribe with an https address, List-Unsubscribe-Post, both signed by DKIM, and a page
that needs no login. A link in the text is an unsubscribe link (R-8058, G-2).

Wrong:
    handling: {unsubscribe: {mechanism: Every mail carries a one-click unsubscribe link.}}
    streams: [{}, {unsubscribe: {header_one_click: (leave out)}}, {unsubscribe: {header_one_click: false}}]
    ---
    handling: {unsubscribe: {mechanism: Mail carries the RFC 8058 headers to unsubscribe.}}
    streams: [{}, (leave out), (leave out)]
Right:
    handling: {unsubscribe: {mechanism: Invitations carry a one-click unsubscribe header.}}
    ---
    handling: {unsubscribe: {mechanism: Each mail holds an unsubscribe link.}}
    streams: [{}, {unsubscribe: {header_one_click: (leave out)}}, {unsubscribe: {header_one_click: false}}]
Silent:
    handling: {unsubscribe: {mechanism: "A link in the mail unsubscribes, without the headers of a one-click unsubscribe."}}
    streams: [{}, (leave out), (leave out)]
    ---
    content: [{text: A one-click link signs the singer in.}]
    handling: {unsubscribe: {mechanism: Each mail holds an unsubscribe link.}}
    streams: [{}, (leave out), (leave out)]
"""

import re
from collections.abc import Iterator

from policykit.readiness.sentences import affirmed, english
from policykit.readiness.statements import Wording, mechanism_wordings
from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("UNS-03",)
question = "unsubscribes"
sources = ("R-8058", "G-2")

CLAIM = re.compile(
    r"\b(?:one|1|single)[- ]click\b[^.;]{0,30}\b(?:unsubscri|opt|header)\w*"
    r"|\bunsubscri\w*\b[^.;]{0,30}\b(?:one|1|single)[- ]click\b"
    r"|\bList-Unsubscribe\b|\bRFC ?8058\b",
    re.I,
)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The first claim, where no stream sets the headers."""
    if any(stream.unsubscribe and stream.unsubscribe.header_one_click for stream in product.streams):
        return
    for item in _texts(product):
        if not ("lick" in item.text or "List-Unsub" in item.text or "8058" in item.text):
            continue  # cheaper than the pattern
        if match := affirmed(CLAIM, item.text):
            message = f'"{match[0]}", but for no stream `header_one_click` is stated to be true'
            fix = 'set the headers of RFC 8058 and `header_one_click: true`, or write "unsubscribe link"'
            yield Found(item.path, message, fix)
            return


def _texts(product: ProductView) -> Iterator[Wording]:
    yield from mechanism_wordings(product, "unsubscribe")
    for index, claim in enumerate(product.content):
        if claim.status.is_in_place:
            yield Wording(f"content[{index}].text", "", english(claim.text))
    for index, law in enumerate(product.laws):
        yield Wording(f"laws[{index}].claim", "", english(law.claim))
    for index, text in enumerate(product.commitments):
        yield Wording(f"commitments[{index}]", "", english(text))
