from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from policykit.foundation.mojibake import find_garbled
from policykit.foundation.settings import PROJECT
from policykit.model import Text


def walk(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value of a record with its path."""
    yield path, value
    if isinstance(value, BaseModel) and not isinstance(value, Text):
        for name in type(value).model_fields:
            yield from walk(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, dict):
        for name, child in value.items():
            yield from walk(child, f"{path}.{name}")
    elif isinstance(value, tuple):
        for index, child in enumerate(value):
            yield from walk(child, f"{path}[{index}]")


def texts(record: Any) -> Iterator[tuple[str, Text]]:
    return ((path, value) for path, value in walk(record) if isinstance(value, Text))


def test_every_text_is_there_in_every_language(catalogue, slug, code):
    product = catalogue.products[slug].product
    assert [path for path, text in texts(product) if code not in text.root] == []


def test_english_texts_are_ascii_because_the_reply_prints_them(catalogue, slug):
    product = catalogue.products[slug].product
    assert [path for path, text in texts(product) if not text.root["en"].isascii()] == []


def test_german_texts_are_not_english(catalogue, slug):
    product = catalogue.products[slug].product
    same = [path for path, text in texts(product) if text.root.get("de") == text.root["en"] and " " in text.root["en"]]
    assert same == []


def test_german_texts_say_e_mail_and_real_umlauts(catalogue, slug):
    product = catalogue.products[slug].product
    wrong = re.compile(r"\bEmails?\b|\b[Ff]uer\b|\bueber\b|koennen|Bestaetig|Complaint-Rate|suspendier")
    assert [path for path, text in texts(product) if wrong.search(text.root.get("de", ""))] == []


def test_no_character_is_garbled(slug):
    text = (PROJECT / "data" / "products" / f"{slug}.yml").read_text(encoding="utf-8")
    assert find_garbled(text) == []


def test_every_variable_in_a_sample_is_declared_and_used(catalogue, slug):
    for stream in catalogue.products[slug].product.streams:
        if stream.sample:
            shown = "\n".join([stream.sample.subject, stream.sample.text or ""])
            assert set(re.findall(r"\[([^\]\n]+)\]", shown)) == set(stream.sample.variables)


def test_a_gloss_keeps_the_variables_of_its_sample(catalogue, slug):
    for stream in catalogue.products[slug].product.streams:
        for gloss in stream.sample.glosses.values() if stream.sample else ():
            for name in stream.sample.variables:
                if f"[{name}]" in stream.sample.subject:
                    assert f"[{name}]" in gloss.subject
                if gloss.text and f"[{name}]" in (stream.sample.text or ""):
                    assert f"[{name}]" in gloss.text


def test_a_sample_has_a_gloss_for_readers_of_the_other_language(catalogue, slug, code):
    for stream in catalogue.products[slug].product.streams:
        if stream.sample and stream.sample.language != code:
            assert code in stream.sample.glosses, stream.id


def test_a_planned_mechanism_says_what_is_planned_or_done(catalogue, slug):
    handling = catalogue.products[slug].product.handling
    for name, mechanism in (handling.named if handling else {}).items():
        assert mechanism.planned or mechanism.is_described, name


@pytest.mark.parametrize("kind", ["questions", "blanks", "checklists", "profiles", "ses"])
def test_shared_data_is_there_in_every_language(catalogue, kind, code):
    record = getattr(catalogue, kind) if kind != "profiles" else catalogue.profile
    assert [path for path, text in texts(record) if code not in catalogue.in_languages(text)] == []


def test_every_number_and_every_source_that_can_change_has_a_day_for_its_next_review(catalogue):
    changing = {name: source for name, source in catalogue.sources.items() if not name.startswith("R-")}
    assert [name for name, source in changing.items() if not source.review_by or source.review_by <= source.checked_on] == []
    assert [name for name, number in catalogue.ses.numbers.items() if number.review_by <= number.checked_on] == []
