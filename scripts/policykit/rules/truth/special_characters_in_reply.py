"""The reply to AWS holds characters that a form or a mail may break.

A case is plain text. Arrows, typographic quotes, check marks and emoji survive badly where it is copied from one program to the
next; letters of a name, and a sample mail in its own language, are meant to be as they are.

Wrong:
    handling: {bounce_hard: {mechanism: Bounces → SNS topic.}}
    ---
    purpose: [Singers sign in “with a code”.]
Right:
    handling: {bounce_hard: {mechanism: Bounces -> SNS topic.}}
Silent:
    summary: Lantern of Zürich and Söhne plans rehearsals for Chœur Été.
    ---
    name: Lantern™
    purpose: [Lantern™ plans rehearsals.]
    ---
    streams: [{sample: {subject: 📅 Rehearsal – today}}]
    ---
    laws: [{claim: Each stream has a legal basis – it is in the table.}]
    ---
    purpose: [{en: Singers sign in., de: Anmeldung „mit Code“ – für alle.}]
"""

import unicodedata
from collections.abc import Iterator

from policykit.foundation.mojibake import find_garbled
from policykit.rules import Context, Found, ProductView, Words

severity = "note"
covers = ("TXT-11",)
sources = ("AWS-20",)

PLAIN = {
    "→": "->", "←": "<-", "–": "-", "—": "-", "−": "-", "“": '"', "”": '"', "„": '"', "’": "'", "‘": "'", "…": "...",
    "•": "-", "≥": "at least", "≤": "at most", "×": "x", "\u00a0": "a plain space", "\u202f": "a plain space",
}  # fmt: skip
REPLY = "more-information"


def find(words: Words) -> Iterator[Found]:
    """The special characters of an English text, in one finding; garbled ones are another rule's."""
    if words.language == "en" and not words.text.isascii() and (found := _special(words.text)) and not find_garbled(words.text):
        plain = ", ".join(f"{char} as {PLAIN[char]}" for char in found if char in PLAIN)
        names = ", ".join(f"{char.strip() or 'a space'} ({unicodedata.name(char, 'no name').lower()})" for char in found)
        fix = f"write {plain}" if plain else "write it in letters, or leave it out"
        yield Found(words.path, f"not plain text: {names}", fix)


def check(product: ProductView, context: Context) -> Iterator[Found]:
    """The texts with special characters that the reply prints; it is rendered only where there is one."""
    own_names = product.name, product.company.name if product.company else ""
    for words in product.words:
        if words.language != "en" or words.text.isascii():
            continue
        text = words.text
        for name in own_names:
            text = text.replace(name, "") if name else text
        broken = [word for word in text.split() if _special(word)]
        if broken and any(word in context.reply(REPLY) for word in broken):
            yield from find(Words(words.path, words.language, text))


def _special(text: str) -> list[str]:
    """The characters beyond ASCII that are no letters, each once; a selector of an emoji is part of it."""
    found = dict.fromkeys(char for char in text if char > "\x7f" and unicodedata.category(char)[0] not in "LM")
    return list(found)
