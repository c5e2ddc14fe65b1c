"""Finds the email volume of all streams together: figures per hour, day and month."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .amounts import Amount, amounts_of, count_of
from .candidates import LABELED, SAID, Found, Item, Known, Taken, Unsure, number
from .modality import REASONS, Stance
from .passages import Draft, Passage
from .words import words_of

ABOUT = "volume.figures"
QUOTA = re.compile(r"\b(?:quota|limit|send(?:ing)? rate|send rate|\w*kontingent|\w*limit|senderate|sandbox)\b", re.I)
ASKED = re.compile(r"\b(?:required|requested|desired|needed|benötigt|gewünscht|beantragt)\b", re.I)
_KINDS = (
    ("peak", re.compile(r"\b(?:peaks?|spitzen?\w*|busiest)\b", re.I)),
    ("maximum", re.compile(r"\b(?:max(?:imum|imal)?|at most|never more than|höchstens)\b", re.I)),
    (
        "current",
        re.compile(
            r"\b(?:current(?:ly)?|today|at the moment|at present|zurzeit|im moment|aktuell|derzeit|heute|momentan)\b", re.I
        ),
    ),
    (
        "forecast",
        re.compile(
            r"\b(?:expect\w*|estimat\w*|anticipat\w*|forecast\w*|project(?:ed|ions?)|initial(?:ly)?|growth"
            r"|plan(?:ned)?|erwart\w*"
            r"|geschätzt\w*|schätz\w*|rechnen|prognos\w*|voraussichtlich\w*|anfangs|wachstum)\b",
            re.I,
        ),
    ),
)
_TOTAL = re.compile(
    r"\b(?:volumes?|totals?|how often|overall|versandmenge\w*|mengen?|volumen|versandvolumen|gesamt\w*|wie oft)\b", re.I
)
_SUBJECT = re.compile(r"\b(?:we|wir)\b", re.I)
_OF_ONE_MAIL = re.compile(r"\b(?:frequency|häufigkeit|je nutzer|per (?:user|recipient|customer))\b", re.I)
_LABEL_WORDS = words_of(
    "daily monthly hourly hour day month peak expected current estimated maximum max volume volumes total initial "
    "growth projection projected forecast email emails mail e-mail sending low average send täglich monatlich "
    "erwartet erwartetes aktuell maximal geschätzt volumen versandvolumen versandmenge menge gesamt pro tag monat "
    "stunde spitze spitzenwert in within after months nach monaten tägliches monatliches planned start anfangs am"
)
_AHEAD = re.compile(
    r"\b(?:in|within|after|innerhalb von|nach|binnen)\s+(\d{1,3})\s+(?:months?|monaten?)\b|\((\d{1,3})\s+(?:months?|monate)\)",
    re.I,
)
_ANY_MAIL = words_of("transactional individual total outgoing automated such unique single email e-mail mail all")
_GROWS = re.compile(
    r"\b(?:grow\w*|increas\w*|ris\w+|rais\w+|scal\w+|wachs\w*|steig\w*|erhöh\w*)\b[^.]{0,40}\b(?:from|von)\s*$", re.I
)
_NOTE = re.compile(r"\s*\((?P<note>[^()\d]{3,60})\)")


def find(draft: Draft, _known: Known) -> Iterator[Found]:
    """The figures for all streams together."""
    stated: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    unclear: list[tuple[Passage, Amount]] = []
    for passage in draft.sentences:
        for amount in amounts_of(passage):
            if amount.per in ("", "second") or is_quota(passage, amount):
                continue
            if doubt := _doubt(passage, amount):
                yield Unsure(passage.line, *doubt)
            elif kind := _kind(passage, amount):
                stated.setdefault((amount.per, amount.low, amount.high), []).append((kind, _months(passage, amount)))
                yield from _figure(draft, passage, amount, kind, LABELED)
            else:
                unclear.append((passage, amount))
    for passage, amount in unclear:
        same = set(stated.get((amount.per, amount.low, amount.high), ()))
        if len(same) == 1 and not _months(passage, amount):
            # The draft repeats a figure from another sentence.
            yield from _figure(draft, passage, amount, next(iter(same))[0], SAID)
        else:
            why = "it is unclear whether this figure is current, a forecast, a peak or a maximum"
            yield Unsure(passage.line, ABOUT, why)


def is_quota(passage: Passage, amount: Amount) -> bool:
    """Whether an amount is a limit, not a volume."""
    note = _NOTE.match(passage.text, amount.end)
    return bool(
        QUOTA.search(amount.clause)
        or (note and QUOTA.search(note["note"]))
        or QUOTA.search(passage.label)
        or ASKED.search(passage.label)
    )


def _doubt(passage: Passage, amount: Amount) -> tuple[str, str] | None:
    """Why a figure may not apply to all streams together, with the field it may belong to; None without a doubt."""
    if amount.per not in ("hour", "day", "month"):
        return ABOUT, f"a figure per {amount.per}; product files have figures per hour, day or month"
    stance = passage.stance_at(amount.low_at)
    if stance not in (Stance.CLAIM, Stance.PLAN):
        return ABOUT, REASONS[stance]
    label = set(re.findall(r"[a-zäöüß-]+", passage.label.lower()))
    nearest = passage.above[0] if passage.above else ""
    if _OF_ONE_MAIL.search(passage.label) and not _TOTAL.search(nearest):
        return "streams[].volume", "this is the figure of one stream"
    if label - _LABEL_WORDS and not _TOTAL.search(passage.label) and not _TOTAL.search(amount.clause):
        return "streams[].volume", f"`{passage.label}` may be one stream or all emails"
    if set(amount.unit.lower().split()[:-1]) - _ANY_MAIL or _OF_ONE_MAIL.search(amount.clause):
        return "streams[].volume", "this is the figure of one stream or one recipient"
    if amount.low and _GROWS.search(passage.text[: amount.low_at]):
        return ABOUT, "it is unclear whether this is a range, or growth from one figure to another"
    said = f"{passage.label} | {amount.clause} | {passage.context}"
    if not (_TOTAL.search(said) or _SUBJECT.search(passage.text)):
        return ABOUT, "it is unclear whether this includes all emails or only one stream"
    return None


def _kind(passage: Passage, amount: Amount) -> str:
    """The kind of a figure, according to the nearest matching words; empty if it is unclear."""
    for words in (f"{passage.label} | {amount.clause}", passage.text, *passage.above):
        found = [kind for kind, pattern in _KINDS if pattern.search(words)]
        if found == ["peak", "forecast"]:
            return "peak"
        if found:
            return found[0] if len(found) == 1 else ""
    return ""


def _months(passage: Passage, amount: Amount) -> str:
    """How many months ahead a figure is, as digits; empty if none are given."""
    months = _AHEAD.search(passage.label) or _AHEAD.search(amount.clause)
    return (months[1] or months[2]) if months else ""


def _figure(draft: Draft, passage: Passage, amount: Amount, kind: str, rank: int) -> Iterator[Found]:
    low = count_of(amount.low, draft.language) if amount.low else None
    high = count_of(amount.high, draft.language)
    if high is None or (amount.low and low is None):
        yield Unsure(passage.line, ABOUT, "it is unclear whether the separator means thousands or decimals")
        return
    if low is not None and low > high:
        yield Unsure(passage.line, ABOUT, f"the range is reversed: {low} is more than {high}")
        return
    ahead = _months(passage, amount)
    at, line = Item(f"{kind} {amount.per} {ahead}"), passage.line_at(amount.high_at)
    begin, place = passage.line_at(amount.low_at), ("volume", "figures", at)
    yield Taken((*place, "kind"), kind, begin, rank=rank)
    yield Taken((*place, "per"), amount.per, begin, rank=rank)
    if low is not None:
        yield Taken((*place, "min"), number(low), begin, rank=rank)
    yield Taken((*place, "max"), number(high), line, rank=rank)
    if amount.is_fewer:
        yield Taken((*place, "fewer_than_max"), number("true"), line, rank=rank)
    if ahead:
        yield Taken((*place, "months_ahead"), number(ahead), line, rank=rank)
    if draft.language == "en" and (note := _NOTE.match(passage.text, amount.end)):
        yield Taken((*place, "note"), note["note"].strip(), line, rank=rank)
