"""Where a draft shows a sample mail: in a fenced block with a subject, or under a heading that says so.

A letter to AWS looks the same and is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .lines import Line

_HEADER = re.compile(r"\s*(?P<name>subject|betreff|from|von|to|an|reply-to|date|datum)\s*:\s*(?P<value>.*?)\s*", re.I)
NAMES = {"betreff": "subject", "von": "from", "an": "to", "datum": "date"}
SHOWS = re.compile(r"\b(?:examples?|samples?|beispiele?|muster|example e?-?mails?)\b", re.I)
_TO_AWS = re.compile(
    r"\b(?:hello|hi|dear|hallo|guten tag)\b[^\n]{0,30}\b(?:aws|amazon|support)\b|\bproduction access\b|\[case \d|\bsandbox\b",
    re.I,
)
_QUOTE = re.compile(r"\s{0,3}>\s?")


@dataclass(frozen=True)
class SampleBlock:
    """A sample mail with its lines."""

    numbers: tuple[int, ...]
    headers: dict[str, tuple[str, int]]
    text: str
    first: int
    """First line of the text; 0 where there is none."""
    above: tuple[str, ...]
    doubt: str
    """Why its text cannot be told from what follows; empty where it can."""


def sample_blocks(lines: list[Line]) -> tuple[SampleBlock, ...]:
    """Every sample mail of a draft."""
    found: list[SampleBlock] = []
    index = 0
    while index < len(lines):
        end, doubt = _extent(lines, index)
        made = _block(lines, index, end, doubt) if end else None
        if made:
            found.append(made)
        index = end if end else index + 1
    return tuple(found)


def _extent(lines: list[Line], index: int) -> tuple[int, str]:
    """Where a part that may be a sample ends, and why that is doubtful; 0 where none starts here."""
    line = lines[index]
    if line.kind == "fence" and line.block:
        end = next((at for at in range(index + 1, len(lines)) if lines[at].kind == "fence"), len(lines))
        return min(end + 1, len(lines)), ""
    if line.block or line.kind == "item" or not any(SHOWS.search(words) for words in line.above[:2]):
        return 0, ""
    if not (_HEADER.fullmatch(line.text) and any(_is_subject(other) for other in lines[index : index + 4])):
        return 0, ""
    if line.is_quote:
        return next((at for at in range(index, len(lines)) if not lines[at].is_quote), len(lines)), ""
    subjects = 0
    for at in range(index, len(lines)):
        subjects += _is_subject(lines[at])
        if lines[at].kind in ("heading", "fence") or subjects > 1:
            return at, ""
        if lines[at].kind == "rule":
            # A rule may end the sample, or stand above the footer of the mail.
            return at, "the end of the mail is not marked: a rule may be part of it"
    return len(lines), "the end of the mail is not marked"


def _is_subject(line: Line) -> bool:
    match = _HEADER.fullmatch(line.text) if line.text else None
    return bool(match and NAMES.get(match["name"].lower(), match["name"].lower()) == "subject" and match["value"])


def _block(lines: list[Line], start: int, end: int, doubt: str) -> SampleBlock | None:
    inner = [line for line in lines[start:end] if line.kind != "fence"]
    texts = [(line.number, _QUOTE.sub("", line.raw) if line.is_quote else line.raw) for line in inner]
    headers: dict[str, tuple[str, int]] = {}
    body = list(_after_headers(texts, headers))
    whole = "\n".join(text for _, text in texts)
    if "subject" not in headers or _TO_AWS.search(whole):
        return None
    words = "\n".join(text.rstrip() for _, text in body)
    numbers = tuple(line.number for line in inner)
    above = next((line.above for line in inner if line.above), ())
    return SampleBlock(numbers, headers, words, body[0][0] if body else 0, above, doubt)


def _after_headers(texts: list[tuple[int, str]], headers: dict[str, tuple[str, int]]) -> Iterator[tuple[int, str]]:
    """The lines below the headers, blank ones at both ends left out; the headers are put into `headers`."""
    at = 0
    while at < len(texts):
        number, text = texts[at]
        match = _HEADER.fullmatch(text.replace("**", ""))
        if match:
            name = match["name"].lower()
            headers.setdefault(NAMES.get(name, name), (match["value"].strip('"“”„ '), number))
        elif text.strip():
            break
        at += 1
    body = texts[at:]
    while body and not body[-1][1].strip():
        body.pop()
    yield from body
