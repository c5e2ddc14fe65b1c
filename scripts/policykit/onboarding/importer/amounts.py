"""Finds numbers of emails per period in sentences: "500-1,000 emails per month", "weniger als 200 E-Mails pro Tag".

A separator that means thousands in one language and decimals in another is read only if the draft's language decides it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .passages import Passage

NUMBER = r"(?<![\d.,'’])(?:\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+|\d{1,9})(?:\s?[kK]\b)?(?![\d'’]|[.,]\d|%|\s?%)"
UNIT = r"(?:e-?mails?|mails?|messages?|nachrichten|recipients?|empfänger)"
_PERIODS = (
    ("second", r"seconds?|secs?|sekunden?|s\b"),
    ("minute", r"minutes?|minuten?"),
    ("hour", r"hours?|stunden?|h\b"),
    ("day", r"days?|tag(?:e|en)?"),
    ("week", r"weeks?|wochen?"),
    ("month", r"months?|monat(?:e|en)?"),
    ("year", r"years?|jahre?n?"),
)
_ADVERBS = (
    ("hour", r"hourly|stündlich"),
    ("day", r"daily|täglich"),
    ("week", r"weekly|wöchentlich"),
    ("month", r"monthly|monatlich"),
)
_PER = "|".join(
    rf"(?P<{name}>(?:/|\bper|\bpro|\bam|\bim|\bje|\bin der|\ba|\ban|\beach)\s*(?:{words})\b)" for name, words in _PERIODS
)
_DAILY = "|".join(rf"(?P<{name}>\b(?:{words})\b)" for name, words in _ADVERBS)
_NAMED = re.compile("|".join(rf"(?P<{name}>\b(?:{words}|{name})\b)" for name, words in _ADVERBS), re.I)
_AMOUNT = re.compile(rf"(?P<low>{NUMBER})(?:\s*(?:[-–—]|(?P<word>\b(?:to|bis|and|und)\b))\s*(?P<high>{NUMBER}))?", re.I)
_UNIT = re.compile(rf"\s*(?P<unit>(?:[a-zäöüß-]+[ ]){{0,2}}?{UNIT}(?:\(s\))?)?(?![a-zäöüß])", re.I)
_PERIOD = re.compile(rf"\s*(?:{_PER})", re.I)
_ADVERB = re.compile(rf"\s*(?:{_DAILY})", re.I)
_BETWEEN = re.compile(r"\b(?:between|zwischen|from|von)\s*$", re.I)
_FEWER = re.compile(r"\b(?:fewer than|less than|under|below|weniger als|unter)\s*$", re.I)
_SPLIT = re.compile(r"[.!?;](?=\s|$)|,\s|\s(?:and|und|but|aber)\s|[()]")


@dataclass(frozen=True)
class Amount:
    """A number or a range, with its unit and period. `..._at` and `end` are offsets in the passage's text."""

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
    thousand = token[-1] in "kK"
    digits = token.rstrip("kK").strip()
    separators = {char for char in digits if not char.isdigit()}
    groups = len(re.findall(r"\D", digits))
    if len(separators) > 1 or " " in separators:
        return None
    own = {",": "en", ".": "de"}.get("".join(separators))
    if own and own != language and groups < 2:
        return None
    return int(re.sub(r"\D", "", digits)) * (1000 if thousand else 1)


def amounts_of(passage: Passage) -> Iterator[Amount]:
    """The amounts of email in a passage, in order."""
    text = passage.text
    for match in _AMOUNT.finditer(text):
        start, end = match.start(), match.end()
        low, high, high_at = match["low"], match["high"], match.start("high")
        if match["word"] and match["word"].lower() in ("and", "und") and not _BETWEEN.search(text, 0, start):
            high, end = None, match.end("low")
        tail, unit, per = _tail(text, end)
        if not (unit or per):
            continue
        if re.search(r"\d $", text[max(0, start - 2) : start]):
            continue  # the last part of a number written with spaces
        yield Amount(
            low if high else "",
            high or low,
            start,
            high_at if high else start,
            tail,
            per or _named(passage, start),
            unit,
            bool(_FEWER.search(text[max(0, start - 20) : start])),
            _clause(text, start, tail),
        )


def _tail(text: str, end: int) -> tuple[int, str, str]:
    """The end offset, unit and period of an amount."""
    unit = _UNIT.match(text, end)
    counted = (unit["unit"] or "") if unit else ""
    at = unit.end() if unit and counted else end
    period = _PERIOD.match(text, at) or _ADVERB.match(text, at)
    return (period.end() if period else at), counted, (period.lastgroup or "") if period else ""


def _named(passage: Passage, start: int) -> str:
    """The period named in the label or before the number; empty if there is none or more than one."""
    before = passage.text[max(0, start - 60) : start]
    found = {match.lastgroup for match in _NAMED.finditer(f"{passage.label} {before}")}
    return (found.pop() or "") if len(found) == 1 else ""


def _clause(text: str, start: int, end: int) -> str:
    begin = max((match.end() for match in _SPLIT.finditer(text, 0, start)), default=0)
    stop = _SPLIT.search(text, end)
    return text[begin : stop.start() if stop else len(text)]
