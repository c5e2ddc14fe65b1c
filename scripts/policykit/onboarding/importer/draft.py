"""Reads a draft as sentences: text without Markdown, with line, label, stance and the headings above it."""

from __future__ import annotations

import bisect
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from policykit.foundation.mojibake import find_garbled, repair
from policykit.readiness.sentences import placed_sentences

from .found import SAID, Place, Taken, Unsure, number, place_of
from .lines import LABEL, Line, scan
from .sample_blocks import SampleBlock, sample_blocks
from .stance import Stance, stance_of
from .words import words

LONGEST_LINE = 4000
"""Maximum length in characters; longer lines were not written by a person and are not searched."""
_WRAPPED = 50
"""A value of our own: shorter lines were ended by the author, not wrapped at a margin."""
_SMALL = {
    "en": words(
        "the, and, is, are, of, to, for, by, with, not, our, we, from, or, when, each, it, that, this, have, their, they, can"
    ),
    "de": words(
        "und, der, die, das, dem, den, des, wird, werden, nicht, ist, sind, für, von, auf, ein, eine, wir, "
        "oder, bei, mit, zu, im"
    ),
}
_LEFT = re.compile("[\x80-\x9f]")
"""Characters left over after the repair; files must not contain them."""
_NUMBERED = re.compile(r"(?:step|example|sample|part|phase|schritt|beispiel|teil)\b|\d", re.I)
_OPEN_END = re.compile(r"\b(?:and|or|a|an|the|of|to|in|for|with|by|our|und|oder|der|die|das)$")


@dataclass(frozen=True)
class Repair:
    """A garbled word and its repaired form; both are the same if it cannot be repaired."""

    line: int
    token: str
    repaired: str


@dataclass(frozen=True)
class Sentence:
    """A sentence, or a line that is none, such as an item of a list."""

    text: str
    says: str
    """The text as in the draft, without list marks and bold."""
    label: str
    value: str
    above: tuple[str, ...]
    """The label before it in the same paragraph, the lines that introduce it, then the headings, each nearest first."""
    section: int
    block: int
    box: bool | None
    is_lead: bool
    is_item: bool
    is_labeled: bool
    """Whether it or an earlier sentence of its paragraph has a label."""
    is_foreign: bool
    is_first: bool
    """Whether it comes directly below the line that introduces it."""
    starts: tuple[tuple[int, int], ...]
    """Offset in `text` and line number, for each of its lines."""

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
        self, place: str | Place, value: str | int, at: int = 0, *, private: bool = False, rank: int = 0, whole: bool = False
    ) -> Taken:
        """A value that it states at an offset; a label makes it surer. With `whole`, all its lines are cited."""
        where = place_of(place) if isinstance(place, str) else place
        text = number(value) if isinstance(value, int) else value
        return Taken(where, text, self.line_at(max(at, 0)), private, rank or SAID, self.lines[1:] if whole else ())

    def left(self, about: str, why: str = "", *, private: bool = False) -> Unsure:
        """It, left to a person; without `why`, its stance is the reason."""
        return Unsure(self.line, about, why or self.stance.value, self.says, private, self.lines[1:])


@dataclass(frozen=True)
class Draft:
    """A complete draft, with garbled words repaired."""

    lines: tuple[str, ...]
    everything: tuple[Sentence, ...]
    """All sentences outside sample emails, also those that AWS wrote."""
    samples: tuple[SampleBlock, ...]
    titles: tuple[tuple[int, str], ...]
    """The headings, with their lines."""
    repairs: tuple[Repair, ...]
    structure: frozenset[int]
    """Numbers of lines without a statement: blank lines, headings, rules, fences."""
    language: str
    """`en` or `de`; empty for any other."""

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The author's sentences; a line that only introduces others is none."""
        return tuple(sentence for sentence in self.everything if not sentence.is_foreign and not sentence.is_lead)

    @cached_property
    def says(self) -> dict[int, str]:
        """Line -> all sentences that begin in it."""
        found: dict[int, str] = {}
        for sentence in self.everything:
            found[sentence.line] = f"{found[sentence.line]} {sentence.says}" if sentence.line in found else sentence.says
        return found


def read_draft(text: str) -> Draft:
    """Read and repair a draft. Accepts any text."""
    raw = [_clean(line) for line in re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff"))]
    repaired = [_LEFT.sub("\ufffd", repair(line) if len(line) <= LONGEST_LINE else line) for line in raw]
    repairs = tuple(
        Repair(number, found.token, found.repaired)
        for number, line in enumerate(raw, 1)
        if len(line) <= LONGEST_LINE
        for found in find_garbled(line)
    )
    lines = scan(repaired, LONGEST_LINE)
    samples = sample_blocks(lines)
    inside = {number for sample in samples for number in sample.numbers}
    structure = {line.number for line in lines if line.kind in ("blank", "rule", "fence", "table") or _is_title(line)}
    sentences = tuple(_sentences([line for line in lines if line.number not in inside]))
    titles = tuple((line.number, line.text) for line in lines if line.kind == "heading")
    language = _language(" ".join(sentence.text for sentence in sentences))
    return Draft(tuple(repaired), sentences, samples, titles, repairs, frozenset(structure), language)


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
    """A line with control characters replaced by spaces, because files must not contain them."""
    if line.isascii() and line.isprintable():
        return line
    return "".join(" " if _is_control(char) else char for char in line.replace("\t", "    "))


def _is_control(char: str) -> bool:
    # U+0080 to U+009F are kept for now, because garbled text contains them and the repair needs them.
    other = unicodedata.category(char) in ("Cc", "Cs", "Cn", "Co", "Zl", "Zp") and not "\x80" <= char <= "\x9f"
    return other or char in "\x85\ufeff"


def _is_title(line: Line) -> bool:
    """Whether a line is a heading that states nothing."""
    label = LABEL.fullmatch(line.text) if line.kind == "heading" else None
    return line.kind == "heading" and (label is None or bool(_NUMBERED.match(label["label"])))


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
        follows_lead = True if line.kind == "heading" else follows_lead


def _goes_on(last: Line, line: Line, length: int) -> bool:
    """Whether a line continues the line before it."""
    if line.kind not in ("text", "lead") or line.label or last.kind not in ("item", "text") or line.number != last.number + 1:
        return False
    if (
        line.is_quote != last.is_quote
        or line.block != last.block
        or line.raw.lstrip(" >").startswith("**")
        or length > LONGEST_LINE
    ):
        return False
    if _OPEN_END.search(last.text):
        return True
    open_end = not last.text.endswith((".", "!", "?", ":", ";", ")", ","))
    if line.text[:1].islower():
        return open_end or len(last.text) >= _WRAPPED
    return (
        line.kind == "text"
        and (open_end or last.text.endswith(","))
        and len(last.text) >= (2 * _WRAPPED if last.label else _WRAPPED)
    )


def _parted(paragraph: list[Line], follows_lead: bool) -> Iterator[Sentence]:
    """The sentences of a paragraph; those after a labeled one belong to its label."""
    first = paragraph[0]
    text, says = " ".join(line.text for line in paragraph), " ".join(line.says for line in paragraph)
    starts, offset = [], 0
    for line in paragraph:
        starts.append((offset, line.number))
        offset += len(line.text) + 1
    whole = Sentence(
        text, says, "", "", first.above, first.section, first.block, first.box, first.kind == "lead", first.kind == "item",
        False, first.is_foreign, follows_lead, tuple(starts),
    )  # fmt: skip
    parts = list(placed_sentences(text))
    above = first.above
    for index, (start, part) in enumerate(parts):
        match = LABEL.fullmatch(part) if first.kind != "lead" else None
        label, value = (match["label"].strip(), match["value"].strip()) if match else ("", "")
        later = tuple((at - start, line) for at, line in starts if start < at < start + len(part))
        yield replace(
            whole, text=part, says=says if len(parts) == 1 else part, label=label, value=value, above=above,
            is_labeled=bool(label or above != first.above), is_first=follows_lead and not index,
            starts=((0, whole.line_at(start)), *later),
        )  # fmt: skip
        above = (label, *above) if label else above
