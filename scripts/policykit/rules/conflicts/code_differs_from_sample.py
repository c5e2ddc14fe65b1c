"""The sample of a code states another validity or length than the stream's field.

The stream's data and its sample stand in one reply. A code that is valid for 10 minutes here and 30 there is wrong in one
place.

Wrong:
    streams: [{otp: {validity_min: 30}}]
    ---
    streams:
      - otp: {digits: 8}
        sample: {text: "Your 6-digit code is [code]. It is valid for 10 minutes."}
Right:
    streams: [{otp: {validity_min: 10}}]
    ---
    streams: [{otp: {validity_min: 60}, sample: {text: "Dieser Code ist 1 Stunde gültig."}}]
Silent:
    streams: [{sample: {text: "Your code is valid for 10 minutes. You have not signed in for 30 days."}}]
    ---
    streams: [{otp: {validity_min: (leave out)}}]
"""

import re
from collections.abc import Iterator

from policykit.model import Stream
from policykit.readiness.sentences import sentence_at
from policykit.rules import Context, Found, ProductView

severity = "warning"
covers = ("CON-11",)
question = "examples"

TIME = re.compile(
    r"\b(?P<number>\d{1,4}) ?(?P<unit>min(?:ute[ns]?|\.)?|Minuten?|h(?:ours?)?|Stunden?|days?|Tag(?:en?|e)?)\b", re.I
)
VALID = re.compile(r"\b(?:valid|expires?|gültig\w*|abläuft|läuft)\b", re.I)
DIGITS = re.compile(r"\b(\d{1,2})[- ](?:digits?|stellig\w*)\b", re.I)
MINUTES = {"m": 1, "h": 60, "s": 60, "d": 1440, "t": 1440}


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each sample whose text names another time or length."""
    for path, stream in product.each_stream():
        if not stream.otp or not stream.sample or not stream.sample.text:
            continue
        for message in _differences(stream, stream.sample.text):
            yield Found(f"{path}.sample.text", message, "correct the sample or the field, whichever is wrong")


def _differences(stream: Stream, text: str) -> Iterator[str]:
    code = stream.otp
    if code and code.validity_min is not None:
        for match in TIME.finditer(text):
            minutes = int(match["number"]) * MINUTES[match["unit"][0].lower()]
            if VALID.search(sentence_at(text, match)) and minutes != code.validity_min:
                yield f'the sample says "{match[0]}", the field says {code.validity_min} minutes (`otp.validity_min`)'
    if code and code.digits is not None:
        for match in DIGITS.finditer(text):
            if int(match[1]) != code.digits:
                yield f'the sample says "{match[0]}", the field says {code.digits} digits (`otp.digits`)'
