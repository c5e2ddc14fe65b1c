"""What is written is read back as it was, by our reader and by one of YAML 1.2; comments change nothing."""

from __future__ import annotations

import re
from typing import Any

import pytest
from editor import seen_by_editor
from hypothesis import given
from hypothesis import strategies as st

from policykit.onboarding.json_schema import as_json
from policykit.yamlio.reader import PlainScalar, parse_yaml
from policykit.yamlio.writer import WIDTH, Comments, scalar, yaml_text

HOSTILE = [
    "a: b", "a:", ":a", "a #b", "#a", "a# b", "- a", "-", "--- a", "---", "...", "? a", "?", ", a", "[a]", "{a}", "a, [b]", "&a", "*a",
    "!a", "!!str a", "|", "|-", ">", "'", '"', "'a'", '"a"', "it's", "say \"no\"", "%a", "@a", "`a`", "~", "null", "", " ", "  a", "a  ",
    "true", "False", "yes", "no", "5", "0.5", "1e3", "0x10", "010", "1_000", ".5", ".nan", "-.inf", "+1", "12:30", "2026-11-20", "=", "<<",
    "a\tb", "\ta", "a\t", "a\nb", "a\n", "\na", "a\n\nb", "a\n b", " a\nb", "a \nb", "a\n#b", "a\n- b", "a\n\tb", "a\n---\nb", "a\r\nb",
    "a\rb", "a\x85b", "a\u2028b", "a\u2029b", "\ufeff", "a\ufeffb", "\xa0a", "\xada", "😀", "😀: x", "👩\u200d👩", "\u0000", "\x07", "\x1b[0m",
    "\ue000", "\U0010ffff", "\u0378", "\\", "\\n", "a\\", "x" * 5000, "x y " * 500, "a: " * 100, "é", "e\u0301", "\u202eabc",
]  # fmt: skip

_CHARS = st.characters(exclude_categories=["Cs"])
_TEXTS = st.one_of(
    st.text(_CHARS, max_size=12),
    st.text("ab \n\t:#-'\"\\{}[],&*!|>%@`?~=<.01eé\x85\u2028\ufeff", max_size=12),
    st.sampled_from(HOSTILE),
)
_PLAIN = st.sampled_from(["5", "0.5", "true", "false", "1000", "0"]).map(PlainScalar)
# A key stands on one line and is at most 1,024 characters long (YAML 1.2.2, 7.4.2); ids and languages are far shorter.
_KEYS = _TEXTS.filter(lambda key: 0 < len(key) < 100)
_TREES = st.dictionaries(
    _KEYS,
    st.recursive(
        _TEXTS | _PLAIN, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=4), max_leaves=8
    ),
    max_size=5,
)


def read_back(text: str) -> Any:
    return parse_yaml(text, "t.yml").tree


def same(one: Any, other: Any) -> bool:
    """Equal, and each plain scalar where there was one."""
    if isinstance(one, dict):
        return isinstance(other, dict) and list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return isinstance(other, list) and len(one) == len(other) and all(map(same, one, other))
    return one == other and isinstance(one, PlainScalar) == isinstance(other, PlainScalar)


@given(_TREES)
def test_what_is_written_is_read_back_as_it_was(tree):
    assert same(read_back(yaml_text(tree)), tree)


@given(_TREES)
def test_a_reader_of_yaml_1_2_sees_the_same(tree):
    assert seen_by_editor(yaml_text(tree)) == (as_json(tree) or None)


@pytest.mark.parametrize("place", ["value", "element", "key", "first key of an element", "in a list of lists"])
def test_hostile_text_is_read_back_at_every_place(place):
    for text in HOSTILE:
        trees = {
            "value": {"a": text, "b": "after"},
            "element": {"a": [text, "after"]},
            "key": {"a": {text[:500] or "-": "value", "b": "after"}},
            "first key of an element": {"a": [{"b": text, "c": text}, {"b": [text]}]},
            "in a list of lists": {"a": [[text], [[text, {"b": text}]], []]},
        }
        written = yaml_text(trees[place])
        assert same(read_back(written), trees[place]), text
        assert seen_by_editor(written) == trees[place], text


@given(_TREES, st.data())
def test_comments_do_not_change_the_tree(tree, data):
    def places(node: Any, loc: tuple[str | int, ...]) -> list[tuple[str | int, ...]]:
        inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
        return [found for part, value in inner for found in [(*loc, part), *places(value, (*loc, part))]]

    found = places(tree, ())
    words = st.sampled_from(["what it means", "a: b # c", "'", '"', "- x", "word " * 60, "two\nlines"])
    above = {loc: data.draw(words) for loc in found if data.draw(st.booleans())}
    beside = {loc: "a: b # c" for loc in found if data.draw(st.booleans())}
    assert same(read_back(yaml_text(tree, Comments(above, beside))), tree)


def test_comments_stand_above_their_key_and_beside_their_value():
    tree = {"a": "x", "b": {"c": PlainScalar("5")}, "d": ["e", {"f": "g", "h": "i"}], "t": "one\ntwo", "n": []}
    above = {("a",): "of a", ("b", "c"): "of c", ("d", 0): "of e", ("d", 1, "f"): "of f", ("d", 1, "h"): "of h", ("t",): "of t"}
    beside = {("a",): "x", ("b",): "b", ("b", "c"): "five", ("d", 0): "e", ("d", 1, "h"): "i", ("t",): "text", ("n",): "none"}
    assert yaml_text(tree, Comments(above, beside)) == (
        "# of a\na: x  # x\nb:  # b\n  # of c\n  c: 5  # five\nd:\n  # of e\n  - e  # e\n  # of f\n  - f: g\n    # of h\n    h: i  # i\n"
        "# of t\nt: |-  # text\n  one\n  two\nn: []  # none\n"
    )


def test_a_long_comment_is_wrapped():
    lines = yaml_text({"a": {"b": "x"}}, Comments({("a", "b"): "word " * 100})).splitlines()
    assert len(lines) > 4
    assert max(map(len, lines)) <= WIDTH
    assert all(re.match("  # word", line) for line in lines[1:-1])


@pytest.mark.parametrize(
    "text", ["word", "two words", "2026-11-20", "https://example.com/a#b", "post@example.com", "é", "😀", "it's"]
)
def test_text_that_nobody_can_mistake_stands_without_quotes(text):
    assert scalar(text) == text


@pytest.mark.parametrize("text", ["5", "true", "null", "0x10"])
def test_text_that_looks_like_something_else_stands_in_quotes(text):
    assert scalar(text) == f'"{text}"'
    assert scalar(PlainScalar(text)) == text


def test_several_lines_stand_as_they_are():
    assert yaml_text({"t": "Hello,\n\n  # no comment: text\nend"}) == "t: |-\n  Hello,\n\n    # no comment: text\n  end\n"
