"""Small trees of HTML that can stand in a Markdown page or in a block of HTML, escaped for where they go out.

In a Markdown page, text inside a paragraph is parsed again, so it needs Markdown's escapes; inside a block of HTML it is not,
so it needs HTML's. One tree, two ways out: nothing from data is printed raw.
"""

from __future__ import annotations

import html as html_module
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from policykit.catalog.languages import Language
from policykit.model import Text

BEGIN, END = "<!--html-->", "<!--/html-->"
"""Around each block of HTML in a Markdown page; `scripts/ready_html.py` keeps what is between them as it is."""

# HTML elements without content. Shapes of SVG are not among them: an unclosed <rect> swallows what follows it.
_VOID = frozenset({"br", "hr", "img", "meta", "input"})
_BLOCKS = frozenset({"article", "dd", "details", "div", "dl", "figure", "form", "ol", "p", "pre", "section", "table", "ul"})
_ROWS = frozenset({"table", "thead", "tbody", "tr", "dl", "ul", "ol"})
# What Python-Markdown unescapes after a backslash everywhere (Markdown.ESCAPED_CHARS); | only in tables, so it is an entity.
_MARKDOWN_MARKS = re.compile(r"([\\`*_{}\[\]])")
_LINE_START = re.compile(r"^(\s*)([#+\-:=~]|\d+[.)])")


class Markdown(str):
    """Markdown that we wrote or rendered ourselves; it is never escaped again."""


class AbsentValue(TypeError):
    """A value that is not there, or is no text, was about to be printed."""


@dataclass(frozen=True)
class Element:
    """An HTML element."""

    tag: str
    attributes: tuple[tuple[str, Any], ...]
    children: tuple[Any, ...]

    @property
    def is_block(self) -> bool:
        """Whether Markdown leaves its content alone."""
        return self.tag in _BLOCKS


def element(tag: str, *children: Any, **attributes: Any) -> Element:
    """`element("a", "text", href="x", class_="y")`; an attribute that is None or False is left out, True has no value."""
    named = [
        (name.rstrip("_").replace("_", "-"), value)
        for name, value in attributes.items()
        if value is not None and value is not False
    ]
    return Element(tag, tuple(named), children)


def escape_html(text: str) -> str:
    """Text for HTML, in elements and attributes alike."""
    return html_module.escape(text, quote=True)


def escape_markdown(text: str) -> str:
    """Text for a paragraph, heading, link label or table cell of a Markdown page."""
    # Narrow and no-break spaces stay: German writes 5 % with one.
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
    """What would start a list, heading or table at the beginning of a line."""
    return f"{mark[:-1]}\\{mark[-1]}" if mark[-1] in ".)#+-" else f"&#{ord(mark)};"


def plain(value: Any, language: Language) -> str:
    """A value as words. Raises `AbsentValue` for what is not there."""
    return "".join(words for words, _ in _words(value, language))


def _words(value: Any, language: Language) -> Iterator[tuple[str, str]]:
    """The words of a single value and the language they are in."""
    if value is None or isinstance(value, bool):
        raise AbsentValue(f"{value} was about to be printed: the field is absent, or is no text")
    if isinstance(value, Text):
        yield language.text(value)
    elif isinstance(value, (int, Decimal)):
        yield language.number(value), language.code
    elif isinstance(value, date):
        yield language.date(value), language.code
    elif isinstance(value, str):
        yield str(value), language.code
    else:
        raise AbsentValue(f"a {type(value).__name__} was about to be printed: print one of its fields")


def to_html(node: Any, language: Language) -> str:
    """A tree, or a value, inside a block of HTML."""
    if type(node) is str:  # what most nodes are
        return escape_html(node)
    if isinstance(node, Markdown):
        raise AbsentValue("Markdown was about to be printed inside HTML, where nothing reads it")
    if isinstance(node, Element):
        opened = _open(node)
        # A line break between cells and items: the search index strips tags, and would glue their words together.
        between = "\n" if node.tag in _ROWS else ""
        inner = between.join([to_html(child, language) for child in node.children])
        return opened if node.tag in _VOID else f"{opened}{inner}</{node.tag}>"
    if isinstance(node, (list, tuple)):
        return "".join(to_html(child, language) for child in node)
    return "".join(_marked(escape_html(words), code, language) for words, code in _words(node, language))


def to_markdown(node: Any, language: Language) -> str:
    """A tree, or a value, in a Markdown page."""
    if isinstance(node, Markdown):
        return node
    if isinstance(node, Element):
        if node.is_block:
            # Blank lines around it tell Markdown that a block begins and ends, the marks that nothing in it is to be read.
            return f"\n\n{BEGIN}{to_html(node, language)}{END}\n\n"
        opened = _open(node)
        return opened if node.tag in _VOID else f"{opened}{to_markdown(node.children, language)}</{node.tag}>"
    if isinstance(node, (list, tuple)):
        return "".join(to_markdown(child, language) for child in node)
    return "".join(_marked(escape_markdown(words), code, language) for words, code in _words(node, language))


def _open(node: Element) -> str:
    parts = [node.tag]
    for name, value in node.attributes:
        parts.append(name if value is True else f'{name}="{escape_html(str(value))}"')
    return f"<{' '.join(parts)}>"


def _marked(escaped: str, code: str, language: Language) -> str:
    """Words in another language than the page's carry a visible mark and their language."""
    if code == language.code:
        return escaped
    note = escape_html(language.word("fallback_mark"))
    return f'<span lang="{escape_html(code)}">{escaped}</span> <small class="kit-fallback">{note}</small>'
