"""Helpers for rules on marketing streams and on the postal address in their emails."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policykit.model import Stream
from policykit.model.view import ProductView
from policykit.readiness.sentences import english

CONSENT_RECORD = re.compile(
    r"\b(?:record\w*|logs?|logged|stor(?:es?|ed)|keeps?|kept|sav(?:es?|ed)|timestamp\w*|evidence|proof)\b", re.I
)
"""Words that say that consent is recorded."""
_EXISTING = re.compile(r"existing[- ]customer|Bestandskund|section 7\(3\)|§ ?7 Abs\. ?3|13\(2\)", re.I)
_ADDRESS = re.compile(r"(?<!no )\b(?:postal|physical|street|mailing) address\b", re.I)


def is_to_existing_customers(stream: Stream) -> bool:
    """Whether a stream is said to go to existing customers instead of relying on consent."""
    return bool(stream.existing_customers or _EXISTING.search(f"{english(stream.legal_basis)} {english(stream.consent)}"))


def stoppable(product: ProductView) -> Iterator[tuple[str, Stream]]:
    """Return the marketing streams that recipients can stop; the rules on unsubscribing cover the others."""
    return ((path, stream) for path, stream in product.marketing if stream.unsubscribe.offered)


def address_claims(product: ProductView) -> Iterator[tuple[str, str]]:
    """Yield each place that says that emails show the postal address today, with the matching words."""
    texts = [(f"content[{i}].text", item.text) for i, item in enumerate(product.content) if item.status.is_in_place]
    texts += [(f"laws[{i}].claim", law.claim) for i, law in enumerate(product.laws) if law.claim]
    texts += [(f"commitments[{i}]", text) for i, text in enumerate(product.commitments)]
    for path, text in texts:
        words = english(text)
        match = _ADDRESS.search(words) if "ddress" in words else None
        if match:
            yield path, match[0]
