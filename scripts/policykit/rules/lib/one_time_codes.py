"""Helpers for streams that send one-time codes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policykit.model import OneTimeCode, Stream
from policykit.model.view import ProductView

_SIGN_IN = re.compile(r"\b(?:sign|log)[- ]?(?:in|on)\b|\btwo[- ]factor\b|\bmulti[- ]factor\b|\b[2m]fa\b|\bone[- ]time\b", re.I)


def codes(product: ProductView) -> Iterator[tuple[str, Stream, OneTimeCode]]:
    """Yield the streams that send a code by email, each with its path."""
    for path, stream in product.each_stream():
        if stream.otp and "email" in stream.otp.channel:
            yield path, stream, stream.otp


def is_for_sign_in(stream: Stream) -> bool:
    """Whether a code is for sign-in; codes that confirm an address or reset a password may be valid longer."""
    return bool(_SIGN_IN.search(f"{stream.id} {stream.title.root['en']}"))
