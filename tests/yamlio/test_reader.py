import pytest

from policykit.foundation.diagnostics import Invalid
from policykit.yamlio.reader import PlainScalar, merge, parse_yaml, read_yaml


def faults(text: str) -> list[str]:
    with pytest.raises(Invalid) as caught:
        parse_yaml(text, "a.yml")
    return [str(diagnostic) for diagnostic in caught.value.diagnostics]


def test_scalars_stay_text():
    tree = parse_yaml("a: 012345670123\nb: no\nc: 10:30\nd: 1.10\ne: 2024-12-28\n", "a.yml").tree
    assert tree == {"a": "012345670123", "b": "no", "c": "10:30", "d": "1.10", "e": "2024-12-28"}


@pytest.mark.parametrize("value", ["5", "0.1", "true", "False", "0x1F", "1e3", ".inf", "-7", "012"])
def test_what_an_editor_takes_for_no_text_is_marked(value: str):
    assert isinstance(parse_yaml(f"a: {value}\n", "a.yml").tree["a"], PlainScalar)


@pytest.mark.parametrize("value", ['"5"', "'true'", "yes", "no", "10:30", "2024-12-28", "1.2.3", "|-\n  5"])
def test_what_an_editor_takes_for_text_is_not_marked(value: str):
    assert not isinstance(parse_yaml(f"a: {value}\n", "a.yml").tree["a"], PlainScalar)


def test_every_value_and_key_has_its_place():
    source = parse_yaml("a:\n  - b: one\n    c: two\n", "a.yml")
    assert str(source.place(("a", 0, "c"))) == "a.yml:3:8"
    assert str(source.place(("a", 0, "c"), of_key=True)) == "a.yml:3:5"
    assert str(source.place(("a", 0, "missing"))) == "a.yml:2:5"


def test_duplicate_keys_are_all_reported_with_their_places():
    assert faults("a: 1\nb: 2\na: 3\nb: 4\n") == [
        "a.yml:3:1: error: duplicate key `a`, first in line 1  [duplicate-key]\n    fix: keep one",
        "a.yml:4:1: error: duplicate key `b`, first in line 2  [duplicate-key]\n    fix: keep one",
    ]


@pytest.mark.parametrize("empty", ["", "~", "null", "Null"])
def test_an_empty_value_is_a_fault(empty: str):
    assert faults(f"a: {empty}\n")[0].startswith("a.yml:1:")
    assert "[empty-value]" in faults(f"a: {empty}\n")[0]


def test_an_alias_is_a_fault():
    assert faults("a: &x one\nb: *x\n") == [
        "a.yml:1:4: error: an alias (*name) repeats another value  [yaml-alias]\n    fix: write out the value"
    ]


def test_a_tab_is_named_as_the_cause():
    assert "YAML allows no tabs" in faults("a:\n\t- b\n")[0]


def test_broken_yaml_has_line_and_column():
    assert faults("a: [1\nb: 2\n")[0].startswith("a.yml:2:2: error: not valid YAML")


@pytest.mark.parametrize(
    ("text", "line"), [("a: 1\n---\nb: 2\n", 2), ("a: 1\n---\n", 2), ("---\n---\na: 1\n", 2), ("a: 1\n...\nb: 2\n", 3)]
)
def test_a_second_document_is_named_with_its_line(text, line):
    assert faults(text)[0].startswith(f"a.yml:{line}:1: error: a second YAML document begins here")


def test_control_characters_do_not_lead_to_a_traceback():
    assert "[broken-yaml]" in faults("a: \x00\n")[0]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: " + "[" * 900 + "]" * 900, "a.yml:1:53"),
        ("a: " + "[" * 100_000, "a.yml:1:53"),
        ("".join(" " * level + "a:\n" for level in range(900)) + " " * 900 + "b: 1", "a.yml:51:51"),
        ("- " * 900 + "x", "a.yml:1:101"),
        ("? " * 900 + "x", "a.yml:1:101"),
    ],
    ids=["brackets", "brackets-that-end-the-process", "indents", "dashes", "keys"],
)
def test_deep_nesting_is_refused_at_its_place(text, place):
    assert faults(text)[0].startswith(f"{place}: error: nested too deeply: more than 50 levels")


def test_a_text_with_brackets_and_a_deep_indent_is_no_deep_nesting():
    assert parse_yaml("a: |\n  [[[[\n" + " " * 80 + "quoted\n", "a.yml").tree["a"].startswith("[[[[")


def test_a_file_that_is_not_utf_8_is_named_with_its_line(tmp_path):
    path = tmp_path / "a.yml"
    path.write_bytes(b"a: one\nb: Gr\xfc\xdfe\n")
    with pytest.raises(Invalid) as caught:
        read_yaml(path, shown_as="a.yml")
    assert str(caught.value.diagnostics[0]).startswith("a.yml:2: error: not valid UTF-8")


def test_a_missing_file_is_a_fault(tmp_path):
    with pytest.raises(Invalid, match="cannot be read: No such file"):
        read_yaml(tmp_path / "none.yml")


def test_an_overlay_merges_mappings_and_appends_lists():
    merged = merge(parse_yaml("a: {b: x}\nl: [one]\n", "p.yml"), parse_yaml("a: {c: y}\nl: [two]\nn: z\n", "o.yml"))
    assert merged.tree == {"a": {"b": "x", "c": "y"}, "l": ["one", "two"], "n": "z"}


def test_a_merged_value_keeps_the_place_of_its_file():
    merged = merge(parse_yaml("l: [one]\n", "p.yml"), parse_yaml("l:\n  - two\n", "o.yml"))
    assert str(merged.place(("l", 0))) == "p.yml:1:5"
    assert str(merged.place(("l", 1))) == "o.yml:2:5"


def test_a_value_in_both_files_is_a_fault():
    with pytest.raises(Invalid) as caught:
        merge(parse_yaml("a: {b: x}\n", "p.yml"), parse_yaml("a: {b: y}\n", "o.yml"))
    assert str(caught.value.diagnostics[0]) == (
        "o.yml:1:8: error: `a.b` is also in p.yml:1:8  [value-in-both-files]\n    fix: keep it in only one of the two files"
    )


def test_what_one_reader_does_to_a_tree_does_not_reach_the_next():
    first = parse_yaml("a: {b: [one]}\n", "a.yml")
    first.tree["a"]["b"].append("two")
    first.values.clear()
    first.keys.clear()
    second = parse_yaml("a: {b: [one]}\n", "a.yml")
    assert second.tree == {"a": {"b": ["one"]}}
    assert second.place(("a", "b"), of_key=True).column == 5
