"""Finds and repairs text that was decoded with the wrong character encoding.

UTF-8 read as Windows-1252 or Mac Roman leaves sequences that become a valid lead byte and continuation bytes when encoded
back. Correct text next to them (a dash, a quotation mark) does not. The library ftfy covers more encodings, but it misses
German umlauts garbled by Mac Roman, which are frequent in one draft.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_RUN = re.compile(r"[^\x00-\x7f]+")
# Never valid text: the replacement character, private use, C1 controls (U+0085 is excluded: it is a line break).
_NEVER = re.compile("[\ufffd\ue000-\uf8ff\x80-\x84\x86-\x9f]")
# These are ordinary punctuation after a letter, so an accented capital before them (lead bytes C4 and C5) proves nothing.
_TYPOGRAPHY = frozenset("–—…“”‘’„‚‹›•†")
# Characters people write: Latin letters, punctuation, currency, arrows, symbols, emoji and their selectors.
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
    """Map each character to its byte. Bytes that Windows-1252 leaves undefined map to themselves, as in browsers."""
    return {bytes([byte]).decode(encoding, "ignore") or chr(byte): byte for byte in range(0x80, 0x100)}


_TABLES = (_table("cp1252"), _table("mac_roman"))


@dataclass(frozen=True)
class Garbled:
    """A garbled word and its repair. `repaired` equals `token` if no repair can be proven."""

    token: str
    repaired: str


def find_garbled(text: str) -> list[Garbled]:
    """Return all garbled words in `text`."""
    if text.isascii():
        return []
    found = ((word, repair(word)) for word in text.split() if not word.isascii())
    return [Garbled(word, repaired) for word, repaired in found if repaired != word or _NEVER.search(word)]


def repair(text: str) -> str:
    """Return `text` with every provable repair applied."""
    return _RUN.sub(lambda match: _repair_run(match[0]), text)


def _repair_run(run: str) -> str:
    parts, index = [], 0
    while index < len(run):
        length, char = _sequence_at(run, index)
        parts.append(char)
        index += length
    return "".join(parts)


def _sequence_at(run: str, start: int) -> tuple[int, str]:
    """Return the length of the garbled sequence at `start` and its repair, or 1 and the unchanged character."""
    for table in _TABLES:
        lead = table.get(run[start], 0)
        length = 2 if 0xC2 <= lead <= 0xDF else 3 if 0xE0 <= lead <= 0xEF else 4 if 0xF0 <= lead <= 0xF4 else 0
        piece = run[start : start + length]
        if length < 2 or len(piece) < length:
            continue
        encoded = bytes(table.get(part, 0) for part in piece)
        if not all(0x80 <= byte <= 0xBF for byte in encoded[1:]):
            continue
        try:
            char = encoded.decode("utf-8")
        except UnicodeDecodeError:
            continue
        doubtful = length == 2 and lead > 0xC3 and piece[1] in _TYPOGRAPHY
        if any(low <= ord(char) <= high for low, high in _PLAUSIBLE) and not doubtful:
            return length, char
    return 1, run[start]
