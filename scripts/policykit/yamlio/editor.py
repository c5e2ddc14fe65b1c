"""Changes values in a YAML file and keeps everything else: comments, order, quotes and line breaks."""

from __future__ import annotations

import io
import re
from itertools import pairwise
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import LiteralScalarString

from .reader import BOOLEAN, NUMBER, PlainScalar, Tree

_INDENTS = ((2, 4, 2), (2, 2, 0))
"""The ways to indent lists that files use: below their key, or under its first letter."""
_NO_CONTENT = re.compile(r"\s*(#|$)")
_KEY = re.compile(r"([ -]*)[^\s#-][^#]*:\s*(#.*)?$")
"""A key whose value is in the lines below, perhaps the first one of a list's entry."""
_ITEM = re.compile(r"( *)-\s")
_WIDE = 4096
"""No line is broken anew."""


def edited(text: str, before: Tree, after: Tree) -> str:
    """Return `text` with the values that `after` adds to or changes in `before`, its content as the reader returns it."""
    yaml = _yaml_for(text)
    content = yaml.load(text)
    _change(content, before, after)
    return _dumped(yaml, content)


def _yaml_for(text: str) -> YAML:
    """The settings that print the file as it is, or as nearly as possible: with most of its lists indented alike."""
    indented = flush = 0
    for above, line in pairwise(line for line in text.splitlines() if not _NO_CONTENT.match(line)):
        key, item = _KEY.match(above), _ITEM.match(line)
        if key and item:
            indented += len(item[1]) > len(key[1])
            flush += len(item[1]) == len(key[1])
    return _yaml(_INDENTS[flush > indented])


def _yaml(indents: tuple[int, int, int]) -> YAML:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = _WIDE
    yaml.brace_single_entry_mapping_in_flow_sequence = True
    yaml.indent(mapping=indents[0], sequence=indents[1], offset=indents[2])
    return yaml


def _dumped(yaml: YAML, content: Any) -> str:
    written = io.StringIO()
    yaml.dump(content, written)
    return written.getvalue()


def _change(node: Any, before: Tree, after: Tree) -> None:
    """Bring a mapping or list from `before` to `after`; what is equal stays untouched."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key, value in after.items():
            if key not in before:
                node[key] = _made(value)
            elif value != before[key]:
                _replace(node, key, before[key], value)
    elif isinstance(before, list) and isinstance(after, list):
        for index, item in enumerate(after):
            if index == len(node):
                node.append(_made(item))
            elif item != before[index]:
                _replace(node, index, before[index], item)


def _replace(node: Any, key: str | int, before: Tree, after: Tree) -> None:
    if isinstance(after, (dict, list)) and type(after) is type(before):
        _change(node[key], before, after)
    else:
        node[key] = _made(after)


def _made(value: Tree) -> Any:
    """A new value as the library writes it: a plain scalar as number or boolean, a text of several lines as a block."""
    if isinstance(value, dict):
        return {key: _made(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_made(item) for item in value]
    if isinstance(value, PlainScalar):
        if BOOLEAN.fullmatch(value):
            return value == "true"
        return (float(value) if "." in value else int(value)) if NUMBER.fullmatch(value) else str(value)
    return LiteralScalarString(value) if "\n" in str(value) else str(value)
