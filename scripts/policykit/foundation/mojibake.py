"""Characters that were decoded with the wrong table: found by a round trip that proves it, and repaired.

UTF-8 read as Windows-1252 or Mac Roman leaves sequences that are a lead byte and its continuation bytes again once they are
encoded back; sound text next to them (a dash, a quotation mark) does not. ftfy knows more tables, but does not take German
umlauts garbled by Mac Roman for garbled, which one draft is full of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_RUN = re.compile(r"[^\x00-\x7f]+")
# Never text: the replacement character, private use, C1 controls (U+0085 is a line break of its own).
_NEVER = re.compile("[\ufffd\ue000-\uf8ff\x80-\x84\x86-\x9f]")
# After a letter these are ordinary punctuation, so a capital with dots before them proves nothing (the leads C4 and C5).
_TYPOGRAPHY = frozenset("–—…“”‘’„‚‹›•†")
# What people write: Latin letters, punctuation, currency, arrows, symbols, emoji and their selectors.
_PLAUSIBLE = (
    (0xA0, 0x17F),
    (0x2000, 0x206F),
    (0x20A0, 0x20CF),
    (0x2100, 0x27BF),
    (0x2B00, 0x2BFF),
    (0xFE0F, 0xFE0F),
    (0x1F000, 0x1FAFF),
)


def _table(encoding: str) -> dict[str, int]:
    """Character -> byte; the bytes that Windows-1252 leaves undefined stand for themselves, as browsers read them."""
    return {bytes([byte]).decode(encoding, "ignore") or chr(byte): byte for byte in range(0x80, 0x100)}


_TABLES = (_table("cp1252"), _table("mac_roman"))


@dataclass(frozen=True)
class Garbled:
    """A word that is garbled, and what it was; `repaired` equals `token` where nothing can be proven."""

    token: str
    repaired: str


def find_garbled(text: str) -> list[Garbled]:
    """Every garbled word of `text`."""
    if text.isascii():
        return []
    found = ((word, repair(word)) for word in text.split() if not word.isascii())
    return [Garbled(word, mended) for word, mended in found if mended != word or _NEVER.search(word)]


def repair(text: str) -> str:
    """`text` with every sequence repaired whose repair is proven."""
    return _RUN.sub(lambda match: _repair_run(match[0]), text)


def _repair_run(run: str) -> str:
    parts, index = [], 0
    while index < len(run):
        length, char = _sequence_at(run, index)
        parts.append(char)
        index += length
    return "".join(parts)


def _sequence_at(run: str, start: int) -> tuple[int, str]:
    """The length of the garbled sequence that starts here and what it was; else one character, as it is."""
    for table in _TABLES:
        lead = table.get(run[start], 0)
        length = 2 if 0xC2 <= lead <= 0xDF else 3 if 0xE0 <= lead <= 0xEF else 4 if 0xF0 <= lead <= 0xF4 else 0
        piece = run[start : start + length]
        if length < 2 or len(piece) < length:
            continue
        try:
            char = bytes(table.get(part, 0) for part in piece).decode("utf-8")
        except UnicodeDecodeError:
            continue
        doubtful = length == 2 and lead > 0xC3 and piece[1] in _TYPOGRAPHY
        if any(low <= ord(char) <= high for low, high in _PLAUSIBLE) and not doubtful:
            return length, char
    return 1, run[start]
