"""Trees of HTML elements, escaped for output in a Markdown page or in a block of HTML.

Markdown parses text inside a paragraph, so that text needs Markdown escapes; text inside a block of HTML needs only HTML
escapes. Values from data are never printed unescaped.
"""

from __future__ import annotations

import html as html_module
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from policykit.catalog.languages import Language, Untranslated
from policykit.model import SOURCE_LANGUAGE, Text

BEGIN, END = "<!--html-->", "<!--/html-->"
"""Markers around each block of HTML in a Markdown page; `scripts/ready_html.py` leaves the content unchanged."""

# HTML elements without content. SVG shapes are not included: an unclosed <rect> would contain what follows it.
_VOID = frozenset({"br", "hr", "img", "meta", "input"})
_BLOCKS = frozenset({"article", "dd", "details", "div", "dl", "figure", "form", "ol", "p", "pre", "section", "table", "ul"})
_ROWS = frozenset({"table", "thead", "tbody", "tr", "dl", "ul", "ol"})
# Python-Markdown unescapes these everywhere (Markdown.ESCAPED_CHARS), but | only in tables, so | becomes an entity.
_MARKDOWN_MARKS = re.compile(r"([\\`*_{}\[\]])")
_LINE_START = re.compile(r"^(\s*)([#+\-:=~!]|\d+[.)])")


class Markdown(str):
    """Trusted Markdown from templates or rendering; it is not escaped again."""


class AbsentValue(TypeError):
    """A value to print is absent or is not text."""


@dataclass(frozen=True)
class Element:
    """An HTML element."""

    tag: str
    attributes: tuple[tuple[str, Any], ...]
    children: tuple[Any, ...]

    @property
    def is_block(self) -> bool:
        """Whether it is a block element, whose content Markdown does not parse."""
        return self.tag in _BLOCKS


def element(tag: str, *children: Any, **attributes: Any) -> Element:
    """Create `element("a", "text", href="x", class_="y")`. None or False omits an attribute; True writes it without a value."""
    named = [
        (name.rstrip("_").replace("_", "-"), value)
        for name, value in attributes.items()
        if value is not None and value is not False
    ]
    return Element(tag, tuple(named), children)


def escape_html(text: str) -> str:
    """Escape text for HTML elements and attributes."""
    return html_module.escape(text, quote=True)


def escape_markdown(text: str) -> str:
    """Escape text for a paragraph, heading, link label or table cell of a Markdown page."""
    # Keep narrow and no-break spaces: German uses one in 5 %.
    text = re.sub(r"[ \t\r\n]+", " ", text)
    text = (
        _MARKDOWN_MARKS.sub(r"\\\1", text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("|", "&#124;")
    )
    return _LINE_START.sub(lambda match: f"{match[1]}{_escape_first(match[2])}", text)


def _escape_first(mark: str) -> str:
    """Escape a mark that would start a list, heading or table at the beginning of a line."""
    return f"{mark[:-1]}\\{mark[-1]}" if mark[-1] in ".)#+-" else f"&#{ord(mark)};"


def plain(value: Any, language: Language) -> str:
    """Return a value as plain text. Raises `AbsentValue` for an absent value."""
    return "".join(words for words, _ in _words(value, language))


def _words(value: Any, language: Language) -> Iterator[tuple[str, str]]:
    """Yield the text of a single value and its language."""
    if value is None or isinstance(value, bool):
        raise AbsentValue(f"cannot print {value}: the field is absent or is not text")
    if isinstance(value, Text):
        yield language.text(value)
    elif isinstance(value, (int, Decimal)):
        yield language.number(value), language.code
    elif isinstance(value, date):
        yield language.date(value), language.code
    elif isinstance(value, str):
        yield str(value), SOURCE_LANGUAGE if isinstance(value, Untranslated) else language.code
    else:
        raise AbsentValue(f"cannot print a {type(value).__name__}: print one of its fields")


def to_html(node: Any, language: Language) -> str:
    """Return a tree or a value as HTML for a block of HTML."""
    if type(node) is str:  # the most common case
        return escape_html(node)
    if isinstance(node, Markdown):
        raise AbsentValue("cannot print Markdown inside HTML: it would not be rendered")
    if isinstance(node, Element):
        opened = _open(node)
        # A line break between cells and items: whoever strips the tags would otherwise join their words.
        between = "\n" if node.tag in _ROWS else ""
        inner = between.join([to_html(child, language) for child in node.children])
        return opened if node.tag in _VOID else f"{opened}{inner}</{node.tag}>"
    if isinstance(node, (list, tuple)):
        return "".join(to_html(child, language) for child in node)
    return "".join(marked(escape_html(words), code, language) for words, code in _words(node, language))


def to_markdown(node: Any, language: Language) -> str:
    """Return a tree or a value as text for a Markdown page."""
    if isinstance(node, Markdown):
        return node
    if isinstance(node, Element):
        if node.is_block:
            # Blank lines show Markdown where the block begins and ends; the markers keep it from parsing the content.
            return f"\n\n{BEGIN}{to_html(node, language)}{END}\n\n"
        opened = _open(node)
        return opened if node.tag in _VOID else f"{opened}{to_markdown(node.children, language)}</{node.tag}>"
    if isinstance(node, (list, tuple)):
        return "".join(to_markdown(child, language) for child in node)
    return "".join(marked(escape_markdown(words), code, language) for words, code in _words(node, language))


def _open(node: Element) -> str:
    parts = [node.tag]
    for name, value in node.attributes:
        parts.append(name if value is True else f'{name}="{escape_html(str(value))}"')
    return f"<{' '.join(parts)}>"


def marked(escaped: str, code: str, language: Language) -> str:
    """Add a visible mark and a `lang` attribute to text that is not in the page's language."""
    if code == language.code:
        return escaped
    note = escape_html(language.word("fallback_mark"))
    return f'<span lang="{escape_html(code)}">{escaped}</span> <small class="kit-fallback">{note}</small>'
