"""Finds sample emails in a draft: in a fenced block with a subject, or under a heading that announces one.

A letter to AWS looks similar and is excluded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .lines import Line, unquoted

_HEADER = re.compile(r"\s*(?P<name>subject|betreff|from|von|to|an|reply-to|date|datum)\s*:\s*(?P<value>.*?)\s*", re.I)
_NAMES = {"betreff": "subject", "von": "from", "an": "to", "datum": "date"}
SHOWS = re.compile(r"\b(?:examples?|samples?|beispiele?|muster|templates?)\b", re.I)
_TO_AWS = re.compile(
    r"\b(?:hello|hi|dear|hallo|guten tag)\b[^\n]{0,30}\b(?:aws|amazon|support)\b|\bproduction access\b|\[case \d|\bsandbox\b",
    re.I,
)


@dataclass(frozen=True)
class SampleBlock:
    """A sample email with its line numbers."""

    numbers: tuple[int, ...]
    headers: dict[str, tuple[str, int]]
    text: str
    first: int
    """First line of the text; 0 without a text."""
    above: tuple[str, ...]
    doubt: str
    """Why the end of its text is unclear; empty if it is clear."""


def sample_blocks(lines: list[Line]) -> tuple[SampleBlock, ...]:
    """Every sample email of a draft."""
    found: list[SampleBlock] = []
    index = 0
    while index < len(lines):
        end, doubt = _extent(lines, index)
        block = _block(lines[index:end], doubt) if end else None
        found += [block] if block else []
        index = end or index + 1
    return tuple(found)


def _extent(lines: list[Line], index: int) -> tuple[int, str]:
    """The end index of a possible sample that starts here, and why this is uncertain; 0 if none starts here."""
    line = lines[index]
    if line.kind == "fence" and line.block:
        return next((at + 1 for at in range(index + 1, len(lines)) if lines[at].kind == "fence"), len(lines)), ""
    shows = not line.block and line.kind != "item" and any(SHOWS.search(words) for words in line.above[:2])
    if not (
        shows and _header(line.text) and any(_header(other.text)[:1] == ("subject",) for other in lines[index : index + 4])
    ):
        return 0, ""
    if line.is_quote:
        return next((at for at in range(index, len(lines)) if not lines[at].is_quote), len(lines)), ""
    subjects = 0
    for at in range(index, len(lines)):
        subjects += _header(lines[at].text)[:1] == ("subject",)
        if lines[at].kind in ("heading", "fence") or subjects > 1:
            return at, ""
        if lines[at].kind == "rule":
            return at, "the end of the email is not marked: a rule may be part of it"
    return len(lines), "the end of the email is not marked"


def _header(text: str) -> tuple[str, ...]:
    """Name and value of a header of an email; empty if a text is none."""
    match = _HEADER.fullmatch(text.replace("**", ""))
    name = match["name"].lower() if match else ""
    return (_NAMES.get(name, name), match["value"].strip('"“”„ ')) if match else ()


def _block(lines: list[Line], doubt: str) -> SampleBlock | None:
    inner = [line for line in lines if line.kind != "fence"]
    texts = [(line.number, unquoted(line.raw) if line.is_quote else line.raw) for line in inner]
    headers: dict[str, tuple[str, int]] = {}
    while texts and ((header := _header(texts[0][1])) or not texts[0][1].strip()):
        if header:
            headers.setdefault(header[0], (header[1], texts[0][0]))
        texts = texts[1:]
    if not headers.get("subject", ("", 0))[0] or _TO_AWS.search("\n".join(line.raw for line in inner)):
        return None
    words = "\n".join(text.rstrip() for _, text in texts).rstrip()
    above = next((line.above for line in inner if line.above), ())
    return SampleBlock(tuple(line.number for line in inner), headers, words, texts[0][0] if texts else 0, above, doubt)
