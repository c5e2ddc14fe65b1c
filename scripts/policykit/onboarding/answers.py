"""The answers of somebody who adds a product: a tree like a product's file, its slug, and what was left out on purpose.

An answers file is a product's file with two keys more, `slug` and `skipped`; private fields stand among the others and are
parted when the product is written.
"""

from __future__ import annotations

import copy
import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from policykit.catalog.catalog import Catalogue
from policykit.catalog.references import SLUG, product_references
from policykit.foundation.diagnostics import Diagnostic, Invalid
from policykit.model import Contact, Product, Record, validate
from policykit.yamlio.reader import Loc, Source, Tree

from .fields import Field, fields_of

LONGEST_SLUG = 60
_LETTERS = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "o", "å": "a"}


@dataclass
class Answers:
    """What was answered so far; `skipped` holds field paths such as `streams[0].from` that were left out on purpose."""

    slug: str = ""
    tree: dict[str, Tree] = field(default_factory=dict)
    skipped: set[str] = field(default_factory=set)

    def get(self, loc: Loc) -> Tree | None:
        """What stands at a location; None where nothing does."""
        node: Any = self.tree
        for part in loc:
            if isinstance(node, dict):
                node = node.get(str(part))
            elif isinstance(node, list) and isinstance(part, int) and part < len(node):
                node = node[part]
            else:
                return None
        return node

    def put(self, loc: Loc, value: Tree) -> None:
        """Set a value; the records and lists around it are made."""
        node: Any = self.tree
        for part, following in itertools.pairwise(loc):
            empty: Tree = [] if isinstance(following, int) else {}
            if isinstance(node, list):
                if part == len(node):
                    node.append(empty)
                node = node[int(part)]
            else:
                node = node.setdefault(part, empty)
        if isinstance(node, list) and loc[-1] == len(node):
            node.append(value)
        else:
            node[loc[-1]] = value

    def copy(self) -> Answers:
        """An independent copy, to try a value on."""
        return Answers(self.slug, copy.deepcopy(self.tree), set(self.skipped))

    def written(self) -> dict[str, Tree]:
        """The tree of an answers file."""
        head: dict[str, Tree] = {"slug": self.slug} if self.slug else {}
        tail: dict[str, Tree] = {"skipped": sorted(self.skipped)} if self.skipped else {}
        return {**head, **self.tree, **tail}


def read_answers(source: Source) -> Answers:
    """The answers of a parsed file; the product in it is not judged yet. Raises `Invalid` where it is no such file."""
    tree = dict(source.tree) if isinstance(source.tree, dict) else None
    slug, skipped = (tree.pop("slug", ""), tree.pop("skipped", [])) if tree is not None else ("", [])
    if tree is None or not isinstance(slug, str) or not isinstance(skipped, list):
        fix = "write it like a product's file, with `slug:` above it"
        raise Invalid([Diagnostic(source.place(()), "no-answers", "this is no file of answers", fix)])
    return Answers(str(slug), tree, {str(path) for path in skipped})


def check_answers(catalogue: Catalogue, answers: Answers, source: Source) -> None:
    """Whether the answers make a product. Raises `Invalid` with every fault at its place in `source`."""
    context = {"languages": list(catalogue.languages), "regions": frozenset(catalogue.ses.regions)}
    faults = slug_diagnostics(catalogue, answers.slug, source)
    there = Source(source.file, answers.tree, source.values, source.keys)
    others = {slug: entry.product for slug, entry in {**catalogue.products, **catalogue.retired}.items()}
    try:
        product = validate(Product, there, context)
        # What only a load of all files would find: then the file would be written, and nothing could be built any more.
        slugs = {*others, answers.slug}
        faults += product_references(answers.slug, product, there, others, catalogue.checklists, slugs)
    except Invalid as found:
        faults += found.diagnostics
    if faults:
        raise Invalid(faults)


def slug_diagnostics(catalogue: Catalogue, slug: str, source: Source) -> list[Diagnostic]:
    """What is wrong with the slug, at its place in a file of answers."""
    fault = slug_fault(catalogue, slug)
    return [Diagnostic(source.place(("slug",)), "bad-slug", fault[0], fault[1])] if fault else []


def slug_fault(catalogue: Catalogue, slug: str) -> tuple[str, str] | None:
    """What is wrong with a slug, and the fix; None where it can be used."""
    suggestion = slug_of(slug)
    if not slug:
        return "the slug is missing", "add `slug:`, the name in addresses: small letters, digits and single hyphens"
    if not SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG:
        wanted = f"use small letters a to z, digits and single hyphens, at most {LONGEST_SLUG} characters"
        return f"the slug `{_short(slug)}` cannot be part of an address", wanted + (
            f", such as {suggestion}" if suggestion else ""
        )
    taken = {**catalogue.products, **catalogue.retired}
    if slug in taken:
        return f"there is a product `{slug}` already", f"choose another slug, or edit {taken[slug].file}"
    for entry in taken.values():
        if slug in entry.product.formerly:
            return f"`{slug}` is a former address of {entry.slug}, which leads on", "choose another slug"
    return None


def slug_of(words: str) -> str:
    """Words as part of an address: `Müller & Söhne` -> `mueller-soehne`; empty where no letter is left."""
    plain = "".join(_LETTERS.get(char, char) for char in words.lower())
    ascii_only = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:LONGEST_SLUG].strip("-")


def add_stream_ids(tree: dict[str, Tree]) -> None:
    """Give each stream without an id one made of its title, a number behind it where two are alike."""
    streams = tree.get("streams")
    items = [item for item in streams if isinstance(item, dict)] if isinstance(streams, list) else []
    used = {str(item["id"]) for item in items if "id" in item}
    for item in items:
        title = item.get("title")
        words = title.get("en", "") if isinstance(title, dict) else title
        if "id" in item or not isinstance(words, str):
            continue
        base = slug_of(words).lstrip("0123456789-") or "mail"
        found = next(name for name in _numbered(base) if name not in used)
        used.add(found)
        rest = dict(item)
        item.clear()
        item.update({"id": found, **rest})


def part_private(tree: Tree, record: type[Record] = Product) -> tuple[Tree, Tree]:
    """What may be published and what may not, as two trees of the same form; an empty one where there is nothing of it."""
    if not isinstance(tree, dict):
        return tree, {}
    if record is Contact and "name" in tree:
        # Mailbox and phone number beside a person's name are that person's: all of it is private, or the person agreed.
        return (tree, {}) if str(tree.get("may_be_published")) == "true" else ({}, tree)
    fields = {field.name: field for field in fields_of(record)}
    public: dict[str, Tree] = {}
    private: dict[str, Tree] = {}
    for key, value in tree.items():
        field = fields.get(key)
        if field and field.is_private:
            private[key] = value
            continue
        shown, hidden = _part_value(field, value)
        if shown or not hidden:
            public[key] = shown
        if hidden:
            private[key] = hidden
    return public, private


def _part_value(field: Field | None, value: Tree) -> tuple[Tree, Tree]:
    # A list stays whole: the overlay would append to it, not complete its elements. No list of the model has a private field.
    if field is None or field.record is None or field.is_list or not isinstance(value, dict):
        return value, {}
    if not field.is_mapping:
        return part_private(value, field.record)
    parted = {key: part_private(item, field.record) for key, item in value.items()}
    public = {key: shown for key, (shown, hidden) in parted.items() if shown or not hidden}
    return public, {key: hidden for key, (_, hidden) in parted.items() if hidden}


def _numbered(base: str) -> Iterator[str]:
    yield base
    number = 2
    while True:
        yield f"{base[: LONGEST_SLUG - 4]}-{number}"
        number += 1


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_SLUG else f"{text[: LONGEST_SLUG - 3]}..."
