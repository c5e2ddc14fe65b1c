"""Fills the values into a rule's message, in English for commands and in a page's language for pages; lists all messages."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from policykit.catalog.languages import Language

from .context import Found
from .lib.quotations import Quotation

CONTEXT = "rule"
"""The context of all texts of rules in the translations."""


def filled(text: str, values: Mapping[str, object], language: Language | None = None) -> str:
    """Return `text` with each `{name}` replaced by its value. Without `language`, values are printed in English."""
    if not values:
        return text
    return text.format(**{name: _printed(value, language) for name, value in values.items()})


def _printed(value: object, language: Language | None) -> str:
    match value:
        case bool():
            return str(value).lower()
        case int() | Decimal():
            return language.number(value) if language else format(value, ",")
        case date():
            return language.date(value) if language else f"{value:%B} {value.day}, {value.year}"
        case list() | tuple():
            parts = [_printed(part, language) for part in value]
            return language.join(parts) if language else _joined(parts)
        case Quotation():
            return language.word("quotation", words=value) if language else f'"{value}"'
        case _:
            return str(value)


def _joined(parts: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def found_texts(file: Path) -> Iterator[tuple[int, str | None]]:
    """Line and text of each message and fix in the `Found(...)` calls of a module; None for one that is not literal."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == Found.__name__:
            for part in node.args[1:]:
                for choice in _choices(part):
                    value = choice.value if isinstance(choice, ast.Constant) else None
                    yield choice.lineno, value if isinstance(value, str) else None


def _choices(node: ast.expr) -> Iterator[ast.expr]:
    """Both sides of `a if b else c`; anything else itself."""
    if isinstance(node, ast.IfExp):
        yield from _choices(node.body)
        yield from _choices(node.orelse)
    else:
        yield node
