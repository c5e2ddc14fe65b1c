"""Finds the streams: the kinds of email that a draft names, each with trigger, recipients, frequency, sender and sample.

`kinds` finds them in lists, headings and sentences; a sample without one of these becomes a stream of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from .volume import amounts_of
from .draft import Draft, Sentence, language_of
from .found import DERIVED, LABELED, Found, Item, Known, Place, Taken, number
from .kinds import DETAILS, KIND_WORDS, WHEN, Kind, kinds_of, stems_of, title_of
from .lines import plain
from .mailboxes import is_personal, mailboxes_in
from .request import MARKETING, class_of_all
from .sample_blocks import SHOWS, SampleBlock
from .samples import left_sample, sample_of
from .stance import Stance
from .words import words

LONGEST_ID = 60
_AFTER = ("after", "upon", "on", "before")
"""Words that stay part of the event; "when" and its like do not."""
_SENT_TO = re.compile(r"(?:only )?sent (?:only )?to (?P<who>[^.;]{4,150})", re.I)
_SENDER = re.compile(
    r"(?:\b(?i:sender|absender|from address|from)\s*:|\bFrom|\b[Ss]en[dt]s? from"
    r"|\b[Ss]ender(?: e-?mail)?(?: address)? (?:is|will be))\s*(?:[\w .\"]{1,40}<)?$"
)
_STATED = (Stance.CLAIM, Stance.PLAN, Stance.DENIAL)
_RECIPIENT = re.compile(r"\b(?:recipient|empfänger)\s*:\s*$", re.I)
_ACTORS = (
    ("schedule", words("daily, weekly, monthly, schedule*, every day, every week, every month, days before, "
                       "hours before, expir*")),
    ("admin", words("admin*, operator, our team, staff, we")),
    ("other_user", words("another, other, creator, organizer, host, invites, assigns, shares, provider, seller, teacher")),
    ("recipient", words("user*, member*, customer*, client*, they, someone, visitor*, guest*, parent*, subscriber*, "
                        "buyer*, student*, patient*, people",
                        "account, sign*, log*, register*, registration*, subscri*, purchase*, order*, request*")),
)  # fmt: skip


def find(draft: Draft, _known: Known) -> Iterator[Found]:
    """The streams that the draft names, with what it says of each, and the samples."""
    of_all = class_of_all(draft)
    streams: dict[str, frozenset[str]] = {}
    lists: dict[str, tuple[str, ...]] = {}
    for kind in kinds_of(draft):
        of_class, name = kind.of_class or _class_of(kind.title, of_all), stream_id(kind.title)
        # Items of the same list are different emails, unless their titles have the same words.
        around = kind.sentence.above if kind.sentence.kind == "item" else ()
        others = [known for other, known in streams.items() if not around or lists[other] != around or known == kind.stems]
        if any(kind.stems and (kind.stems <= known or known <= kind.stems) for known in others):
            continue
        if draft.language != "en" or not name or not of_class:
            unclear = "it is unclear whether this email is transactional" if name else "no id can be derived from its title"
            yield kind.sentence.left(
                "streams", unclear if draft.language == "en" else "the title of a stream must be in English"
            )
            continue
        streams[name], lists[name] = kind.stems, around
        line = _title_line(draft, kind.sentence.line, kind.title) if kind.is_headed else kind.sentence.line
        for key, value in (("id", name), ("title", kind.title), ("class", of_class)):
            yield Taken(("streams", Item(name), key), value, line, rank=LABELED)
        place, sentence = ("streams", Item(name)), kind.sentence
        yield from () if kind.is_headed else _told(draft, kind, place)
        title = sentence.above[0] if kind.is_headed else sentence.text
        yield from _details(draft, sentence.section, title, place)
    for sample in draft.samples:
        yield from _sample(draft, sample, of_all, streams)
    yield from _senders(draft, list(streams))


def stream_id(title: str) -> str:
    """A stream id derived from a title; empty if the title has no usable letters."""
    ascii_only = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-").lstrip("0123456789-")
    return name if len(name) <= LONGEST_ID else name[:LONGEST_ID].rpartition("-")[0]


def _class_of(title: str, of_all: tuple[str, int] | None) -> str:
    if MARKETING.search(title) or re.search(r"\b(?:campaigns?|offers?|digest)\b", title, re.I):
        return "marketing"
    return "transactional" if of_all or KIND_WORDS.search(title) else ""


def _told(draft: Draft, kind: Kind, place: Place) -> Iterator[Found]:
    """What the sentence of a stream says of it."""
    sentence = kind.sentence
    if (match := WHEN.search(kind.rest)) and sentence.stance is not Stance.DENIAL:
        yield from _event(place, match["word"], match["event"], sentence)
    # Further sentences of the same item belong to its label.
    later = [other for other in draft.sentences if sentence.label and other.above[:1] == (sentence.label,)] if kind.rest else []
    for told in [sentence, *later] if kind.rest else ():
        yield from _volume(draft, told, place)
        for address, at in mailboxes_in(told.text):
            if _SENDER.search(told.text[:at]):
                yield Taken((*place, "from"), address, told.line_at(at))
            elif _RECIPIENT.search(told.text[:at]):
                yield told.left("streams[].recipients", "describe the recipients in words")


def _senders(draft: Draft, streams: list[str]) -> Iterator[Found]:
    """The only From address of the draft, for each stream; where there are several, a person decides."""
    found = [
        (address, line)
        for line in draft.sentences
        for address, at in (mailboxes_in(line.text) if line.stance in _STATED else ())
        if dict(DETAILS)["from"].match(line.label) or _SENDER.search(line.text[:at])
    ]
    for address, sentence in found:
        if len({other for other, _ in found}) == 1 and streams and not is_personal(address):
            yield from (Taken(("streams", Item(name), "from"), address, sentence.line, rank=DERIVED) for name in streams)
        else:
            yield sentence.left("streams[].from", "it is unclear which emails come from this address")


def _details(draft: Draft, section: int, title: str, place: Place) -> Iterator[Found]:
    """The details below the title of a stream, most of them labeled."""
    for sentence in draft.sentences:
        if sentence.section != section or sentence.above[:1] != (title,):
            continue
        if match := _SENT_TO.match(sentence.text):
            yield Taken((*place, "recipients", "who"), match["who"].rstrip("."), sentence.line, also=sentence.lines[1:])
        key = next((key for key, pattern in DETAILS if pattern.match(sentence.label)), "")
        value, mailboxes = sentence.value, list(mailboxes_in(sentence.value))
        if key == "purpose" and sentence.stance in (Stance.CLAIM, Stance.PLAN, Stance.INSTRUCTION):
            yield Taken((*place, "purpose"), _closed(value), sentence.line, also=sentence.lines[1:])
        elif key == "trigger":
            match = WHEN.search(value)
            yield from _event(place, *((match["word"], match["event"]) if match else ("when", value)), sentence)
        elif key == "recipients" and not mailboxes:
            yield Taken((*place, "recipients", "who"), value, sentence.line, also=sentence.lines[1:])
        elif key == "volume":
            yield from _volume(draft, sentence, place)
        elif key == "from" and mailboxes:
            yield Taken((*place, "from"), mailboxes[0][0], sentence.line)


def _closed(text: str) -> str:
    """A text that begins and ends as a sentence does."""
    text = text.strip().rstrip(",;:")
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '!', '?', '…')) else '.'}"


def _event(place: Place, word: str, event: str, sentence: Sentence) -> Iterator[Found]:
    actor = next((actor for actor, pattern in _ACTORS if pattern.search(event)), "")
    if not actor or not event.strip():
        yield sentence.left("streams[].trigger", "it is unclear who or what triggers the email")
        return
    said = _closed(f"{word} {event}" if word.lower() in _AFTER else event)
    yield Taken((*place, "trigger", "actor"), actor, sentence.line)
    yield Taken((*place, "trigger", "event"), said, sentence.line, also=sentence.lines[1:])


def _volume(draft: Draft, sentence: Sentence, place: Place) -> Iterator[Found]:
    """The figure of one stream per day; other periods are left to a person."""
    for amount in amounts_of(sentence, draft.language):
        low, high = amount.low, amount.high
        if amount.per != "day" or high is None or (low is not None and low > high):
            yield sentence.left("streams[].volume", f"a figure per {amount.per or 'unknown period'}")
            continue
        key = "max_day" if low is not None or amount.is_fewer else "typical_day"
        for name, value in (("min_day", low), (key, high)):
            if value is not None:
                yield sentence.took((*place, "volume", name), value)


def _title_line(draft: Draft, below: int, title: str) -> int:
    """The line of a title: the last one above a line that contains it."""
    return next((line for line in range(below - 1, 0, -1) if title in plain(draft.lines[line - 1])), below)


def _sample(
    draft: Draft, sample: SampleBlock, of_all: tuple[str, int] | None, streams: dict[str, frozenset[str]]
) -> Iterator[Found]:
    """A sample with its stream: one that the draft names, or one of its own if title, class and language are certain."""
    heading, subject = sample.above[0] if sample.above else "", sample.headers["subject"][0]
    title, of_class = title_of(heading)
    shows = any(SHOWS.search(above) for above in sample.above[:3])
    language = language_of(f"{subject} {sample.text}")
    stems = stems_of(title) or stems_of(subject)
    shared = [stem for known in streams.values() for stem in known]
    fits = {name: sum(1 / shared.count(stem) for stem in known & stems) for name, known in streams.items()}
    same = max(fits, key=lambda name: fits[name], default="")
    doubt = sample.doubt if language else "the language of the email is unclear"
    if same and fits[same] and not doubt and (shows or not title):
        yield from sample_of(draft, sample, same, language or "en")
        return
    kind, name = of_class or (of_all[0] if of_all else ""), stream_id(title)
    if not stems_of(title) or not shows or len(title) > 100:
        doubt = "no heading names this email, so its stream has no title"
    elif draft.language != "en":
        doubt = "the title of its stream must be in English"
    elif not doubt and (not kind or not name or name in streams):
        doubt = "no unique id can be derived from its title" if kind else "it is unclear whether this email is transactional"
    if doubt:
        yield left_sample(draft, sample, doubt)
        return
    streams[name] = stems
    at = _title_line(draft, sample.numbers[0], title)
    yield Taken(("streams", Item(name), "id"), name, at)
    yield Taken(("streams", Item(name), "title"), title, at)
    yield Taken(("streams", Item(name), "class"), kind, at if of_class or not of_all else of_all[1])
    yield from sample_of(draft, sample, name, language or "en")
