"""A stream is said to hold a link to stop it, but its sample holds none.

The sample stands in the reply below the claim, so the reviewer sees at once that the link is missing.

Wrong:
    streams: [{}, {sample: {text: "Hello [name], the next rehearsal is on [day]."}}]
Right:
    streams: [{}, {sample: {text: "Hello [name], the next rehearsal is on [day]. Stop these mails: [stop link]"}}]
Silent:
    streams: [{}, {sample: {text: "Bitte abmelden: https://lantern.example.com/stop"}}]
    ---
    streams: [{}, {sample: {text: "你好 [name]，下次排練在 [day]。如不想再收到通知，請按此取消：[link]"}}]
    ---
    streams: [{}, {sample: {text: "你好 [name]，下次排練在 [day]。退訂：[link]"}}]
    ---
    streams: [{}, {sample: {text: "你好 [name]，下次排練在 [day]。拒收此類電郵：[link]"}}]
    ---
    streams: [{}, {sample: (leave out)}]
"""

import re
from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("CON-07",)
question = "unsubscribes"

STOP = re.compile(
    r"unsubscrib|opt(?:ing)?[- ]?out|\bstop\b|preferences|settings|no longer"
    r"|abmeld|abbestell|austragen|einstellungen|nicht mehr"
    r"|取消|退訂|退订|拒收",
    re.I,
)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each stream with such a link and a sample without it."""
    for path, stream in product.each_stream():
        sample = stream.sample
        if stream.unsubscribe.body_link and sample.text and not STOP.search(sample.text):
            message = f"`{stream.id}` is said to hold a link to stop it; its sample holds none"
            yield Found(f"{path}.sample.text", message, "add the link to the mail and its sample, or set `body_link: false`")
