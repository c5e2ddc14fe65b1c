"""The file of a new product: each key explained once, the same tree, and what is not used yet."""

from __future__ import annotations

import pytest

from policykit.model import Product
from policykit.onboarding.answers import part_private
from policykit.onboarding.fields import fields_of, product_fields
from policykit.onboarding.scaffold import OVERLAY_HEAD, PRODUCT_HEAD, in_order, overlay_text, parted, product_text
from policykit.yamlio.reader import parse_yaml
from policykit.yamlio.writer import comment


@pytest.fixture(scope="module")
def whole(catalogue) -> dict:
    return catalogue.example.source.tree


@pytest.fixture(scope="module")
def text(whole) -> str:
    return product_text(whole, "Made up.")


def unwrapped(text: str) -> str:
    """Each comment on one line, without indentation."""
    lines: list[str] = []
    for line in map(str.strip, text.splitlines()):
        if line.startswith("# ") and lines and lines[-1].startswith("# "):
            lines[-1] += line[1:]
        else:
            lines.append(line)
    return "\n".join(lines)


def test_the_written_product_is_the_same_tree(whole, text):
    assert parse_yaml(text, "p.yml").tree == whole


def test_the_written_overlay_is_the_same_tree(whole):
    private = part_private(whole)[1]
    assert private
    assert parse_yaml(overlay_text(private, "Private."), "p.yml").tree == private


def test_each_field_that_is_used_is_explained_once_by_the_model(text):
    told = unwrapped(text.partition("# Unused fields")[0])
    for key, field in {field.key: field for field in product_fields().values()}.items():
        wanted = f"# {' '.join(field.description.split())}\n"
        alike = {f.key for f in product_fields().values() if f.description == field.description}
        assert told.count(wanted) == len(alike), key


def test_a_meaning_stands_above_its_key(text):
    assert "\n# name of the product, as its users know it\nname: Lantern\n" in text


def test_keys_stand_in_the_order_of_the_model(whole):
    order = [field.name for field in fields_of(Product)]
    shuffled = dict(reversed(whole.items()))
    assert list(in_order(shuffled, Product)) == [name for name in order if name in whole]
    assert list(parse_yaml(product_text(shuffled, "Made up."), "p.yml").tree) == [name for name in order if name in whole]


def test_keys_of_records_in_lists_and_mappings_are_ordered_too():
    tree = {
        "streams": [{"class": "system", "id": "a"}],
        "infrastructure": {"b": {"role": "r", "service": "s"}, "a": {"service": "s"}},
    }
    made = in_order(tree, Product)
    assert list(made["streams"][0]) == ["id", "class"]
    assert list(made["infrastructure"]) == ["b", "a"]
    assert list(made["infrastructure"]["b"]) == ["service", "role"]


def test_keys_that_are_not_used_are_listed_with_their_meaning():
    told = product_text({"name": "Moon", "summary": "It plans."}, "Made up.").partition("# Unused fields")[2]
    for field in fields_of(Product):
        hint = "\n".join(comment(f"{field.name}: {field.description}"))
        assert (hint in told) == (field.name not in ("name", "summary")), field.name


def test_a_listed_key_can_be_used_by_taking_the_mark_away():
    text = product_text({"name": "Moon", "summary": "It plans."}, "Made up.")
    line = next(line for line in text.splitlines() if line.startswith("# stage: "))
    assert parse_yaml(text.replace(line, "stage: asked"), "p.yml").tree["stage"] == "asked"


def test_the_first_line_names_the_schema_and_the_second_where_it_comes_from():
    public, private = (
        product_text({"name": "Moon"}, "Made up."),
        overlay_text({"request": {"account_id": "111122223333"}}, "Private."),
    )
    assert public.splitlines()[:2] == [PRODUCT_HEAD, "# Made up."]
    assert private.splitlines()[:2] == [OVERLAY_HEAD, "# Private."]


def test_words_beside_a_value_stand_at_the_end_of_its_line():
    text = product_text(
        {"name": "Moon", "streams": [{"id": "a"}]}, "Made up.", {("name",): "line 3", ("streams", 0, "id"): "line 4"}
    )
    assert "\nname: Moon  # line 3\n" in text
    assert "id: a  # line 4\n" in text


def test_no_line_ends_with_a_space(text):
    assert [line for line in text.splitlines() if line != line.rstrip()] == []


def test_the_written_product_loads_through_the_catalogue(project, whole):
    tree = {name: value for name, value in whole.items() if name not in ("retired", "formerly")}
    public, private = parted(tree)
    project.write("data/products/moon-choir.yml", product_text(public, "Made up."))
    project.write("data/private/moon-choir.yml", overlay_text(private, "Private."))
    assert project.load().products["moon-choir"].product.request.account_id is None
    loaded = project.load("internal").products["moon-choir"]
    assert loaded.source.tree == tree
    assert loaded.product.request.account_id == "111122223333"
