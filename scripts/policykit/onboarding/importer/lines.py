"""Reads the lines of a draft: the kind of each line, its text without Markdown, its label, and the lines above it.

Plain text works the same way: a line that ends with a colon, and a question, introduce the lines that follow. In a block quote,
what AWS wrote is told from a request that is quoted as a whole: only AWS says "your".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DEEPEST = 6
_HEADING = re.compile(r"\s{0,3}(?P<level>#{1,6})\s+(?P<text>.*?)\s*#*\s*")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_QUOTE = re.compile(r"\s{0,3}(?:>\s?)+")
_ITEM = re.compile(r"\s*(?:[-*+•–▪]|\(?(?:\d{1,3}|[a-hA-H])[.)])\s+")
_BOX = re.compile(r"\[(?P<tick>[ xX✓]?)\]\s+|(?P<done>[☑✅✓✔])\ufe0f?\s*|(?P<open>[☐❌✗])\ufe0f?\s*")
_BOLD = re.compile(r"\*\*|__(?=\S)|(?<=\S)__")
_BOLD_LABEL = re.compile(r"\*\*(?:\d{1,2}[.)]\s+)?(?P<label>[^*:.?!]{1,80})(?:\.\*\*|:?\*\*\s*[:–—-])\s*(?=\S)")
_EMPHASIS = re.compile(r"(?<!\w)[*_](?=\S)([^*_]{1,300})(?<=\S)[*_](?!\w)")
_LINK = re.compile(r"(?<!!)\[(?P<text>[^\[\]\n]{1,200})\]\((?P<url>[^()\s]{1,500})\)|<(?P<only>https?://[^\s<>]{1,500})>")
_ESCAPE = re.compile(r"\\(?=[_*`\[\]{}|#.!-])")
LABEL = re.compile(r"(?P<label>[^:.?!]{1,80}):\s+(?P<value>\S.*)")
_BOLD_ALONE = re.compile(r"\*\*[^*]{1,150}\*\*:?\s*")
_VALUE_ALONE = re.compile(r"[\s>]*(?:https?://\S+|[a-z]{2}-[a-z]+-\d)\s*")
# A heading in capitals. A line with a colon is a label with its value, unless it introduces a sample.
_CAPITALS = re.compile(r"(?=[^a-zäöü]*[A-ZÄÖÜ]{3})(?:(?:SAMPLE|EXAMPLE|BEISPIEL)[A-Z -]*\d*:\s*)?[A-ZÄÖÜ][^a-zäöüß.:\d@]{3,70}")
_TABLE_RULE = re.compile(r"(?=.*--)(?=.*\|)[\s:|-]+")
_NO_FACT = re.compile(r"example|sample|step|beispiel|schritt|[A-Z]\b|Q\d?\b|question|\d", re.I)
"""Begins the label of an example, a step or a question, which is no fact."""
_WROTE = re.compile(r"\b(?:wrote|schrieb.{0,80}|AWS(?: support)?(?: asked| says)?)\s*:\s*$", re.I)
_YOURS, _OURS = re.compile(r"\byou(?:rs?)?\b|\bIh(?:re?[nrms]?)\b", re.I), re.compile(r"\b(?:our|my|unsere?[nrms]?)\b|\bI\b")

_HEADER = re.compile(r"\s*(?P<name>subject|betreff|from|von|to|an|reply-to|date|datum)\s*:\s*(?P<value>.*?)\s*", re.I)
_NAMES = {"betreff": "subject", "von": "from", "an": "to", "datum": "date"}
SHOWS = re.compile(r"\b(?:examples?|samples?|beispiele?|muster|templates?)\b", re.I)
_TO_AWS = re.compile(
    r"\b(?:hello|hi|dear|hallo|guten tag)\b[^\n]{0,30}\b(?:aws|amazon|support)\b|\bproduction access\b|\[case \d|\bsandbox\b",
    re.I,
)


@dataclass(frozen=True)
class Line:
    """One line of a draft, with its context. `above` has the leads, then the headings above it, each nearest first."""

    number: int
    raw: str
    kind: str  # `blank`, `rule`, `fence`, `heading`, `table` (its head), `lead`, `item` or `text`
    text: str = ""
    label: str = ""
    value: str = ""
    above: tuple[str, ...] = ()
    section: int = 0
    block: int = 0  # number of its fenced block; 0 outside
    box: bool | None = None  # whether its checkbox is ticked; None without one
    is_quote: bool = False
    is_foreign: bool = False  # whether AWS wrote it


def scan(lines: list[str], longest: int) -> list[Line]:
    """Every line of a draft; lines longer than `longest` characters are treated as blank."""
    usable = [line if len(line) <= longest else "" for line in lines]
    foreign, reader = _foreign(usable), _Reader()
    return [
        reader.read(number, raw, following, number in foreign)
        for number, (raw, following) in enumerate(zip(usable, [*usable[1:], ""], strict=True), 1)
    ]


def plain(text: str) -> str:
    """A text without Markdown's bold, emphasis, code marks, links and escapes."""
    if "](" in text or "<h" in text:
        text = _LINK.sub(lambda match: match["only"] or f"{match['text']} ({match['url']})", text)
    return _EMPHASIS.sub(r"\1", _BOLD.sub("", _ESCAPE.sub("", text)).replace("`", "")).strip()


def unquoted(raw: str) -> str:
    """A line without the marks of a block quote."""
    return _QUOTE.sub("", raw, count=1)


def _foreign(lines: list[str]) -> set[int]:
    """The numbers of quoted lines that AWS wrote: they say "your" and not "our", or somebody "wrote:" them."""
    found: set[int] = set()
    run: list[int] = []
    for number, line in enumerate([*lines, ""], 1):
        if _QUOTE.match(line):
            run.append(number)
        elif run:
            text, before = " ".join(lines[at - 1] for at in run), lines[run[0] - 2] if run[0] > 1 else ""
            if _WROTE.search(before) or len(_YOURS.findall(text)) > len(_OURS.findall(text)) or text.rstrip().endswith("?"):
                found.update(run)
            run = []
    return found


class _Reader:
    """Reads the lines in order, and keeps the headings, leads and fenced block that apply to the next one."""

    def __init__(self) -> None:
        self.headings: list[tuple[int, str]] = []
        self.leads: list[tuple[int, str]] = []
        self.before_block: list[tuple[int, str]] = []
        self.section = self.block = self.blocks = 0

    def read(self, number: int, raw: str, following: str, foreign: bool) -> Line:
        """The next line."""
        if _FENCE.match(raw):
            if self.block:
                self.block, self.leads = 0, self.before_block
            else:
                self.blocks += 1
                self.block, self.before_block = self.blocks, list(self.leads)
            return Line(number, raw, "fence", block=self.block)
        if not raw.strip(" >"):
            return Line(number, raw, "blank", block=self.block, is_quote=raw.lstrip().startswith(">"))
        if not self.block and (heading := _heading(raw, following)):
            self.headings = [*(above for above in self.headings if above[0] < heading[0]), heading]
            self.leads = []
            self.section += 1
            return Line(number, raw, "heading", heading[1], section=self.section)
        signs = raw.replace(" ", "")
        if (len(signs) >= 3 and len(set(signs)) == 1 and signs[0] in "-*_=") or _TABLE_RULE.fullmatch(raw):
            if not self.block:
                self.leads = []
                self.section += 1
            return Line(number, raw, "rule", block=self.block)
        return self._words(number, raw, following, foreign)

    def _words(self, number: int, raw: str, following: str, foreign: bool) -> Line:
        quote = not self.block and bool(_QUOTE.match(raw))
        rest = unquoted(raw) if quote else raw
        if rest.lstrip().startswith("|") or rest.count("|") >= 2:
            return self._row(number, raw, rest, following, quote)
        item, indent = _ITEM.match(rest), len(rest) - len(rest.lstrip())
        body = rest[item.end() :] if item else rest.strip()
        box = _BOX.match(body)
        body = body[box.end() :] if box else body
        body = _BOLD_LABEL.sub(r"\g<label>: ", body, count=1) if _BOLD_LABEL.match(body) else body
        text = plain(body)
        while self.leads and item and self.leads[-1][0] >= indent:
            self.leads.pop()
        label, above, kind = LABEL.fullmatch(text), self._above(), "item" if item or box else "text"
        if foreign or (_leads(body, text, following) and not (label and not _NO_FACT.match(label["label"]))):
            self._open(indent, text.rstrip(":"), bool(item) and not foreign)
            kind, label = "lead", None
        elif item and _ITEM.match(following) and len(following) - len(following.lstrip()) > indent:
            self._open(indent, text, True)
        elif text.endswith(":"):
            self._open(indent, re.split(r"[.!?]\s", text)[-1].rstrip(":"), bool(item))
        name, value = (label["label"].strip(), label["value"].strip()) if label else ("", "")
        ticked = bool((box["tick"] or "").strip() or box["done"]) if box else None
        return Line(number, raw, kind, text, name, value, above, self.section, self.block, ticked, quote, foreign)

    def _row(self, number: int, raw: str, rest: str, following: str, quote: bool) -> Line:
        """A table row; if there are two columns, the first is the label."""
        cells = [cell for cell in map(plain, rest.strip().strip("|").split("|")) if cell]
        if _TABLE_RULE.fullmatch(following):
            return Line(number, raw, "table", ", ".join(cells), section=self.section, block=self.block)
        label, value = (cells[0].rstrip(":"), cells[1]) if len(cells) == 2 and len(cells[0]) <= 80 else ("", "")
        text = f"{label}: {value}" if label else ", ".join(cells)
        return Line(number, raw, "item", text, label, value, self._above(), self.section, self.block, is_quote=quote)

    def _above(self) -> tuple[str, ...]:
        return tuple(text for _, text in (*reversed(self.leads), *reversed(self.headings)))

    def _open(self, indent: int, text: str, is_item: bool) -> None:
        """Add a line that introduces others: in a list those indented below it, otherwise all up to the next lead."""
        kept = [lead for lead in self.leads if lead[0] < indent][-_DEEPEST:]
        self.leads = [*kept, (indent, text)] if is_item else [(-1, text)]
        self.section += 0 if is_item else 1


def _heading(raw: str, following: str) -> tuple[int, str] | None:
    """Level and text of a heading, written with `#`, underlined or in capitals; None if it is no heading."""
    if match := _HEADING.fullmatch(unquoted(raw)):
        return len(match["level"]), plain(match["text"]).rstrip(":")
    is_title = len(raw) <= 100 and "|" not in raw and not _ITEM.match(raw) and not LABEL.fullmatch(plain(raw))
    if re.fullmatch(r"={3,}\s*|-{3,}\s*", following) and is_title and not raw.rstrip().endswith((".", ",", ";")):
        return (1 if following.startswith("=") else 2), plain(raw)
    return (2, raw.strip().rstrip(":")) if not following.strip() and _CAPITALS.fullmatch(raw.rstrip(": ")) else None


def _leads(body: str, text: str, following: str) -> bool:
    """Whether a line introduces the next ones: it ends with a colon, is a short question or entirely bold, or names a value."""
    names = len(text) <= 40 and _VALUE_ALONE.fullmatch(following) and not _VALUE_ALONE.fullmatch(text)
    return (text.endswith((":", "?")) and len(text) <= 150) or bool(_BOLD_ALONE.fullmatch(body) or names)


@dataclass(frozen=True)
class SampleBlock:
    """A sample email with its line numbers."""

    numbers: tuple[int, ...]
    headers: dict[str, tuple[str, int]]
    text: str
    first: int  # first line of the text; 0 without a text
    above: tuple[str, ...]
    doubt: str  # why the end of its text is unclear; empty if it is clear


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
