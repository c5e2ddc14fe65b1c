"""Converts a policy's Markdown to plain text for the zip, the text files and support cases.

Markdown is converted to HTML as on the site, and then to text. Everything that only color, columns or a link shows there
(a status, a table, a URL) is written out first.
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
"""The extensions in mkdocs.yml; a test compares the two."""
WIDTH = 76
"""Columns: fits 78 (the advice of RFC 5322 2.1.1) even after an email client quotes it once with `> `."""

_SECTION = re.compile(r"^(?=#{2,3} )", re.MULTILINE)
# HTML blocks from our own components, which Markdown does not need to parse.
_LIBRARY_BLOCKS = re.compile(f"{BEGIN}(.*?){END}", re.DOTALL)

# Paragraphs are indented by two columns, so headings need no marks.
_LOOK = {
    **STRICT_CSS_PROFILE,
    "p": HtmlElement(display=Display.block, margin_before=1, margin_after=1, padding_inline=2),
    "summary": HtmlElement(display=Display.none),
}
_CONFIG = ParserConfig(css=_LOOK)

# Only elements.py writes these tags (values of data are escaped), so regular expressions are safe here.
_STATUS = re.compile(r'\s*<span class="kit-status[^"]*">(.*?)</span>')
_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_ROW = re.compile(r"<tr\b[^>]*>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", re.DOTALL)
_PAIRS = re.compile(r'<dl class="kit-[^"]*">(.*?)</dl>', re.DOTALL)
_PAIR = re.compile(r"<div><dt>(.*?)</dt>\s*<dd>(.*?)</dd></div>", re.DOTALL)
_LOOSE = re.compile(r"<li>\s*<p>(.*?)</p>", re.DOTALL)
_EXTERNAL = re.compile(r'<a [^>]*href="(https?://[^"]+)"[^>]*>(.*?)</a>', re.DOTALL)
# inscriptis treats no-break spaces as ordinary ones, so private-use characters replace them during the conversion.
_PROTECTED = str.maketrans("\u00a0\u202f", "\ue000\ue001")
_RESTORED = str.maketrans("\ue000\ue001", "\u00a0\u202f")
_LINE = re.compile(r"( *)(?:([*+]|\d+\.) )?(.*)")


def plain_policy(policy: str) -> str:
    """Convert Markdown with embedded HTML blocks to text of at most `WIDTH` columns, ending in one newline.

    A longer word, such as a URL, is not broken.
    """
    sections = (_plain_section(section) for section in _SECTION.split(policy))
    return "\n\n\n".join(section for section in sections if section) + "\n"


@lru_cache(maxsize=2048)
def _plain_section(section: str) -> str:
    """One section with its heading as plain text. Cached, because many sections are the same for every product."""
    page = "".join(
        piece if number % 2 else _as_html(piece) for number, piece in enumerate(_LIBRARY_BLOCKS.split(section)) if piece.strip()
    )
    page = _TABLE.sub(_as_list, _STATUS.sub(r" (\1)", page))
    page = _PAIRS.sub(r"<ul>\1</ul>", _PAIR.sub(r"<li>\1: \2</li>", page))
    page = _EXTERNAL.sub(_with_address, _LOOSE.sub(r"<li>\1", page))
    lines = [_wrapped(line) for line in get_text(page.translate(_PROTECTED), _CONFIG).splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n").translate(_RESTORED)


@lru_cache(maxsize=2048)
def _as_html(piece: str) -> str:
    """Markdown as HTML. Cached, because most products share the template's text and converting it takes half the time."""
    return str(_converter().reset().convert(piece))


@cache
def _converter() -> markdown.Markdown:
    """One shared converter, because creating one takes longer than converting a short piece."""
    return markdown.Markdown(extensions=list(EXTENSIONS))


def _as_list(table: re.Match[str]) -> str:
    """A table as a list, because columns would not fit `WIDTH`: one item per row, one `heading: cell` line per cell."""
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
