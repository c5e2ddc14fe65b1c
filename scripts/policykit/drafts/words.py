"""Lists of words.

May import nothing of this library.
"""

from __future__ import annotations


def words_of(listed: str) -> frozenset[str]:
    """The words of a string, as a set."""
    return frozenset(listed.split())
