"""Splits texts into sentences, removes quotations and detects negation.

Used by rules and by the import of drafts. A pattern with many words is slow on every text, so a rule names the words that each
match contains, and an index finds the texts with these words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from policykit.model import SOURCE_LANGUAGE, Text
from policykit.model.view import ProductView, Words

# Quotations and code are not the author's words, addresses are not words, and headings of a draft claim nothing.
_NOT_OWN = re.compile(
    r'"[^"\n]*"|“[^”\n]*”|„[^“”\n]*[“”]|«[^»\n]*»|`[^`\n]*`|https?://\S+|(?<![\w.+-])[\w.+-]+@\S+|^#{1,6} .*$', re.MULTILINE
)  # fmt: skip
# An abbreviation ends with a period without ending a sentence, and a DNS record contains semicolons.
_END = re.compile(
    r"(?:(?<!\bca)(?<!\bmax)(?<!\bmin)(?<!\bapprox)(?<!\bno)(?<!\bnr)(?<!\(N)(?<!\be\.g)(?<!\bi\.e)(?<!\bz\.B)\."
    r"|[!?])(?=\s+[^a-zäöü\s]|\s*$)"
    r"|;(?=\s)(?!\s*[a-z]{1,5}\s*=)"
    r"|\n"
)
# Not negations: "no-reply", which is a mailbox, and the German verb "findet statt" (takes place).
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
"""Length of the indexed prefix of a word: enough to distinguish words, but without the endings of German adjectives."""

Index = dict[str, dict[str, list[int]]]
"""Language -> prefix of a word -> indexes of the texts that contain it, in order."""
BRACKETS = re.compile(r"\[([^\W\d][^\]\n]{1,60}|\d+[ -][^\]\n]{2,60})\](?!\()")
"""A variable of a sample, such as [first name]; not a link of Markdown."""


def own_words(text: str) -> str:
    """Return the text without quotations, code, addresses and headings."""
    return _NOT_OWN.sub(" ", text)


def english(text: Text | None) -> str:
    """Return a text in English; empty if the text is absent."""
    return text.root[SOURCE_LANGUAGE] if text else ""


def placed_sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield each sentence of a text with its offset. A semicolon also ends a sentence."""
    begin = 0
    for end in [*(match.end() for match in _END.finditer(text)), len(text)]:
        sentence = text[begin:end]
        if sentence.strip():
            yield begin + len(sentence) - len(sentence.lstrip()), sentence.strip()
        begin = end


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return [sentence for _, sentence in placed_sentences(text)]


def sentence_at(text: str, match: re.Match[str]) -> str:
    """Return the sentence that contains a match; several sentences if the match spans them."""
    found = [words for start, words in placed_sentences(text) if start < match.end() and match.start() <= start + len(words)]
    return " ".join(found) or text


def denies(sentence: str) -> bool:
    """Whether a sentence denies something: "we send no newsletters"."""
    return bool(_NEGATION.search(sentence))


def denies_verb(words: str) -> bool:
    """Whether words negate an action: "we do not send it", but not "no marketing, only service email"."""
    return bool(_DENIED_VERB.search(words))


def is_denied(text: str, match: re.Match[str]) -> bool:
    """Whether the sentence that contains a match denies something."""
    return denies(sentence_at(text, match))


def affirmed(pattern: re.Pattern[str], text: str, unless: re.Pattern[str] | None = None) -> re.Match[str] | None:
    """Return the first match in a sentence without negation that `unless` does not match.

    Use it for actions: a verb of prevention also negates them ("suppression stops further attempts"). For things that exist,
    use `is_denied`: recipients can stop a newsletter that exists.
    """
    if pattern.search(text) is None:
        return None
    for sentence in sentences(text):
        match = pattern.search(sentence)
        if match and not denies(sentence) and not _PREVENTION.search(sentence) and not (unless and unless.search(sentence)):
            return match
    return None


def signs(*words: str) -> frozenset[str]:
    """Return the index keys of lowercase words or prefixes, one of which is in every match of a rule; for `texts_with`."""
    return frozenset(word[:_STEM] for listed in words for word in listed.split())


@lru_cache(maxsize=2)
def index_of(product: ProductView) -> Index:
    """Return an index of the words in a product's texts."""
    found: Index = defaultdict(lambda: defaultdict(list))
    for number, words in enumerate(product.words):
        of_language = found[words.language]
        for word in _WORD.findall(words.text.lower()):
            texts = of_language[word[:_STEM]]
            if not texts or texts[-1] != number:
                texts.append(number)
    return {language: dict(texts) for language, texts in found.items()}


def texts_with(product: ProductView, wanted: Iterable[str]) -> Iterator[Words]:
    """Yield the texts of a product that contain one of these words (created by `signs`), in order."""
    numbers: set[int] = set()
    for texts in index_of(product).values():
        for word in wanted:
            numbers.update(texts.get(word, ()))
    return (product.words[number] for number in sorted(numbers))
