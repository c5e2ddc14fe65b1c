"""Finds numbers of emails per period in sentences: "500-1,000 emails per month", "weniger als 200 E-Mails pro Tag".

A separator that means thousands in one language and decimals in another is read only if the draft's language decides it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .draft import Sentence

NUMBER = r"(?<![\d.,'’])(?:\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+|\d{1,9})(?:\s?[kK]\b)?(?![\d'’]|[.,]\d|%|\s?%)"
_PERIODS = (
    ("second", r"seconds?|secs?|sekunden?|s", ""),
    ("minute", r"minutes?|minuten?", ""),
    ("hour", r"hours?|stunden?|h", "hourly|stündlich"),
    ("day", r"days?|24[ -]?(?:hours?|h|stunden)(?: period)?|tag(?:e|en)?", "daily|täglich"),
    ("week", r"weeks?|wochen?", "weekly|wöchentlich"),
    ("month", r"months?|monat(?:e|en)?", "monthly|monatlich"),
    ("year", r"years?|jahre?n?", ""),
)
_PER = r"(?:/|\b(?:per|pro|am|im|je|in der|in|a|an|each|every))\s*"
_PERIOD = re.compile(
    r"\s*(?:"
    + "|".join(rf"(?P<{name}>{_PER}(?:{nouns})\b{f'|{adverb}' if adverb else ''})" for name, nouns, adverb in _PERIODS)
    + ")",
    re.I,
)
_NAMED = re.compile("|".join(rf"(?P<{name}>\b(?:{adverb}|{name})\b)" for name, _, adverb in _PERIODS if adverb), re.I)
_AMOUNT = re.compile(rf"(?P<low>{NUMBER})(?:\s*(?:[-–—]|(?P<word>\b(?:to|bis|and|und)\b))\s*(?P<high>{NUMBER}))?", re.I)
_UNIT = re.compile(
    r"\s*(?P<unit>(?:[a-zäöüß-]+[ ]){0,2}?(?:e-?mails?|mails?|messages?|nachrichten|recipients?"
    r"|empfänger)(?:\(s\))?)?(?![a-zäöüß])",
    re.I,
)
_BETWEEN = re.compile(r"\b(?:between|zwischen|from|von)\s*$", re.I)
_FEWER = re.compile(r"\b(?:fewer than|less than|under|below|weniger als|unter)\s*$", re.I)
_SPLIT = re.compile(r"[.!?;](?=\s|$)|,\s|\s(?:and|und|but|aber|with (?:an? )?(?=peak|max))\s?|[()]")


@dataclass(frozen=True)
class Amount:
    """A number or a range, with its unit and period. `..._at` and `end` are offsets in the sentence's text."""

    low: str
    """Empty for a single number."""
    high: str
    low_at: int
    high_at: int
    end: int
    per: str
    """The period, from `second` to `year`; empty if the sentence names none."""
    unit: str
    """What is counted, as the sentence words it: emails, password reset emails."""
    is_fewer: bool
    """Whether the sentence says "fewer than"."""
    clause: str
    """The part of the sentence that contains it, without the numbers of other parts."""


def count_of(token: str, language: str) -> int | None:
    """The integer that a number such as `1,000` or `5k` means; None if its separators are ambiguous."""
    separators = set(re.sub(r"[\dkK]", "", token.strip()))
    own = {",": "en", ".": "de"}.get("".join(separators))
    if len(separators) > 1 or " " in separators or (own and own != language and len(re.findall(r"[.,]", token)) < 2):
        return None
    return int(re.sub(r"\D", "", token)) * (1000 if token[-1] in "kK" else 1)


def amounts_of(sentence: Sentence) -> Iterator[Amount]:
    """The amounts of email in a sentence, in order."""
    text = sentence.text
    for match in _AMOUNT.finditer(text):
        start, end = match.start(), match.end()
        low, high, high_at = match["low"], match["high"], match.start("high")
        if match["word"] and match["word"].lower() in ("and", "und") and not _BETWEEN.search(text, 0, start):
            high, end = None, match.end("low")
        found = _UNIT.match(text, end)
        unit = (found["unit"] or "") if found else ""
        at = found.end() if found and unit else end
        period = _PERIOD.match(text, at)
        # A digit before it: this is the last part of a number written with spaces.
        if not (unit or period) or re.search(r"\d $", text[max(0, start - 2) : start]):
            continue
        tail, per = (period.end(), period.lastgroup or "") if period else (at, _named(sentence, start))
        begin = max((split.end() for split in _SPLIT.finditer(text, 0, start)), default=0)
        stop = _SPLIT.search(text, tail)
        clause = text[begin : stop.start() if stop else len(text)]
        is_fewer = bool(_FEWER.search(text[max(0, start - 20) : start]))
        yield Amount(low if high else "", high or low, start, high_at if high else start, tail, per, unit, is_fewer, clause)


def _named(sentence: Sentence, start: int) -> str:
    """The period named in the label or before the number; empty if there is none or more than one."""
    before = sentence.text[max(0, start - 60) : start]
    found = {match.lastgroup for match in _NAMED.finditer(f"{sentence.label} {before}")}
    return (found.pop() or "") if len(found) == 1 else ""
