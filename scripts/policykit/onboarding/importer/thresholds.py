"""Finds alarms on rates and on the dead-letter queue, and target rates to stay below."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .candidates import Found, Item, Known, Taken, Unsure, number
from .modality import REASONS, Stance, status_of
from .passages import Draft, Passage

_ALARM = re.compile(r"\b(?:alarms?|alerts?|alarme|warnungen)\b", re.I)
_RATES = (
    ("bounce_rate", re.compile(r"\bbounce[\s-]*(?:rates?|raten?)?(?=[^a-z]|$)|\bbounceraten?\b", re.I)),
    ("complaint_rate", re.compile(r"\bcomplaints?[\s-]*(?:rates?)?(?=[^a-z]|$)|\bbeschwerde-?raten?\b|\bspam-?raten?\b", re.I)),
)
_RATE_WORD = re.compile(r"rates?\b|raten?\b", re.I)
_PERCENT = re.compile(r"(?P<sign>>=|≥|>|<=|≤|<)?\s*(?P<number>\d{1,3}(?:[.,]\d{1,4})?)\s*(?:%|percent\b|prozent\b)", re.I)
_ABOVE = re.compile(r"\b(?:above|over|exceed\w*|more than|über|übersteig\w*|mehr als)\s*$", re.I)
_AT_OR_ABOVE = re.compile(r"\b(?:at or above|at least|reach\w*|from|ab)\s*$", re.I)
_BELOW = re.compile(r"\b(?:below|under|less than|unter|weniger als)\s*$", re.I)
_MOST = 8
"""Maximum number of rates read from one sentence; people usually name two."""
_AIM = re.compile(
    r"\b(?:keep\w*|maintain\w*|stay\w*|remain\w*|targets?|goals?|commit\w*|aim\w*|ziele?|halten|bleiben|zielwerte?)\b", re.I
)
_QUEUE = re.compile(r"\b(?:DLQ|dead[- ]letter[- ]queue)\b", re.I)
_CLOUDWATCH = re.compile(r"\b(?:(?:AWS|Amazon) )?CloudWatch\b")


def find(draft: Draft, _known: Known) -> Iterator[Found]:
    """Alarms and targets."""
    for passage in draft.sentences:
        alarm = _ALARM.search(passage.text)
        rates = list(_rates(passage))
        if alarm and (rates or _QUEUE.search(passage.text)):
            yield from _alarm(passage, rates)
        elif any(percent for _, percent, _ in rates):
            yield from _targets(passage, rates)
        elif rates and _PERCENT.search(passage.text):
            yield Unsure(passage.line, "monitoring.targets", "this is neither a target rate nor an alarm")


def _rates(passage: Passage) -> Iterator[tuple[str, re.Match[str] | None, int]]:
    """Each metric with the match of the percentage after it (or None), and the metric's offset."""
    text = passage.text
    named = sorted((match.start(), match.end(), metric) for metric, pattern in _RATES for match in pattern.finditer(text))
    if not _RATE_WORD.search(text):
        return
    for index, (start, end, metric) in enumerate(named[:_MOST]):
        stop = named[index + 1][0] if index + 1 < len(named) else len(text)
        yield metric, _PERCENT.search(text, end, stop), start


def _alarm(passage: Passage, rates: list[tuple[str, re.Match[str] | None, int]]) -> Iterator[Found]:
    about, match = "monitoring.alarms", _ALARM.search(passage.text)
    assert match
    stance = passage.stance_at(match.start())
    status = status_of(stance, passage.text) or ("implemented" if stance is Stance.CLAIM else None)
    if status is None or (rates and stance is not Stance.CLAIM and stance is not Stance.PLAN):
        yield Unsure(passage.line, about, REASONS.get(stance) or "it is unclear whether the alarm is in place")
        return
    channel = _CLOUDWATCH.search(passage.text)
    metrics: list[tuple[str, re.Match[str] | None]] = []
    for metric, percent, _ in rates:
        if metric not in dict(metrics):
            metrics.append((metric, percent))
    if _QUEUE.search(passage.text) and not any(percent for _, percent in metrics):
        metrics = [("dead_letter_queue", None)]
    for metric, percent in metrics:
        place = ("monitoring", "alarms", Item(metric))
        yield Taken((*place, "status"), str(status), passage.line)
        yield Taken((*place, "metric"), metric, passage.line)
        if channel:
            yield Taken((*place, "channel"), channel[0], passage.line_at(channel.start()))
        if percent and (operator := _operator(passage.text, percent)):
            line = passage.line_at(percent.start("number"))
            yield Taken((*place, "operator"), operator, line)
            yield Taken((*place, "threshold"), number(percent["number"].replace(",", ".")), line)
        elif percent:
            yield Unsure(passage.line, about, "it is unclear whether the alarm fires at this rate or only above it")


def _operator(text: str, percent: re.Match[str]) -> str:
    before = text[max(0, percent.start() - 30) : percent.start()]
    if percent["sign"] == ">" or (not percent["sign"] and _ABOVE.search(before)):
        return "above"
    return "at_or_above" if percent["sign"] in (">=", "≥") or _AT_OR_ABOVE.search(before) else ""


def _targets(passage: Passage, rates: list[tuple[str, re.Match[str] | None, int]]) -> Iterator[Found]:
    for metric, percent, at in rates:
        if percent is None:
            continue
        stance, about = passage.stance_at(at), "monitoring.targets"
        before = passage.text[max(0, percent.start() - 30) : percent.start()]
        below = percent["sign"] == "<" or (not percent["sign"] and _BELOW.search(before))
        # "Our bounce rate is below 1%" is a current rate, not a target.
        aims = _AIM.search(passage.text) or (passage.above and _AIM.search(passage.above[0]))
        if stance not in (Stance.CLAIM, Stance.PLAN) or not below or not aims:
            why = REASONS.get(stance) if stance is not Stance.CLAIM else None
            yield Unsure(passage.line, about, why or "this is neither a target rate nor an alarm")
            continue
        place = ("monitoring", "targets", Item(metric))
        yield Taken((*place, "metric"), metric, passage.line_at(at))
        yield Taken((*place, "below"), number(percent["number"].replace(",", ".")), passage.line_at(percent.start("number")))
