"""Finds alarms on rates and on the dead-letter queue, target rates to stay below, and how often the rates are reviewed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policykit.yamlio.reader import PlainScalar

from .draft import Draft, Sentence
from .found import Found, Item, Known, number, place_of
from .stance import Stance, status_of
from .words import words

_ALARM = words("alarm, alarms, alert, alerts, alarme, warnungen")
_RATE = re.compile(
    r"\b(?:(?P<bounce_rate>bounce)|(?P<complaint_rate>complaints?|beschwerde|spam-?(?=rate)))(?=rate|[^a-z]|$)"
    r"(?:(?!\bbounce|\bcomplaint|\bbeschwerde|\bspam-?rate).){0,200}", re.I
)  # fmt: skip
"""A metric, with what is said up to the next one."""
_PERCENT = re.compile(
    r"(?:(?P<above>>(?!=)|\b(?:above|over|exceed\w*|more than|über|übersteig\w*|mehr als)\b)"
    r"|(?P<at_or_above>>=|≥|\b(?:at least|reach\w*|from|ab)\b)|(?P<below><(?!=)|\b(?:below|under|less than|unter|weniger als)\b)"
    r"|[<≤]=?)?\s*(?P<number>\d{1,3}(?:[.,]\d{1,4})?)\s*(?:%|percent\b|prozent\b)", re.I
)  # fmt: skip
_AIM = words("keep*, maintain*, stay*, remain*, target*, goal*, commit*, aim*, ziel, ziele, halten, bleiben, zielwert*")
_QUEUE = re.compile(r"\b(?:DLQ|dead[- ]letter[- ]queue)\b", re.I)
_CLOUDWATCH = re.compile(r"\b(?:(?:AWS|Amazon) )?CloudWatch\b")
_REVIEWED = re.compile(
    r"(?=.{0,200}\b(?:monitor|review|check|track|watch))(?=.{0,200}\b(?:rates?|metrics|dashboard|bounces)\b)"
    r".{0,200}?\b(?:(?P<daily>daily|every day)|weekly|every week)\b", re.I
)  # fmt: skip


def find(draft: Draft, _known: Known) -> Iterator[Found]:
    """Alarms, targets and the interval of reviews."""
    for sentence in draft.sentences:
        text = sentence.text
        rates = {
            str(match.lastgroup): _PERCENT.search(text, *match.span())
            for match in (_RATE.finditer(text) if re.search(r"rates?\b|raten?\b", text, re.I) else ())
        }
        if _QUEUE.search(text) and not any(rates.values()):
            rates = {"dead_letter_queue": None}
        if _ALARM.search(text) and rates:
            yield from _alarm(sentence, rates)
        else:
            yield from _targets(sentence, {metric: percent for metric, percent in rates.items() if percent})
        if sentence.is_claim and (match := _REVIEWED.match(text)):
            yield sentence.took("monitoring.review_interval_days", 1 if match["daily"] else 7, match.end() - 1)


def _alarm(sentence: Sentence, rates: dict[str, re.Match[str] | None]) -> Iterator[Found]:
    status = status_of(sentence.stance, sentence.text) or ("implemented" if sentence.is_claim else None)
    if status is None or sentence.stance is Stance.DENIAL:
        yield sentence.left("monitoring.alarms", sentence.stance.value)
        return
    channel = _CLOUDWATCH.search(sentence.text)
    for metric, percent in rates.items():
        place = place_of("monitoring.alarms", Item(metric))
        yield sentence.took((*place, "status"), str(status))
        yield sentence.took((*place, "metric"), metric)
        if channel:
            yield sentence.took((*place, "channel"), channel[0], channel.start())
        operator = percent and next((name for name in ("above", "at_or_above") if percent[name]), None)
        if percent and operator:
            yield sentence.took((*place, "operator"), operator, percent.start("number"))
            yield sentence.took((*place, "threshold"), _decimal(percent), percent.start("number"))
        elif percent:
            yield sentence.left("monitoring.alarms", "it is unclear whether the alarm fires at this rate or only above it")


def _targets(sentence: Sentence, rates: dict[str, re.Match[str]]) -> Iterator[Found]:
    # "Our bounce rate is below 1%" is a current rate, not a target.
    aims = any(_AIM.search(said) for said in (sentence.text, *sentence.above[:1]))
    for metric, percent in rates.items():
        if sentence.stance not in (Stance.CLAIM, Stance.PLAN) or not percent["below"] or not aims:
            yield sentence.left("monitoring.targets", sentence.stance.value or "this is neither a target rate nor an alarm")
            continue
        place = place_of("monitoring.targets", Item(metric))
        yield sentence.took((*place, "metric"), metric, percent.start())
        yield sentence.took((*place, "below"), _decimal(percent), percent.start("number"))


def _decimal(percent: re.Match[str]) -> PlainScalar:
    return number(percent["number"].replace(",", "."))
