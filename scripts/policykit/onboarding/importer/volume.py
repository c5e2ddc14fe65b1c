"""Finds how many emails all streams send together, and the quotas: the current ones of the sandbox, and those requested."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .amounts import NUMBER, Amount, amounts_of, count_of
from .draft import Draft, Sentence
from .found import LABELED, SAID, Found, Item, Known, Taken, number
from .kinds import KIND_WORDS
from .request import names_limit
from .stance import Stance
from .words import words

ABOUT = "volume.figures"
_STATED = (Stance.CLAIM, Stance.PLAN)
_QUOTA = re.compile(
    r"\b(?:quota|limit(?:ed|s)?(?: us)?(?: to)?|send(?:ing)? rate|send rate|\w*kontingent|\w*limit|senderate|sandbox)\b", re.I
)
_ASKED_LABEL = re.compile(r"\b(?:required|requested|desired|needed|benötigt|gewünscht|beantragt)\b", re.I)
_SANDBOX = re.compile(r"\bsandbox\b", re.I)
_CURRENT = words("current, currently, today, now, existing, derzeit*, aktuell*, heute, bisher*")
_ASKED = words(
    "new limit, new quota, new daily, new sending, desired, requested, requesting, we request, require, required, "
    "requiring, need, needed, increase, raise, raised, ask for",
    "asking for, would like, apply for, increase to, gewünscht*, benötig*, beantrag*, neue, neuer, neues, neuen, "
    "erhöh*, brauchen",
)
_GRANTED = re.compile(
    r"\b(?:once|after|when|upon|if)\b.{0,30}\b(?:approv\w+|granted)|^approved?\b|\b(?:typical\w*|usual\w*|default|standard"
    r"|starting (?:at|point)|(?:you|accounts?|limits?|quotas?|aws|amazon)(?: will| then)? (?:gets?|grants?|gives?|increases?"
    r"|starts?|lifts?|allows?))\b",
    re.I,
)
"""What AWS grants by its habit, which is no wish of the author."""
_ASKS_FOR = re.compile(
    r"(?:^|\b(?:we|i)\b[^.;]{0,25}\s)(?:request|requesting|ask(?:ing)? for|apply(?:ing)? for)\s(?:[a-z]+ ){0,5}?$", re.I
)
_NEW_VALUE = re.compile(
    r"(?:(?:new|requested|desired)\s+(?:limit|value|(?:daily )?(?:sending )?(?:quota|limit))(?:\s+value)?"
    r"|neuer (?:grenz)?wert)\Z",
    re.I,
)
_RATE_NAME = words("send rate, sending rate, senderate, per second")
_DAILY_NAME = words("daily quota, daily limit, daily sending quota, daily sending limit, sending quota, tageskontingent")
_KINDS = (
    ("peak", words("peak*, spitze*, busiest")),
    ("maximum", words("max, maximum, maximal, at most, never more than, höchstens")),
    ("current", words("current, currently, today, at the moment, at present, zurzeit, im moment, aktuell, derzeit, "
                      "heute, momentan")),
    ("forecast", words(
        "expect*, estimat*, anticipat*, forecast*, projected, projection*, initial, initially, at launch, to start, "
        "growth, plan, planned",
        "erwart*, geschätzt*, schätz*, rechnen, prognos*, voraussichtlich*, anfangs, wachstum")),
)  # fmt: skip
_TOTAL = words(
    "volume*, total*, how often, overall, versandmenge*, menge, mengen, volumen, versandvolumen, gesamt*, wie oft, frequency"
)
_SUBJECT = words("we, I, wir")
_OF_ONE_MAIL = words("frequency, häufigkeit, je nutzer, per user, per recipient, per customer, per subscriber")
_ANY_LABEL = words(
    "daily, monthly, hourly, hour, day, month, peak, expected, current, estimated, maximum, max, volume*, total, "
    "initial, growth, projection*",
    "projected, forecast, email, emails, mail, e-mail, sending, low, average, send, täglich*, monatlich*, erwartet*, "
    "aktuell, maximal, geschätzt",
    "volumen, versandvolumen, versandmenge, menge, gesamt, pro, tag, monat, stunde, spitze, spitzenwert, in, within, "
    "after, months, nach",
    "monaten, planned, start, anfangs, am",
)
_AHEAD = re.compile(
    r"\b(?:in|within|after|innerhalb von|nach|binnen)\s+(\d{1,3})\s+(?:months?|monaten?)\b"
    r"|(?:^|\()(\d{1,3})\s+(?:months?|monate)(?:$|\))",
    re.I,
)
_ANY_MAIL = words("transactional, individual, total, outgoing, automated, such, unique, single, email, e-mail, mail, all")
_GROWS = re.compile(r"\b(?:grow|increas|ris|rais|scal|wachs|steig|erhöh)\w*\b[^.]{0,40}\b(?:from|von)\s*$", re.I)
_GROWS_TO = words("growing to, grow to, scaling to, scale to, increasing to, increase to, rising to, rise to")
_NOTE = re.compile(r"\s*\((?P<note>[^()\d]{3,60})\)")
_UNCLEAR_NUMBER = "it is unclear whether the separator means thousands or decimals"


def find(draft: Draft, _known: Known) -> Iterator[Found]:
    """The figures for all streams together, and the quotas and rates."""
    limits = {(sentence.section, sentence.block): sentence.value for sentence in draft.sentences if names_limit(sentence)}
    stated: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    unclear: list[tuple[Sentence, Amount]] = []
    for sentence in draft.sentences:
        if _NEW_VALUE.match(sentence.label):
            # AWS's form has only a number here; the name of the limit next to it says what it counts.
            yield from _new_value(draft, sentence, limits.get((sentence.section, sentence.block), "") or sentence.label)
            continue
        for amount in list(amounts_of(sentence)) or _bare(sentence):
            if amount.per == "second" or _is_quota(sentence, amount):
                yield from _quota(draft, sentence, amount)
            elif not amount.per:
                continue
            elif doubt := _doubt(sentence, amount):
                yield sentence.left(*doubt)
            elif kind := _kind(sentence, amount):
                stated.setdefault((amount.per, amount.low, amount.high), []).append((kind, _months(sentence, amount)))
                yield from _figure(draft, sentence, amount, kind, LABELED)
            else:
                unclear.append((sentence, amount))
    for sentence, amount in unclear:
        same = set(stated.get((amount.per, amount.low, amount.high), ()))
        if len(same) == 1 and not _months(sentence, amount):
            # The draft repeats a figure from another sentence.
            yield from _figure(draft, sentence, amount, next(iter(same))[0], SAID)
        else:
            yield sentence.left(ABOUT, "it is unclear whether this figure is current, a forecast, a peak or a maximum")


def _bare(sentence: Sentence) -> list[Amount]:
    """A single number after a label that names the limit."""
    per = "second" if _RATE_NAME.search(sentence.label) else "day" if _DAILY_NAME.search(sentence.label) else ""
    match = re.fullmatch(rf"(?P<number>{NUMBER})\s*(?:\([^)]*\))?", sentence.value) if per else None
    if match is None:
        return []
    at = len(sentence.text) - len(sentence.value)
    return [Amount("", match["number"], at, at, at + match.end("number"), per, "", False, sentence.text)]


def _new_value(draft: Draft, sentence: Sentence, limit: str) -> Iterator[Found]:
    match = re.match(NUMBER, sentence.value)
    value = count_of(match[0], draft.language) if match else None
    unit = next(iter(amounts_of(sentence)), None)
    field = "send_rate" if _RATE_NAME.search(limit) else "daily_quota" if _DAILY_NAME.search(limit) else ""
    field = field or {"day": "daily_quota", "second": "send_rate"}.get(unit.per if unit else "", "")
    if value is None or not field or not sentence.is_claim:
        yield sentence.left("request.daily_quota", sentence.stance.value or "the limit or its number is unclear")
    else:
        yield Taken(("request", field), number(value), sentence.line, rank=LABELED)


def _is_quota(sentence: Sentence, amount: Amount) -> bool:
    """Whether an amount is a limit, not a volume."""
    note = _NOTE.match(sentence.text, amount.end)
    words = (amount.clause, note["note"] if note else "", sentence.label)
    asks = _ASKED_LABEL.search(sentence.label) or _ASKS_FOR.search(sentence.text[: amount.low_at])
    return bool(asks) or any(_QUOTA.search(part) for part in words)


def _quota(draft: Draft, sentence: Sentence, amount: Amount) -> Iterator[Found]:
    """A limit per day or per second."""
    field = {"day": "daily_quota", "second": "send_rate"}.get(amount.per)
    if field is None:
        if amount.per:
            why = f"a limit per {amount.per}: SES has a quota per day and a rate per second"
            yield sentence.left("request.daily_quota", why)
        return
    about, value = f"request.{field}", count_of(amount.high, draft.language)
    side = _side(sentence, amount)
    if side != "current" and any(_GRANTED.search(said) for said in (sentence.label, sentence.text, *sentence.above[:1])):
        yield sentence.left(about, "it says what AWS grants, not what this request asks for")
        return
    if sentence.stance not in (*_STATED, Stance.DENIAL) or (sentence.stance is Stance.DENIAL and not side):
        yield sentence.left(about)
    elif amount.low or amount.is_fewer:
        yield sentence.left(about, "a limit must be one number, not a range")
    elif value is None or not side:
        yield sentence.left(
            about, _UNCLEAR_NUMBER if value is None else "it is unclear whether this is the current or the requested limit"
        )
    else:
        rank = LABELED if sentence.label else SAID
        yield Taken(
            ("request", field if side == "asked" else f"current_{field}"),
            number(value),
            sentence.line_at(amount.high_at),
            rank=rank,
        )


def _side(sentence: Sentence, amount: Amount) -> str:
    """`current` or `asked`, according to the nearest matching words; empty if both or neither match."""
    note = sentence.text[amount.end :].lstrip()
    behind = note.partition(")")[0] if note.startswith("(") else ""
    nearest = f"{sentence.label} | {amount.clause} | {behind}"
    if _ASKS_FOR.search(sentence.text[: amount.low_at]):
        return "asked"
    if _SANDBOX.search(sentence.text) and amount.high in ("200", "1"):
        return "current"  # the sandbox has these limits, whatever the sentence asks for
    for said in (nearest, sentence.text, *sentence.above):
        current, asked = bool(_CURRENT.search(said)), bool(_ASKED.search(said))
        if current or asked:
            return "" if current and asked else "current" if current else "asked"
    return "asked" if _QUOTA.search(sentence.label) and amount.high not in ("200", "1") else ""


def _doubt(sentence: Sentence, amount: Amount) -> tuple[str, str] | None:
    """Why a figure may not apply to all streams together, with the field it may belong to; None without a doubt."""
    if amount.per not in ("hour", "day", "month"):
        return ABOUT, f"a figure per {amount.per}; product files have figures per hour, day or month"
    if sentence.stance not in _STATED and not (sentence.stance is Stance.DENIAL and sentence.label):
        return ABOUT, sentence.stance.value
    nearest = sentence.above[0] if sentence.above else ""
    if _OF_ONE_MAIL.search(sentence.label) and not _TOTAL.search(nearest):
        return "streams[].volume", "this is the figure of one stream"
    if (
        re.search(r"[^\W\d_]", _ANY_LABEL.sub("", sentence.label))
        and not _TOTAL.search(sentence.label)
        and not _TOTAL.search(amount.clause)
    ):
        return "streams[].volume", f"`{sentence.label}` may be one stream or all emails"
    if re.search(r"\w", _ANY_MAIL.sub("", amount.unit.rpartition(" ")[0])) or _OF_ONE_MAIL.search(amount.clause):
        return "streams[].volume", "this is the figure of one stream or one recipient"
    if _GROWS_TO.search(sentence.text[max(0, amount.low_at - 30) : amount.low_at]) and not _months(sentence, amount):
        return ABOUT, "it is unclear when the figure grows to this"
    if amount.low and _GROWS.search(sentence.text[: amount.low_at]):
        return ABOUT, "it is unclear whether this is a range, or growth from one figure to another"
    said = f"{sentence.label} | {amount.clause} | {' | '.join(sentence.above)}"
    if not (_TOTAL.search(said) or _SUBJECT.search(sentence.text)):
        return ABOUT, "it is unclear whether this includes all emails or only one stream"
    return None


def _kind(sentence: Sentence, amount: Amount) -> str:
    """The kind of a figure, according to the nearest matching words; empty if it is unclear."""
    if re.match(r"\d", sentence.label) and _months(sentence, amount):
        return "forecast"
    for said in (f"{sentence.label} | {amount.clause}", sentence.text, *sentence.above):
        found = [kind for kind, pattern in _KINDS if pattern.search(said)]
        if found == ["peak", "forecast"]:
            return "peak"
        if found:
            return found[0] if len(found) == 1 else ""
    of_one = sentence.above and KIND_WORDS.search(_ANY_MAIL.sub("", sentence.above[0]))
    return "forecast" if _TOTAL.search(sentence.label) and not of_one else ""


def _months(sentence: Sentence, amount: Amount) -> str:
    """How many months ahead a figure is, as digits; empty if none are given."""
    months = _AHEAD.search(sentence.label) or _AHEAD.search(amount.clause)
    return (months[1] or months[2]) if months else ""


def _figure(draft: Draft, sentence: Sentence, amount: Amount, kind: str, rank: int) -> Iterator[Found]:
    low = count_of(amount.low, draft.language) if amount.low else None
    high = count_of(amount.high, draft.language)
    if high is None or (amount.low and low is None):
        yield sentence.left(ABOUT, _UNCLEAR_NUMBER)
        return
    if low is not None and low > high:
        yield sentence.left(ABOUT, f"the range is reversed: {low} is more than {high}")
        return
    ahead = _months(sentence, amount)
    begin, line = sentence.line_at(amount.low_at), sentence.line_at(amount.high_at)
    place = ("volume", "figures", Item(f"{kind} {amount.per} {ahead}"))
    yield Taken((*place, "kind"), kind, begin, rank=rank)
    yield Taken((*place, "per"), amount.per, begin, rank=rank)
    if low is not None:
        yield Taken((*place, "min"), number(low), begin, rank=rank)
    yield Taken((*place, "max"), number(high), line, rank=rank)
    if amount.is_fewer:
        yield Taken((*place, "fewer_than_max"), number("true"), line, rank=rank)
    if ahead:
        yield Taken((*place, "months_ahead"), number(ahead), line, rank=rank)
    if draft.language == "en" and (note := _NOTE.match(sentence.text, amount.end)):
        yield Taken((*place, "note"), note["note"].strip(), line, rank=rank)
