"""Reads a draft as passages: text without Markdown, with line, label and the headings above it.

A passage is one line, or several lines that a sentence wraps over.
"""

from __future__ import annotations

import bisect
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from policykit.foundation.mojibake import find_garbled, repair
from policykit.readiness.sentences import placed_sentences

from .lines import LABEL, Line, scan
from .modality import Stance, stance_of
from .sample_blocks import SampleBlock, sample_blocks
from .words import words_of

LONGEST_LINE = 4000
"""Maximum length in characters; longer lines were not written by a person and are not searched."""
_WRAPPED = 50
"""A value of our own: shorter lines were ended by the author, not wrapped at a margin."""
_SMALL = {
    "en": words_of("the and is are of to for by with not our we from or when each it that this have their they can"),
    "de": words_of("und der die das dem den des wird werden nicht ist sind für von auf ein eine wir oder bei mit zu im"),
}
_LEFT = re.compile("[\x80-\x9f]")
"""Characters left over after the repair; files must not contain them."""
_NUMBERED = re.compile(r"(?:step|example|sample|part|phase|schritt|beispiel|teil)\b|\d", re.I)
_WORD = re.compile(r"[a-zäöüß]+")


@dataclass(frozen=True)
class Repair:
    """A garbled word and its repaired form; both are the same if it cannot be repaired."""

    line: int
    token: str
    repaired: str


@dataclass(frozen=True)
class Passage:
    """A line of a draft, or several that belong together."""

    text: str
    says: str
    """The text as in the draft, without list marks and bold."""
    label: str
    value: str
    above: tuple[str, ...]
    """The lines that introduce it, then the headings above it, each nearest first."""
    section: int
    block: int
    """Number of its fenced block; 0 outside."""
    box: bool | None
    is_quote: bool
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

    @property
    def context(self) -> str:
        """`above` as one string."""
        return " | ".join(self.above)

    @cached_property
    def stance(self) -> Stance:
        """How the complete passage is meant."""
        return stance_of(self, self.text)

    def stance_at(self, offset: int) -> Stance:
        """How the sentence at an offset is meant."""
        return next((stance for start, stance in reversed(self._stances) if start <= offset), self.stance)

    @cached_property
    def _stances(self) -> tuple[tuple[int, Stance], ...]:
        return tuple((start, stance_of(self, sentence)) for start, sentence in placed_sentences(self.text))

    def sentence_at(self, offset: int) -> str:
        """The sentence at an offset."""
        return next((words for start, words in reversed(list(placed_sentences(self.text))) if start <= offset), self.text)


@dataclass(frozen=True)
class Draft:
    """A complete draft, with garbled words repaired."""

    lines: tuple[str, ...]
    everything: tuple[Passage, ...]
    """All passages outside sample emails."""
    samples: tuple[SampleBlock, ...]
    repairs: tuple[Repair, ...]
    structure: frozenset[int]
    """Numbers of lines without a statement: blank lines, headings, rules, fences."""
    language: str

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The passages without quotations, which are not the author's words."""
        return tuple(passage for passage in self.everything if not passage.is_quote)

    @cached_property
    def sentences(self) -> tuple[Passage, ...]:
        """The passages, split into sentences."""
        return tuple(part for passage in self.passages for part in _parted(passage))

    @cached_property
    def together(self) -> dict[int, tuple[int, ...]]:
        """Line -> all lines of its passage."""
        return {line: passage.lines for passage in self.everything for line in passage.lines}

    @cached_property
    def says(self) -> dict[int, str]:
        """Line -> `says` of its passage."""
        return {line: passage.says for passage in self.everything for line in passage.lines}


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
    passages = tuple(_passages([line for line in lines if line.number not in inside]))
    language = _language(" ".join(passage.text for passage in passages))
    return Draft(tuple(repaired), passages, samples, repairs, frozenset(structure), language)


def language_of(text: str) -> str | None:
    """`en` or `de`, by frequent words; None if it is unclear."""
    counts = _small_words(text)
    best, other = max(counts, key=lambda code: counts[code]), min(counts, key=lambda code: counts[code])
    return best if counts[best] >= 3 and counts[best] >= 4 * counts[other] else None


def _language(text: str) -> str:
    counts = _small_words(text)
    return "de" if counts["de"] > counts["en"] else "en"


def _small_words(text: str) -> dict[str, int]:
    words = _WORD.findall(text.lower())
    return {code: sum(word in small for word in words) for code, small in _SMALL.items()}


def _clean(line: str) -> str:
    """A line with control characters replaced by spaces, because files must not contain them."""
    if line.isascii() and line.isprintable():
        return line
    line = line.replace("\t", "    ")
    return "".join(" " if _is_control(char) else char for char in line)


def _is_control(char: str) -> bool:
    # U+0080 to U+009F are kept for now, because garbled text contains them and the repair needs them.
    return (
        unicodedata.category(char) in ("Cc", "Cs", "Cn", "Co", "Zl", "Zp") and not "\x80" <= char <= "\x9f"
    ) or char == "\x85"


def _is_title(line: Line) -> bool:
    """Whether a line is a heading that states nothing."""
    label = LABEL.fullmatch(line.text) if line.kind == "heading" else None
    return line.kind == "heading" and (label is None or bool(_NUMBERED.match(label["label"])))


def _passages(lines: list[Line]) -> Iterator[Passage]:
    current: Passage | None = None
    last: Line | None = None
    for line in lines:
        if current and last and len(current.text) <= LONGEST_LINE and _goes_on(last, line):
            offset = len(current.text) + 1
            current = replace(
                current,
                text=f"{current.text} {line.text}",
                says=f"{current.says} {line.says}",
                value=f"{current.value} {line.text}" if current.label else "",
                starts=(*current.starts, (offset, line.number)),
            )
        else:
            if current:
                yield current
            current = _passage(line) if line.kind in ("item", "text", "lead", "row") and line.text else None
        last = line
    if current:
        yield current


def _passage(line: Line) -> Passage:
    starts = ((0, line.number),)
    return Passage(
        line.text, line.says, line.label, line.value, line.above, line.section, line.block, line.box, line.is_quote, starts
    )


def _goes_on(last: Line, line: Line) -> bool:
    """Whether a line continues the line before it."""
    if line.kind != "text" or line.label or last.kind not in ("item", "text") or line.number != last.number + 1:
        return False
    if line.is_quote != last.is_quote or line.block != last.block or line.raw.lstrip(" >").startswith("**"):
        return False
    open_end = not last.text.endswith((".", "!", "?", ":", ";", ")", ","))
    if line.text[:1].islower():
        return open_end or len(last.text) >= _WRAPPED
    return (open_end or last.text.endswith(",")) and len(last.text) >= _WRAPPED and not last.label


def _parted(passage: Passage) -> Iterator[Passage]:
    """Each sentence of a passage as its own passage; a label inside the text belongs to its sentence."""
    parts = list(placed_sentences(passage.text))
    if len(parts) <= 1:
        yield passage
        return
    for start, text in parts:
        match = LABEL.fullmatch(text)
        later = tuple((at - start, line) for at, line in passage.starts if start < at < start + len(text))
        starts = ((0, passage.line_at(start)), *later)
        label, value = (match["label"].strip(), match["value"].strip()) if match else ("", "")
        yield replace(passage, text=text, label=label, value=value, starts=starts)
