"""A rule's example merged onto the valid product: what its docstring calls Wrong, Right or Silent becomes a product to check."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from projects import TODAY, settings

from policykit.catalog.catalog import Catalogue, Entry
from policykit.catalog.loader import load
from policykit.model import Product, validate
from policykit.model.evidence import Evidence
from policykit.rendering.replies import Replies
from policykit.rules import Context, Rule, all_rules, check_product
from policykit.rules.runner import Outcome
from policykit.site.session import Session
from policykit.yamlio.reader import PlainScalar, Source, parse_yaml

VALID = (Path(__file__).parent / "valid_product.yml").read_text(encoding="utf-8")
LEAVE_OUT = "(leave out)"
ONLY = "(only)"


@cache
def catalogue() -> Catalogue:
    return load(settings())


def merged(base: Any, change: Any) -> Any:
    """`change` laid over `base`: mappings by key, lists of mappings by their `id` or else by place, everything else replaced.

    `(leave out)` removes a key or an element; a list that begins with `(only)` replaces the whole list.
    """
    if isinstance(base, dict) and isinstance(change, dict):
        result = {**base, **{key: merged(base.get(key), value) for key, value in change.items()}}
        return {key: value for key, value in result.items() if value != LEAVE_OUT}
    if isinstance(change, list):
        if change[:1] == [ONLY]:
            return [merged(None, item) for item in change[1:]]
        if isinstance(base, list) and any(isinstance(item, dict) for item in change):
            ids = [item.get("id") for item in base if isinstance(item, dict)]
            if all(isinstance(item, dict) and "id" in item and item["id"] in ids for item in change):
                changes = {item["id"]: item for item in change}
                return [merged(item, changes.get(item.get("id"), {})) for item in base]
            longest = max(len(base), len(change))
            pairs = [(base[i] if i < len(base) else None, change[i] if i < len(change) else base[i]) for i in range(longest)]
            return [item for item in (merged(old, new) for old, new in pairs) if item != LEAVE_OUT]
        return [merged(None, item) for item in change]
    if isinstance(change, dict):
        return {key: merged(None, value) for key, value in change.items() if value != LEAVE_OUT}
    return change


@cache
def valid() -> Source:
    return parse_yaml(VALID, "valid_product.yml")


@cache
def product_with(*fragments: str) -> Entry:
    """The valid product with fragments of YAML merged onto it in turn. Raises `Invalid` where the result is no product."""
    base = valid()
    tree = base.tree
    for fragment in fragments:
        tree = merged(tree, parse_yaml(fragment, "example").tree if fragment else {})
    tree = dict(tree)
    seen = tree.pop("evidence", {})  # an example may also say what was seen
    source = Source("valid_product.yml", tree, base.values, base.keys)
    context = {"languages": ["en", "de"], "regions": frozenset(catalogue().ses.regions)}
    product = validate(Product, source, context)
    evidence = validate(Evidence, Source("evidence/valid_product.yml", seen, {}, {}), context)
    return Entry("lantern", product, source, evidence)


@cache
def replies() -> Replies:
    """Shared, because compiling the templates takes longer than most examples."""
    return Session(catalogue()).replies


def look_at(entry: Entry, today: date = TODAY) -> Context:
    return Context(today, catalogue().ses, catalogue().facts, replies().texts(entry))


def outcome(fragment: str, rule: Rule | None = None) -> Outcome:
    entry = product_with(fragment)
    return check_product(entry, look_at(entry), [rule.id] if rule else ())


def pasted(rule: Rule) -> Outcome:
    """What the rules of the rule's subject find once its fragment is pasted over its first wrong example."""
    entry = product_with(rule.examples("Wrong")[0], rule.examples("Right")[0])
    return check_product(entry, look_at(entry), [other.id for other in all_rules().values() if other.file == rule.file])


__all__ = ["PlainScalar", "catalogue", "look_at", "merged", "outcome", "pasted", "product_with", "valid"]
