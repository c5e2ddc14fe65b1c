"""What a product says in English words: its own texts, and the sentences of its source that differ from a field.

English alone is read: it is what AWS reads, and the other languages translate it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from policykit.model import SOURCE_LANGUAGE, Stream, Text
from policykit.model.view import ProductView

_DENIAL = re.compile(r"\b(?:no|not|never|neither|nor|none|without|cannot|exclud\w+|instead of|rather than)\b|n['’]t\b", re.I)
_END = re.compile(r"[.!?;](?:\s|$)|\n")


@dataclass(frozen=True)
class Said:
    """Words, where they stand, and the field they are about: the same place unless the source says them elsewhere."""

    path: str
    about: str
    text: str


@lru_cache(maxsize=2)
def _everything(product: ProductView) -> tuple[Said, ...]:
    texts = [Said(words.path, words.path, words.text) for words in product.words if words.language == SOURCE_LANGUAGE]
    statements = enumerate(product.statements)
    return (*texts, *(Said(f"statements[{index}].says", item.about, item.says) for index, item in statements))


def said(product: ProductView, *about: str) -> Iterator[Said]:
    """The words about fields whose path begins so; those of the fields first, then those of the source."""
    return (item for item in _everything(product) if item.about.startswith(about))


@lru_cache(maxsize=2)
def _whole(product: ProductView) -> str:
    return "\n".join(item.text for item in _everything(product)).lower()


def naming(product: ProductView, parts: tuple[str, ...], *about: str) -> Iterator[Said]:
    """The same, but only words that hold one of these parts in small letters; a pattern is then tried on few texts."""
    if any(part in _whole(product) for part in parts):
        for item in said(product, *about):
            small = item.text.lower()
            if any(part in small for part in parts):
                yield item


def english(text: Text | None) -> str:
    """A text in English; empty where it is absent."""
    return text.root[SOURCE_LANGUAGE] if text else ""


def story(stream: Stream) -> str:
    """What a stream says it is, in one string: id, title, purpose and the event that sets it off."""
    event = english(stream.trigger.event) if stream.trigger else ""
    return f"{stream.id} | {english(stream.title)} | {english(stream.purpose)} | {event}"


def sentence_at(text: str, match: re.Match[str]) -> str:
    """The sentence in which a match stands."""
    begin = max((end.end() for end in _END.finditer(text, 0, match.start())), default=0)
    end = _END.search(text, match.end())
    return text[begin : end.start() if end else len(text)]


def is_denied(text: str, match: re.Match[str]) -> bool:
    """Whether the sentence of a match denies what it names: "we send no newsletters"."""
    return bool(_DENIAL.search(sentence_at(text, match)))
