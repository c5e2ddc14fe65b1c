"""Editing a YAML file: what is added or changed, and that everything else stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from projects import PROJECT

from policykit.yamlio.editor import edited
from policykit.yamlio.reader import PlainScalar, parse_yaml

TEXT = """# Head
name: Lantern   # as users know it
streams:
  # the only one
  - {id: code, title: "Code: one", class: transactional}
lists:
  never: ['We buy no addresses.']
"""


def tree(text: str) -> dict:
    return parse_yaml(text, "t.yml").tree


def test_an_added_value_leaves_every_other_line_as_it_was():
    after = {**tree(TEXT), "website": {"url": "https://lantern.example.com"}}
    assert edited(TEXT, tree(TEXT), after) == f"{TEXT}website:\n  url: https://lantern.example.com\n"


def test_a_value_is_added_in_a_mapping_in_braces():
    after = tree(TEXT)
    after["streams"][0]["from"] = "codes@lantern.example.com"
    assert '- {id: code, title: "Code: one", class: transactional, from: codes@lantern.example.com}\n' in edited(
        TEXT, tree(TEXT), after
    )


def test_numbers_and_flags_are_written_without_quotes_and_texts_of_digits_with_them():
    after = {**tree(TEXT), "a": PlainScalar("40"), "b": PlainScalar("true"), "c": "0123"}
    assert edited(TEXT, tree(TEXT), after).endswith("a: 40\nb: true\nc: '0123'\n")


def test_a_text_of_several_lines_becomes_a_block():
    assert edited(TEXT, tree(TEXT), {**tree(TEXT), "sample": "Hello,\nyour code.\n"}).endswith(
        "sample: |\n  Hello,\n  your code.\n"
    )


@pytest.mark.parametrize("path", sorted((PROJECT / "data/products").glob("*.yml")), ids=lambda path: path.stem)
def test_a_real_product_file_stays_as_it_is_but_for_the_new_line(path: Path):
    text = path.read_text(encoding="utf-8")
    after = {**tree(text), "new": "value"}
    assert edited(text, tree(text), after) == f"{text}new: value\n"
