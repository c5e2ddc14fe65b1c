"""Reads a draft line by line: which lines belong to a sample email, and which lines form one paragraph.

The path of a line is its number; that of a sample's line ends in `.sample.text`, like the field of a product.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from policykit.model.view import Words

SAMPLE = ".sample."
_SAMPLE_LINE = re.compile(r"\d+\.sample\.")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_SUBJECT = re.compile(r"(?:^[\s>*_\-]*|[.:] )(?:Subject|Betreff)\b[*_\s]*:(?P<subject>.*)", re.I)
# The subject of the reply itself, not of a sample.
_OF_THE_CASE = re.compile(r"\b(?:SES|production access|sandbox|case|support|Re:)(?!\w)", re.I)
_END = re.compile(r"#{1,6} |(?:-{3,}|\*{3,}|_{3,})\s*$|\*\*[^*]+\*\*|(?:Example|Sample|Beispiel)\b", re.I)
_START = re.compile(r"\s*(?:[-*+>|#]|\d+[.)]\s|$)")


def lines_of(text: str, language: str) -> list[Words]:
    """Return the lines of a draft. A sample begins with its subject; it ends with its code block, or before a heading."""
    lines = text.splitlines()
    in_sample: set[int] = set()
    blocks = list(_blocks(lines))
    fenced = {number for block in blocks for number in block}
    for block in blocks:
        if any(_begins_sample(lines[number]) for number in block):
            in_sample.update(block)
    for number, line in enumerate(lines):
        if number not in fenced and _begins_sample(line):
            in_sample.add(number)
            for below in range(number + 1, len(lines)):
                if _END.match(lines[below]) or below in fenced:
                    break
                in_sample.add(below)
    return [
        Words(f"{number + 1}{SAMPLE}text" if number in in_sample else str(number + 1), language, line)
        for number, line in enumerate(lines)
    ]


def _blocks(lines: list[str]) -> Iterator[range]:
    """Yield the lines of each fenced code block."""
    marks = [number for number, line in enumerate(lines) if _FENCE.match(line)]
    for start, end in zip(marks[::2], [*marks[1::2], len(lines)], strict=False):
        yield range(start, end)


def _begins_sample(line: str) -> bool:
    match = _SUBJECT.search(line)
    return match is not None and not _OF_THE_CASE.search(match["subject"])


def is_sample_line(path: str) -> bool:
    """Whether a path is that of a line in a sample of a draft, not of a product's field."""
    return _SAMPLE_LINE.match(path) is not None


def line_number(path: str) -> int:
    """Return the number of a line of a draft from its path."""
    return int(path.partition(".")[0])


def paragraphs(lines: Iterable[Words]) -> Iterator[Words]:
    """Join the wrapped lines of each paragraph and list item outside of samples; without marks of emphasis."""
    joined: list[Words] = []
    for words in lines:
        if joined and (_START.match(words.text) or SAMPLE in words.path):
            yield _joined(joined)
            joined = []
        if words.text.strip() and SAMPLE not in words.path:
            joined.append(words)
    if joined:
        yield _joined(joined)


def _joined(lines: list[Words]) -> Words:
    text = " ".join(words.text.strip() for words in lines)
    return Words(lines[0].path, lines[0].language, text.replace("**", "").replace("__", ""))
