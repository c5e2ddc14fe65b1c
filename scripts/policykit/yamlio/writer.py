"""Writes nested values as readable YAML, with comments above keys and at line ends.

YAML libraries keep the comments of a file they read, but place new ones badly inside lists. This module writes a single fixed
layout.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, field

from .reader import BOOLEAN, NULLS, NUMBER, Loc, PlainScalar, Tree

WIDTH = 120
# An unquoted scalar that both our reader and YAML 1.2 read as text.
_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`.<=~](?:(?!: | #)[^\n])*")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


@dataclass(frozen=True)
class Comments:
    """Comments: `above` a key or an element on separate lines, or `beside` a value at the end of its line."""

    above: Mapping[Loc, str] = field(default_factory=dict)
    beside: Mapping[Loc, str] = field(default_factory=dict)


def yaml_text(tree: Tree, comments: Comments | None = None) -> str:
    """Return the tree in block style, one key per line, with a final newline."""
    return "\n".join(_block(tree, (), "", comments or Comments())) + "\n"


def scalar(value: str) -> str:
    """Return a value on one line: unquoted if it can only be read as text, otherwise in double quotes."""
    if isinstance(value, PlainScalar):
        return str(value)
    is_ambiguous = value in NULLS or BOOLEAN.fullmatch(value) or NUMBER.fullmatch(value)
    if not is_ambiguous and _PLAIN.fullmatch(value) and value.isprintable() and value[-1] not in ": ":
        return value
    return f'"{"".join(map(_escaped, value))}"'


def comment(text: str, indent: str = "") -> list[str]:
    """Return the text as wrapped comment lines."""
    lines = [line for paragraph in text.splitlines() for line in textwrap.wrap(paragraph, WIDTH - len(indent) - 2) or [""]]
    return [f"{indent}# {line}".rstrip() for line in lines]


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if char.isprintable():
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _block(tree: Tree, loc: Loc, indent: str, comments: Comments) -> list[str]:
    lines: list[str] = []
    if isinstance(tree, dict):
        for key, value in tree.items():
            here = (*loc, key)
            lines += comment(comments.above[here], indent) if here in comments.above else []
            lines += _entry(f"{indent}{scalar(key)}:", value, here, f"{indent}  ", comments)
    else:
        for index, value in enumerate(tree):
            here = (*loc, index)
            lines += comment(comments.above[here], indent) if here in comments.above else []
            lines += _item(value, here, indent, comments)
    return lines


def _entry(head: str, value: Tree, loc: Loc, indent: str, comments: Comments) -> list[str]:
    """Return the lines of a value, the first of which starts with `head` (`key:` or `-`)."""
    beside = f"  # {comments.beside[loc]}" if loc in comments.beside else ""
    if isinstance(value, dict | list):
        if not value:
            return [f"{head} {'{}' if isinstance(value, dict) else '[]'}{beside}"]
        return [f"{head}{beside}", *_block(value, loc, indent, comments)]
    if _fits_a_block(value):
        return [f"{head} |-{beside}", *(f"{indent}{line}".rstrip() for line in value.split("\n"))]
    return [f"{head} {scalar(value)}{beside}"]


def _item(value: Tree, loc: Loc, indent: str, comments: Comments) -> list[str]:
    if not isinstance(value, dict) or not value:
        return _entry(f"{indent}-", value, loc, f"{indent}  ", comments)
    # The first key is on the line of the dash, so a comment above that key goes above the dash.
    first = (*loc, next(iter(value)))
    above = comment(comments.above[first], indent) if first in comments.above else []
    rest = Comments({key: text for key, text in comments.above.items() if key != first}, comments.beside)
    lines = _block(value, loc, f"{indent}  ", rest)
    return [*above, f"{indent}- {lines[0].lstrip()}", *lines[1:]]


def _fits_a_block(value: str) -> bool:
    """Whether text can be a block scalar: several lines, without trailing spaces or unprintable characters."""
    lines = value.split("\n")
    is_multiline = len(lines) > 1 and lines[0].strip() and lines[-1].strip() and not lines[0].startswith(" ")
    return bool(is_multiline) and all(line.isprintable() and line == line.rstrip() for line in lines)
