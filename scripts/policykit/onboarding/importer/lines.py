"""Reads the lines of a draft: the kind of each line, its text without Markdown, its label, and the lines above it.

Plain text works the same way: a line that ends with a colon, and a question, introduce the lines that follow. In a block quote,
what AWS wrote is told from a request that is quoted as a whole: only AWS says "your".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["blank", "rule", "fence", "heading", "table", "lead", "item", "text"]

_DEEPEST = 6
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(?P<text>.*?)\s*#*\s*")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_QUOTE = re.compile(r"\s{0,3}(?:>\s?)+")
_ITEM = re.compile(r"\s*(?:[-*+•–▪]|\(?(?:\d{1,3}|[a-hA-H])[.)])\s+")
_BOX = re.compile(r"\[(?P<tick>[ xX✓]?)\]\s+|(?P<done>[☑✅✓✔])\ufe0f?\s*|(?P<open>[☐❌✗])\ufe0f?\s*")
_BOLD = re.compile(r"\*\*|__(?=\S)|(?<=\S)__")
_BOLD_LABEL = re.compile(r"\*\*(?P<label>[^*:]{1,80})\*\*\s*[:–—-]\s*(?=\S)")
_RUN_IN = re.compile(r"\*\*(?:\d{1,2}[.)]\s+)?(?P<label>[^*:.?!]{1,80})\.\*\*\s+(?=\S)")
_EMPHASIS = re.compile(r"(?<!\w)[*_](?=\S)([^*_]{1,300})(?<=\S)[*_](?!\w)")
_LINK = re.compile(r"(?<!!)\[(?P<text>[^\[\]\n]{1,200})\]\((?P<url>[^()\s]{1,500})\)|<(?P<only>https?://[^\s<>]{1,500})>")
_ESCAPE = re.compile(r"\\(?=[_*`\[\]{}|#.!-])")
LABEL = re.compile(r"(?P<label>[^:.?!]{1,80}):\s+(?P<value>\S.*)")
_BOLD_ALONE = re.compile(r"\*\*[^*]{1,150}\*\*:?\s*")
_VALUE_ALONE = re.compile(r"[\s>]*(?:https?://\S+|[a-z]{2}-[a-z]+-\d)\s*")
# A heading in capitals. A line with a colon is a label with its value, unless it introduces a sample.
_CAPITALS = re.compile(r"(?=[^a-zäöü]*[A-ZÄÖÜ]{3})(?:(?:SAMPLE|EXAMPLE|BEISPIEL)[A-Z -]*\d*:\s*)?[A-ZÄÖÜ][^a-zäöüß.:\d@]{3,70}")
_WROTE = re.compile(r"\b(?:wrote|schrieb.{0,80}|AWS(?: support)?(?: asked| says)?)\s*:\s*$", re.I)
_YOURS, _OURS = re.compile(r"\byou(?:rs?)?\b|\bIh(?:re?[nrms]?)\b", re.I), re.compile(r"\b(?:our|my|unsere?[nrms]?)\b|\bI\b")


@dataclass(frozen=True)
class Line:
    """One line of a draft, with its context. `above` has the leads, then the headings above it, each nearest first."""

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
    """Number of its fenced block; 0 outside."""
    box: bool | None = None
    is_quote: bool = False
    is_foreign: bool = False
    """Whether AWS wrote it."""


class _State:
    """The headings, leads and fenced block that apply to the next line."""

    def __init__(self) -> None:
        self.headings: list[tuple[int, str]] = []
        self.leads: list[tuple[int, str]] = []
        self.before_block: list[tuple[int, str]] = []
        self.section = self.block = self.blocks = 0

    def above(self, indent: int, is_item: bool) -> tuple[str, ...]:
        """The lines above a line with this indentation; removes leads that end here."""
        while self.leads and is_item and self.leads[-1][0] >= indent:
            self.leads.pop()
        return tuple(text for _, text in (*reversed(self.leads), *reversed(self.headings)))

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
        kept = [lead for lead in self.leads if lead[0] < indent][-_DEEPEST:]
        self.leads = [*kept, (indent, text)] if is_item else [(-1, text)]
        self.section += 0 if is_item else 1


def scan(lines: list[str], longest: int) -> list[Line]:
    """Every line of a draft; lines longer than `longest` characters are treated as blank."""
    state, foreign = _State(), _foreign(lines)
    found: list[Line] = []
    for index, raw in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else ""
        usable = raw if len(raw) <= longest else ""
        found.append(_line(index + 1, usable, following[:longest], state, index + 1 in foreign))
    return found


def plain(text: str) -> str:
    """A text without Markdown's bold, emphasis, code marks, links and escapes."""
    text = (
        _LINK.sub(lambda match: match["only"] or f"{match['text']} ({match['url']})", text)
        if "](" in text or "<h" in text
        else text
    )
    return _EMPHASIS.sub(r"\1", _BOLD.sub("", _ESCAPE.sub("", text)).replace("`", "")).strip()


def _foreign(lines: list[str]) -> frozenset[int]:
    """The numbers of quoted lines that AWS wrote: they say "your" and not "our", or somebody "wrote:" them."""
    found: set[int] = set()
    run: list[int] = []
    for number, line in enumerate([*lines, ""], 1):
        if _QUOTE.match(line):
            run.append(number)
        elif run:
            text = " ".join(lines[at - 1] for at in run)
            before = lines[run[0] - 2] if run[0] > 1 else ""
            if _WROTE.search(before) or len(_YOURS.findall(text)) > len(_OURS.findall(text)) or text.rstrip().endswith("?"):
                found.update(run)
            run = []
    return frozenset(found)


def _line(number: int, raw: str, following: str, state: _State, foreign: bool) -> Line:
    if _FENCE.match(raw):
        return Line(number, raw, "fence", block=state.fence())
    if not raw.strip(" >"):
        return Line(number, raw, "blank", block=state.block, is_quote=raw.lstrip().startswith(">"))
    if not state.block and (heading := _heading(raw, following)):
        state.open_heading(*heading)
        return Line(number, raw, "heading", heading[1], heading[1], section=state.section)
    signs = raw.replace(" ", "")
    if (len(signs) >= 3 and len(set(signs)) == 1 and signs[0] in "-*_=") or _is_table_rule(raw):
        if not state.block:
            state.leads = []
            state.section += 1
        return Line(number, raw, "rule", block=state.block)
    return _words(number, raw, following, state, foreign)


def _is_table_rule(raw: str) -> bool:
    """Whether a line separates the head of a table from its rows."""
    return "--" in raw and set(raw) <= set(" :|-")


def _heading(raw: str, following: str) -> tuple[int, str] | None:
    """Level and text of a heading, written with `#`, underlined or in capitals; None if it is no heading."""
    unquoted = _QUOTE.sub("", raw, count=1)
    if match := _HEADING.fullmatch(unquoted):
        return len(unquoted) - len(unquoted.lstrip(" #")), plain(match["text"]).rstrip(":")
    is_title = len(raw) <= 100 and "|" not in raw and not _ITEM.match(raw) and not LABEL.fullmatch(plain(raw))
    if re.fullmatch(r"={3,}\s*|-{3,}\s*", following) and is_title and not raw.rstrip().endswith((".", ",", ";")):
        return (1 if following.startswith("=") else 2), plain(raw)
    return (2, raw.strip().rstrip(":")) if not following.strip() and _CAPITALS.fullmatch(raw.rstrip(": ")) else None


def _words(number: int, raw: str, following: str, state: _State, foreign: bool) -> Line:
    quote = _QUOTE.match(raw) if not state.block else None
    rest = raw[quote.end() :] if quote else raw
    if rest.lstrip().startswith("|") or rest.count("|") >= 2:
        return _row(number, raw, rest, following, state, bool(quote))
    item = _ITEM.match(rest)
    indent = len(rest) - len(rest.lstrip())
    body = rest[item.end() :] if item else rest.strip()
    box = _BOX.match(body)
    body = body[box.end() :] if box else body
    body = _RUN_IN.sub(r"\g<label>: ", body, count=1) if _RUN_IN.match(body) else _BOLD_LABEL.sub(r"\g<label>: ", body, count=1)
    ticked = None if not box else bool((box["tick"] or "").strip() or box["done"])
    text, above = plain(body), state.above(indent, bool(item))
    label = LABEL.fullmatch(text)
    kind: Kind = "item" if item or box else "text"
    if foreign or (_leads(body, text, following) and not (label and _is_fact_label(label["label"]))):
        state.open_lead(indent, text.rstrip(":"), bool(item) and not foreign)
        kind, label = "lead", None
    elif item and _ITEM.match(following) and len(following) - len(following.lstrip()) > indent:
        state.open_lead(indent, text, True)
    elif text.endswith(":"):
        state.open_lead(indent, re.split(r"[.!?]\s", text)[-1].rstrip(":"), bool(item))
    name, value = (label["label"].strip(), label["value"].strip()) if label else ("", "")
    says = _BOLD.sub("", body).strip()
    return Line(number, raw, kind, text, says, name, value, above, state.section, state.block, ticked, bool(quote), foreign)


def _leads(body: str, text: str, following: str) -> bool:
    """Whether a line introduces the next ones: it ends with a colon, is a short question or entirely bold, or names a value."""
    names = len(text) <= 40 and _VALUE_ALONE.fullmatch(following) and not _VALUE_ALONE.fullmatch(text)
    return (text.endswith((":", "?")) and len(text) <= 150) or bool(_BOLD_ALONE.fullmatch(body) or names)


def _is_fact_label(label: str) -> bool:
    """Whether the label of a line belongs to a fact, not to an example, a step or a question."""
    return not re.match(r"(?:example|sample|step|beispiel|schritt|[A-Z]\b|Q\d?\b|question|\d)", label, re.I)


def _row(number: int, raw: str, rest: str, following: str, state: _State, is_quote: bool) -> Line:
    """A table row; if there are two columns, the first is the label."""
    cells = [plain(cell) for cell in rest.strip().strip("|").split("|")]
    if "|" in following and _is_table_rule(following):
        return Line(number, raw, "table", ", ".join(cells), section=state.section, block=state.block)
    pair = len(cells) == 2 and all(cells) and len(cells[0]) <= 80
    text = f"{cells[0].rstrip(':')}: {cells[1]}" if pair else ", ".join(cell for cell in cells if cell)
    label, value = (cells[0].rstrip(":"), cells[1]) if pair else ("", "")
    above = state.above(0, False)
    return Line(number, raw, "item", text, text, label, value, above, state.section, state.block, is_quote=is_quote)
