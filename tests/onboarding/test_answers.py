"""Slugs, what of the answers is private, ids of streams, and putting and taking back values."""

from __future__ import annotations

import copy
import re

import pytest
from projects import needs, settings

from policykit.catalog.loader import load
from policykit.foundation.diagnostics import Invalid
from policykit.onboarding.answers import (
    LONGEST_SLUG,
    Answers,
    add_stream_ids,
    check_answers,
    part_private,
    read_answers,
    slug_fault,
    slug_of,
)
from policykit.onboarding.fields import product_fields
from policykit.yamlio.reader import PlainScalar, Source, parse_yaml
from policykit.yamlio.writer import yaml_text

START = "slug: moon-choir\nname: Moon Choir\nsummary: It plans rehearsals.\n"


def faults_of(catalogue, text: str) -> list[str]:
    source = parse_yaml(text, "a.yml")
    answers = read_answers(source)
    add_stream_ids(answers.tree)
    try:
        check_answers(catalogue, answers, source)
    except Invalid as invalid:
        return [str(diagnostic) for diagnostic in invalid.diagnostics]
    return []


# Slugs


@pytest.mark.parametrize("slug", ["a", "moon-choir", "3-moons", "a" * LONGEST_SLUG])
def test_a_slug_of_small_letters_digits_and_single_hyphens_can_be_used(catalogue, slug):
    assert slug_fault(catalogue, slug) is None


@pytest.mark.parametrize(
    "slug",
    ["Moon", "moon_choir", "moon--choir", "-moon", "moon-", "moon choir", "mond/chor", "..", "a" * 61, "möwe", "moon\n", "१"],
)
def test_another_slug_cannot_be_used(catalogue, slug):
    told = slug_fault(catalogue, slug)
    assert told
    assert "cannot be used in a URL" in told[0]


def test_umlauts_come_with_a_suggestion_that_can_be_used(catalogue):
    message, fix = slug_fault(catalogue, "Müller & Söhne")
    assert message == "the slug `Müller & Söhne` cannot be used in a URL"
    assert fix.endswith(", such as mueller-soehne")
    assert slug_fault(catalogue, "mueller-soehne") is None


def test_no_suggestion_is_made_of_nothing(catalogue):
    assert "such as" not in slug_fault(catalogue, "月")[1]


def test_a_long_slug_is_told_in_short(catalogue):
    message, fix = slug_fault(catalogue, "x" * 500)
    assert len(message) < 120
    assert fix.endswith("such as " + "x" * LONGEST_SLUG)


def test_a_missing_slug_is_told(catalogue):
    assert slug_fault(catalogue, "")[0] == "the slug is missing"


def test_a_slug_that_is_taken_names_the_file(project):
    assert slug_fault(project.load(), "tidepool") == (
        "the product `tidepool` already exists", "choose another slug, or edit data/products/tidepool.yml",
    )  # fmt: skip


def test_the_address_of_a_hand_written_page_is_taken(project):
    message = "`edit` is the address of the page docs/en/products/edit.md"
    assert slug_fault(project.load(), "edit") == (message, "choose another slug")


def test_a_former_address_is_taken(project):
    project.replace("data/products/tidepool.yml", "stage: asked", "stage: asked\nformerly: [rockpool]")
    assert slug_fault(project.load(), "rockpool") == (
        "`rockpool` is a former slug of tidepool and redirects there",
        "choose another slug",
    )


def test_the_slug_of_a_retired_product_is_taken(project):
    project.replace("data/products/tidepool.yml", "stage: asked", "stage: asked\nretired: {on: 2026-11-01, because: It ended.}")
    catalogue = project.load()
    assert "tidepool" in catalogue.retired
    assert slug_fault(catalogue, "tidepool")[0] == "the product `tidepool` already exists"


@pytest.mark.parametrize(
    ("words", "slug"),
    [("Müller & Söhne", "mueller-soehne"), ("  A  B ", "a-b"), ("Straße 7", "strasse-7"), ("Café Ægir", "cafe-aegir"), ("月", ""),
     ("x" * 59 + " y", "x" * 59), ("--", ""), ("a_b", "a-b")],
)  # fmt: skip
def test_words_become_part_of_an_address(words, slug):
    assert slug_of(words) == slug


# What is private


def test_a_private_field_goes_into_the_overlay_and_leaves_no_empty_record():
    tree = {
        "name": "Moon",
        "request": {"account_id": "111122223333"},
        "infrastructure": {"queue": {"service": "SQS", "resource_id": "r"}},
    }
    assert part_private(tree) == (
        {"name": "Moon", "infrastructure": {"queue": {"service": "SQS"}}},
        {"request": {"account_id": "111122223333"}, "infrastructure": {"queue": {"resource_id": "r"}}},
    )


def test_every_field_marked_private_is_parted():
    for path, field in product_fields().items():
        if field.is_private and not path.startswith("contacts."):
            tree: dict = {}
            node = tree
            *around, last = path.replace("*", "one").split(".")
            for part in around:
                node = node.setdefault(part, {})
            node[last] = "secret"
            assert part_private(tree) == ({}, tree), path


def test_a_contact_with_a_name_is_private_as_a_whole():
    person = {"name": "Jane Example", "email": "jane@example.com", "phone": "+353 1 555 0100"}
    role = {"email": "post@example.com"}
    tree = {"contacts": {"primary": person, "support": role}}
    assert part_private(tree) == ({"contacts": {"support": role}}, {"contacts": {"primary": person}})


@pytest.mark.parametrize("value", ["false", None])
def test_a_contact_who_did_not_agree_is_private(value):
    person = {"name": "Jane Example", **({"may_be_published": PlainScalar(value)} if value else {})}
    assert part_private({"contacts": {"primary": person}}) == ({}, {"contacts": {"primary": person}})


def test_a_contact_who_agreed_stands_in_public_by_name():
    person = {"name": "Jane Example", "email": "jane@example.com", "may_be_published": PlainScalar("true")}
    assert part_private({"contacts": {"primary": person}}) == ({"contacts": {"primary": person}}, {})


def test_both_halves_together_are_the_whole(catalogue):
    whole = catalogue.example.source.tree
    public, private = part_private(whole)

    def laid(base, extra):
        return {**base, **{k: laid(base[k], v) if isinstance(base.get(k), dict) else v for k, v in extra.items()}}

    assert laid(public, private) == whole


def test_no_list_holds_a_private_field():
    """An overlay appends to a list, it does not complete its elements."""
    assert [path for path, field in product_fields().items() if field.is_private and "[]" in path] == []


# Ids of streams


@pytest.mark.parametrize(
    ("titles", "ids"),
    [(["Sign-in code"], ["sign-in-code"]), (["Bill", "Bill", "bill!"], ["bill", "bill-2", "bill-3"]), (["Prüfgröße"], ["pruefgroesse"]),
     (["2 factor code"], ["factor-code"]), (["月", "月"], ["mail", "mail-2"]), (["24"], ["mail"]), (["x" * 90, "x" * 90], ["x" * 60, "x" * 56 + "-2"])],
)  # fmt: skip
def test_a_stream_without_id_gets_one_made_of_its_title(titles, ids):
    tree = {"streams": [{"title": title} for title in titles]}
    add_stream_ids(tree)
    assert [stream["id"] for stream in tree["streams"]] == ids


def test_an_id_made_of_a_title_is_one_that_the_model_takes(catalogue):
    titles = ["Prüfgröße", "2 factor", "月", "x" * 90, "x" * 90 + "y", "a" + "-" * 70 + "b"]
    streams = "".join(f'  - {{title: "{title}", class: system}}\n' for title in titles)
    assert faults_of(catalogue, f"{START}streams:\n{streams}") == []


def test_a_given_id_stays_and_is_not_given_twice():
    tree = {"streams": [{"title": "Bill"}, {"id": "bill", "title": "Other"}]}
    add_stream_ids(tree)
    assert [stream["id"] for stream in tree["streams"]] == ["bill-2", "bill"]


def test_an_id_stands_first():
    tree = {"streams": [{"title": {"en": "Bill", "de": "Rechnung"}, "class": "system"}]}
    add_stream_ids(tree)
    assert next(iter(tree["streams"][0].items())) == ("id", "bill")


@pytest.mark.parametrize(
    "streams", ["word", ["word"], [{"title": ["a"]}], [{"id": ["a"], "title": "A"}, {"title": "B"}], [{}], {"a": "b"}]
)
def test_streams_of_a_wrong_form_are_left_to_the_model(streams):
    tree = {"streams": copy.deepcopy(streams)}
    add_stream_ids(tree)
    assert len(tree["streams"]) == len(streams)
    for given, left in zip(streams, tree["streams"], strict=True):
        assert left == given or given.items() <= left.items()  # what was given stays; at most an id is added


# Putting


def test_put_makes_the_records_and_lists_around_a_value():
    answers = Answers()
    answers.put(("streams", 0, "trigger", "actor"), "admin")
    answers.put(("streams", 0, "title"), "A")
    answers.put(("streams", 1, "title"), "B")
    answers.put(("lists", "sources", 0), "form")
    answers.put(("streams", 0, "title"), "C")
    assert answers.tree == {
        "streams": [{"trigger": {"actor": "admin"}, "title": "C"}, {"title": "B"}], "lists": {"sources": ["form"]},
    }  # fmt: skip


@pytest.mark.parametrize("loc", [("none",), ("streams", 5), ("streams", "a"), ("name", "x"), ("streams", 0, "none", "more")])
def test_nothing_stands_where_nothing_was_put(loc):
    assert Answers("a", {"name": "A", "streams": [{"title": "A"}]}).get(loc) is None


def test_a_copy_shares_nothing():
    answers = Answers("a", {"streams": [{"title": "A"}]}, {"summary"})
    other = answers.copy()
    other.put(("streams", 0, "title"), "B")
    other.skipped.add("name")
    assert answers == Answers("a", {"streams": [{"title": "A"}]}, {"summary"})


# Files


def test_answers_are_read_as_they_were_written():
    answers = Answers("moon", {"name": "Moon", "request": {"daily_quota": PlainScalar("5")}}, {"summary", "streams[0].from"})
    assert read_answers(parse_yaml(yaml_text(answers.written()), "a.yml")) == answers


@pytest.mark.parametrize("text", ["- a\n", "word\n", "slug: [a]\n", "skipped: a\n", "skipped: {a: b}\n"])
def test_what_is_no_file_of_answers_is_a_fault(text):
    with pytest.raises(Invalid, match="not an answers file"):
        read_answers(parse_yaml(text, "a.yml"))


def test_answers_that_make_a_product_have_no_fault(catalogue):
    assert faults_of(catalogue, START) == []


def test_all_faults_come_at_once_with_their_places(catalogue):
    text = "slug: Moon\nname: Moon\nstage: done\nnmae: Moon\n"
    assert [line.split(" error")[0] for line in faults_of(catalogue, text)] == [
        "a.yml:1:1:",
        "a.yml:1:7:",
        "a.yml:3:8:",
        "a.yml:4:1:",
    ]


@pytest.mark.parametrize(
    ("text", "rule"),
    [("streams: [{id: a, title: A, class: system}, {id: a, title: B, class: system}]", "duplicate-id"),
     ("formerly: [numstro]", "address-taken"), ("formerly: [moon-choir]", "address-taken"),
     ("checklist: [{list: nowhere, text: Do it.}]", "unknown-checklist"), ("statements: [{about: nothing, says: A., line: 1}]", "unknown-field-path"),
     ("retired: {on: 2026-11-01, because: It ended., successor: nobody}", "unknown-product")],
)  # fmt: skip
def test_what_leads_nowhere_is_refused_before_anything_is_written(catalogue, text, rule):
    needs(*re.findall("numstro", text))
    found = faults_of(catalogue, f"{START}{text}\n")
    assert [line.split("\n")[0].rpartition("[")[2] for line in found] == [f"{rule}]"]
    assert found[0].startswith("a.yml:4:")


def test_a_product_that_is_loaded_has_no_fault_as_answers():
    needs("numstro")
    catalogue = load(settings())
    entry = catalogue.products["numstro"]
    with pytest.raises(Invalid) as caught:
        check_answers(catalogue, Answers("numstro", entry.source.tree), Source(entry.file, entry.source.tree))
    assert [diagnostic.rule for diagnostic in caught.value.diagnostics] == ["bad-slug"]  # only that it is there
