"""Finds alarms on rates and on the dead-letter queue, target rates to stay below, and how often the rates are reviewed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .draft import Draft, Sentence
from .found import Found, Item, Known, Taken, number
from .stance import Stance, status_of
from .words import words

_ALARM = words("alarm, alarms, alert, alerts, alarme, warnungen")
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
_AIM = words("keep*, maintain*, stay*, remain*, target*, goal*, commit*, aim*, ziel, ziele, halten, bleiben, zielwert*")
_QUEUE = re.compile(r"\b(?:DLQ|dead[- ]letter[- ]queue)\b", re.I)
_CLOUDWATCH = re.compile(r"\b(?:(?:AWS|Amazon) )?CloudWatch\b")
_REVIEWED = re.compile(
    r"(?=.{0,200}\b(?:monitor|review|check|track|watch))(?=.{0,200}\b(?:rates?|metrics|dashboard|bounces)\b)"
    r".{0,200}?\b(?P<how>daily|every day|weekly|every week)\b",
    re.I,
)


def find(draft: Draft, _known: Known) -> Iterator[Found]:
    """Alarms, targets and the interval of reviews."""
    for sentence in draft.sentences:
        alarm = _ALARM.search(sentence.text)
        rates = list(_rates(sentence))
        if alarm and (rates or _QUEUE.search(sentence.text)):
            yield from _alarm(sentence, rates)
        elif any(percent for _, percent, _ in rates):
            yield from _targets(sentence, rates)
        elif rates and _PERCENT.search(sentence.text):
            yield sentence.left("monitoring.targets", "this is neither a target rate nor an alarm")
        if sentence.is_claim and (match := _REVIEWED.match(sentence.text)):
            days = "1" if match["how"].lower().endswith(("daily", "day")) else "7"
            yield Taken(("monitoring", "review_interval_days"), number(days), sentence.line_at(match.start("how")))


def _rates(sentence: Sentence) -> Iterator[tuple[str, re.Match[str] | None, int]]:
    """Each metric with the match of the percentage after it (or None), and the metric's offset."""
    text = sentence.text
    if not _RATE_WORD.search(text):
        return
    named = sorted((match.start(), match.end(), metric) for metric, pattern in _RATES for match in pattern.finditer(text))
    for index, (start, end, metric) in enumerate(named[:_MOST]):
        stop = named[index + 1][0] if index + 1 < len(named) else len(text)
        yield metric, _PERCENT.search(text, end, stop), start


def _alarm(sentence: Sentence, rates: list[tuple[str, re.Match[str] | None, int]]) -> Iterator[Found]:
    about, stance = "monitoring.alarms", sentence.stance
    status = status_of(stance, sentence.text) or ("implemented" if stance is Stance.CLAIM else None)
    if status is None or stance is Stance.DENIAL:
        yield sentence.left(about, stance.value or "it is unclear whether the alarm is in place")
        return
    channel = _CLOUDWATCH.search(sentence.text)
    metrics = list({metric: (metric, percent) for metric, percent, _ in reversed(rates)}.values())[::-1]
    if _QUEUE.search(sentence.text) and not any(percent for _, percent in metrics):
        metrics = [("dead_letter_queue", None)]
    for metric, percent in metrics:
        place = ("monitoring", "alarms", Item(metric))
        yield Taken((*place, "status"), str(status), sentence.line)
        yield Taken((*place, "metric"), metric, sentence.line)
        if channel:
            yield Taken((*place, "channel"), channel[0], sentence.line_at(channel.start()))
        if percent and (operator := _operator(sentence.text, percent)):
            line = sentence.line_at(percent.start("number"))
            yield Taken((*place, "operator"), operator, line)
            yield Taken((*place, "threshold"), number(percent["number"].replace(",", ".")), line)
        elif percent:
            yield sentence.left(about, "it is unclear whether the alarm fires at this rate or only above it")


def _operator(text: str, percent: re.Match[str]) -> str:
    before = text[max(0, percent.start() - 30) : percent.start()]
    if percent["sign"] == ">" or (not percent["sign"] and _ABOVE.search(before)):
        return "above"
    return "at_or_above" if percent["sign"] in (">=", "≥") or _AT_OR_ABOVE.search(before) else ""


def _targets(sentence: Sentence, rates: list[tuple[str, re.Match[str] | None, int]]) -> Iterator[Found]:
    for metric, percent, at in rates:
        if percent is None:
            continue
        before = sentence.text[max(0, percent.start() - 30) : percent.start()]
        below = percent["sign"] == "<" or (not percent["sign"] and _BELOW.search(before))
        # "Our bounce rate is below 1%" is a current rate, not a target.
        aims = _AIM.search(sentence.text) or (sentence.above and _AIM.search(sentence.above[0]))
        if sentence.stance not in (Stance.CLAIM, Stance.PLAN) or not below or not aims:
            yield sentence.left("monitoring.targets", sentence.stance.value or "this is neither a target rate nor an alarm")
            continue
        place = ("monitoring", "targets", Item(metric))
        yield Taken((*place, "metric"), metric, sentence.line_at(at))
        yield Taken((*place, "below"), number(percent["number"].replace(",", ".")), sentence.line_at(percent.start("number")))
