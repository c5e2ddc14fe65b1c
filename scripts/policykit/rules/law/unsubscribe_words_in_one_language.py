"""Advertising for Hong Kong does not tell the way out in Chinese and in English.

Section 7 of Cap. 593A asks for the unsubscribe statement in both languages, unless the recipient has named one (HK-2).

Wrong:
    markets: [HK]
Right:
    markets: [HK]
    streams: [{}, {}, {sample: {text: "News. Unsubscribe: https://lantern.example.com/stop 取消訂閱: https://lantern.example.com/stop"}}]
    ---
    markets: [IE]
    ---
    markets: [HK]
    streams: [{}, {}, (leave out)]
Silent:
    markets: [HK]
    streams: [{}, {}, {sample: {text: "停止接收: https://lantern.example.com/stop Opt out: https://lantern.example.com/stop"}}]
    ---
    markets: [HK]
    streams: [{}, {}, {sample: {text: (leave out)}}]
"""

import re
from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.advertising import shown_text

severity = "error"
covers = ("HK-02",)
question = "unsubscribes"
sources = ("HK-2",)

ENGLISH = re.compile(r"\bunsubscribe|\bopt[- ]out\b|\bstop (?:this|these|receiving)\b", re.I)
CHINESE = re.compile("取消|退訂|退订|拒收|停止")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each marketing sample whose way out stands in one language; one without any is another rule's matter."""
    if "HK" not in product.markets:
        return
    for path, stream in product.marketing:
        text = shown_text(stream)
        if not text:
            continue
        missing = [name for name, words in (("Chinese", CHINESE), ("English", ENGLISH)) if not words.search(text)]
        if len(missing) == 1:
            message = (
                f"the sample of `{stream.id}` does not tell the way out in {missing[0]}; "
                "both languages are asked for by Cap. 593A s. 7, unless the recipient has named one"
            )
            yield Found(f"{path}.sample.text", message, "add the unsubscribe line in both languages")
