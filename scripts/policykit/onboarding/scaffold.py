"""Writes the file of a new product: each key with a comment above it, and unused keys as comments at the end.

All comments are descriptions from the model.
"""

from __future__ import annotations

from collections.abc import Mapping

from policykit.model import Product, Record
from policykit.yamlio.reader import Loc, Tree
from policykit.yamlio.writer import Comments, comment, yaml_text

from .answers import part_private
from .fields import fields_of

PRODUCT_HEAD = "# yaml-language-server: $schema=../../schema/product.schema.json"
OVERLAY_HEAD = "# yaml-language-server: $schema=../../schema/overlay.schema.json"
_UNUSED = "Unused fields. To use one, remove the # and add a value; leave out what you do not know."


def product_text(tree: dict[str, Tree], words: str, beside: Mapping[Loc, str] | None = None) -> str:
    """The public file; `words` is a comment on its origin, `beside` maps locations to comments at the end of their line."""
    unused = [f"{field.name}: {field.description}" for field in fields_of(Product) if field.name not in tree]
    hints = [line for hint in unused for line in comment(hint)]
    return _file(PRODUCT_HEAD, tree, words, beside) + "\n".join(["", *comment(_UNUSED), "#", *hints]) + "\n"


def overlay_text(tree: dict[str, Tree], words: str, beside: Mapping[Loc, str] | None = None) -> str:
    """The private file; parameters as above."""
    return _file(OVERLAY_HEAD, tree, words, beside)


def _file(head: str, tree: dict[str, Tree], words: str, beside: Mapping[Loc, str] | None) -> str:
    """A file with an empty line before each top-level key, for readability."""
    ordered = in_order(tree, Product)
    assert isinstance(ordered, dict)
    comments = Comments(meanings(ordered, Product), beside or {})
    parts = [yaml_text({key: value}, comments) for key, value in ordered.items()]
    return "\n".join(["\n".join([head, *comment(words), ""]), *parts])


def parted(tree: dict[str, Tree]) -> tuple[dict[str, Tree], dict[str, Tree]]:
    """The trees of the public and the private file."""
    public, private = part_private(tree)
    assert isinstance(public, dict)
    return public, private if isinstance(private, dict) else {}


def in_order(tree: Tree, record: type[Record] | None) -> Tree:
    """The tree with the keys of every record in the model's order."""
    if isinstance(tree, list):
        return [in_order(item, record) for item in tree]
    if not isinstance(tree, dict) or record is None:
        return tree
    fields = {field.name: field for field in fields_of(record)}
    result: dict[str, Tree] = {}
    for name in sorted(tree, key=lambda key: list(fields).index(key) if key in fields else len(fields)):
        field, value = fields.get(name), tree[name]
        if field and field.is_mapping and isinstance(value, dict):
            result[name] = {key: in_order(item, field.record) for key, item in value.items()}
        else:
            result[name] = in_order(value, field.record if field else None)
    return result


def meanings(tree: Tree, record: type[Record], loc: Loc = (), explained: set[str] | None = None) -> dict[Loc, str]:
    """Location -> description of its key; each field of a record is explained once per file."""
    explained = set() if explained is None else explained
    found: dict[Loc, str] = {}
    for field in fields_of(record):
        if not isinstance(tree, dict) or field.name not in tree:
            continue
        here, value = (*loc, field.name), tree[field.name]
        if field.key not in explained:
            explained.add(field.key)
            found[here] = field.description
        if field.record:
            inner = list(enumerate(value)) if isinstance(value, list) else list(value.items()) if field.is_mapping else None
            for part, item in inner if inner is not None else [(None, value)]:
                found |= meanings(item, field.record, here if part is None else (*here, part), explained)
    return found
