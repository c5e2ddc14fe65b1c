"""Finds the daily quota and the maximum send rate, both current and requested."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .amounts import NUMBER, Amount, amounts_of, count_of
from .candidates import LABELED, SAID, Found, Known, Taken, Unsure, number
from .modality import REASONS, Stance
from .passages import Draft, Passage
from .volumes import is_quota

_CURRENT = re.compile(r"\b(?:current(?:ly)?|sandbox|today|now|existing|derzeit\w*|aktuell\w*|heute|bisher\w*)\b", re.I)
_ASKED = re.compile(
    r"\b(?:new|desired|requested|requesting|we request|requir(?:ed|e|ing)|need(?:ed)?|increase"
    r"|raised?|ask(?:ing)? for|gewünscht\w*|benötig\w*|beantrag\w*"
    r"|neue[srn]?|erhöh\w*|brauchen)\b",
    re.I,
)
_NEW_VALUE = re.compile(
    r"(?:new|requested|desired)\s+(?:limit(?:\s+value)?|value|daily (?:sending )?quota|quota)|neuer (?:grenz)?wert", re.I
)
_LIMIT_NAME = re.compile(r"limit(?:\s+(?:type|name))?|name of (?:the )?limit", re.I)
_SERVICE = re.compile(r"service|limit increase type", re.I)
_DAILY = re.compile(r"\bdaily (?:sending )?quota\b|\btageskontingent\b", re.I)
_RATE = re.compile(r"\bsend(?:ing)? rate\b|\bsenderate\b", re.I)


def find(draft: Draft, _known: Known) -> Iterator[Found]:
    """Quotas and rates, and their names in AWS's form."""
    limits = {(passage.section, passage.block): passage.value for passage in draft.passages if _names_limit(passage)}
    for passage in draft.passages:
        if passage.stance is Stance.CLAIM and _names_limit(passage):
            yield Taken(("request", "limit_name"), passage.value, passage.line, rank=LABELED)
        if (
            passage.stance is Stance.CLAIM
            and _SERVICE.fullmatch(passage.label)
            and re.search(r"\bSES\b.*\blimits?\b", passage.value, re.I)
        ):
            yield Taken(("request", "service"), passage.value, passage.line, rank=LABELED)
        # AWS's form has only a number here; the name of the limit next to it says what it counts.
        if _NEW_VALUE.fullmatch(passage.label):
            yield from _new_value(draft, passage, limits.get((passage.section, passage.block), "") or _near(draft, passage))
    for passage in draft.sentences:
        if not _NEW_VALUE.fullmatch(passage.label):
            for amount in list(amounts_of(passage)) or _bare(passage):
                yield from _quota(draft, passage, amount)


def _bare(passage: Passage) -> list[Amount]:
    """A single number after a label that names the limit."""
    per = "second" if _RATE.search(passage.label) else "day" if _DAILY.search(passage.label) else ""
    match = re.fullmatch(rf"(?P<number>{NUMBER})\s*(?:\([^)]*\))?", passage.value) if per else None
    if match is None:
        return []
    at = len(passage.text) - len(passage.value)
    return [Amount("", match["number"], at, at, at + match.end("number"), per, "", False, passage.text)]


def _names_limit(passage: Passage) -> bool:
    return bool(_LIMIT_NAME.fullmatch(passage.label) and (_DAILY.search(passage.value) or _RATE.search(passage.value)))


def _near(draft: Draft, passage: Passage) -> str:
    """The last name of a limit before a value."""
    found = [other.value for other in draft.passages if _names_limit(other) and other.line < passage.line]
    return found[-1] if found else passage.label


def _new_value(draft: Draft, passage: Passage, limit: str) -> Iterator[Found]:
    match = re.match(NUMBER, passage.value)
    value = count_of(match[0], draft.language) if match else None
    field = "send_rate" if _RATE.search(limit) else "daily_quota" if _DAILY.search(limit) else ""
    unit = next(iter(amounts_of(passage)), None)
    if not field and unit:
        field = {"day": "daily_quota", "second": "send_rate"}.get(unit.per, "")
    if value is None or not field or passage.stance is not Stance.CLAIM:
        why = REASONS.get(passage.stance) or "the limit or its number is unclear"
        yield Unsure(passage.line, "request.daily_quota", why)
    else:
        yield Taken(("request", field), number(value), passage.line, rank=LABELED)


def _quota(draft: Draft, passage: Passage, amount: Amount) -> Iterator[Found]:
    """A limit per day or per second."""
    if amount.per != "second" and not is_quota(passage, amount):
        return
    field = {"day": "daily_quota", "second": "send_rate"}.get(amount.per)
    if field is None:
        if amount.per:
            yield Unsure(
                passage.line, "request.daily_quota", f"a limit per {amount.per}: SES has a quota per day and a rate per second"
            )
        return
    about, stance = f"request.{field}", passage.stance_at(amount.high_at)
    side, value = _side(passage, amount), count_of(amount.high, draft.language)
    if stance not in (Stance.CLAIM, Stance.PLAN):
        yield Unsure(passage.line, about, REASONS[stance])
    elif amount.low or amount.is_fewer:
        yield Unsure(passage.line, about, "a limit must be one number, not a range")
    elif value is None:
        yield Unsure(passage.line, about, "it is unclear whether the separator means thousands or decimals")
    elif not side:
        yield Unsure(passage.line, about, "it is unclear whether this is the current or the requested limit")
    else:
        name = field if side == "asked" else f"current_{field}"
        yield Taken(("request", name), number(value), passage.line_at(amount.high_at), rank=LABELED if passage.label else SAID)


def _side(passage: Passage, amount: Amount) -> str:
    """`current` or `asked`, according to the nearest matching words; empty if both or neither match."""
    note = passage.text[amount.end :].lstrip()
    behind = note.partition(")")[0] if note.startswith("(") else ""
    for words in (f"{passage.label} | {amount.clause} | {behind}", passage.text, *passage.above):
        current, asked = bool(_CURRENT.search(words)), bool(_ASKED.search(words))
        if current or asked:
            return "" if current and asked else "current" if current else "asked"
    return ""
