"""A mail that is not marketing holds an offer, asks for a rating or links to a social network.

Such a line makes the whole mail advertising for a German court (DE-4), and may change its primary purpose under US rules
(US-2). Recipients who asked for a code did not ask for it.

Wrong:
    streams: [{sample: {text: "Hello [name], your code is [code]. Follow us on Instagram!"}}]
    ---
    streams: [{sample: {text: "Hello [name], your code is [code]. Save 20% off your next choir book."}}]
    ---
    streams: [{sample: {text: "Guten Tag [name], Ihr Code ist [code]. Bewerten Sie uns!", language: de}}]
Right:
    streams: [{sample: {text: "Hello [name], your code is [code]."}}]
Silent:
    streams: [{sample: {text: "Hello [name], review your booking and follow the link. The code is [code]."}}]
    ---
    streams: [{sample: {text: "Hello [name], your discount of 5 % is on the bill; the rate limit is 3 codes an hour."}}]
    ---
    streams: [{}, {}, {sample: {text: "Hello, follow us on Instagram and rate us. Unsubscribe: https://lantern.example.com/stop"}}]
"""

import re
from collections.abc import Iterator

from policykit.readiness.samples import sample_texts
from policykit.rules import Context, Found, ProductView

severity = "warning"
covers = ("MSG-06",)
question = "examples"
sources = ("DE-4", "US-2")

# Searched in small letters, which is faster than to ignore the case.
ADVERTISING = re.compile(
    r"\b(?:special|exclusive|limited[- ]time|introductory) offers?\b|\b(?:save )?\d+ ?% off\b|\bsave (?:up to )?\d+ ?%"
    r"|\b(?:discount|promo|coupon|voucher) codes?\b|\b(?:rate|review|recommend) us\b|\bleave (?:us )?a (?:review|rating)\b"
    r"|\bfollow us\b|\blike us on\b|\b(?:buy|shop|order) now\b|\brefer a friend\b|\bcheck out our (?:new|latest|other)\b"
    r"|https?://(?:www\.)?(?:facebook|instagram|twitter|x|tiktok|linkedin|youtube|pinterest|xing)\.com/\S+"
    r"|\b(?:sonderangebot|rabattcode|rabattaktion|gutscheincode)\w*|\bbewerten sie uns\b|\bfolgen sie uns\b"
    r"|\b\d+ ?% (?:rabatt auf|sparen)\b|\bjetzt (?:kaufen|bestellen|sparen)\b|\bempfehlen sie uns\b"
)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The first such words in each sample of a stream that is not marketing."""
    for path, stream in product.each_stream():
        if stream.class_ == "marketing" or not stream.sample:
            continue
        for field, text in sample_texts(stream.sample):
            if match := ADVERTISING.search(text.lower()):
                message = f'`{stream.id}` is {stream.class_} mail, and its sample advertises: "{text[slice(*match.span())]}"'
                fix = "remove it, or send it as a marketing stream to people who asked for advertising"
                yield Found(f"{path}.sample.{field}", message, fix)
                break
