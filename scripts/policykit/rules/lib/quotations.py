"""Quotes words of a text in a message."""

from __future__ import annotations

from collections.abc import Iterable

_MOST = 5
"""Our choice: how many words a message quotes."""


def quoted(words: Iterable[str]) -> list[str]:
    """Return the first different words in quotation marks, as a list for a message."""
    return [f'"{word}"' for word in dict.fromkeys(words)][:_MOST]
