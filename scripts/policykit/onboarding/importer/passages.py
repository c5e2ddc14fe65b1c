"""A draft as passages: its words without marks, each with its line, its label and the headings it stands under.

A passage is a line, or several that one sentence was wrapped over.
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
"""Longer lines are no sentences of a person; nothing is looked for in them."""
_WRAPPED = 50
"""Our own: a line shorter than this was ended by its author, not by a margin."""
_SMALL = {
    "en": words_of("the and is are of to for by with not our we from or when each it that this have their they can"),
    "de": words_of("und der die das dem den des wird werden nicht ist sind für von auf ein eine wir oder bei mit zu im"),
}
_LEFT = re.compile("[\x80-\x9f]")
"""What no repair could explain; no file may hold it."""
_NUMBERED = re.compile(r"(?:step|example|sample|part|phase|schritt|beispiel|teil)\b|\d", re.I)
_WORD = re.compile(r"[a-zäöüß]+")


@dataclass(frozen=True)
class Repair:
    """A garbled word and what it was; both alike where that cannot be told."""

    line: int
    token: str
    repaired: str


@dataclass(frozen=True)
class Passage:
    """Words that belong together."""

    text: str
    says: str
    """The words as the draft writes them, without list marks and bold."""
    label: str
    value: str
    above: tuple[str, ...]
    """What it stands under, the nearest first: leading lines, then headings."""
    section: int
    block: int
    """Number of the fenced block it stands in; 0 outside."""
    box: bool | None
    is_quote: bool
    starts: tuple[tuple[int, int], ...]
    """Offset in `text` -> line, for each line it was put together from."""

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
        """What it stands under, in one string."""
        return " | ".join(self.above)

    @cached_property
    def stance(self) -> Stance:
        """How the passage as a whole means what it says."""
        return stance_of(self, self.text)

    def stance_at(self, offset: int) -> Stance:
        """How the sentence at a character means what it says."""
        return next((stance for start, stance in reversed(self._stances) if start <= offset), self.stance)

    @cached_property
    def _stances(self) -> tuple[tuple[int, Stance], ...]:
        return tuple((start, stance_of(self, sentence)) for start, sentence in placed_sentences(self.text))

    def sentence_at(self, offset: int) -> str:
        """The sentence at a character."""
        return next((words for start, words in reversed(list(placed_sentences(self.text))) if start <= offset), self.text)


@dataclass(frozen=True)
class Draft:
    """The whole draft, repaired."""

    lines: tuple[str, ...]
    everything: tuple[Passage, ...]
    """All passages, those of sample mails left out."""
    samples: tuple[SampleBlock, ...]
    repairs: tuple[Repair, ...]
    structure: frozenset[int]
    """Lines that hold no statement: blank ones, headings, rules, fences."""
    language: str

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """What the author says; quotations are somebody else's words."""
        return tuple(passage for passage in self.everything if not passage.is_quote)

    @cached_property
    def sentences(self) -> tuple[Passage, ...]:
        """The passages, each sentence of them apart."""
        return tuple(part for passage in self.passages for part in _parted(passage))

    @cached_property
    def together(self) -> dict[int, tuple[int, ...]]:
        """Line -> the lines of its passage."""
        return {line: passage.lines for passage in self.everything for line in passage.lines}

    @cached_property
    def says(self) -> dict[int, str]:
        """Line -> the passage it belongs to, as the draft writes it."""
        return {line: passage.says for passage in self.everything for line in passage.lines}


def read_draft(text: str) -> Draft:
    """Read and repair a draft. Every text can be read."""
    raw = [_clean(line) for line in re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff"))]
    mended = [_LEFT.sub("\ufffd", repair(line) if len(line) <= LONGEST_LINE else line) for line in raw]
    repairs = tuple(
        Repair(number, found.token, found.repaired)
        for number, line in enumerate(raw, 1)
        if len(line) <= LONGEST_LINE
        for found in find_garbled(line)
    )
    lines = scan(mended, LONGEST_LINE)
    samples = sample_blocks(lines)
    inside = {number for sample in samples for number in sample.numbers}
    structure = {line.number for line in lines if line.kind in ("blank", "rule", "fence", "table") or _is_title(line)}
    passages = tuple(_passages([line for line in lines if line.number not in inside]))
    language = _language(" ".join(passage.text for passage in passages))
    return Draft(tuple(mended), passages, samples, repairs, frozenset(structure), language)


def language_of(text: str) -> str | None:
    """`en` or `de`, where the small words leave no doubt."""
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
    """Without characters that no file may hold; a tab ends a word."""
    if line.isascii() and line.isprintable():
        return line
    line = line.replace("\t", "    ")
    return "".join(" " if _is_control(char) else char for char in line)


def _is_control(char: str) -> bool:
    # U+0080 to U+009F are left to the repair: garbled text holds them, and YAML's model refuses what remains of them later.
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
    """Whether a line is the rest of the one before it."""
    if line.kind != "text" or line.label or last.kind not in ("item", "text") or line.number != last.number + 1:
        return False
    if line.is_quote != last.is_quote or line.block != last.block or line.raw.lstrip(" >").startswith("**"):
        return False
    open_end = not last.text.endswith((".", "!", "?", ":", ";", ")", ","))
    if line.text[:1].islower():
        return open_end or len(last.text) >= _WRAPPED
    return (open_end or last.text.endswith(",")) and len(last.text) >= _WRAPPED and not last.label


def _parted(passage: Passage) -> Iterator[Passage]:
    """Each sentence of a passage, as a passage; a label inside the text is that of its sentence."""
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
