"""Streams that carry a code to be typed in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policykit.model import OneTimeCode, Stream
from policykit.model.view import ProductView

_SIGN_IN = re.compile(r"\b(?:sign|log)[- ]?(?:in|on)\b|\btwo[- ]factor\b|\bmulti[- ]factor\b|\b[2m]fa\b|\bone[- ]time\b", re.I)


def codes(product: ProductView) -> Iterator[tuple[str, Stream, OneTimeCode]]:
    """The streams whose code goes by mail, each with its path."""
    for path, stream in product.each_stream():
        if stream.otp and "email" in stream.otp.channel:
            yield path, stream, stream.otp


def is_for_sign_in(stream: Stream) -> bool:
    """Whether a code lets somebody in; one that confirms an address or resets a password may live longer."""
    return bool(_SIGN_IN.search(f"{stream.id} {stream.title.root['en']}"))
