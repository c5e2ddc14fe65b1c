"""The facts as the two files of a product: trees in the model's order, each value with the line it comes from.

The trees are read back and checked before anybody writes them.
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
"""The keys that every product needs and a draft need not label."""
Read = tuple[Unsure, str, bool]


@dataclass(frozen=True)
class Imported:
    """The two trees of a product, where each value comes from, and what is left."""

    public: dict[str, Tree]
    private: dict[str, Tree]
    beside: dict[Loc, str]
    """Place in the public tree -> the line it comes from."""
    beside_private: dict[Loc, str]
    missing: tuple[str, ...]
    unused: tuple[int, ...]
    taken: int
    reviews: int


def product_text(imported: Imported, name: str) -> str:
    """The public file; `name` is that of the draft."""
    words = f"Imported from {name} by import_draft.py; each value cites its line of the draft."
    return scaffold.product_text(imported.public, words, imported.beside)


def overlay_text(imported: Imported, name: str) -> str:
    """The private file."""
    words = f"What must not be published of {name}, imported by import_draft.py; each value cites its line of the draft."
    return scaffold.overlay_text(imported.private, words, imported.beside_private)


def assembled(
    draft: Draft, known: Known, taken: list[Taken], unsure: list[Read], unused: tuple[int, ...], given: dict[str, str]
) -> Imported:
    """The files' trees, and only what loads."""
    context = {"languages": list(known.languages), "regions": known.regions}
    while True:
        made = _imported(taken, unsure, unused, given)
        broken = _broken(made, context)
        if not broken:
            return made
        # A kind took what the model refuses: the whole key goes to a person.
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
                unsure = [*unsure, (Unsure(item.line, about, "the product's model refuses it"), says, True)]
        if not dropped and not refused:
            raise AssertionError(f"what is to be read cannot be written: {broken}")


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
    """Up to where a place is an element of a list; 0 where it is in none. An overlay appends elements as a whole."""
    return next((index + 1 for index, part in enumerate(place) if isinstance(part, Item)), 0)


def _is_private(item: Taken, private_items: set[Place]) -> bool:
    end = _last_item(item.place)
    return item.private or bool(end and item.place[:end] in private_items)


def _tree(taken: list[Taken]) -> tuple[dict[str, Tree], dict[Loc, str]]:
    """Values at their places; elements of a list in the order of their first line."""
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


def _broken(made: Imported, context: dict[str, Any]) -> set[str]:
    """The keys of the product that would not load; the two that may be missing do not count."""
    filled = {**dict.fromkeys(made.missing, "x"), **made.public}
    try:
        public = parse_yaml(yaml_text(filled), "product")
        private = parse_yaml(yaml_text(made.private), "overlay") if made.private else Source("overlay", {})
        merged = merge(public, private)
    except Invalid as invalid:
        raise AssertionError(f"the writer made what the reader refuses: {invalid}") from invalid
    try:
        validate(Product, merged, context)
    except Invalid as invalid:
        return {
            key for diagnostic in invalid.diagnostics for key in filled | made.private if _holds(merged, key, diagnostic.place)
        }
    return set()


def _holds(source: Source, key: str, place: object) -> bool:
    """Whether a key's value, or the key itself, stands at a place."""
    places = [where for loc, where in (*source.values.items(), *source.keys.items()) if loc[:1] == (key,)]
    return place in places
