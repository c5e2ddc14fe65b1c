"""Collects what a product says about a field: its own texts, and sentences of the source that differ from the field.

Only English is read: it is what AWS reads, and other languages are translations.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from policykit.model import SOURCE_LANGUAGE, Stream
from policykit.model.view import ProductView

from .sentences import english


@dataclass(frozen=True)
class Wording:
    """A text, its path and the field it is about. Both paths are equal unless the text is quoted from the source."""

    path: str
    about: str
    text: str


@lru_cache(maxsize=2)
def _everything(product: ProductView) -> tuple[Wording, ...]:
    texts = [Wording(words.path, words.path, words.text) for words in product.words if words.language == SOURCE_LANGUAGE]
    statements = enumerate(product.statements)
    return (*texts, *(Wording(f"statements[{index}].says", item.about, item.says) for index, item in statements))


def wordings(product: ProductView, *about: str) -> Iterator[Wording]:
    """Return texts about fields whose path starts with one of `about`: first from the fields, then from the source."""
    return (item for item in _everything(product) if item.about.startswith(about))


@lru_cache(maxsize=2)
def _all_text(product: ProductView) -> str:
    return "\n".join(item.text for item in _everything(product)).lower()


def wordings_with(product: ProductView, parts: tuple[str, ...], *about: str) -> Iterator[Wording]:
    """Yield the same texts, but only those that contain one of the lowercase `parts`. A fast filter before a pattern."""
    if any(part in _all_text(product) for part in parts):
        for item in wordings(product, *about):
            lowercase = item.text.lower()
            if any(part in lowercase for part in parts):
                yield item


def quotations(product: ProductView, *about: str) -> Iterator[Wording]:
    """Return the sentences of the source about fields whose path starts with one of `about`."""
    return (item for item in wordings(product, *about) if item.path != item.about)


def mechanism_wordings(product: ProductView, *names: str) -> list[Wording]:
    """Return how mechanisms in place detect events and act on them; promises are left out."""
    found = []
    for name in names:
        mechanism = getattr(product.handling, name)
        if mechanism.is_in_place:
            for part in ("mechanism", "action"):
                if text := english(getattr(mechanism, part)):
                    found.append(Wording(f"handling.{name}.{part}", f"handling.{name}.{part}", text))
    return found


def mechanism_text(product: ProductView, *names: str) -> str:
    """Return the same texts as one string; empty if nothing is in place."""
    return " ".join(item.text for item in mechanism_wordings(product, *names))


def stream_text(stream: Stream) -> str:
    """Return id, title, purpose and trigger of a stream as one string."""
    event = english(stream.trigger.event) if stream.trigger else ""
    return f"{stream.id} | {english(stream.title)} | {english(stream.purpose)} | {event}"
