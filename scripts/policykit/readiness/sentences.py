"""Sentences: where they end, which words are the author's own, and whether a sentence denies what it names.

The one splitter and the one list of negations, for rules and for the import of drafts. A pattern of many words is slow to try
on every text, so a rule names the words it cannot do without, and an index gives the texts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from policykit.model import SOURCE_LANGUAGE, Text
from policykit.model.view import ProductView, Words

# Quotations and code are somebody else's words, an address is no words at all, and a heading of a draft claims nothing.
_NOT_OWN = re.compile(
    r'"[^"\n]*"|“[^”\n]*”|„[^“”\n]*[“”]|«[^»\n]*»|`[^`\n]*`|https?://\S+|\S+@\S+|^#{1,6} .*$', re.MULTILINE
)  # fmt: skip
# An abbreviation ends with a period but no sentence, and a DNS record contains semicolons.
_END = re.compile(
    r"(?:(?<!\bca)(?<!\bmax)(?<!\bmin)(?<!\bapprox)(?<!\bno)(?<!\bnr)(?<!\be\.g)(?<!\bi\.e)(?<!\bz\.B)\."
    r"|[!?])(?=\s+[^a-zäöü\s]|\s*$)"
    r"|;(?=\s)(?!\s*[a-z]{1,5}\s*=)"
    r"|\n"
)
# "No reply" names something where "no-reply" is a mailbox, and a German event "findet statt".
_NEGATED_VERB = r"\b(?:not|never|cannot|nicht|nie|niemals)\b|n['’]t\b"
_NEGATION = re.compile(
    rf"{_NEGATED_VERB}|\b(?:no(?!-)|neither|nor|none|nobody|nothing|without|instead of|rather than|exclud\w+"
    r"|kein\w*|nichts|niemand\w*|ohne|weder|statt(?!\s*(?:[.,;:!?]|$)))\b",
    re.I,
)
_DENIED_VERB = re.compile(_NEGATED_VERB, re.I)
_PREVENTION = re.compile(r"\b(?:prevent|avoid|stop)\w*\b", re.I)
_WORD = re.compile(r"\w+")
_STEM = 5
"""Letters by which words are indexed: enough to tell them apart, and the endings of German adjectives are left out."""

Index = dict[str, dict[str, list[int]]]
"""Language -> beginning of a word -> numbers of the texts that contain it, in order."""


def own_words(text: str) -> str:
    """The text without what it quotes: quotations, code, addresses, headings."""
    return _NOT_OWN.sub(" ", text)


def english(text: Text | None) -> str:
    """A text in English; empty where it is absent."""
    return text.root[SOURCE_LANGUAGE] if text else ""


def placed_sentences(text: str) -> Iterator[tuple[int, str]]:
    """Each sentence of a text, with its offset; a semicolon ends one too."""
    begin = 0
    for end in [*(match.end() for match in _END.finditer(text)), len(text)]:
        sentence = text[begin:end]
        if sentence.strip():
            yield begin + len(sentence) - len(sentence.lstrip()), sentence.strip()
        begin = end


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [sentence for _, sentence in placed_sentences(text)]


def sentence_at(text: str, match: re.Match[str]) -> str:
    """The sentence that a match is in; several where it spans them."""
    found = [words for start, words in placed_sentences(text) if start < match.end() and match.start() <= start + len(words)]
    return " ".join(found) or text


def denies(sentence: str) -> bool:
    """Whether a sentence denies something: "we send no newsletters"."""
    return bool(_NEGATION.search(sentence))


def denies_verb(words: str) -> bool:
    """Whether words deny what is done: "we do not send it", but not "no marketing, only service email"."""
    return bool(_DENIED_VERB.search(words))


def is_denied(text: str, match: re.Match[str]) -> bool:
    """Whether the sentence of a match denies what it names."""
    return denies(sentence_at(text, match))


def affirmed(pattern: re.Pattern[str], text: str, unless: re.Pattern[str] | None = None) -> re.Match[str] | None:
    """The first match in a sentence that affirms what it names, and that `unless` does not match.

    For things that are done, so a verb of prevention denies them too: "suppression stops further attempts". It does not deny
    a thing that exists: recipients can stop a newsletter (`is_denied`).
    """
    if pattern.search(text) is None:
        return None
    for sentence in sentences(text):
        match = pattern.search(sentence)
        if match and not denies(sentence) and not _PREVENTION.search(sentence) and not (unless and unless.search(sentence)):
            return match
    return None


def signs(*words: str) -> frozenset[str]:
    """Words in small letters, or their beginnings, of which every match of a rule contains one; for `texts_with`."""
    return frozenset(word[:_STEM] for listed in words for word in listed.split())


@lru_cache(maxsize=2)
def index_of(product: ProductView) -> Index:
    """Which texts of a product contain which words."""
    found: Index = defaultdict(lambda: defaultdict(list))
    for number, words in enumerate(product.words):
        of_language = found[words.language]
        for word in _WORD.findall(words.text.lower()):
            texts = of_language[word[:_STEM]]
            if not texts or texts[-1] != number:
                texts.append(number)
    return {language: dict(texts) for language, texts in found.items()}


def texts_with(product: ProductView, wanted: Iterable[str]) -> Iterator[Words]:
    """The texts of a product that contain one of these words (made by `signs`), in their order."""
    numbers: set[int] = set()
    for texts in index_of(product).values():
        for word in wanted:
            numbers.update(texts.get(word, ()))
    return (product.words[number] for number in sorted(numbers))
