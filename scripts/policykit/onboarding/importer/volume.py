"""Finds amounts of email: how many all streams send together, and the quotas, the current ones and those requested.

A number that means thousands in one language and decimals in another is read only if the draft's language decides it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .draft import Draft, Sentence
from .found import LABELED, SAID, Found, Item, Known, number, place_of
from .request import names_limit
from .stance import Stance
from .words import words

ABOUT = "volume.figures"
_STATED = (Stance.CLAIM, Stance.PLAN)
_NUMBER = r"(?<![\d.,'’])(?:\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+|\d{1,9})(?:\s?[kK]\b)?(?![\d'’]|[.,]\d|%|\s?%)"
_PERIODS = (
    ("second", "seconds?|secs?|sekunden?|s", ""),
    ("minute", "minutes?|minuten?", ""),
    ("hour", "hours?|stunden?|h", "hourly|stündlich"),
    ("day", "days?|24[ -]?(?:hours?|h|stunden)(?: period)?|tag(?:e|en)?", "daily|täglich"),
    ("week", "weeks?|wochen?", "weekly|wöchentlich"),
    ("month", "months?|monat(?:e|en)?", "monthly|monatlich"),
    ("year", "years?|jahre?n?", ""),
)
_PER = r"(?:/|\b(?:per|pro|am|im|je|in der|in|a|an|each|every))\s*"
_PERIOD = re.compile(
    r"\s*(?:" + "|".join(rf"(?P<{name}>{_PER}(?:{nouns})\b{adverb and f'|{adverb}'})" for name, nouns, adverb in _PERIODS) + ")",
    re.I,
)
_NAMED = re.compile("|".join(rf"(?P<{name}>\b(?:{adverb}|{name})\b)" for name, _, adverb in _PERIODS if adverb), re.I)
_AMOUNT = re.compile(rf"(?P<low>{_NUMBER})(?:\s*(?:[-–—]|\b(?:to|bis|and|und)\b)\s*(?P<high>{_NUMBER}))?", re.I)
_UNIT = re.compile(
    r"\s*(?P<unit>(?:[a-zäöüß-]+[ ]){0,2}?(?:e-?mails?|mails?|messages?|nachrichten|recipients?|empfänger)(?:\(s\))?)?"
    r"(?![a-zäöüß])", re.I
)  # fmt: skip
_FEWER = re.compile(r"\b(?:fewer than|less than|under|below|weniger als|unter)\s*$", re.I)
_SPLIT = re.compile(r"[.!?;](?=\s|$)|,\s|\s(?:and|und|but|aber|with (?:an? )?(?=peak|max))\s?|[()]")

_QUOTA = re.compile(r"\b(?:quota|limit(?:ed|s)?|send(?:ing)? rate|\w*kontingent|\w*limit|senderate|sandbox)\b", re.I)
_ASKS_FOR = re.compile(
    r"(?:^|\b(?:we|i)\b[^.;]{0,25}\s)(?:request|requesting|ask(?:ing)? for|apply(?:ing)? for)\s(?:[a-z]+ ){0,5}?$"
    r"|^[^:]*\b(?:required|requested|desired|needed|benötigt|gewünscht|beantragt)\b[^:]*:", re.I
)  # fmt: skip
_SIDES = (
    ("current", words("current, currently, today, now, existing, derzeit*, aktuell*, heute, bisher*")),
    ("asked", words(
        "new limit, new quota, new daily, new sending, desired, requested, requesting, we request, require, required, requiring",
        "need, needed, increase, raise, raised, ask for, asking for, would like, apply for, gewünscht*, benötig*, beantrag*",
        "neue, neuer, neues, neuen, erhöh*, brauchen")),
)  # fmt: skip
_GRANTED = re.compile(
    r"\b(?:once|after|when|upon|if)\b.{0,30}\b(?:approv\w+|granted)|^approved?\b|\b(?:typical\w*|usual\w*|default|standard"
    r"|starting (?:at|point)|(?:you|accounts?|limits?|quotas?|aws|amazon)(?: will| then)? (?:gets?|grants?|gives?|increases?"
    r"|starts?|lifts?|allows?))\b", re.I
)  # fmt: skip
"""What AWS grants by its habit, which is no wish of the author."""
_NEW_VALUE = re.compile(
    r"(?:(?:new|requested|desired)\s+(?:limit|value|(?:daily )?(?:sending )?(?:quota|limit))(?:\s+value)?|neuer (?:grenz)?wert)\Z",
    re.I,
)
_LIMITS = (
    ("second", words("send rate, sending rate, senderate, per second")),
    ("day", words("daily quota, daily limit, daily sending quota, daily sending limit, sending quota, tageskontingent")),
)
_FIELDS = {"day": "daily_quota", "second": "send_rate"}
_KINDS = (
    ("peak", words("peak*, spitze*, busiest")),
    ("maximum", words("max, maximum, maximal, at most, never more than, höchstens")),
    ("current", words("current, currently, today, at the moment, at present, zurzeit, im moment, aktuell, derzeit, heute, momentan")),
    ("forecast", words(
        "expect*, estimat*, anticipat*, forecast*, projected, projection*, initial, initially, at launch, to start, growth, plan",
        "planned, erwart*, geschätzt*, schätz*, rechnen, prognos*, voraussichtlich*, anfangs, wachstum")),
)  # fmt: skip
_TOTAL = words(
    "volume*, total*, how often, overall, versandmenge*, menge, mengen, volumen, versandvolumen, gesamt*, wie oft, frequency"
)
_SUBJECT = words("we, I, wir")
_OF_ONE = words("frequency, häufigkeit, je nutzer, per user, per recipient, per customer, per subscriber")
_ANY = words(
    "daily, monthly, hourly, hour, day, month, peak, expected, current, estimated, maximum, max, volume*, total, initial, growth",
    "projection*, projected, forecast, email, emails, mail, e-mail, sending, low, average, send, transactional, individual",
    "outgoing, automated, such, unique, single, all, täglich*, monatlich*, erwartet*, aktuell, maximal, geschätzt, volumen",
    "versandvolumen, versandmenge, menge, gesamt, pro, tag, monat, stunde, spitze, spitzenwert, in, within, after, months, nach",
    "monaten, planned, start, anfangs, am",
)
"""Words of a label or a unit that counts all emails; with any other word, it may count those of one stream."""
_AHEAD = re.compile(
    r"\b(?:in|within|after|innerhalb von|nach|binnen)\s+(\d{1,3})\s+(?:months?|monaten?)\b"
    r"|(?:^|\()(\d{1,3})\s+(?:months?|monate)(?:$|\))", re.I
)  # fmt: skip
_GROWS = re.compile(r"\b(?:grow|increas|ris|rais|scal|wachs|steig|erhöh)\w*\b[^.]{0,40}?\b(?:from|von|to|auf)\b[^.]{0,12}$", re.I)
_NOTE = re.compile(r"\s*\((?P<note>[^()\d]{3,60})\)")


@dataclass(frozen=True)
class Amount:
    """A number or a range in a sentence. `at` and `end` are offsets in its text."""

    low: int | None
    """None for a single number."""
    high: int | None
    """None if the separators of a number are ambiguous."""
    at: int
    end: int
    per: str
    """The period, from `second` to `year`; empty if the sentence names none."""
    unit: str
    """What is counted, as the sentence words it: emails, password reset emails."""
    is_fewer: bool
    """Whether the sentence says "fewer than"."""
    clause: str
    """The part of the sentence that contains it, without the numbers of other parts."""


def amounts_of(sentence: Sentence, language: str) -> Iterator[Amount]:
    """The amounts of email in a sentence, in order."""
    text = sentence.text
    for match in _AMOUNT.finditer(text):
        start, end = match.span()
        found = _UNIT.match(text, end)
        unit = (found["unit"] or "") if found else ""
        tail = found.end() if found and unit else end
        period = _PERIOD.match(text, tail)
        if not (unit or period):
            continue
        tail, per = (period.end(), period.lastgroup or "") if period else (tail, _named(sentence, start))
        begin = max((split.end() for split in _SPLIT.finditer(text, 0, start)), default=0)
        stop = _SPLIT.search(text, tail)
        clause = text[begin : stop.start() if stop else len(text)]
        is_fewer = bool(_FEWER.search(text[max(0, start - 20) : start]))
        low, high = _count(match["low"], language), _count(match["high"] or match["low"], language)
        unclear = low is None or high is None
        yield Amount(low if match["high"] else None, None if unclear else high, start, tail, per, unit, is_fewer, clause)


def _count(token: str, language: str) -> int | None:
    """The integer that a number such as `1,000` or `5k` means; None if its separators are ambiguous."""
    separators = set(re.sub(r"[\dkK]", "", token.strip()))
    own = {",": "en", ".": "de"}.get("".join(separators))
    if len(separators) > 1 or " " in separators or (own and own != language and len(re.findall(r"[.,]", token)) < 2):
        return None
    return int(re.sub(r"\D", "", token)) * (1000 if token[-1] in "kK" else 1)


def _named(sentence: Sentence, start: int) -> str:
    """The period named in the label or before the number; empty if there is none or more than one."""
    found = {match.lastgroup for match in _NAMED.finditer(f"{sentence.label} {sentence.text[max(0, start - 60) : start]}")}
    return (found.pop() or "") if len(found) == 1 else ""


def find(draft: Draft, _known: Known) -> Iterator[Found]:
    """The figures for all streams together, and the quotas and rates."""
    limits = {(sentence.section, sentence.block): sentence.value for sentence in draft.sentences if names_limit(sentence)}
    for sentence in draft.sentences:
        limit = sentence.label
        if is_new := bool(_NEW_VALUE.match(limit)):
            # AWS's form has only a number here; the name of the limit next to it says what it counts.
            limit = limits.get((sentence.section, sentence.block), limit)
        for amount in list(amounts_of(sentence, draft.language)) or _bare(sentence, limit, draft.language):
            if is_new or amount.per == "second" or _is_quota(sentence, amount):
                yield from _quota(sentence, amount, "asked" if is_new else _side(sentence, amount))
            elif amount.per:
                yield from _figure(draft, sentence, amount)


def _bare(sentence: Sentence, limit: str, language: str) -> list[Amount]:
    """A single number after a label that names the limit."""
    per = next((per for per, pattern in _LIMITS if pattern.search(limit)), "")
    match = re.fullmatch(rf"(?P<number>{_NUMBER})\s*(?:\([^)]*\))?", sentence.value) if per else None
    at = len(sentence.text) - len(sentence.value)
    value = _count(match["number"], language) if match else None
    return [Amount(None, value, at, at + match.end("number"), per, "", False, sentence.text)] if match else []


def _is_quota(sentence: Sentence, amount: Amount) -> bool:
    """Whether an amount is a limit, not a volume."""
    note = _NOTE.match(sentence.text, amount.end)
    said = (amount.clause, note["note"] if note else "", sentence.label)
    return bool(_ASKS_FOR.search(sentence.text[: amount.at])) or any(_QUOTA.search(part) for part in said)


def _quota(sentence: Sentence, amount: Amount, side: str) -> Iterator[Found]:
    """A limit per day or per second."""
    field = _FIELDS.get(amount.per)
    if field is None:
        return
    about, doubt = f"request.{field}", ""
    if side != "current" and any(_GRANTED.search(said) for said in (sentence.label, sentence.text, *sentence.above[:1])):
        doubt = "it says what AWS grants, not what this request asks for"
    elif sentence.stance not in (*_STATED, Stance.DENIAL) or (sentence.stance is Stance.DENIAL and not side):
        doubt = sentence.stance.value
    elif amount.low or amount.is_fewer or amount.high is None:
        doubt = "a limit must be one number with clear separators, not a range"
    elif not side:
        doubt = "it is unclear whether this is the current or the requested limit"
    if doubt:
        yield sentence.left(about, doubt)
    else:
        place = about if side == "asked" else f"request.current_{field}"
        yield sentence.took(place, number(amount.high), amount.at, rank=LABELED if sentence.label else SAID)


def _side(sentence: Sentence, amount: Amount) -> str:
    """`current` or `asked`, according to the nearest matching words; empty if both or neither match."""
    if _ASKS_FOR.search(sentence.text[: amount.at]):
        return "asked"
    is_sandbox = amount.high in (200, 1)
    if is_sandbox and re.search(r"\bsandbox\b", sentence.text, re.I):
        return "current"  # the sandbox has these limits, whatever the sentence asks for
    note = _NOTE.match(sentence.text, amount.end)
    nearest = f"{sentence.label} | {amount.clause} | {note['note'] if note else ''}"
    side = _nearest(_SIDES, (nearest, sentence.text, *sentence.above))
    return side if side is not None else "asked" if _QUOTA.search(sentence.label) and not is_sandbox else ""


def _nearest(table: tuple[tuple[str, re.Pattern[str]], ...], said: tuple[str, ...]) -> str | None:
    """What the first text with matching words says; empty if it says several things, None if no text has any."""
    all_found = ([name for name, pattern in table if pattern.search(text)] for text in said)
    found = next((found for found in all_found if found), None)
    return found if found is None else found[0] if len(found) == 1 or found == ["peak", "forecast"] else ""


def _figure(draft: Draft, sentence: Sentence, amount: Amount) -> Iterator[Found]:
    ahead = _AHEAD.search(sentence.label) or _AHEAD.search(amount.clause)
    months = (ahead[1] or ahead[2]) if ahead else ""
    said = f"{sentence.label} | {amount.clause}"
    is_labeled = months and re.match(r"\d", sentence.label)
    kind = "forecast" if is_labeled else _nearest(_KINDS, (said, sentence.text, *sentence.above))
    kind = "forecast" if kind is None and _TOTAL.search(sentence.label) else kind
    low, high, nearest = amount.low, amount.high, sentence.above[0] if sentence.above else ""
    doubt, about = "", ABOUT
    if sentence.stance not in _STATED and not (sentence.stance is Stance.DENIAL and sentence.label):
        doubt = sentence.stance.value
    elif (
        _OF_ONE.search(amount.clause if not _OF_ONE.search(sentence.label) or _TOTAL.search(nearest) else sentence.label)
        or _other(amount.unit.rpartition(" ")[0])
        or (_other(sentence.label) and not _TOTAL.search(said))
    ):
        doubt, about = "this may be the figure of one stream or one recipient", "streams[].volume"
    elif amount.per not in ("hour", "day", "month"):
        doubt = f"a figure per {amount.per}; product files have figures per hour, day or month"
    elif not months and _GROWS.search(sentence.text[: amount.at]):
        doubt = "it is unclear when the figure grows to this"
    elif high is None or (low is not None and low > high):
        doubt = "the number is ambiguous, or the range is reversed"
    elif not kind or not (_TOTAL.search(f"{said} | {' | '.join(sentence.above)}") or _SUBJECT.search(sentence.text)):
        doubt = "it is unclear whether this is a current or an expected figure of all emails, a peak or a maximum"
    if doubt:
        yield sentence.left(about, doubt)
        return
    note = _NOTE.match(sentence.text, amount.end) if draft.language == "en" else None
    values = {
        "kind": kind, "per": amount.per, "min": low, "max": high, "fewer_than_max": number("true") if amount.is_fewer else None,
        "months_ahead": number(months) if months else None, "note": note["note"].strip() if note else None,
    }  # fmt: skip
    for key, value in values.items():
        if value is not None:
            place = place_of(ABOUT, Item(f"{kind} {amount.per} {months}"), key)
            yield sentence.took(place, value, amount.at, rank=LABELED, whole=low is not None)


def _other(text: str) -> bool:
    return bool(re.search(r"[^\W\d_]", _ANY.sub("", text)))
