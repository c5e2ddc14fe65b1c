"""Finds numbers: how many emails all streams send, the quotas, alarms on rates, and target rates.

A number that means thousands in one language and decimals in another is read only if the draft's language decides it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .draft import LABELED, SAID, Draft, Found, Item, Known, Sentence, number, place_of
from .facts import names_limit
from .stance import Stance, status_of
from .words import words

_STATED = (Stance.CLAIM, Stance.PLAN)
_NUMBER = r"(?<![\d.,'’])(?:\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+|\d{1,9})(?:\s?[kK]\b)?(?![\d'’]|[.,]\d|%|\s?%)"
_PERIODS = (
    ("second", "seconds?|secs?|sekunden?|s", "per second"),
    ("hour", "hours?|stunden?|h", "hourly|stündlich"),
    ("day", "days?|24[ -]?(?:hours?|h|stunden)(?: period)?|tag(?:e|en)?", "daily|täglich"),
    ("month", "months?|monat(?:e|en)?", "monthly|monatlich"),
    ("other", "minutes?|minuten?|weeks?|wochen?|years?|jahre?n?", "weekly|wöchentlich"),
)
_PER = r"(?:/|\b(?:per|pro|am|im|je|in der|in|an?|each|every))\s*"
_PERIOD = re.compile("|".join(rf"\s*(?:(?P<{name}>{_PER}(?:{nouns})\b|{adverb}))" for name, nouns, adverb in _PERIODS), re.I)
_NAMED = re.compile("|".join(rf"(?P<{name}>\b(?:{adverb}|{name})\b)" for name, _, adverb in _PERIODS[1:]), re.I)
_AMOUNT = re.compile(rf"(?P<low>{_NUMBER})(?:\s*(?:[-–—]|\b(?:to|bis|and|und)\b)\s*(?P<high>{_NUMBER}))?", re.I)
_UNIT = re.compile(
    r"\s*(?P<unit>(?:[a-zäöüß-]+[ ]){0,2}?(?:e-?mails?|mails?|messages?|nachrichten|recipients?|empfänger)(?:\(s\))?)"
    r"(?![a-zäöüß])", re.I
)  # fmt: skip
_FEWER = re.compile(r"\b(?:fewer than|less than|under|below|weniger als|unter)\s*$", re.I)
_SPLIT = re.compile(r"[.!?;](?=\s|$)|,\s|\s(?:and|und|but|aber|with (?:an? )?(?=peak|max))\s?|[()]")
_QUOTA = re.compile(r"\b(?:quota|limit(?:ed|s)?|send(?:ing)? rate|\w*kontingent|\w*limit|senderate|sandbox)\b", re.I)
_ASKS_FOR = re.compile(
    r"(?:^|\b(?:we|i)\b[^.;]{0,25}\s)(?:request|requesting|ask(?:ing)? for|apply(?:ing)? for)\s(?:[a-z]+ ){0,5}?$"
    r"|^[^:]*\b(?:(?:required|requested|desired|needed|benötigt|gewünscht|beantragt)\b|new (?:limit|value"
    r"|(?:daily )?(?:sending )?"
    r"quota)|neuer (?:grenz)?wert)[^:]*:", re.I
)  # fmt: skip
_SIDES = (
    ("current", words("current, currently, today, now, existing, derzeit*, aktuell*")),
    ("asked", words(
        "new limit, desired, requested, requesting, we request, require, required, requiring, need, needed, increase, raise",
        "raised, ask for, asking for, would like, benötig*, beantrag*")),
)  # fmt: skip
_LIMITS = (
    ("second", words("send rate, sending rate, senderate, per second")),
    ("day", words("daily quota, daily sending quota, sending quota, tageskontingent")),
)
_KINDS = (
    ("peak", words("peak*, spitze*")),
    ("maximum", words("max, maximum, maximal, at most")),
    ("current", words("current, currently, today, at the moment, at present, aktuell, derzeit")),
    ("forecast", words(
        "expect*, estimat*, anticipat*, forecast*, projected, projection*, initial, initially, at launch, to start, growth",
        "plan, planned, erwart*")),
)  # fmt: skip
_TOTAL = words("volume*, total*, how often, versandmenge*, menge, frequency")
_OF_ONE = words("frequency, per user, per recipient, per customer, per subscriber")
_ANY = words(
    "daily, monthly, hourly, hour, day, month, peak, expected, current, estimated, maximum, max, volume*, total, initial",
    "growth, projection*, projected, forecast, email, emails, mail, e-mail, sending, low, send, transactional, automated, such",
    "unique, single, all, erwartet*, aktuell, versandmenge, menge, pro, tag, monat, stunde, spitze, in, within, after, months",
    "nach, monaten, planned, start, am",
)
"""Words of a label or a unit that counts all emails; with any other word, it may count those of one stream."""
_AHEAD = re.compile(
    r"(?:\b(?:in|within|after|innerhalb von|nach|binnen)\s+|^|\| |\()(?P<months>\d{1,3})\s+(?:months?|monaten?)\b", re.I
)
_GROWS = re.compile(
    r"\b(?:grow|increas|ris|rais|scal|wachs|steig|erhöh)\w*\b[^.]{0,40}?\b(?:from|von|to|auf)\b[^.]{0,12}$", re.I
)
_NOTE = re.compile(r"\s*\((?P<note>[^()\d]{3,60})\)")

_ALARM = words("alarm, alarms, alerts, alarme")
_RATE = re.compile(
    r"\b(?:(?P<bounce_rate>bounce)|(?P<complaint_rate>complaints?|beschwerde|spam-?(?=rate)))(?=rate|[^a-z]|$)"
    r"(?:(?!\bbounce|\bcomplaint|\bbeschwerde|\bspam-?rate).){0,200}", re.I
)  # fmt: skip
"""A metric, with what is said up to the next one."""
_PERCENT = re.compile(
    r"(?:(?P<above>>(?!=)|\b(?:above|over|exceed\w*|more than|über|übersteig\w*|mehr als)\b)"
    r"|(?P<at_or_above>>=|≥|\b(?:at least|reach\w*|from|ab)\b)"
    r"|(?P<below><(?!=)|\b(?:below|under|less than|unter|weniger als)\b)"
    r"|[<≤]=?)?\s*(?P<number>\d{1,3}(?:[.,]\d{1,4})?)\s*(?:%|percent\b|prozent\b)", re.I
)  # fmt: skip
_AIM = words("keep*, maintain*, stay*, remain*, target*, goal*, commit*, aim*, halten")
_QUEUE = re.compile(r"\b(?:DLQ|dead[- ]letter[- ]queue)\b", re.I)
_CLOUDWATCH = re.compile(r"\b(?:(?:AWS|Amazon) )?CloudWatch\b")


@dataclass(frozen=True)
class Amount:
    """A number or a range in a sentence, at these offsets of its text; `high` is None if its separators are ambiguous."""

    low: int | None
    high: int | None
    at: int
    end: int
    per: str  # `second`, `hour`, `day`, `month` or `other`; empty if the sentence names no period
    unit: str  # what is counted, as the sentence words it: emails, password reset emails
    is_fewer: bool  # whether the sentence says "fewer than"
    clause: str  # the part of the sentence that contains it, without the numbers of other parts


def amounts_of(sentence: Sentence, language: str, limit: str = "") -> Iterator[Amount]:
    """The amounts of email in a sentence, in order; of a limit, a number alone is one, too."""
    text, label = sentence.text, sentence.label
    of_limit = next((per for per, pattern in _LIMITS if pattern.search(f"{label} {limit}")), "")
    is_bare = re.fullmatch(rf"{_NUMBER}\s*(?:\([^)]*\))?", sentence.value)
    for match in _AMOUNT.finditer(text):
        start, end = match.span()
        unit = _UNIT.match(text, end)
        period = _PERIOD.match(text, unit.end() if unit else end)
        end = period.end() if period else unit.end() if unit else end
        if not (unit or period or (is_bare and of_limit)):
            continue
        named = {found.lastgroup for found in _NAMED.finditer(f"{label} {text[max(0, start - 60) : start]}")}
        per = period.lastgroup if period else of_limit if is_bare else named.pop() if len(named) == 1 else ""
        begin = max((split.end() for split in _SPLIT.finditer(text, 0, start)), default=0)
        stop = _SPLIT.search(text, end)
        clause = text[begin : stop.start() if stop else len(text)]
        low, high = _count(match["low"], language), _count(match["high"] or match["low"], language)
        is_fewer = bool(_FEWER.search(text[max(0, start - 20) : start]))
        high = None if low is None else high
        yield Amount(
            low if match["high"] else None, high, start, end, per or "", unit["unit"] if unit else "", is_fewer, clause
        )


def _count(token: str, language: str) -> int | None:
    """The integer that a number such as `1,000` or `5k` means; None if its separators are ambiguous."""
    separators = set(re.sub(r"[\dkK]", "", token.strip()))
    own = {",": "en", ".": "de"}.get("".join(separators))
    if len(separators) > 1 or " " in separators or (own and own != language and len(re.findall(r"[.,]", token)) < 2):
        return None
    return int(re.sub(r"\D", "", token)) * (1000 if token[-1] in "kK" else 1)


def find(draft: Draft, _known: Known) -> Iterator[Found]:
    """The figures for all streams together, the quotas, the alarms and the targets."""
    limit = ""
    for sentence in draft.sentences:
        # AWS's form has only a number for the new value; the line with the limit's name says what it counts.
        limit = sentence.value if names_limit(sentence) else limit
        for amount in amounts_of(sentence, draft.language, limit if _ASKS_FOR.search(f"{sentence.label}:") else ""):
            note = _NOTE.match(sentence.text, amount.end)
            nearest = f"{sentence.label} | {amount.clause} | {note['note'] if note else ''}"
            asks = _ASKS_FOR.search(sentence.text[: amount.at])
            if asks or amount.per == "second" or _QUOTA.search(nearest):
                yield from _quota(sentence, amount, "asked" if asks else _side(sentence, amount, nearest))
            elif amount.per:
                yield from _figure(sentence, amount, note["note"].strip() if note and draft.language == "en" else "")
        yield from _rates(sentence)


def _quota(sentence: Sentence, amount: Amount, side: str) -> Iterator[Found]:
    """A limit per day or per second."""
    field = {"day": "daily_quota", "second": "send_rate"}.get(amount.per)
    if field is None:
        return
    if sentence.stance not in (*_STATED, Stance.DENIAL) or not side or amount.low or amount.is_fewer or amount.high is None:
        why = "it is unclear whether this is the current or the requested limit, or which number it is"
        yield sentence.left(f"request.{field}", sentence.stance.value or why)
    else:
        place = f"request.{'' if side == 'asked' else 'current_'}{field}"
        yield sentence.took(place, amount.high, amount.at, rank=LABELED if sentence.label else SAID)


def _side(sentence: Sentence, amount: Amount, nearest: str) -> str:
    """`current` or `asked`, according to the nearest matching words; empty if both or neither match."""
    if amount.high in (200, 1) and re.search(r"\bsandbox\b", sentence.text, re.I):
        return "current"  # the sandbox has these limits, whatever the sentence asks for
    side = _nearest(_SIDES, (nearest, sentence.text, *sentence.above))
    said = " ".join((sentence.text, *sentence.above[:1]))
    is_granted = amount.high in (200, 1) or re.search(r"\b(?:approv|grant|default|typical|usual|standard)", said, re.I)
    return side if side is not None else "asked" if _QUOTA.search(sentence.label) and not is_granted else ""


def _nearest(table: tuple[tuple[str, re.Pattern[str]], ...], said: tuple[str, ...]) -> str | None:
    """What the first text with matching words says; empty if it says several things, None if no text has any."""
    all_found = ([name for name, pattern in table if pattern.search(text)] for text in said)
    found = next((found for found in all_found if found), None)
    return found if found is None else found[0] if len(found) == 1 or found == ["peak", "forecast"] else ""


def _figure(sentence: Sentence, amount: Amount, note: str) -> Iterator[Found]:
    """How many emails all streams send in a period."""
    label, low, high = sentence.label, amount.low, amount.high
    said = f"{label} | {amount.clause}"
    ahead = _AHEAD.search(said)
    is_ahead = ahead and ahead.start("months") == 0
    kind = "forecast" if is_ahead else _nearest(_KINDS, (said, sentence.text, *sentence.above))
    kind = "forecast" if kind is None and _TOTAL.search(label) else kind
    is_stated = sentence.stance in _STATED or (sentence.stance is Stance.DENIAL and label)
    is_frequency = _OF_ONE.search(label) and not any(_TOTAL.search(line) for line in sentence.above[:1])
    is_of_one = (_OF_ONE.search(amount.clause) and not label) or is_frequency or _other(amount.unit.rpartition(" ")[0])
    is_of_all = _TOTAL.search(" | ".join((said, *sentence.above))) or re.search(r"\b(?:we|I|wir)\b", sentence.text, re.I)
    if is_stated and (is_of_one or (_other(label) and not _TOTAL.search(said))):
        yield sentence.left("streams[].volume", "this may be the figure of one stream or one recipient")
    elif (
        not (is_stated and kind and is_of_all and amount.per in ("hour", "day", "month"))
        or (_GROWS.search(sentence.text[: amount.at]) and not ahead)
        or high is None
        or high < (low or 0)
    ):
        why = "it is unclear what this number counts, for which time, or whether it is current, expected, a peak or a maximum"
        yield sentence.left("volume.figures", sentence.stance.value or why)
    else:
        fewer, months = number("true") if amount.is_fewer else "", int(ahead["months"]) if ahead else ""
        values = {
            "kind": kind,
            "per": amount.per,
            "min": low,
            "max": high,
            "fewer_than_max": fewer,
            "months_ahead": months,
            "note": note,
        }
        for key, value in values.items():
            if value not in (None, ""):
                place = place_of("volume.figures", Item(f"{kind} {amount.per} {months}"), key)
                yield sentence.took(place, value, amount.at, rank=LABELED, whole=low is not None)


def _other(text: str) -> bool:
    """Whether a label or a unit has words that may name one stream."""
    return bool(re.search(r"[^\W\d_]", _ANY.sub("", text)))


def _rates(sentence: Sentence) -> Iterator[Found]:
    """Alarms on rates or on the dead-letter queue, and rates to stay below."""
    text = sentence.text
    named = _RATE.finditer(text) if re.search(r"rates?\b|raten?\b", text, re.I) else ()
    rates = {str(match.lastgroup): _PERCENT.search(text, *match.span()) for match in named}
    if _QUEUE.search(text) and not any(rates.values()):
        rates = {"dead_letter_queue": None}
    # "Our bounce rate is below 1%" is a current rate, not a target.
    aims = sentence.stance in _STATED and any(_AIM.search(said) for said in (text, *sentence.above[:1]))
    for metric, percent in rates.items():
        if _ALARM.search(text):
            yield from _alarm(sentence, metric, percent)
        elif percent and percent["below"] and aims:
            place = place_of("monitoring.targets", Item(metric))
            yield sentence.took((*place, "metric"), metric, percent.start())
            yield sentence.took((*place, "below"), number(percent["number"].replace(",", ".")), percent.start("number"))
        elif percent:
            yield sentence.left("monitoring.targets", sentence.stance.value or "this is neither a target rate nor an alarm")


def _alarm(sentence: Sentence, metric: str, percent: re.Match[str] | None) -> Iterator[Found]:
    status = status_of(sentence.stance, sentence.text) or ("implemented" if sentence.is_claim else None)
    operator = percent and next((name for name in ("above", "at_or_above") if percent[name]), None)
    if status is None or sentence.stance is Stance.DENIAL:
        yield sentence.left("monitoring.alarms")
        return
    place = place_of("monitoring.alarms", Item(metric))
    yield sentence.took((*place, "status"), str(status))
    yield sentence.took((*place, "metric"), metric)
    if channel := _CLOUDWATCH.search(sentence.text):
        yield sentence.took((*place, "channel"), channel[0], channel.start())
    if percent and operator:
        yield sentence.took((*place, "operator"), operator, percent.start("number"))
        yield sentence.took((*place, "threshold"), number(percent["number"].replace(",", ".")), percent.start("number"))
    elif percent:
        yield sentence.left("monitoring.alarms", "it is unclear whether the alarm fires at this rate or only above it")
