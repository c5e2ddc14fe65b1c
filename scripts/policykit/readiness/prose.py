"""Words of a text that are the author's own, its sentences, the texts that hold a word, and a fault told once a text.

Used by the rules that look for words; each near miss they keep away from is in their `Silent`. A pattern of many words is
slow to try on every text, so a rule names the words it cannot do without, and an index gives the texts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from policykit.model.view import ProductView, Words

# Quotations and code are somebody else's words, an address is no words at all, and a heading of a draft claims nothing.
_NOT_OWN = re.compile(
    r'"[^"\n]*"|“[^”\n]*”|„[^“”\n]*[“”]|«[^»\n]*»|`[^`\n]*`|https?://\S+|\S+@\S+|^#{1,6} .*$', re.MULTILINE
)  # fmt: skip
_END = re.compile(r"(?<=[.!?;])\s+|\n+")
_WORD = re.compile(r"\w+")
_STEM = 5
"""Letters by which words are indexed: enough to tell them apart, and the endings of German adjectives are left out."""

Index = dict[str, dict[str, list[int]]]
"""Language -> beginning of a word -> numbers of the texts that hold it, in order."""


def own_words(text: str) -> str:
    """The text without what it quotes: quotations, code, addresses, headings."""
    return _NOT_OWN.sub(" ", text)


def sentences(text: str) -> list[str]:
    """The sentences of a text; a semicolon ends one too."""
    return _END.split(text)


def signs(*words: str) -> frozenset[str]:
    """Words in small letters, or their beginnings, of which every match of a rule holds one; for `texts_with`."""
    return frozenset(word[:_STEM] for listed in words for word in listed.split())


@lru_cache(maxsize=2)
def index_of(product: ProductView) -> Index:
    """Which texts of a product hold which words."""
    found: Index = defaultdict(lambda: defaultdict(list))
    for number, words in enumerate(product.words):
        of_language = found[words.language]
        for word in _WORD.findall(words.text.lower()):
            texts = of_language[word[:_STEM]]
            if not texts or texts[-1] != number:
                texts.append(number)
    return {language: dict(texts) for language, texts in found.items()}


def texts_with(product: ProductView, wanted: Iterable[str]) -> Iterator[Words]:
    """The texts of a product that hold one of these words (made by `signs`), in their order."""
    numbers: set[int] = set()
    for texts in index_of(product).values():
        for word in wanted:
            numbers.update(texts.get(word, ()))
    return (product.words[number] for number in sorted(numbers))
