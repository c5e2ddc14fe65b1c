"""Lists of words."""

from __future__ import annotations


def words_of(listed: str) -> frozenset[str]:
    """The words of a string, as a set."""
    return frozenset(listed.split())
