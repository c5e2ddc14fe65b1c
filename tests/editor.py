"""What an editor sees of a YAML file: YAML 1.2 with its core schema, which has no timestamps, and keys that are text."""

from __future__ import annotations

import re
from typing import Any

from ruamel.yaml import YAML, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

# Section 10.3.2 of YAML 1.2.2. Ruamel's own table also takes 1_000 and 0b1, which editors leave text.
_NULL = re.compile(r"~|null|Null|NULL|")
_TRUE, _FALSE = re.compile("true|True|TRUE"), re.compile("false|False|FALSE")
_BASES = {8: re.compile(r"0o([0-7]+)"), 10: re.compile(r"([-+]?[0-9]+)"), 16: re.compile(r"0x([0-9a-fA-F]+)")}
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_SPECIAL = re.compile(r"([-+]?)\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")


def seen_by_editor(text: str) -> Any:
    """The JSON value that an editor holds against the schema. Raises `YAMLError` where it shows an error of form."""
    reader = YAML(typ="safe", pure=True)
    reader.allow_duplicate_keys = False
    return _value(reader.compose(text))


def _value(node: Node | None) -> Any:
    if isinstance(node, MappingNode):
        keys = [key.value for key, _ in node.value]
        if len(set(keys)) < len(keys):
            raise YAMLError("a key stands twice")
        return {str(key.value): _value(value) for key, value in node.value}
    if isinstance(node, SequenceNode):
        return [_value(item) for item in node.value]
    if isinstance(node, ScalarNode):
        return str(node.value) if node.style else _plain(str(node.value))
    return None


def _plain(text: str) -> Any:
    if _NULL.fullmatch(text):
        return None
    if _TRUE.fullmatch(text) or _FALSE.fullmatch(text):
        return text.lower() == "true"
    for base, pattern in _BASES.items():
        if found := pattern.fullmatch(text):
            return int(found[1], base)
    if _FLOAT.fullmatch(text):
        return float(text)
    return float(text.lower().replace(".", "")) if _SPECIAL.fullmatch(text) else text
