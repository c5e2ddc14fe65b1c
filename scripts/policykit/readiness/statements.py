"""What a product says about a field in English: its own texts, and the sentences of its source that differ from the field.

English alone is read: it is what AWS reads, and the other languages translate it.
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
    """Words, where they are, and the field they are about: the same place unless they are quoted from the source."""

    path: str
    about: str
    text: str


@lru_cache(maxsize=2)
def _everything(product: ProductView) -> tuple[Wording, ...]:
    texts = [Wording(words.path, words.path, words.text) for words in product.words if words.language == SOURCE_LANGUAGE]
    statements = enumerate(product.statements)
    return (*texts, *(Wording(f"statements[{index}].says", item.about, item.says) for index, item in statements))


def wordings(product: ProductView, *about: str) -> Iterator[Wording]:
    """What is said about fields whose path begins so; first in the fields, then in the source."""
    return (item for item in _everything(product) if item.about.startswith(about))


@lru_cache(maxsize=2)
def _whole(product: ProductView) -> str:
    return "\n".join(item.text for item in _everything(product)).lower()


def wordings_with(product: ProductView, parts: tuple[str, ...], *about: str) -> Iterator[Wording]:
    """The same, but only what contains one of these parts in small letters; a pattern is then tried on few texts."""
    if any(part in _whole(product) for part in parts):
        for item in wordings(product, *about):
            small = item.text.lower()
            if any(part in small for part in parts):
                yield item


def quotations(product: ProductView, *about: str) -> Iterator[Wording]:
    """The sentences of the source about fields whose path begins so."""
    return (item for item in wordings(product, *about) if item.path != item.about)


def mechanism_wordings(product: ProductView, *names: str) -> list[Wording]:
    """How mechanisms in place notice and act, one after the other; what is promised beyond it is left out."""
    found = []
    for name in names:
        mechanism = getattr(product.handling, name)
        if mechanism.is_in_place:
            for part in ("mechanism", "action"):
                if text := english(getattr(mechanism, part)):
                    found.append(Wording(f"handling.{name}.{part}", f"handling.{name}.{part}", text))
    return found


def mechanism_text(product: ProductView, *names: str) -> str:
    """The same in one string; empty where nothing is in place."""
    return " ".join(item.text for item in mechanism_wordings(product, *names))


def stream_text(stream: Stream) -> str:
    """What a stream says it is, in one string: id, title, purpose and its trigger."""
    event = english(stream.trigger.event) if stream.trigger else ""
    return f"{stream.id} | {english(stream.title)} | {english(stream.purpose)} | {event}"
