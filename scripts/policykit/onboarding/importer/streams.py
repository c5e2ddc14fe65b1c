"""Finds the streams: the kinds of email that a draft names, each with trigger, recipients, frequency, sender and sample.

A sample without one of these becomes a stream of its own, if title, class and language are certain.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from email.utils import parseaddr

from .draft import DERIVED, LABELED, Draft, Found, Item, Known, Place, Sentence, Taken, Unsure, language_of, place_of
from .facts import MARKETING, class_of_all
from .figures import amounts_of
from .kinds import KIND_WORDS, WHEN, Kind, detail_of, kinds_of, stems_of, title_of
from .lines import SHOWS, SampleBlock, plain
from .stance import Stance
from .words import holds_personal, is_personal, mailboxes_in, words

LONGEST_ID = 60
_AFTER = ("after", "upon", "on", "before")
"""Words that stay part of the event; "when" and its like do not."""
_SENT_TO = re.compile(r"(?:only )?sent (?:only )?to (?P<who>[^.;]{4,150})", re.I)
_SENDER = re.compile(
    r"(?:\b(?i:sender|absender|from address|from)\s*:|\bFrom|\b[Ss]en[dt]s? from"
    r"|\b[Ss]ender(?: e-?mail)?(?: address)? (?:is|will be))\s*(?:[\w .\"]{1,40}<)?$"
)
_STATED = (Stance.CLAIM, Stance.PLAN, Stance.DENIAL)
_ACTORS = (
    ("schedule", words("daily, weekly, monthly, schedule*, every week, hours before, expir*")),
    ("admin", words("admin*, operator, our team, staff, we")),
    ("other_user", words("another, other, creator, invites, provider")),
    ("recipient", words(
        "user*, member*, customer*, client*, they, someone, visitor*, guest*, parent*, subscriber*, buyer*, student*",
        "people, account, sign*, log*, register*, registration*, subscri*, purchase*, order*, request*")),
)  # fmt: skip
_BRACKETS = re.compile(r"\[([^\[\]\n]{1,60})\]")
_PLACEHOLDER = re.compile(
    r"\{\{\{?\s*([^{}\n]{1,60}?)\s*\}?\}\}|\$\{\s*([^{}\n]{1,60}?)\s*\}|\{%\s*([^%{}\n]{1,60}?)\s*%\}"
    r"|\{([A-Za-z][\w .-]{0,40})\}|<([A-Za-z][\w .-]{1,40})>|%([A-Za-z_]{2,30})%"
)


def find(draft: Draft, _known: Known) -> Iterator[Found]:
    """The streams that the draft names, with what it says of each, and the samples."""
    of_all = class_of_all(draft)
    streams: dict[str, frozenset[str]] = {}
    lists: dict[str, tuple[str, ...]] = {}
    for kind in kinds_of(draft):
        sentence, title, stems = kind.sentence, kind.title[:1].upper() + kind.title[1:], stems_of(kind.title)
        is_marketing = MARKETING.search(title) or re.search(r"\b(?:campaigns?|offers?|digest)\b", title, re.I)
        is_transactional = of_all or KIND_WORDS.search(title)
        of_class = kind.of_class or ("marketing" if is_marketing else "transactional" if is_transactional else "")
        # Items of the same list are different emails, unless their titles have the same words.
        around = sentence.above if sentence.kind == "item" else ()
        others = [known for other, known in streams.items() if not around or lists[other] != around or known == stems]
        if any(stems and (stems <= known or known <= stems) for known in others):
            continue
        if draft.language != "en" or not (name := stream_id(title)) or not of_class:
            yield sentence.left("streams", "its title must be English and name an email that is transactional or marketing")
            continue
        streams[name], lists[name] = stems, around
        place = place_of("streams", Item(name))
        line = _title_line(draft, sentence.line, title) if kind.is_headed else sentence.line
        for key, value in (("id", name), ("title", title), ("class", of_class)):
            yield Taken((*place, key), value, line, rank=LABELED)
        yield from () if kind.is_headed else _told(draft, kind, place)
        yield from _details(draft, sentence.section, sentence.above[0] if kind.is_headed else sentence.text, place)
    for sample in draft.samples:
        yield from _sample(draft, sample, of_all, streams)
    yield from _senders(draft, list(streams))


def stream_id(title: str) -> str:
    """A stream id derived from a title; empty if the title has no usable letters."""
    ascii_only = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-").lstrip("0123456789-")[:LONGEST_ID].rstrip("-")


def _told(draft: Draft, kind: Kind, place: Place) -> Iterator[Found]:
    """What the sentence of a stream says of it; further sentences of the same item belong to its label."""
    sentence = kind.sentence
    if (match := WHEN.search(kind.rest)) and sentence.stance is not Stance.DENIAL:
        yield from _event(place, match["word"], match["event"], sentence)
    later = [other for other in draft.sentences if sentence.label and other.above[:1] == (sentence.label,)]
    for told in [sentence, *later] if kind.rest else ():
        yield from _volume(draft, told, place)
        yield from (
            told.took((*place, "from"), address, at)
            for address, at in mailboxes_in(told.text)
            if _SENDER.search(told.text[:at])
        )


def _senders(draft: Draft, streams: list[str]) -> Iterator[Found]:
    """The only From address of the draft, for each stream; where there are several, a person decides."""
    found = [
        (address, line)
        for line in draft.sentences
        for address, at in (mailboxes_in(line.text) if line.stance in _STATED else ())
        if detail_of(line) == "from" or _SENDER.search(line.text[:at])
    ]
    is_only = len({address for address, _ in found}) == 1
    for address, sentence in found:
        if is_only and streams and not is_personal(address):
            yield from (sentence.took(place_of("streams", Item(name), "from"), address, rank=DERIVED) for name in streams)
        else:
            yield sentence.left("streams[].from", "it is unclear which emails come from this address")


def _details(draft: Draft, section: int, title: str, place: Place) -> Iterator[Found]:
    """The details below the title of a stream, most of them labeled."""
    for sentence in draft.sentences:
        if sentence.section != section or sentence.above[:1] != (title,):
            continue
        key, value = detail_of(sentence), sentence.value
        address = next((address for address, _ in mailboxes_in(value)), "")
        if match := _SENT_TO.match(sentence.text):
            yield sentence.took((*place, "recipients", "who"), match["who"].rstrip("."), whole=True)
        elif key == "purpose" and sentence.stance in (Stance.CLAIM, Stance.PLAN, Stance.INSTRUCTION):
            yield sentence.took((*place, "purpose"), _closed(value), whole=True)
        elif key == "trigger":
            match = WHEN.search(value)
            yield from _event(place, *((match["word"], match["event"]) if match else ("when", value)), sentence)
        elif key == "recipients" and not address:
            yield sentence.took((*place, "recipients", "who"), value, whole=True)
        elif key == "volume":
            yield from _volume(draft, sentence, place)
        elif key == "from" and address:
            yield sentence.took((*place, "from"), address)


def _closed(text: str) -> str:
    """A text that begins and ends as a sentence does."""
    text = text.strip().rstrip(",;:")
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '!', '?', '…')) else '.'}"


def _event(place: Place, word: str, event: str, sentence: Sentence) -> Iterator[Found]:
    actor = next((actor for actor, pattern in _ACTORS if pattern.search(event)), "")
    if actor:
        said = _closed(f"{word} {event}" if word.lower() in _AFTER else event)
        yield sentence.took((*place, "trigger", "actor"), actor)
        yield sentence.took((*place, "trigger", "event"), said, whole=True)
    else:
        yield sentence.left("streams[].trigger", "it is unclear who or what triggers the email")


def _volume(draft: Draft, sentence: Sentence, place: Place) -> Iterator[Found]:
    """The figure of one stream per day; other periods are left to a person."""
    for amount in amounts_of(sentence, draft.language):
        if amount.per != "day" or amount.high is None or amount.high < (amount.low or 0):
            yield sentence.left("streams[].volume", "this is no clear figure per day")
            continue
        is_most = amount.low is not None or amount.is_fewer
        yield sentence.took((*place, "volume", "max_day" if is_most else "typical_day"), amount.high)
        if amount.low is not None:
            yield sentence.took((*place, "volume", "min_day"), amount.low)


def _title_line(draft: Draft, below: int, title: str) -> int:
    """The line of a title: the last one above a line that contains it."""
    return next((line for line in range(below - 1, 0, -1) if title in plain(draft.lines[line - 1])), below)


def _sample(
    draft: Draft, sample: SampleBlock, of_all: tuple[str, int] | None, streams: dict[str, frozenset[str]]
) -> Iterator[Found]:
    """A sample with its stream: one that the draft names, or one of its own if title, class and language are certain."""
    subject = sample.headers["subject"][0]
    title, of_class = title_of(sample.above[0] if sample.above else "")
    shows = any(SHOWS.search(above) for above in sample.above[:3])
    language = language_of(f"{subject} {sample.text}")
    stems = stems_of(title) or stems_of(subject)
    shared = [stem for known in streams.values() for stem in known]
    fits = {name: sum(1 / shared.count(stem) for stem in known & stems) for name, known in streams.items()}
    same = max(fits, key=lambda name: fits[name], default="")
    doubt = sample.doubt if language else "the language of the email is unclear"
    if same and fits[same] and not doubt and (shows or not title):
        yield from _sample_of(draft, sample, same, language or "en")
        return
    kind, name = of_class or (of_all[0] if of_all else ""), stream_id(title)
    is_named = shows and stems_of(title) and len(title) <= 100 and draft.language == "en" and name and name not in streams
    if doubt or not is_named or not kind:
        says = "\n".join(draft.lines[number - 1] for number in sample.numbers).strip()
        line = next(number for number in sample.numbers if draft.lines[number - 1].strip())
        why = doubt or "it is unclear which email this is: its heading must name it in English, and the draft say its class"
        yield Unsure(line, "streams[].sample", why, says, holds_personal(says), sample.numbers)
        return
    streams[name] = stems
    at = _title_line(draft, sample.numbers[0], title)
    for key, value, line in (
        ("id", name, at),
        ("title", title, at),
        ("class", kind, at if of_class or not of_all else of_all[1]),
    ):
        yield Taken(("streams", Item(name), key), value, line)
    yield from _sample_of(draft, sample, name, language or "en")


def _sample_of(draft: Draft, sample: SampleBlock, stream: str, language: str) -> Iterator[Found]:
    """The values of a sample of the stream with this id."""
    of_stream = place_of("streams", Item(stream))
    place = (*of_stream, "sample")
    subject, line = sample.headers["subject"]
    yield Taken((*place, "language"), language, line)
    yield Taken((*place, "subject"), _bracketed(subject), line, also=sample.numbers)
    shown, at = sample.headers.get("from", ("", 0))
    sender, address = parseaddr(shown)
    if "@" in address:
        yield Taken((*place, "sent_from"), shown, at)
        yield Taken((*of_stream, "from"), address, at)
        yield from [Taken((*of_stream, "from_name"), sender, at)] if sender else []
    shown, at = sample.headers.get("to", ("", 0))
    if "@" in shown and holds_personal(shown, but_reserved=True):
        yield Unsure(at, "streams[].sample.sent_to", "the recipient may be a real person", says=shown, private=True)
    elif "@" in shown:
        yield Taken((*place, "sent_to"), shown, at)
    if sample.text:
        yield Taken((*place, "text"), _bracketed(sample.text), sample.first, also=sample.numbers)
    for at, text in [(line, subject), *((number, draft.lines[number - 1]) for number in sample.numbers)]:
        for name in _BRACKETS.findall(_bracketed(text)):
            # Its own name is the example, until a person writes a better one.
            value = re.sub(r"[\W_]+", " ", name).strip() or "example"
            yield Taken((*place, "variables", name), value, at, rank=DERIVED)


def _bracketed(text: str) -> str:
    """A text with every placeholder written as [name]."""
    return _PLACEHOLDER.sub(lambda match: f"[{next(filter(None, match.groups()))}]", text)
