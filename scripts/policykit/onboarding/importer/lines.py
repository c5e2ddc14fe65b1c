"""Parses the lines of a draft: the kind of each line, its text without Markdown, its label, and the headings above it.

Plain text works the same way: a line that ends with a colon introduces the lines that follow.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["blank", "rule", "fence", "heading", "table", "lead", "item", "row", "text"]

_DEEPEST = 6
_HEADING = re.compile(r"#{1,6}\s+(?P<text>.*?)\s*#*\s*")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_QUOTE = re.compile(r"\s{0,3}(?:>\s?)+")
_ITEM = re.compile(r"\s*(?:[-*+•–]|\(?\d{1,3}[.)])\s+")
_BOX = re.compile(r"\[(?P<tick>[ xX✓]?)\]\s+|(?P<done>[☑✅✓✔])\ufe0f?\s*|(?P<open>[☐❌✗])\ufe0f?\s*")
_BOLD = re.compile(r"\*\*|__(?=\S)|(?<=\S)__")
_EMPHASIS = re.compile(r"(?<!\w)[*_](?=\S)([^*_]{1,300})(?<=\S)[*_](?!\w)")
LABEL = re.compile(r"(?P<label>[^:.?!]{1,80}):\s+(?P<value>\S.*)")
_LEAD_BOLD = re.compile(r"\*\*[^*]{1,150}\*\*:?\s*")
# A heading in capitals. A line with a colon is a label with its value, unless it introduces a sample.
_CAPITALS = re.compile(r"(?=[^a-zäöü]*[A-ZÄÖÜ]{3})(?:(?:SAMPLE|EXAMPLE|BEISPIEL)[A-Z -]*\d*:\s*)?[A-ZÄÖÜ][^a-zäöüß.:\d@]{3,70}")


@dataclass(frozen=True)
class Line:
    """One line of a draft, with its context. Parameters are described in `Passage`."""

    number: int
    raw: str
    kind: Kind
    text: str = ""
    says: str = ""
    label: str = ""
    value: str = ""
    above: tuple[str, ...] = ()
    section: int = 0
    block: int = 0
    box: bool | None = None
    is_quote: bool = False


class _State:
    """The headings, leads and fenced block that apply to the next line."""

    def __init__(self) -> None:
        self.headings: list[tuple[int, str]] = []
        self.leads: list[tuple[int, str]] = []
        self.before_block: list[tuple[int, str]] = []
        self.section = self.block = self.blocks = 0

    def above(self, indent: int, is_item: bool) -> tuple[str, ...]:
        """The leads and headings above a line with this indentation, nearest first; removes leads that end here."""
        while self.leads and is_item and self.leads[-1][0] >= indent:
            self.leads.pop()
        return tuple(text for _, text in reversed(self.leads)) + tuple(text for _, text in reversed(self.headings))

    def fence(self) -> int:
        """Open or close a fenced block, which also ends its leads. Returns the block's number, or 0 if it was closed."""
        if self.block:
            self.block, self.leads = 0, self.before_block
        else:
            self.blocks += 1
            self.block, self.before_block = self.blocks, list(self.leads)
        return self.block

    def open_heading(self, level: int, text: str) -> None:
        """Add a heading, which replaces headings of its level and below."""
        self.headings = [*((number, words) for number, words in self.headings if number < level), (level, text)]
        self.leads = []
        self.section += 1

    def open_lead(self, indent: int, text: str, is_item: bool) -> None:
        """Add a line that introduces others: in a list those indented below it, otherwise all up to the next lead."""
        # Lists in drafts are never nested deeper on purpose.
        kept = [lead for lead in self.leads if lead[0] < indent][-_DEEPEST:]
        self.leads = [*kept, (indent, text)] if is_item else [(-1, text)]
        self.section += 0 if is_item else 1


def scan(lines: list[str], longest: int) -> list[Line]:
    """Every line of a draft; lines longer than `longest` characters are treated as blank."""
    state = _State()
    found: list[Line] = []
    for index, raw in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else ""
        found.append(_line(index + 1, raw if len(raw) <= longest else "", following[:longest], state))
    return found


def plain(text: str) -> str:
    """A text without Markdown's bold, emphasis and code marks."""
    return _EMPHASIS.sub(r"\1", _BOLD.sub("", text).replace("`", "")).strip()


def _line(number: int, raw: str, following: str, state: _State) -> Line:
    if _FENCE.match(raw):
        return Line(number, raw, "fence", block=state.fence())
    if not raw.strip():
        return Line(number, raw, "blank", block=state.block)
    if not state.block and (heading := _heading(raw, following)):
        state.open_heading(*heading)
        return Line(number, raw, "heading", heading[1], heading[1], section=state.section)
    if _is_rule(raw) or _is_table_rule(raw):
        if not state.block:
            state.leads = []
            state.section += 1
        return Line(number, raw, "rule", block=state.block)
    return _words(number, raw, following, state)


def _is_rule(raw: str) -> bool:
    """Whether a line is a horizontal rule: three or more of the same sign."""
    signs = raw.replace(" ", "")
    return len(signs) >= 3 and len(set(signs)) == 1 and signs[0] in "-*_="


def _is_table_rule(raw: str) -> bool:
    """Whether a line separates the head of a table from its rows."""
    return "--" in raw and set(raw) <= set(" :|-")


def _heading(raw: str, following: str) -> tuple[int, str] | None:
    """Level and text of a heading, written with `#`, underlined or in capitals; None if it is no heading."""
    if match := _HEADING.fullmatch(raw):
        return len(raw) - len(raw.lstrip("#")), plain(match["text"])
    is_title = len(raw) <= 100 and "|" not in raw and not _ITEM.match(raw) and not LABEL.fullmatch(plain(raw))
    if re.fullmatch(r"={3,}\s*|-{3,}\s*", following) and is_title and not raw.rstrip().endswith((".", ",", ";")):
        return (1 if following.startswith("=") else 2), plain(raw)
    if not following.strip() and _CAPITALS.fullmatch(raw):
        return 2, raw.strip()
    return None


def _words(number: int, raw: str, following: str, state: _State) -> Line:
    quote = _QUOTE.match(raw) if not state.block else None
    rest = raw[quote.end() :] if quote else raw
    item = _ITEM.match(rest)
    indent = len(rest) - len(rest.lstrip())
    body = rest[item.end() :] if item else rest.strip()
    box = _BOX.match(body)
    body = body[box.end() :] if box else body
    ticked = None if not box else bool((box["tick"] or "").strip() or box["done"])
    if rest.lstrip().startswith("|") or rest.count("|") >= 2:
        return _row(number, raw, rest, following, state, bool(quote))
    says, text = _BOLD.sub("", body).strip(), plain(body)
    above = state.above(indent, bool(item))
    label = LABEL.fullmatch(text)
    kind: Kind = "item" if item else "text"
    if _leads(body, text) and not (label and _is_fact_label(label["label"])):
        state.open_lead(indent, text.rstrip(":"), bool(item))
        kind, label = "lead", None
    name, value = (label["label"].strip(), label["value"].strip()) if label else ("", "")
    return Line(number, raw, kind, text, says, name, value, above, state.section, state.block, ticked, bool(quote))


def _leads(body: str, text: str) -> bool:
    """Whether a line introduces the next ones: it ends with a colon, or is entirely bold."""
    return (text.endswith(":") and len(text) <= 150) or bool(_LEAD_BOLD.fullmatch(body))


def _is_fact_label(label: str) -> bool:
    """Whether the label of a bold line belongs to a fact, not to an example or a step."""
    return not re.match(r"(?:example|sample|step|beispiel|schritt|[A-Z]\b|\d)", label, re.I)


def _row(number: int, raw: str, rest: str, following: str, state: _State, is_quote: bool) -> Line:
    """A table row; if there are two columns, the first is the label."""
    cells = [plain(cell) for cell in rest.strip().strip("|").split("|")]
    if "|" in following and _is_table_rule(following):
        return Line(number, raw, "table", " | ".join(cells), section=state.section, block=state.block)
    above = state.above(0, False)
    pair = len(cells) == 2 and all(cells) and len(cells[0]) <= 80
    text = f"{cells[0].rstrip(':')}: {cells[1]}" if pair else " | ".join(cells)
    label, value = (cells[0].rstrip(":"), cells[1]) if pair else ("", "")
    return Line(number, raw, "row", text, text, label, value, above, state.section, state.block, is_quote=is_quote)
