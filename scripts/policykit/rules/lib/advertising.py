"""What several rules ask of a marketing stream, and of the postal address that its mail shows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policykit.model import Stream
from policykit.model.view import ProductView
from policykit.readiness.sentences import english

CONSENT_RECORD = re.compile(
    r"\b(?:record\w*|logs?|logged|stor(?:es?|ed)|keeps?|kept|sav(?:es?|ed)|timestamp\w*|evidence|proof)\b", re.I
)
"""Words that say that a consent is recorded."""
_EXISTING = re.compile(r"existing[- ]customer|Bestandskund|section 7\(3\)|§ ?7 Abs\. ?3|13\(2\)", re.I)
_ADDRESS = re.compile(r"(?<!no )\b(?:postal|physical|street|mailing) address\b", re.I)


def is_to_existing_customers(stream: Stream) -> bool:
    """Whether a stream is said to go to existing customers instead of resting on consent."""
    return bool(stream.existing_customers or _EXISTING.search(f"{english(stream.legal_basis)} {english(stream.consent)}"))


def stoppable(product: ProductView) -> Iterator[tuple[str, Stream]]:
    """The marketing streams whose recipients can stop them; the others are the matter of the rules on unsubscribing."""
    return ((path, stream) for path, stream in product.marketing if stream.unsubscribe.offered)


def shown_text(stream: Stream) -> str | None:
    """The whole text of the stream's sample; None where there is none."""
    return stream.sample.text


def address_claims(product: ProductView) -> Iterator[tuple[str, str]]:
    """Each place that says of mail today that it shows the postal address, with the words."""
    stated = product
    texts = [(f"content[{i}].text", item.text) for i, item in enumerate(stated.content) if item.status.is_in_place]
    texts += [(f"laws[{i}].claim", law.claim) for i, law in enumerate(stated.laws) if law.claim]
    texts += [(f"commitments[{i}]", text) for i, text in enumerate(stated.commitments)]
    for path, text in texts:
        words = english(text)
        match = _ADDRESS.search(words) if "ddress" in words else None
        if match:
            yield path, match[0]
