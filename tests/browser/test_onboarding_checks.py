"""What the browser checks, compared with what the loader refuses: value by value, over the example product."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any

from policykit.foundation.diagnostics import Invalid
from policykit.foundation.settings import PROJECT
from policykit.model import Product, is_field, validate
from policykit.onboarding.json_schema import product_schema
from policykit.yamlio.reader import BOOLEAN, NUMBER, PlainScalar, Source, read_yaml

ASSETS = PROJECT / "overrides" / "assets"
EXAMPLE = PROJECT / "data" / "example.yml"

# Text, and whether it stands in quotes. What only the site's output check refuses, brackets and TODO, is another test's.
VALUES = [
    ("x y", False),
    ("007", False),
    ("12.5", True),
    ("true", False),
    ("2026-02-30", False),
    ("x" * 300, False),
    ("en", True),
]

CHECK = """async ([schemaUrl, text, values]) => {
    const base = new URL("assets/onboarding/", schemaUrl.replace(/schema\\/.*/, ""));
    const [{ Schema }, { ProductFile, parse, isScalar }, { check }] = await Promise.all(
        ["schema.js", "document.js", "checks.js"].map((name) => import(new URL(name, base))));
    const file = new ProductFile(new Schema(await (await fetch(schemaUrl)).json()), parse(text).doc);
    const known = { slugs: ["lantern-two"], former: new Map(), editing: "", checklists: ["before-request"] };
    const isWrong = () => check(file, known).some(({ level }) => level === "fault");
    const found = [isWrong()];
    for (const [loc, value, quoted] of values) {
        const node = file.node(loc), before = [node.value, node.type];
        Object.assign(node, { value, type: quoted ? "QUOTE_DOUBLE" : "PLAIN" });
        found.push(isWrong());
        [node.value, node.type] = before;
    }
    return found;
}"""


def leaves(tree: Any, loc: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else None
    if items is None:
        yield loc
    else:
        for key, value in items:
            yield from leaves(value, (*loc, key))


def put(tree: Any, loc: tuple[str | int, ...], value: str) -> Any:
    for part in loc[:-1]:
        tree = tree[part]
    before, tree[loc[-1]] = tree[loc[-1]], value
    return before


def is_refused(tree: Any, context: dict[str, Any]) -> bool:
    try:
        validate(Product, Source("x", tree), context)
    except Invalid:
        return True
    # What the catalogue refuses beyond the model: ids that lead nowhere, or stand twice.
    streams = [stream["id"] for stream in tree["streams"]]
    lists = [entry["list"] for entry in tree["checklist"]]
    paths = [*(entry["about"] for name in ("statements", "review", "checklist") for entry in tree[name])]
    return (
        len(streams) != len(set(streams)) or lists != ["before-request"] or tree["retired"]["successor"] != "lantern-two"
        or not all(is_field(Product, path) for path in paths)
    )  # fmt: skip


def test_the_browser_refuses_what_the_loader_refuses_and_nothing_else(page, address, catalogue):
    tree = read_yaml(EXAMPLE).tree
    one_each = {tuple(part for part in loc if isinstance(part, str)): loc for loc in leaves(tree)}
    tried = [(loc, text, quoted) for loc in one_each.values() for text, quoted in VALUES]
    page.goto(address)
    found = page.evaluate(CHECK, [f"{address}schema/product.schema.json", EXAMPLE.read_text(encoding="utf-8"), tried])
    context = {"languages": list(catalogue.languages), "regions": frozenset(catalogue.ses.regions)}
    assert found[0] is False
    assert 300 < sum(found) < len(found) - 300
    differ = []
    for (loc, text, quoted), is_wrong in zip(tried, found[1:], strict=True):
        plain = not quoted and (NUMBER.fullmatch(text) or BOOLEAN.fullmatch(text))
        before = put(tree, loc, PlainScalar(text) if plain else text)
        if is_refused(tree, context) != is_wrong:
            differ.append((loc, text, "browser refuses" if is_wrong else "loader refuses"))
        put(tree, loc, before)
    assert differ == []


def test_the_page_understands_every_keyword_of_the_schema(catalogue):
    def keywords(node: Any, *, are_names: bool = False) -> Iterator[str]:
        if isinstance(node, dict):
            for key, value in node.items():
                if not are_names:
                    yield key
                if key not in ("examples", "enum", "x-examples", "x-questions"):
                    yield from keywords(
                        value, are_names=not are_names and key in ("properties", "definitions", "patternProperties")
                    )
        elif isinstance(node, list):
            for item in node:
                yield from keywords(item)

    listed = re.search(r"KEYWORDS = \[(.*?)\]", (ASSETS / "onboarding" / "schema.js").read_text(encoding="utf-8"), re.DOTALL)[1]
    assert set(keywords(product_schema(catalogue, "en"))) <= set(json.loads(f"[{listed.strip().rstrip(',')}]"))


def test_the_code_of_others_is_what_its_record_says():
    recorded = dict(
        re.findall(r"sha256 +([0-9a-f]{64})  (\S+)", (ASSETS / "vendor" / "README.txt").read_text(encoding="utf-8"))
    )
    there = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (ASSETS / "vendor").iterdir()}
    there.pop("README.txt")
    assert there == {name: digest for digest, name in recorded.items()}
