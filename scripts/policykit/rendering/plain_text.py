"""A policy's Markdown as plain text that reads well in any window: for the zip, the text files and support cases.

Markdown becomes HTML as on the site, and that becomes text; what only colour, columns or a link tells there (a status, a
table, an address) is first written out.
"""

from __future__ import annotations

import html
import re
import textwrap
from functools import cache, lru_cache

import markdown
from inscriptis import get_text
from inscriptis.css_profiles import STRICT_CSS_PROFILE
from inscriptis.html_properties import Display
from inscriptis.model.config import ParserConfig
from inscriptis.model.html_element import HtmlElement

from policykit.html.elements import BEGIN, END

EXTENSIONS = ("admonition", "attr_list", "def_list", "md_in_html", "tables", "toc")
"""Those of mkdocs.yml; a test holds them equal."""
WIDTH = 76
"""Columns: what a mail program quotes once without breaking the line (RFC 5322 2.1.1 advises 78)."""

_SECTION = re.compile(r"^(?=#{2,3} )", re.MULTILINE)
# What the library printed as HTML: Markdown need not read it.
_LIBRARY_BLOCKS = re.compile(f"{BEGIN}(.*?){END}", re.DOTALL)

# Text stands two columns in, so that headings need no marks.
_LOOK = {
    **STRICT_CSS_PROFILE,
    "p": HtmlElement(display=Display.block, margin_before=1, margin_after=1, padding_inline=2),
    "summary": HtmlElement(display=Display.none),
}
_CONFIG = ParserConfig(css=_LOOK)

# The library's own tags, whose form is known: elements.py writes them, and no value of data can.
_STATUS = re.compile(r'\s*<span class="kit-status[^"]*">(.*?)</span>')
_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_ROW = re.compile(r"<tr\b[^>]*>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", re.DOTALL)
_PAIRS = re.compile(r'<dl class="kit-[^"]*">(.*?)</dl>', re.DOTALL)
_PAIR = re.compile(r"<div><dt>(.*?)</dt>\s*<dd>(.*?)</dd></div>", re.DOTALL)
_LOOSE = re.compile(r"<li>\s*<p>(.*?)</p>", re.DOTALL)
_OUTWARD = re.compile(r'<a [^>]*href="(https?://[^"]+)"[^>]*>(.*?)</a>', re.DOTALL)
# A gap that must not break: inscriptis takes it for an ordinary space, so private characters stand in for it meanwhile.
_HELD = str.maketrans("\u00a0\u202f", "\ue000\ue001")
_RELEASED = str.maketrans("\ue000\ue001", "\u00a0\u202f")
_LINE = re.compile(r"( *)(?:([*+]|\d+\.) )?(.*)")


def plain_policy(policy: str) -> str:
    """Markdown, possibly with the library's HTML in it -> text of at most `WIDTH` columns, ending in one newline.

    A single word that is longer, such as a web address, stays whole.
    """
    sections = (_plain_section(section) for section in _SECTION.split(policy))
    return "\n\n\n".join(section for section in sections if section) + "\n"


@lru_cache(maxsize=2048)
def _plain_section(section: str) -> str:
    """A heading and what stands under it; many a section reads alike with every product."""
    made = "".join(
        piece if number % 2 else _as_html(piece) for number, piece in enumerate(_LIBRARY_BLOCKS.split(section)) if piece.strip()
    )
    made = _TABLE.sub(_as_list, _STATUS.sub(r" (\1)", made))
    made = _PAIRS.sub(r"<ul>\1</ul>", _PAIR.sub(r"<li>\1: \2</li>", made))
    made = _OUTWARD.sub(_with_address, _LOOSE.sub(r"<li>\1", made))
    lines = [_wrapped(line) for line in get_text(made.translate(_HELD), _CONFIG).splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n").translate(_RELEASED)


@lru_cache(maxsize=2048)
def _as_html(piece: str) -> str:
    """Markdown: the words of a template, alike with most products. To convert them is more than half of the work."""
    return str(_converter().reset().convert(piece))


@cache
def _converter() -> markdown.Markdown:
    """One for all pieces: to make it anew costs more than a short piece."""
    return markdown.Markdown(extensions=list(EXTENSIONS))


def _as_list(table: re.Match[str]) -> str:
    """A table as a list: an item a row, a line a cell, each after the head of its column. Columns would not fit `WIDTH`."""
    heads, *rows = [_CELL.findall(row) for row in _ROW.findall(table[0])] or [[]]
    items = ("".join(f"<div>{head}: {cell}</div>" for head, cell in zip(heads, row, strict=False)) for row in rows)
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def _with_address(match: re.Match[str]) -> str:
    address, words = match[1], match[2]
    return words if html.unescape(words) == html.unescape(address) else f"{words}, {address}"


def _wrapped(line: str) -> str:
    match = _LINE.fullmatch(line.rstrip())
    if match is None or not match[3]:
        return ""
    mark = f"{match[2]} " if match[2] else ""
    mark = "- " if mark and not mark[0].isdigit() else mark
    indent = match[1] + mark
    return textwrap.fill(
        match[3],
        WIDTH,
        initial_indent=indent,
        subsequent_indent=" " * len(indent),
        break_long_words=False,
        break_on_hyphens=False,
    )
