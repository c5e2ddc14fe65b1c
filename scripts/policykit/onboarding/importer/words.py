"""Lists of words."""

from __future__ import annotations


def words_of(listed: str) -> frozenset[str]:
    """The words of a string, separated by white space."""
    return frozenset(listed.split())
