"""Patterns of what is left over from a template or a draft. No page may contain it, so an import leaves it to a person."""

from __future__ import annotations

import re

TEMPLATE = re.compile(
    r"\{\{|\}\}|\{%|%\}|\bTODO\b|\bTBD\b|Macro (?:Rendering|Syntax) Error|Traceback \(most recent|\bUndefined\b"
    r"|root=\{|\bElement\(tag=|<\w+(\.\w+)* object at 0x"
)
BRACKETED = re.compile(r"\[[^\[\]\n]{2,90}\]")
"""A blank, such as [first name]; pages may contain declared ones."""
ESCAPE = re.compile(r"\\[_*`\[\]{}|]")
ROW_BEGINS = re.compile(r"^[ \t]*\|", re.MULTILINE)
"""A table row that is shown as plain text."""


def is_left_over(text: str) -> bool:
    """Whether a text contains any of these."""
    return any(pattern.search(text) for pattern in (TEMPLATE, BRACKETED, ESCAPE, ROW_BEGINS))
