"""Reads a draft as sentences: text without Markdown, with line, label, stance and the headings above it.

What the modules find in them are values for places of the product, and sentences for a person to review.
"""

from __future__ import annotations

import bisect
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from policykit.foundation.mojibake import find_garbled, repair
from policykit.readiness.sentences import placed_sentences
from policykit.yamlio.reader import PlainScalar

from .lines import LABEL, Line, SampleBlock, sample_blocks, scan
from .stance import Stance, stance_of
from .words import words

LONGEST_LINE = 4000
"""Maximum length in characters; longer lines were not written by a person and are not searched."""
_WRAPPED = 50
"""A value of our own: shorter lines were ended by the author, not wrapped at a margin."""
_SMALL = {
    "en": words(
        "the, and, is, are, of, to, for, by, with, not, our, we, from, or, when, each, it, that, this, have, their, they",
        "can"),
    "de": words("und, der, die, das, dem, den, werden, nicht, ist, sind, für, von, auf, ein, eine, wir, oder, bei, mit, zu"),
}  # fmt: skip
_OPEN_END = re.compile(r"\b(?:and|or|a|an|the|of|to|in|for|with|by|our|und|oder|der|die|das)$")


@dataclass(frozen=True)
class Item:
    """An element of a list, identified by a name such as its domain or the period of a figure."""

    name: str


Place = tuple[str | Item, ...]

LABELED, SAID, DERIVED = 3, 2, 1
"""Ranks of a value: a label with its value outranks a sentence, and a sentence outranks a heading or a domain."""


@dataclass(frozen=True)
class Known:
    """Facts that do not come from the draft: the Regions of SES, the languages of the texts, how AWS asks its questions."""

    regions: frozenset[str]
    languages: tuple[str, ...] = ("en",)
    signs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # Id of a question in `questions.yml` -> its patterns


@dataclass(frozen=True)
class Taken:
    """A value, its place in the product, and its line in the draft."""

    place: Place
    value: str
    line: int
    private: bool = False
    rank: int = SAID
    also: tuple[int, ...] = ()  # further lines it was read from, such as the rest of a sample or the other sentences of a text


@dataclass(frozen=True)
class Unsure:
    """A sentence that was not imported, the field it is about (empty if unknown), and why. No `says`: the text of its line."""

    line: int
    about: str
    why: str
    says: str = ""
    private: bool = False
    also: tuple[int, ...] = ()


Found = Taken | Unsure


def number(value: object) -> PlainScalar:
    """A number or a flag as an unquoted scalar."""
    return PlainScalar(str(value))


def place_of(*parts: str | Item) -> Place:
    """A place from field paths and elements: `place_of("streams", Item("reset"), "trigger.actor")`."""
    return tuple(step for part in parts for step in (part.split(".") if isinstance(part, str) else (part,)))


def path_of(place: Place) -> str:
    """A place as a field path, for review entries."""
    parts = place[: place.index("variables") + 1] if "variables" in place else place
    return "".join("[]" if isinstance(part, Item) else f".{part}" for part in parts).lstrip(".")


@dataclass(frozen=True)
class Repair:
    """A garbled word and its repaired form; both are the same if it cannot be repaired."""

    line: int
    token: str
    repaired: str


@dataclass(frozen=True)
class Sentence(Line):
    """A sentence, or a line that is none, such as an item of a list; a label before it in its paragraph is in `above`."""

    is_labeled: bool = False  # whether it or an earlier sentence of its paragraph has a label
    is_first: bool = False  # whether it comes directly below the line that introduces it
    starts: tuple[tuple[int, int], ...] = ()  # offset in `text` and line number, for each of its lines

    @property
    def line(self) -> int:
        """Its first line."""
        return self.starts[0][1]

    @property
    def lines(self) -> tuple[int, ...]:
        """All its lines."""
        return tuple(line for _, line in self.starts)

    def line_at(self, offset: int) -> int:
        """The line of a character of `text`."""
        return self.starts[bisect.bisect_right(self.starts, (offset, 10**9)) - 1][1]

    @cached_property
    def stance(self) -> Stance:
        """How it is meant."""
        label = self.label or ("label" if self.is_labeled else "")
        return stance_of(self.text, label, self.value, self.above, block=self.block, box=self.box)

    @property
    def name(self) -> str:
        """Its label, or the line directly above it, which may be one."""
        return self.label or (self.above[0] if self.is_first and self.above else "")

    @property
    def given(self) -> str:
        """What its `name` introduces."""
        return self.value if self.label else self.text

    @property
    def is_claim(self) -> bool:
        """Whether it claims something."""
        return self.stance is Stance.CLAIM

    def took(
        self, place: str | Place, value: str | int, at: int = 0, *, private: bool = False, rank: int = SAID, whole: bool = False
    ) -> Taken:
        """A value that it states at an offset. With `whole`, all its lines are cited."""
        where, text = place_of(place) if isinstance(place, str) else place, number(value) if isinstance(value, int) else value
        return Taken(where, text, self.line_at(max(at, 0)), private, rank, self.lines[1:] if whole else ())

    def left(self, about: str, why: str = "", *, private: bool = False) -> Unsure:
        """It, left to a person; without `why`, its stance is the reason."""
        return Unsure(self.line, about, why or self.stance.value, self.text, private, self.lines[1:])


@dataclass(frozen=True)
class Draft:
    """A complete draft, with garbled words repaired."""

    lines: tuple[str, ...]
    everything: tuple[Sentence, ...]  # all sentences outside sample emails, also those that AWS wrote
    samples: tuple[SampleBlock, ...]
    repairs: tuple[Repair, ...]
    structure: frozenset[int]  # numbers of lines without a statement: blank lines, headings, rules, fences
    language: str  # `en` or `de`; empty for any other

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The author's sentences; a line that only introduces others is none."""
        return tuple(sentence for sentence in self.everything if not sentence.is_foreign and sentence.kind != "lead")


def read_draft(text: str) -> Draft:
    """Read and repair a draft. Accepts any text."""
    raw = re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff").replace("\t", "    "))
    usable = [(number, line) for number, line in enumerate(raw, 1) if len(line) <= LONGEST_LINE]
    repairs = tuple(Repair(number, found.token, found.repaired) for number, line in usable for found in find_garbled(line))
    repaired = [_clean(repair(line) if len(line) <= LONGEST_LINE else line) for line in raw]
    lines = scan(repaired, LONGEST_LINE)
    samples = sample_blocks(lines)
    inside = {number for sample in samples for number in sample.numbers}
    structure = frozenset(line.number for line in lines if line.kind in ("blank", "rule", "fence", "table", "heading"))
    sentences = tuple(_sentences([line for line in lines if line.number not in inside]))
    language = _language(" ".join(sentence.text for sentence in sentences))
    return Draft(tuple(repaired), sentences, samples, repairs, structure, language)


def language_of(text: str) -> str | None:
    """`en` or `de`, by frequent words; None if it is unclear."""
    counts = _small_words(text)
    best, other = max(counts, key=lambda code: counts[code]), min(counts, key=lambda code: counts[code])
    return best if counts[best] >= 3 and counts[best] >= 4 * counts[other] else None


def _language(text: str) -> str:
    """The language of a draft. A short list of facts has no small words and counts as English."""
    counts, total = _small_words(text), len(re.findall(r"\w+", text))
    is_neither = max(counts.values()) * 25 < total or len(text) > 5 * sum(char.isascii() for char in text)
    return "" if total > 60 and is_neither else "de" if counts["de"] > counts["en"] else "en"


def _small_words(text: str) -> dict[str, int]:
    return {code: len(small.findall(text)) for code, small in _SMALL.items()}


def _clean(line: str) -> str:
    """A line without control characters, which files must not contain; soft hyphens, joiners and all kinds of spaces stay."""
    if line.isascii() and line.isprintable():
        return line
    kept = (char.isprintable() or unicodedata.category(char) == "Zs" or char in "\u00ad\u200b\u200c\u200d" for char in line)
    return "".join(char if is_kept else " " for char, is_kept in zip(line, kept, strict=True))


def _sentences(lines: list[Line]) -> Iterator[Sentence]:
    """The sentences of the lines; a line that goes on in the next one is read together with it."""
    paragraph: list[Line] = []
    follows_lead = False
    for line in [*lines, Line(0, "", "blank")]:
        if paragraph and _goes_on(paragraph[-1], line, sum(len(part.text) for part in paragraph)):
            paragraph.append(line)
            continue
        if paragraph:
            yield from _parted(paragraph, follows_lead)
            follows_lead = paragraph[-1].kind == "lead"
        paragraph = [line] if line.kind in ("item", "text", "lead") and line.text else []
        follows_lead = line.kind == "heading" or follows_lead


def _goes_on(last: Line, line: Line, length: int) -> bool:
    """Whether a line continues the line before it."""
    if line.kind not in ("text", "lead") or line.label or last.kind not in ("item", "text") or line.number != last.number + 1:
        return False
    if (
        (line.is_quote, line.block) != (last.is_quote, last.block)
        or line.raw.lstrip(" >").startswith("**")
        or length > LONGEST_LINE
    ):
        return False
    if _OPEN_END.search(last.text):
        return True
    open_end = not last.text.endswith((".", "!", "?", ":", ";", ")", ","))
    if line.text[:1].islower():
        return open_end or len(last.text) >= _WRAPPED
    is_long = len(last.text) >= (2 * _WRAPPED if last.label else _WRAPPED)
    return line.kind == "text" and is_long and (open_end or last.text.endswith(","))


def _parted(paragraph: list[Line], follows_lead: bool) -> Iterator[Sentence]:
    """The sentences of a paragraph; those after a labeled one belong to its label."""
    first, places = paragraph[0], list[tuple[int, int]]()
    offset, above = 0, first.above
    for line in paragraph:
        places.append((offset, line.number))
        offset += len(line.text) + 1
    for start, text in placed_sentences(" ".join(line.text for line in paragraph)):
        match = LABEL.fullmatch(text) if first.kind != "lead" else None
        label, value = (match["label"].strip(), match["value"].strip()) if match else ("", "")
        begin = max(line for at, line in places if at <= start)
        starts = ((0, begin), *((at - start, line) for at, line in places if start < at < start + len(text)))
        part = {"text": text, "label": label, "value": value, "above": above}
        is_labeled, is_first = bool(label or above != first.above), follows_lead and not start
        yield Sentence(**vars(first) | part, is_labeled=is_labeled, is_first=is_first, starts=starts)
        above = (label, *above) if label else above
