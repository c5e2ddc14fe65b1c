"""Quotes words of a text in a message."""

from __future__ import annotations

from collections.abc import Iterable

_MOST = 5
"""Our choice: how many words a message quotes."""


class Quotation(str):
    """Words that a message prints in the quotation marks of its language."""


def quoted(words: Iterable[str]) -> list[Quotation]:
    """Return the first different words as quotations, as a list for a message."""
    return [Quotation(word) for word in dict.fromkeys(words)][:_MOST]
