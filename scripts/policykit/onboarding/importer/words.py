"""Patterns from lists of words: `words("bounc*, spam report*, mark* ... spam")` finds any of them, in any case.

`*` is any ending, a space is white space or a hyphen, and `...` is a gap within a sentence.
"""

from __future__ import annotations

import re


def words(*listed: str) -> re.Pattern[str]:
    """The pattern of words that are separated by commas."""
    return re.compile(rf"\b(?:{_any(listed)})\b", re.I)


def label(*listed: str) -> re.Pattern[str]:
    """The pattern of a label that is one of these words and nothing else; it is used with `match`."""
    return re.compile(rf"(?:{_any(listed)})\Z", re.I)


def _any(listed: tuple[str, ...]) -> str:
    parts = (part.strip() for part in ", ".join(listed).split(","))
    return "|".join(_pattern(part) for part in parts if part)


def _pattern(part: str) -> str:
    pattern = re.escape(part).replace(r"\ \.\.\.\ ", r"\b.{0,60}?\b").replace(r"\*", r"\w*").replace(r"\-", "-?")
    return pattern.replace("\\ ", "[\\s-]+")
