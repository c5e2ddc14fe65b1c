"""Turns the facts into a product's two files: trees in the model's order, each value with its line in the draft.

The trees are parsed and validated before they are written.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from policykit.foundation.diagnostics import Invalid
from policykit.model import Product, validate
from policykit.onboarding import scaffold
from policykit.yamlio.reader import Loc, Source, Tree, merge, parse_yaml
from policykit.yamlio.writer import yaml_text

from .candidates import Item, Known, Place, Taken, Unsure, number
from .passages import Draft

REQUIRED = ("name", "summary")
"""The required keys that a draft may lack."""
Read = tuple[Unsure, str, bool]


@dataclass(frozen=True)
class Imported:
    """The two trees of a product, the origin of each value, and what was not imported."""

    public: dict[str, Tree]
    private: dict[str, Tree]
    beside: dict[Loc, str]
    """Location in the public tree -> its origin, such as `line 12`."""
    beside_private: dict[Loc, str]
    missing: tuple[str, ...]
    unused: tuple[int, ...]
    taken: int
    reviews: int


def product_text(imported: Imported, name: str) -> str:
    """The public file; `name` is the draft's file name."""
    words = f"Imported from {name} by import_draft.py; each value cites its line of the draft."
    return scaffold.product_text(imported.public, words, imported.beside)


def overlay_text(imported: Imported, name: str) -> str:
    """The private file; `name` is the draft's file name."""
    words = f"Private values from {name}, imported by import_draft.py; each value cites its line of the draft. Do not publish."
    return scaffold.overlay_text(imported.private, words, imported.beside_private)


def assembled(
    draft: Draft, known: Known, taken: list[Taken], unsure: list[Read], unused: tuple[int, ...], given: dict[str, str]
) -> Imported:
    """The trees of both files; keys that do not validate become review entries instead."""
    context = {"languages": list(known.languages), "regions": known.regions}
    while True:
        imported = _imported(taken, unsure, unused, given)
        broken = _broken(imported, context)
        if not broken:
            return imported
        # The model rejects an extracted value, so everything under its top-level key is left to a person.
        dropped = [item for item in taken if item.place[0] in broken]
        known_lines = {(item.line, item.about) for item, _, _ in unsure}
        taken = [item for item in taken if item.place[0] not in broken]
        refused = broken & given.keys()
        given = {key: value for key, value in given.items() if key not in broken}
        for item in dropped:
            about = str(item.place[0])
            if (item.line, about) not in known_lines:
                known_lines.add((item.line, about))
                says = draft.says.get(item.line) or draft.lines[item.line - 1].strip()
                unsure = [*unsure, (Unsure(item.line, about, "the value is not valid for this field"), says, True)]
        if not dropped and not refused:
            raise AssertionError(f"the review entries do not validate: {broken}")


def _imported(taken: list[Taken], unsure: list[Read], unused: tuple[int, ...], given: dict[str, str]) -> Imported:
    private_items = {item.place[: _last_item(item.place)] for item in taken if item.private and _last_item(item.place)}
    public, beside = _tree([item for item in taken if not _is_private(item, private_items)])
    private, beside_private = _tree([item for item in taken if _is_private(item, private_items)])
    for key, value in given.items():
        if key not in public:
            public[key], beside[(key,)] = value, f"given with --{key}"
    for tree, is_private in ((public, False), (private, True)):
        entries = [_review(item, says) for item, says, hidden in unsure if hidden is is_private]
        if entries:
            tree["review"] = entries
    missing = tuple(key for key in REQUIRED if key not in public)
    ordered, ordered_private = scaffold.in_order(public, Product), scaffold.in_order(private, Product)
    return Imported(ordered, ordered_private, beside, beside_private, missing, unused, len(taken), len(unsure))


def _last_item(place: Place) -> int:
    """The length of a place up to its list element; 0 if it is in no list. An overlay can only append complete elements."""
    return next((index + 1 for index, part in enumerate(place) if isinstance(part, Item)), 0)


def _is_private(item: Taken, private_items: set[Place]) -> bool:
    end = _last_item(item.place)
    return item.private or bool(end and item.place[:end] in private_items)


def _tree(taken: list[Taken]) -> tuple[dict[str, Tree], dict[Loc, str]]:
    """The values as a tree, and the origin of each; list elements are ordered by their first line."""
    tree: dict[str, Tree] = {}
    beside: dict[Loc, str] = {}
    numbers: dict[Place, dict[str, int]] = {}
    for item in sorted(taken, key=lambda item: item.line):
        node: Any = tree
        loc: Loc = ()
        for index, part in enumerate(item.place):
            is_last = index + 1 == len(item.place)
            empty: Any = [] if not is_last and isinstance(item.place[index + 1], Item) else {}
            key: str | int
            if isinstance(part, Item):
                known = numbers.setdefault(item.place[:index], {})
                key = known.setdefault(part.name, len(known))
                if key == len(node):
                    node.append(item.value if is_last else empty)
            else:
                key = part
                node.setdefault(key, item.value if is_last else empty)
            node, loc = node[key], (*loc, key)
        beside[loc] = f"line {item.line}"
    return tree, beside


def _review(item: Unsure, says: str) -> dict[str, Tree]:
    entry: dict[str, Tree] = {"line": number(item.line), "says": says, "about": item.about}
    return {**entry, "why": item.why} if item.why else entry


def _broken(imported: Imported, context: dict[str, Any]) -> set[str]:
    """The top-level keys that do not validate; `REQUIRED` keys may be missing."""
    filled = {**dict.fromkeys(imported.missing, "x"), **imported.public}
    try:
        public = parse_yaml(yaml_text(filled), "product")
        private = parse_yaml(yaml_text(imported.private), "overlay") if imported.private else Source("overlay", {})
        merged = merge(public, private)
    except Invalid as invalid:
        raise AssertionError(f"the YAML writer produced text that the reader rejects: {invalid}") from invalid
    try:
        validate(Product, merged, context)
    except Invalid as invalid:
        return {
            key
            for diagnostic in invalid.diagnostics
            for key in filled | imported.private
            if _contains(merged, key, diagnostic.place)
        }
    return set()


def _contains(source: Source, key: str, place: object) -> bool:
    """Whether a top-level key or anything below it is at a place of the file."""
    places = [where for loc, where in (*source.values.items(), *source.keys.items()) if loc[:1] == (key,)]
    return place in places
