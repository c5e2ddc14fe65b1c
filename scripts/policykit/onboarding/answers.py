"""The answers of a person who adds a product: product data as a tree, the slug, and intentionally skipped fields.

An answers file is a product file with two additional keys, `slug` and `skipped`. Private fields are mixed with public ones and
are separated when the product is written.
"""

from __future__ import annotations

import copy
import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from policykit.catalog.addresses import written_pages
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
    """The answers so far; `skipped` contains intentionally omitted field paths, such as `streams[0].from`."""

    slug: str = ""
    tree: dict[str, Tree] = field(default_factory=dict)
    skipped: set[str] = field(default_factory=set)

    def get(self, loc: Loc) -> Tree | None:
        """The value at a location; None if there is none."""
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
        """Set a value; creates the records and lists around it."""
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
        """A deep copy, used to test a value before it is accepted."""
        return Answers(self.slug, copy.deepcopy(self.tree), set(self.skipped))

    def written(self) -> dict[str, Tree]:
        """The tree of an answers file."""
        head: dict[str, Tree] = {"slug": self.slug} if self.slug else {}
        tail: dict[str, Tree] = {"skipped": sorted(self.skipped)} if self.skipped else {}
        return {**head, **self.tree, **tail}


def read_answers(source: Source) -> Answers:
    """The answers of a parsed file; does not validate the product. Raises `Invalid` if it is not an answers file."""
    tree = dict(source.tree) if isinstance(source.tree, dict) else None
    slug, skipped = (tree.pop("slug", ""), tree.pop("skipped", [])) if tree is not None else ("", [])
    if tree is None or not isinstance(slug, str) or not isinstance(skipped, list):
        fix = "use the format of a product file, with `slug:` on the first line"
        raise Invalid([Diagnostic(source.place(()), "no-answers", "not an answers file", fix)])
    return Answers(str(slug), tree, {str(path) for path in skipped})


def check_answers(catalogue: Catalogue, answers: Answers, source: Source) -> None:
    """Check that the answers are a valid product. Raises `Invalid` with all errors, each at its place in `source`."""
    context = {"languages": list(catalogue.languages), "regions": frozenset(catalogue.ses.regions)}
    diagnostics = slug_diagnostics(catalogue, answers.slug, source)
    product_source = Source(source.file, answers.tree, source.values, source.keys)
    others = {slug: entry.product for slug, entry in {**catalogue.products, **catalogue.retired}.items()}
    try:
        product = validate(Product, product_source, context)
        # Check references now; otherwise a bad one would only be found when all files are loaded, and block every build.
        slugs = {*others, answers.slug}
        diagnostics += product_references(answers.slug, product, product_source, others, catalogue.checklists, slugs)
    except Invalid as invalid:
        diagnostics += invalid.diagnostics
    if diagnostics:
        raise Invalid(diagnostics)


def slug_diagnostics(catalogue: Catalogue, slug: str, source: Source) -> list[Diagnostic]:
    """The error in the slug, at its place in an answers file; empty if the slug is valid."""
    error = slug_fault(catalogue, slug)
    return [Diagnostic(source.place(("slug",)), "bad-slug", error[0], error[1])] if error else []


def slug_fault(catalogue: Catalogue, slug: str) -> tuple[str, str] | None:
    """Message and fix for a slug that cannot be used; None if it can."""
    suggestion = slug_of(slug)
    if not slug:
        return "the slug is missing", "add `slug:`, the product's name in URLs (lowercase letters, digits and single hyphens)"
    if not SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG:
        wanted = f"use lowercase letters a to z, digits and single hyphens, at most {LONGEST_SLUG} characters"
        return f"the slug `{_short(slug)}` cannot be used in a URL", wanted + (f", such as {suggestion}" if suggestion else "")
    if page := next(written_pages(catalogue, slug), None):
        return f"`{slug}` is the address of the page {catalogue.settings.shown(page)}", "choose another slug"
    taken = {**catalogue.products, **catalogue.retired}
    if slug in taken:
        return f"the product `{slug}` already exists", f"choose another slug, or edit {taken[slug].file}"
    for entry in taken.values():
        if slug in entry.product.formerly:
            return f"`{slug}` is a former slug of {entry.slug} and redirects there", "choose another slug"
    return None


def slug_of(words: str) -> str:
    """Convert words to a slug: `Müller & Söhne` -> `mueller-soehne`; empty if no letters or digits are left."""
    plain = "".join(_LETTERS.get(char, char) for char in words.lower())
    ascii_only = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:LONGEST_SLUG].strip("-")


def add_stream_ids(tree: dict[str, Tree]) -> None:
    """Give each stream without an id one derived from its title, with a number if it is already used."""
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
    """Split a tree into a public and a private tree of the same form; either may be empty."""
    if not isinstance(tree, dict):
        return tree, {}
    if record is Contact and "name" in tree:
        # Next to a person's name, mailbox and phone number are personal too: all of it is private unless the person agreed.
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
    # Lists are not split: an overlay appends elements, it cannot complete them. No list in the model has a private field.
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
