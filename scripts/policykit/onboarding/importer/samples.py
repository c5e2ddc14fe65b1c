"""Extracts sample emails with subject, text, sender, recipient and example values, and their streams."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from email.utils import parseaddr

from .candidates import LABELED, Found, Item, Known, Taken, Unsure
from .lines import plain
from .mailboxes import holds_personal, holds_strangers
from .passages import Draft, language_of
from .request import class_of_all
from .sample_blocks import SampleBlock
from .words import words_of

_NUMBERED = re.compile(
    r"^\s*(?:(?:e-?mail )?(?:example|sample|beispiel)(?:\s+(?:e-?mail|mail))?\s*(?:\d{1,2}"
    r"|[A-Z]\b)?\s*[:.–—-]|\d{1,2}(?:\.\d{1,2})*[.)]|[A-Z][.)])\s*",
    re.I,
)
_GENERIC = words_of(
    "a an the of our your for e-mail e-mails email emails mail mails content contents sample samples example examples "
    "text template templates body message messages format beispiel beispiele inhalt muster für und and with mit"
)
_SHOWS = re.compile(r"\b(?:example|sample|beispiel|muster)\w*\b", re.I)
_CLASS = re.compile(r"\(\s*(?P<class>transactional|marketing|relationship|system(?: notification)?s?)\s*\)\s*$", re.I)
CLASSES = {
    "transactional": "transactional", "marketing": "marketing", "relationship": "relationship", "system": "system",
    "system notification": "system", "system notifications": "system",
}  # fmt: skip
_VARIABLE = re.compile(r"\[(?P<name>[^\]\n]{1,40})\]\s*(?:=|:|->|→)\s*(?P<value>\S.{0,80})")
LONGEST_ID = 60


def find(draft: Draft, _known: Known) -> Iterator[Found]:
    """Each sample with its stream if title, class and language are certain; otherwise as a review entry."""
    of_all = class_of_all(draft)
    used: set[str] = set()
    for sample in draft.samples:
        doubt, title, kind, line = _stream(draft, sample, of_all)
        language = language_of(f"{sample.headers['subject'][0]} {sample.text}")
        if not doubt and language is None:
            doubt = "the language of the email is unclear"
        identifier = stream_id(title, used)
        if doubt or not identifier:
            yield _left(draft, sample, doubt or "no unique id can be derived from its title")
            continue
        used.add(identifier)
        place = ("streams", Item(identifier))
        at = _title_line(draft, sample, title)
        yield Taken((*place, "id"), identifier, at)
        yield Taken((*place, "title"), title, at)
        yield Taken((*place, "class"), kind, line or at)
        yield from _mail(draft, sample, identifier, language or "en")


def stream_id(title: str, used: set[str]) -> str:
    """A stream id derived from a title; empty if the title has no usable letters, or if the id is already in `used`."""
    ascii_only = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-").lstrip("0123456789-")
    name = name if len(name) <= LONGEST_ID else name[:LONGEST_ID].rpartition("-")[0]
    return "" if name in used else name


def title_of(heading: str) -> tuple[str, str]:
    """Title and class from the heading of an email; both may be empty."""
    match = _CLASS.search(heading)
    words = _NUMBERED.sub("", heading[: match.start()] if match else heading).strip(" :–—-\"'")
    return words, CLASSES.get(match["class"].lower(), "") if match else ""


def _stream(draft: Draft, sample: SampleBlock, of_all: tuple[str, int] | None) -> tuple[str, str, str, int]:
    """A stream as (doubt, title, class, line of the class); `doubt` says why it cannot be created, and is else empty."""
    heading = sample.above[0] if sample.above else ""
    title, own = title_of(heading)
    words = set(re.findall(r"[\w-]+", title.lower()))
    shows = _SHOWS.search(heading) or any(_SHOWS.search(above) for above in sample.above[1:3])
    if not words - _GENERIC or not shows or len(title) > 100:
        return "no heading names this email, so its stream has no title", "", "", 0
    if draft.language != "en":
        return "the title of its stream must be in English", "", "", 0
    if sample.doubt:
        return sample.doubt, "", "", 0
    if own:
        return "", title, own, 0
    if of_all is None:
        return "it is unclear whether this email is transactional", "", "", 0
    return "", title, of_all[0], of_all[1]


def _title_line(draft: Draft, sample: SampleBlock, title: str) -> int:
    """The line of the heading: the last line above the sample that contains the title."""
    before = range(sample.numbers[0] - 1, 0, -1)
    return next((number for number in before if title in plain(draft.lines[number - 1])), sample.numbers[0])


def _mail(draft: Draft, sample: SampleBlock, identifier: str, language: str) -> Iterator[Found]:
    place = ("streams", Item(identifier), "sample")
    subject, line = sample.headers["subject"]
    yield Taken((*place, "language"), language, line)
    yield Taken((*place, "subject"), subject, line, also=sample.numbers)
    if "from" in sample.headers:
        shown, at = sample.headers["from"]
        name, address = parseaddr(shown)
        yield Taken((*place, "sent_from"), shown, at)
        if "@" in address:
            yield Taken(("streams", Item(identifier), "from"), address, at)
        if name and "@" in address:
            yield Taken(("streams", Item(identifier), "from_name"), name, at)
    if "to" in sample.headers:
        shown, at = sample.headers["to"]
        if holds_strangers(shown):
            yield Unsure(at, "streams[].sample.sent_to", "the recipient may be a real person", says=shown, private=True)
        else:
            yield Taken((*place, "sent_to"), shown, at)
    if sample.text:
        yield Taken((*place, "text"), sample.text, sample.first, also=sample.numbers)
        yield from _variables(draft, sample, place)


def _variables(draft: Draft, sample: SampleBlock, place: tuple[str | Item, ...]) -> Iterator[Found]:
    """Example values for variables, from the 12 lines after a sample."""
    last = sample.numbers[-1]
    for passage in draft.passages:
        if (
            last < passage.line <= last + 12
            and (match := _VARIABLE.fullmatch(passage.text))
            and f"[{match['name']}]" in sample.text
        ):
            yield Taken((*place, "variables", match["name"]), match["value"].strip(), passage.line, rank=LABELED)


def _left(draft: Draft, sample: SampleBlock, why: str) -> Unsure:
    says = "\n".join(draft.lines[number - 1] for number in sample.numbers).strip()
    line = next(number for number in sample.numbers if draft.lines[number - 1].strip())
    return Unsure(line, "streams[].sample", why, says=says, private=holds_personal(says), also=sample.numbers)
