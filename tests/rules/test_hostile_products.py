"""Whatever stands in a product's file, the answer has a place and a fix, and never is a traceback."""

from __future__ import annotations

import copy
from typing import Any

from examples import VALID, catalogue, look_at, valid
from hypothesis import given, settings
from hypothesis import strategies as st

from policykit.catalog.catalog import Entry
from policykit.foundation.diagnostics import Invalid
from policykit.model import Product, validate
from policykit.rules import check_product, check_text
from policykit.yamlio.reader import Source, parse_yaml

CONTEXT = {"languages": ["en", "de"], "regions": frozenset(catalogue().ses.regions)}
LOCATIONS = sorted(valid().values, key=str)
TEXTS = st.one_of(
    st.text(max_size=80),
    st.sampled_from([
        "", " ", "0", "-1", "1e9", "true", "null", "2026-02-30", "9999-12-31", "@", "a@b", "https://", "//x", "[Your Name]",
        "{{ 7 * 7 }}", "<script>", "v=spf1 include:[x] +all", "v=DMARC1; p", "10 per cent of 3,000 a day", "best√§tigen", "\u0000",
        "x" * 3000, "all mails always will be 100% compliant", "%s %d {0} {name}", "arn:aws:x:y:111122223333:z", "١٢٣",
    ]),
)  # fmt: skip
VALUES = st.recursive(
    TEXTS, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXTS, inner, max_size=3)), max_leaves=4
)


def replaced(tree: Any, loc: tuple[str | int, ...], value: Any) -> Any:
    if not loc:
        return value
    made = copy.copy(tree)
    made[loc[0]] = replaced(tree[loc[0]], loc[1:], value)
    return made


def answer(source: Source) -> list[Any]:
    """Invalid of the form, or the findings of all rules."""
    try:
        product = validate(Product, source, CONTEXT)
    except Invalid as invalid:
        return list(invalid.diagnostics)
    entry = Entry("lantern", product, source)
    return [finding.diagnostic for finding in check_product(entry, look_at(entry)).findings]


@settings(max_examples=150)
@given(st.sampled_from(LOCATIONS), VALUES)
def test_any_value_in_any_field_gives_an_answer_with_place_and_remedy(loc, value):
    tree = replaced(valid().tree, loc, value)
    for diagnostic in answer(Source("valid_product.yml", tree, valid().values, valid().keys)):
        assert diagnostic.place.file == "valid_product.yml"
        assert diagnostic.message
        assert diagnostic.fix


@settings(max_examples=150)
@given(st.data())
def test_a_file_broken_anywhere_gives_an_answer_with_line_and_remedy(data):
    start = data.draw(st.integers(0, len(VALID)))
    end = data.draw(st.integers(start, min(start + 200, len(VALID))))
    text = VALID[:start] + data.draw(TEXTS) + VALID[end:]
    try:
        source = parse_yaml(text, "valid_product.yml")
    except Invalid as invalid:
        found: list[Any] = list(invalid.diagnostics)
        assert found
    else:
        found = answer(source)
    for diagnostic in found:
        assert diagnostic.place.file == "valid_product.yml"
        assert diagnostic.fix


@settings(max_examples=60)
@given(st.text(max_size=400))
def test_any_text_can_be_checked_as_a_draft(text):
    for diagnostic in check_text(text, "draft.md"):
        assert diagnostic.place.line
        assert diagnostic.fix
