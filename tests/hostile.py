"""A product whose every text tries to break out of the place where it is shown. The site that many tests read has it."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

from policykit.foundation.diagnostics import Invalid
from policykit.model import Product, validate
from policykit.yamlio.reader import Loc, PlainScalar, Source, parse_yaml
from policykit.yamlio.writer import yaml_text

NAME = "\"><img src=x onerror=alert(1)></title><script>alert(4)</script> *b* [l](javascript:a) | `c` # &amp;'"
TEXTS = (
    "</svg></pre></code></textarea><script>alert(2)</script>",
    '<a href="javascript:alert(3)">a</a> javascript:alert(5) data:text/html,<script>alert(6)</script>',
    "=cmd|' /C calc'!A0 @SUM(1+9) -1+1",
    "1' ; touch /tmp/hostile ; ' $(id) `id` \\ %s {name} ${IFS}",
    "שלום العربية --> ]]> <!-- <svg/onload=alert(7)>",
    "One\nBcc: victim@company.com\n\n# Heading\n\n> quote\n\n    code",
    '", "x": {"y": [1], "__proto__": 1',
)
"""Each is put behind a text of the product, in turn."""
LONG = "</p><script>alert(8)</script> zebrafish " * 2500
"""100 KB, as an example value in a sample email: in a text of its own it would be on many pages, and slow their search down."""
TEMPLATE = "{{ 7 * 7 }} {% raw %} ${7*7}"
"""What a template engine would run. No page may show it, so it is in a field that none shows."""


@cache
def hostile_product(text: str) -> str:
    """The YAML of a product with these values in every field that takes them."""
    source = parse_yaml(text, "hostile.yml")
    tree = copy.deepcopy(source.tree)
    tree["name"] = NAME
    places = [loc for loc in source.values if loc and loc != ("name",) and loc[0] != "statements"]
    for number, loc in enumerate(places):
        old = _at(source.tree, loc)
        if isinstance(old, str) and not isinstance(old, PlainScalar):
            value = f"{old} {TEXTS[number % len(TEXTS)]}"
            if _is_valid(_with(source.tree, loc, value), source):
                tree = _with(tree, loc, value)
    tree["streams"][0]["sample"]["variables"]["name"] = LONG.strip()
    tree["statements"][0]["says"] = TEMPLATE
    return yaml_text(tree)


def _at(tree: Any, loc: Loc) -> Any:
    for part in loc:
        tree = tree[part]
    return tree


def _with(tree: Any, loc: Loc, value: str) -> Any:
    made = copy.deepcopy(tree)
    _at(made, loc[:-1])[loc[-1]] = value
    return made


def _is_valid(tree: Any, source: Source) -> bool:
    try:
        validate(
            Product,
            Source(source.file, tree, source.values, source.keys),
            {"languages": ["en", "de"], "regions": {"eu-west-1"}},
        )
    except Invalid:
        return False
    return True
