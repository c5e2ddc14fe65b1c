"""The example uses every field, and somebody who adds a product is asked for what a product and an answer cannot be without."""

from __future__ import annotations

import re

import pytest

from policykit.model import Product, is_field
from policykit.onboarding.fields import field_at, fields_of, product_fields, title_of
from policykit.onboarding.json_schema import examples, examples_by_path


@pytest.fixture(scope="module")
def asked(catalogue) -> list[str]:
    return [path for question in catalogue.questions for path in question.ask]


def _covers(wide: str, narrow: str) -> bool:
    """Whether a path is another one or stands above it: `dns.spf` covers `dns.spf[].name`."""
    return narrow == wide or re.match(re.escape(wide) + r"(\[\])?\.", narrow) is not None or narrow == f"{wide}[]"


def test_the_example_uses_every_field(catalogue):
    used = examples(catalogue.example.source.tree)
    assert {field.key: path for path, field in product_fields().items() if field.key not in used} == {}


def test_an_example_is_of_the_field_that_is_asked_for(catalogue, asked):
    shown = examples_by_path(catalogue.example.source.tree)
    assert shown["dns.spf[].value"].startswith("v=spf1 ")
    assert shown["dns.dmarc[].value"].startswith("v=DMARC1; ")
    assert shown["dns.dmarc[].name"].startswith("_dmarc.")
    assert "complaint" in shown["handling.complaint.mechanism"]["en"]
    assert "handling.complaint.planned" not in shown
    assert [path for path in asked if path not in shown and not path.startswith("handling.")] == []


def test_every_path_of_a_field_exists_in_the_model():
    assert [path for path in product_fields() if "*" not in path and not is_field(Product, path.removesuffix("[]"))] == []


def test_every_field_has_a_meaning():
    assert [path for path, field in product_fields().items() if not field.description] == []


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("mail_from", "Mail from"),
        ("privacy_url", "Privacy URL"),
        ("dkim", "DKIM"),
        ("id", "ID"),
        ("on_mx_failure", "On MX failure"),
    ],
)
def test_a_key_makes_a_title(name, title):
    assert title_of(name) == title


def test_every_path_that_is_asked_for_is_a_field(asked):
    assert [path for path in asked if path not in product_fields()] == []


def test_no_path_is_asked_for_twice(asked):
    assert sorted(set(asked)) == sorted(asked)


def test_every_fact_without_which_aws_may_refuse_is_asked_for(catalogue, asked):
    facts = [fact.path for fact in catalogue.facts if fact.severity == "error"]
    assert [path for path in facts if not any(_covers(path, other) or _covers(other, path) for other in asked)] == []


def test_what_an_asked_record_cannot_be_without_is_asked_for_too(asked):
    """`streams[].id` is not: it is made of the title."""
    required = {field.path for field in fields_of(Product) if field.is_required}
    for path in asked:
        owner = path.rpartition(".")[0]
        required |= {
            field.path for field in product_fields().values() if field.is_required and field.path.rpartition(".")[0] == owner
        }
    assert required - set(asked) == {"streams[].id"}


def test_a_record_s_required_field_is_asked_before_what_depends_on_it(asked):
    """A record is left out by leaving out its first required field; an optional one before it would begin the record."""
    late = []
    for path, field in product_fields().items():
        if path in asked and field.is_required and field.owner is not Product and "[]" not in path:
            owner = path.rpartition(".")[0]
            first = next(other for other in asked if other.rpartition(".")[0] == owner)
            late += [] if product_fields()[first].is_required else [path]
    assert late == []


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("handling.complaint", "Handling.complaint"),
        ("streams[].unsubscribe", "Stream.unsubscribe"),
        ("contacts.support.email", "Contact.email"),
    ],
)
def test_a_path_leads_to_its_field(path, key):
    assert field_at(path).key == key


def test_a_path_that_no_field_has_is_an_error():
    with pytest.raises(KeyError):
        field_at("handling.complain")
