"""The application builds the mail itself, and a header holds characters that it does not say it encodes.

A header holds ASCII only; anything else has to be written as an encoded word (R-2047). The SES API does that for simple mail,
but not for raw mail and SMTP, and an emoji then arrives garbled.

Wrong:
    sending: [{text: The application sends MIME messages with SendRawEmail.}]
    streams: [{sample: {subject: Your Lantern code – sign in}}]
    ---
    sending: [{text: The application sends through the SMTP interface.}]
    streams: [{from_name: Lántern}]
Right:
    sending: [{text: The application sends with SendRawEmail; a MIME library encodes the headers (RFC 2047).}]
    streams: [{sample: {subject: Your Lantern code – sign in}}]
    ---
    sending: [{text: The application sends MIME messages with SendRawEmail.}]
Silent:
    streams: [{sample: {subject: Your Lantern code – sign in}}]
    ---
    sending: [{text: The pipeline takes raw events of the queue and calls SendEmail.}]
    streams: [{sample: {subject: Your Lantern code – sign in}}]
"""

import re
from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "warning"
covers = ("MSG-02",)
question = "examples"
sources = ("R-2047",)

RAW = re.compile(r"\bSendRawEmail|\braw (?:e-?mail|mail|message|MIME)|\bSMTP\b")
ENCODED = re.compile(
    r"RFC ?2047|encoded[- ]words?|\bencod\w+\b.{0,40}\bheaders?\b|\bheaders?\b.{0,40}\bencod\w+|\bMIME library\b", re.I
)
REMEDY = "let a MIME library encode the headers (RFC 2047), and say so under `sending:`"


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The first header of each stream with such a character, where mail is raw and encoding is not stated."""
    if not any(RAW.search(words.text) for words in product.words_at("sending")):
        return
    if any(ENCODED.search(words.text) for words in product.words_at("sending", "content")):
        return
    for path, stream in product.each_stream():
        subject = stream.sample.subject if stream.sample else ""
        for field, text in (("sample.subject", subject), ("from_name", stream.from_name or "")):
            if not text.isascii():
                signs = "".join(dict.fromkeys(sign for sign in text if not sign.isascii()))
                message = f"{signs!r} in a header of raw mail, and how headers are encoded is not stated"
                yield Found(f"{path}.{field}", message, REMEDY)
                break
