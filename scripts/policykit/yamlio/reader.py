"""Parses YAML into nested dicts, lists and strings, with the place of every key and value.

Scalars stay text; the model converts them. YAML 1.1 loaders would turn the account id 012345670123 into 1402433619, `no` into
False and 10:30 into 630. Editors read YAML 1.2, so an unquoted scalar that YAML 1.2 reads as a number or a boolean becomes a
`PlainScalar`. The model can then reject values that an editor would read differently.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from policykit.foundation.diagnostics import Diagnostic, Invalid, Place
from policykit.foundation.text_files import read_exact

Loc = tuple[str | int, ...]
Tree = Any  # dict[str, Tree] | list[Tree] | str; a recursive alias is not worth its cost here

# YAML 1.2 core schema (section 10.3.2): scalars that an editor does not read as text.
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
BOOLEAN = re.compile(r"true|True|TRUE|false|False|FALSE")
NUMBER = re.compile(r"[-+]?(?:[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+|(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
                     r"|\.(?:inf|Inf|INF))|\.(?:nan|NaN|NAN)")  # fmt: skip


class PlainScalar(str):
    """An unquoted value that YAML 1.2 reads as a number or a boolean."""


@dataclass
class Source:
    """A parsed file, or several merged files: the tree and the place of each key and value."""

    file: str
    tree: Tree
    values: dict[Loc, Place] = field(default_factory=dict)
    keys: dict[Loc, Place] = field(default_factory=dict)

    def place(self, loc: Loc, *, of_key: bool = False) -> Place:
        """Return the place of `loc`, or of its nearest ancestor that exists."""
        while loc:
            known = (self.keys if of_key else self.values).get(loc) or self.keys.get(loc) or self.values.get(loc)
            if known:
                return known
            loc = loc[:-1]
            of_key = True
        return self.values.get((), Place(self.file))


def read_yaml(path: Path, *, shown_as: str | None = None) -> Source:
    """Read a file. Raises `Invalid` with all format errors, each with its place.

    `shown_as` is the file name in messages; pass a path relative to the project.
    """
    name = shown_as or str(path)
    return parse_yaml(read_exact(path, name), name)


def parse_yaml(text: str, file: str, *, first_line: int = 1) -> Source:
    """Parse YAML text. `first_line` is its first line in `file` (front matter starts at line 2)."""
    parsed = _parse(text, file, first_line)
    return Source(file, _copy(parsed.tree), dict(parsed.values), dict(parsed.keys))


def _copy(tree: Tree) -> Tree:
    if isinstance(tree, dict):
        return {key: _copy(child) for key, child in tree.items()}
    return [_copy(child) for child in tree] if isinstance(tree, list) else tree


DEEPEST = 50
"""Levels of nesting that a file may have; the model has fewer than ten."""
# A line that is indented far or begins with many dashes. Deeper nesting needs this, or brackets.
_MAYBE_DEEP = re.compile(rf"^[ ?-]{{{DEEPEST}}}", re.MULTILINE)
_BRACKET = re.compile(r"[\[\]{}]")


_SECOND_DOCUMENT = ("but found another document", "did not find expected <document start>")
"""What the parser says where a document has ended and another one begins, with `---` or without."""


# After an edit, all files but one are unchanged. Callers get a copy, because they may modify the tree.
@lru_cache(maxsize=512)
def _parse(text: str, file: str, first_line: int) -> Source:
    _refuse_deep(text, file, first_line)
    try:
        node = yaml.compose(text.removeprefix("\ufeff"), Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(file, mark.line + first_line, mark.column + 1) if mark else Place(file)
        what = " ".join(part for part in (error.context, error.problem) if part)
        message, fix = f"not valid YAML: {what}", _yaml_fix(text, mark)
        if error.problem in _SECOND_DOCUMENT:
            message = "a second YAML document begins here"
            fix = "keep one document per file: remove this line, or everything from it on"
        raise Invalid([Diagnostic(place, "broken-yaml", message, fix)]) from None
    except yaml.YAMLError as error:
        # The C parser reports unreadable characters without a position.
        what = str(error).splitlines()[0]
        raise Invalid([Diagnostic(Place(file), "broken-yaml", f"not valid YAML: {what}", "remove that character")]) from None
    source = Source(file, {})
    walker = _Walker(source, first_line)
    if node is not None:
        source.tree = walker.walk(node, ())
    if walker.errors:
        raise Invalid(walker.errors)
    return source


def _refuse_deep(text: str, file: str, first_line: int) -> None:
    """Raise `Invalid` if values are nested too deeply: the parser would need more stack than there is, and end the process."""
    opened = itertools.accumulate((1 if found[0] in "[{" else -1 for found in _BRACKET.finditer(text)), initial=0)
    if max(opened) <= DEEPEST and not _MAYBE_DEEP.search(text):
        return
    depth = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > DEEPEST:
                mark = event.start_mark
                place = Place(file, mark.line + first_line, mark.column + 1) if mark else Place(file)
                message = f"nested too deeply: more than {DEEPEST} levels"
                raise Invalid([Diagnostic(place, "broken-yaml", message, "use fewer levels of nesting")])
    except yaml.YAMLError:
        return  # reported with its place by the parser


def _yaml_fix(text: str, mark: yaml.Mark | None) -> str:
    lines = text.splitlines()
    if mark and mark.line < len(lines) and "\t" in lines[mark.line]:
        return "indent with spaces: YAML allows no tabs"
    return "check indentation and quotes; text that contains ': ' or ' #', or starts with [ { * & ! % @, needs quotes"


class _Walker:
    """Converts nodes to plain values and collects places and errors."""

    def __init__(self, source: Source, first_line: int) -> None:
        self.source, self.first_line = source, first_line
        self.errors: list[Diagnostic] = []
        self.seen: set[int] = set()

    def _place(self, node: yaml.Node) -> Place:
        mark = node.start_mark
        return Place(self.source.file, mark.line + self.first_line, mark.column + 1)

    def _error(self, node: yaml.Node, rule: str, message: str, fix: str) -> None:
        self.errors.append(Diagnostic(self._place(node), rule, message, fix))

    def walk(self, node: yaml.Node, loc: Loc) -> Tree:
        self.source.values[loc] = self._place(node)
        if id(node) in self.seen:
            self._error(node, "yaml-alias", "an alias (*name) repeats another value", "write out the value")
            return ""
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._walk_mapping(node, loc)
        if isinstance(node, yaml.SequenceNode):
            return [self.walk(child, (*loc, index)) for index, child in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)
        return self._walk_scalar(node)

    def _walk_mapping(self, node: yaml.MappingNode, loc: Loc) -> dict[str, Tree]:
        result: dict[str, Tree] = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            if not key:
                self._error(key_node, "bad-key", "the key is not a plain word", "write `key: value`")
            elif key in result:
                first = self.source.keys[(*loc, key)]
                self._error(key_node, "duplicate-key", f"duplicate key `{key}`, first in line {first.line}", "keep one")
            else:
                self.source.keys[(*loc, key)] = self._place(key_node)
                result[key] = self.walk(value_node, (*loc, key))
        return result

    def _walk_scalar(self, node: yaml.ScalarNode) -> str:
        text = str(node.value)
        if node.style in ("'", '"', "|", ">"):
            return text
        if text in NULLS:
            self._error(node, "empty-value", "the key has no value", "add a value, or remove the key")
        if BOOLEAN.fullmatch(text) or NUMBER.fullmatch(text):
            return PlainScalar(text)
        return text


def merge(public: Source, overlay: Source) -> Source:
    """Merge `overlay` into `public`: mappings merge, lists append. Raises `Invalid` if both files set the same value."""
    merged = Source(public.file, None, dict(public.values), dict(public.keys))
    errors: list[Diagnostic] = []

    def note(tree: Tree, loc: Loc, target: Loc) -> None:
        for offset, child in _children(tree):
            note(child, (*loc, offset), (*target, offset))
        merged.values[target] = overlay.place(loc)
        if loc in overlay.keys:
            merged.keys[target] = overlay.keys[loc]

    def lay(base: Tree, extra: Tree, loc: Loc) -> Tree:
        if isinstance(base, dict) and isinstance(extra, dict):
            result = dict(base)
            for key, value in extra.items():
                if key in base:
                    result[key] = lay(base[key], value, (*loc, key))
                else:
                    result[key] = value
                    note(value, (*loc, key), (*loc, key))
            return result
        if isinstance(base, list) and isinstance(extra, list):
            for index, item in enumerate(extra):
                note(item, (*loc, index), (*loc, len(base) + index))
            return [*base, *extra]
        dotted = ".".join(str(part) for part in loc)
        message = f"`{dotted}` is also in {public.place(loc)}"
        errors.append(Diagnostic(overlay.place(loc), "value-in-both-files", message, "keep it in only one of the two files"))
        return base

    merged.tree = lay(public.tree, overlay.tree, ())
    if errors:
        raise Invalid(errors)
    return merged


def _children(tree: Tree) -> Iterator[tuple[str | int, Tree]]:
    if isinstance(tree, dict):
        yield from tree.items()
    elif isinstance(tree, list):
        yield from enumerate(tree)
