"""The editor's schema and the loader agree: what an editor marks, the loader refuses, and the other way round.

Where they cannot agree, the loader refuses and the editor does not notice (`UNNOTICED`); the opposite must not be.
"""

from __future__ import annotations

import itertools
import json
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from editor import seen_by_editor
from hypothesis import assume, given
from hypothesis import strategies as st
from playwright._impl._driver import compute_driver_executable
from projects import settings
from ruamel.yaml import YAMLError

from policykit.catalog.catalog import Catalogue
from policykit.catalog.loader import load
from policykit.foundation.diagnostics import Invalid
from policykit.foundation.settings import PROJECT
from policykit.model import Product, Record, validate
from policykit.onboarding.fields import Field, fields_of, product_fields
from policykit.onboarding.json_schema import FILES, product_schema, schema_json
from policykit.yamlio.reader import Source, parse_yaml

LANGUAGES = ["en", *sorted(path.stem for path in (PROJECT / "docs" / "translations").iterdir())]
KINDS = sorted({field.kind for field in product_fields().values() if field.kind == "Text" or not field.record})

# Kinds of value, what is written there, and why an editor does not notice that the loader refuses it.
NUMBERS = ("Count", "Amount", "Percent")
UNNOTICED = [
    (NUMBERS, r"[-+][0-9.]+|0[ox][0-9a-f]+|[0-9]*\.[0-9]*|[0-9.]+e[0-9]+|0[0-9]{3,}",
     "another spelling of a number: an editor sees the number, not how it is written"),
    (NUMBERS, r"\.nan", "no bound holds against what is not a number"),
    (("Amount",), r"[0-9]{13}|[0-9]+\.[0-9]{13,}", "more digits than a number of YAML can tell apart"),
    (("Percent", "Amount"), r"[0-9]+\.[0-9]{13,}", "more digits than a number of YAML can tell apart"),
    (("Flag",), r"True|TRUE|False|FALSE", "another spelling of a boolean"),
    (("Day",), r"2026-02-30|2026-06-31|0000-01-01", "a day that no calendar has: a pattern knows no months"),
    (("LocalTime",), r"2026-02-30 09:00", "a day that no calendar has: a pattern knows no months"),
    (("LanguageTag",), r"xx|de-XX|tlh|yes|on", "a language that nobody speaks: the list of all tags has no end"),
    (("Text", "Name", "Label", "FileName", "Url", "EmailAddress", "Allowance"), r'".*\\U.*"|".*\\u0378.*"|.*[\U000f0000-\U0010ffff].*',
     "characters that Unicode has not given a meaning: a pattern would have to list them"),
    (("Text", "Name", "Label", "FileName", "Allowance"), "a\u2028b", "a line separator, which breaks a line in YAML 1.1 and not in YAML 1.2"),
]  # fmt: skip

FORM = ["", "~", "null", '""', '" "', '"\\n"', "[]", "[word]", "[[word]]", "{}", "{en: word}", "{en: word, de: Wort}", "{de: Wort}",
        "{en: word, fr: mot}", "{en: ~}", "{en: 5}", "{en: }", "{word: word}", "{because: word}", "{1: word}", "{en: a, en: b}",
        "word", '"5"', "5", "true", '"true"', "yes", '"a\\u0007b"', "{because: word, severity: error}"]  # fmt: skip
"""Held against every place, whatever stands there."""

SCALARS = {
    "any": ["no", "True", "FALSE", "on", "0", "-1", "+5", "-0", "1_000", "010", "0010", "0x10", "0o17", "1e3", ".5", "5.", "5.0",
            "0.1", "100", "100.5", "101", ".nan", ".inf", "-.inf", "999999999999", "1000000000000", "999999999999.999999999999",
            "0.1234567890123", "'word\n'", '"word\\n"', '"\\uE000"', '"\\uFEFF"', '"a\\uFEFFb"', '"\\U000F0000"', '"\\u0378"',
            '"\\x85"', '"a\\tb"', '"a\\xa0b"', '"\\u2028"', "😀", "x" * 300, "2026-11-20", '"2026-11-20"', "12:30:45", "0b101",
            "!!str word", "- word", "a: b: c", "{en: [word]}", "&x word", "..", "a\u2028b", "<<", "="],
    "Day": ["2026-02-30", "2026-06-31", "0000-01-01", "2026-13-01", "2026-1-1", "22.11.2026", '"2026-11-20\\n"', '" 2026-11-20"',
            "20261120", "2026-W47-5", "2026-11-20T00:00:00Z", '"\u0662\u0660\u0662\u0666-01-01"', "1999-12-31", "2024-02-29"],
    "LocalTime": ["2026-11-20 09:00", "2026-02-30 09:00", "2026-11-20 24:00", "2026-11-20 09:60", "1999-11-20 09:00",
                  "2026-11-20T09:00", '"2026-11-20 09:00\\n"', "2026-11-20 9:00", "2026-11-20 09:00:00"],
    "TimeOfDay": ["09:00", "9:00", "24:00", "23:59", '"09:00\\n"', "09.00", '"09:00"'],
    "Url": ["https://example.com", "http://example.com:8080/a?b#c", "https://", "http://x", "https://example", "example.com",
            "ftp://example.com", "https://example.com./", "https://exa mple.com", '"https://example.com\\n"', "https://u@example.com",
            "https://[::1]/", "https://example..com", "https://example.com:123456", "HTTPS://example.com", "https://müller.example",
            "https://example.com/a b", "https://example.com/\u00a0", '"https://example.com/<b>"', "https://example.com?x", "//example.com"],
    "EmailAddress": ["post@example.com", "post@example", "@example.com", "post@", "a@b@example.com", "post@example.com.", "jörg@müller.example",
                     "Jane <jane@example.com>", '"post@example.com\\n"', "post@example.com,", "a" * 250 + "@example.com", "a b@example.com"],
    "Domain": ["example.com", "_dmarc.example.com", "EXAMPLE.com", "müller.example", "xn--mller-kva.example", "example", "example.com.",
               "-a.example.com", "a-.example.com", "a_b.example.com", "*.example.com", '"example.com\\n"', "a" * 64 + ".example.com",
               "a" * 63 + ".example.com", ".".join(["abcdefghi"] * 26) + ".com", "192.0.2.1", "a..b", "https://example.com"],
    "Id": ["a", "a-b", "a--b", "-a", "a-", "1a", "a1", "A", "ä", "müller", "a_b", '"a\\n"', "a" * 60, "a" * 61, "a b"],
    "Digits": ['"111122223333"', "111122223333", '"0123"', '"1 1"', '"12\\n"', '"-1"', '"\u0661"', "1111-2222"],
    "Label": ["x" * 100, "x" * 101, "😀" * 100, "ä" * 100],
    "FileName": ["plan.ics", "a b.ics", "a/b.ics", "..", "c:d", "a\\b", "x" * 101],
    "Country": ["CH", "ch", "XX", "CHE", "NO", "UK", '"CH\\n"', "Switzerland", "EU"],
    "Region": ["eu-west-1", "eu-west-9", "EU-WEST-1", '"eu-west-1\\n"', "us-east-1", "Ireland", "global"],
    "Zone": ["Europe/Zurich", "Europe/Bern", "UTC", "localtime", "CET", "europe/zurich", "MEZ", '"UTC\\n"', "GMT+1", "posixrules"],
    "LanguageTag": ["en", "de-CH", "zh-Hans-CN", "es-419", "EN", "xx", "de-XX", "en_US", "de@euro", "en.UTF-8", "de-1996", "tlh",
                    "en-US-POSIX", "ca-ES-valencia", "english", "en-", '"en\\n"', "root"],
    "FieldPath": ["handling.complaint", "streams[].from", "streams[0].from", "a.", ".a", "a..b", "A", "a b", '"a\\n"', "a[]b"],
    "choice": ["Tested", "tested", "TRANSACTIONAL", '"none\\n"', "asked", "b2b"],
    "Percent": ["100.0", "100.000000000001", "0.000000000001", "0.1%", "5,0"],
    "Count": ["1000", "1'000", "1,000", "12"],
}  # fmt: skip


# Both findings


@cache
def catalogue() -> Catalogue:
    return load(settings())


@cache
def schema_in(code: str, name: str = "product.schema.json") -> dict[str, Any]:
    return product_schema(catalogue(), code, is_overlay=FILES[name])


@cache
def editor() -> jsonschema.Draft7Validator:
    return jsonschema.Draft7Validator(schema_in("en"))


@cache
def example() -> tuple[Any, Any]:
    """The example product as editor and loader read it."""
    text = (PROJECT / "data" / "example.yml").read_text(encoding="utf-8")
    return seen_by_editor(text), parse_yaml(text, "data/example.yml").tree


@cache
def by_editor(text: str) -> Any:
    """What an editor sees of a value; raises where it shows an error of form."""
    return seen_by_editor(f"v: {text}\n")["v"]


@cache
def by_loader(text: str) -> Any:
    """What the loader reads of a value."""
    return parse_yaml(f"v: {text}\n", "t.yml").tree["v"]


def editor_takes(tree: Any) -> bool:
    return bool(editor().is_valid(tree))


def loader_takes(tree: Any) -> bool:
    context = {"languages": list(catalogue().languages), "regions": frozenset(catalogue().ses.regions)}
    try:
        validate(Product, Source("t.yml", tree), context)
    except Invalid:
        return False
    return True


class Spot:
    """A place of the example product, with as little around it as the model allows, as both readers see it."""

    def __init__(self, name: str, kind: str, field: Field, loc: tuple[str | int, ...]) -> None:
        self.name, self.kind, self.field = name, kind, field
        self.seen, self.loc = _around(example()[0], Product, loc)
        self.read, _ = _around(example()[1], Product, loc)

    def findings(self, text: str) -> tuple[bool, bool]:
        """Whether the editor and the loader take the text as the value of this place."""
        try:
            seen = editor_takes(_with(self.seen, self.loc, by_editor(text)))
        except YAMLError:
            seen = False
        try:
            read = loader_takes(_with(self.read, self.loc, by_loader(text)))
        except Invalid:
            read = False
        return seen, read

    def is_unnoticed(self, text: str) -> bool:
        return any(self.kind in kinds and re.fullmatch(what, text) for kinds, what, _ in UNNOTICED)


def _around(tree: Any, record: type[Record] | None, loc: tuple[str | int, ...]) -> tuple[Any, tuple[str | int, ...]]:
    """The tree with what leads to `loc` and what its records cannot be without; and where `loc` is now."""
    if not loc:
        return tree, ()
    head, *rest = loc
    if isinstance(head, int):
        inner, moved = _around(tree[head], record, tuple(rest))
        return [inner], (0, *moved)
    if not record:
        inner, moved = _around(tree[head], None, tuple(rest))
        return {head: inner}, (head, *moved)
    fields = {field.name: field for field in fields_of(record)}
    kept = {name: tree[name] for name, field in fields.items() if field.is_required and name in tree}
    field = fields[head]
    if field.is_mapping and rest:
        inner, moved = _around(tree[head][rest[0]], field.record, tuple(rest[1:]))
        return {**kept, head: {rest[0]: inner}}, (head, rest[0], *moved)
    inner, moved = _around(tree[head], field.record, tuple(rest))
    return {**kept, head: inner}, (head, *moved)


def _with(tree: Any, loc: tuple[str | int, ...], value: Any) -> Any:
    """A copy of the tree with another value at one place."""
    if not loc:
        return value
    head, *rest = loc
    if isinstance(tree, list):
        return [_with(item, tuple(rest), value) if index == head else item for index, item in enumerate(tree)]
    return {**tree, head: _with(tree.get(head), tuple(rest), value)}


def _without(tree: Any, loc: tuple[str | int, ...]) -> Any:
    if len(loc) == 1:
        return {key: value for key, value in tree.items() if key != loc[0]}
    return _with(tree, loc[:1], _without(tree[loc[0]], loc[1:]))


def _first(tree: Any, path: str) -> tuple[str | int, ...] | None:
    """Where the example holds a field for the first time."""
    if not path:
        return ()
    part, _, rest = path.partition(".")
    name, in_each = part.removesuffix("[]"), part.endswith("[]")
    if not isinstance(tree, dict):
        return None
    for key in [name] if name != "*" else list(tree):
        if key in tree and not in_each and (found := _first(tree[key], rest)) is not None:
            return (key, *found)
        for index, item in enumerate(tree[key] if in_each and key in tree else ()):
            if (found := _first(item, rest)) is not None:
                return (key, index, *found)
    return None


@cache
def spots() -> dict[str, Spot]:
    """Every field of every record, where the example first holds it, and every element of what holds several."""
    found: dict[str, Spot] = {}
    for path, field in product_fields().items():
        whole = path.removesuffix("[]").removesuffix(".*")
        loc, element = _first(example()[0], whole), _first(example()[0], path)
        if loc is None or any(spot.field.key == field.key for spot in found.values()):
            continue
        if path != whole and element is not None:
            found[whole] = Spot(whole, "several", field, loc)
            found[path] = Spot(path, field.kind, field, element)
        else:
            found[path] = Spot(path, field.kind, field, loc)
    return found


def spots_of(kind: str) -> list[Spot]:
    """Two places of that kind of value."""
    return [spot for spot in spots().values() if spot.kind == kind][:2]


def _disagreements(spot: Spot, texts: list[str]) -> list[str]:
    wrong = []
    for text in texts:
        seen, read = spot.findings(text)
        if read and not seen:
            wrong.append(f"{spot.name}: {text!r:.60} - the editor marks what the loader takes")
        if seen and not read and not spot.is_unnoticed(text):
            wrong.append(f"{spot.name}: {text!r:.60} - the loader refuses it, the editor does not notice")
    return wrong


# The files


@pytest.mark.parametrize("name", FILES)
def test_the_committed_schema_is_what_the_model_makes(name):
    committed = (PROJECT / "schema" / name).read_text(encoding="utf-8")
    assert committed == schema_json(catalogue(), "en", name), "the model has changed: run `make schema`"


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("code", LANGUAGES)
def test_the_schema_is_valid_draft_7(code, name):
    jsonschema.Draft7Validator.check_schema(json.loads(schema_json(catalogue(), code, name)))


FILES_OF_PRODUCTS = [
    *sorted(PROJECT.glob("data/products/*.yml")),
    PROJECT / "data/example.yml",
    PROJECT / "tests/golden/product.yml",
    PROJECT / "tests/rules/valid_product.yml",
]
OVERLAYS = sorted(PROJECT.glob("data/private/*.yml"))


@pytest.mark.parametrize("path", FILES_OF_PRODUCTS, ids=lambda path: path.stem)
def test_a_product_that_loads_has_no_mark_in_the_editor(path):
    found = editor().iter_errors(seen_by_editor(path.read_text(encoding="utf-8")))
    assert [f"{error.json_path}: {error.message:.200}" for error in found] == []


@pytest.mark.skipif(not OVERLAYS, reason="no private data here")
def test_an_overlay_that_loads_has_no_mark_in_the_editor():
    overlay = jsonschema.Draft7Validator(schema_in("en", "overlay.schema.json"))
    # Only the place is told: what stands there is private.
    found = {path.name: list(overlay.iter_errors(seen_by_editor(path.read_text(encoding="utf-8")))) for path in OVERLAYS}
    assert [f"{name}: {error.json_path}" for name, errors in found.items() for error in errors] == []


@pytest.mark.parametrize("path", [*FILES_OF_PRODUCTS[:-2], *OVERLAYS], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_first_line_of_a_file_leads_to_its_schema(path: Path):
    first = path.read_text(encoding="utf-8").splitlines()[0]
    named = re.fullmatch(r"# yaml-language-server: \$schema=(\.\S+)", first)
    assert named, f"{path.name} begins with {first:.80}"
    wanted = "overlay.schema.json" if path in OVERLAYS else "product.schema.json"
    assert (path.parent / named[1]).resolve() == PROJECT / "schema" / wanted


# Values


@pytest.mark.parametrize("top", Product.model_fields)
def test_wrong_form_is_seen_alike_at_every_place(top):
    below = [spot for spot in spots().values() if spot.loc[0] == top]
    assert [line for spot in below for line in _disagreements(spot, FORM)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_values_of_every_kind_are_seen_alike(kind):
    assert [line for spot in spots_of(kind) for line in _disagreements(spot, [*SCALARS["any"], *SCALARS.get(kind, [])])] == []


def test_every_field_is_tested():
    assert {field.key for field in product_fields().values()} == {spot.field.key for spot in spots().values()}


def test_every_kind_of_value_has_values_of_its_own():
    assert set(KINDS) - set(SCALARS) == {"Name", "Text", "Amount", "Flag"}


def test_every_line_of_the_table_of_what_is_unnoticed_is_needed():
    used = set()
    for kind in KINDS:
        for spot, text in itertools.product(spots_of(kind), [*SCALARS["any"], *SCALARS.get(kind, [])]):
            lines = [i for i, (kinds, what, _) in enumerate(UNNOTICED) if kind in kinds and re.fullmatch(what, text)]
            if lines and spot.findings(text) == (True, False):
                used |= set(lines)
    assert [why for index, (_, _, why) in enumerate(UNNOTICED) if index not in used] == []


def _records() -> Iterator[tuple[Spot, tuple[str | int, ...]]]:
    """Where the example holds a record, and where in the whole of it."""
    for name, spot in spots().items():
        if spot.field.record and spot.kind != "several":
            yield spot, _first(example()[0], name) or ()


def test_a_missing_key_is_seen_alike_in_every_record():
    wrong = []
    for spot, whole in _records():
        value, read = _at(example()[0], whole), _with(spot.read, spot.loc, _at(example()[1], whole))
        for field in fields_of(spot.field.record):
            if isinstance(value, dict) and field.name in value:
                loc = (*spot.loc, field.name)
                findings = editor_takes(_without(_with(spot.seen, spot.loc, value), loc)), loader_takes(_without(read, loc))
                wrong += [(spot.name, field.name)] if findings != (not field.is_required,) * 2 else []
    assert wrong == []


def test_an_unknown_key_is_refused_in_every_record():
    locs = [(spot, (*spot.loc, "unknwon")) for spot, _ in _records() if spot.kind != "Text"]
    assert [
        s.name for s, loc in locs if editor_takes(_with(s.seen, loc, "word")) or loader_takes(_with(s.read, loc, "word"))
    ] == []


def test_a_missing_or_unknown_key_of_the_product_is_seen_alike():
    small = {"name": "Lantern", "summary": "It sends.", "nmae": "Lantern"}
    for tree in (small, {"name": "Lantern"}, {"summary": "It sends."}, {}, [], "word"):
        assert (editor_takes(tree), loader_takes(tree)) == (False, False)


def _at(tree: Any, loc: tuple[str | int, ...]) -> Any:
    for part in loc:
        tree = tree[part]
    return tree


CROSS_FIELDS = {
    "min above max": "volume: {figures: [{kind: forecast, per: day, min: 5, max: 1}]}",
    "min_day above max_day": "streams: [{id: a, title: A, class: system, volume: {min_day: 5, max_day: 1}}]",
    "a time that the clocks skip": "streams: [{id: a, title: A, class: system, sample: {language: en, subject: A, "
    'event: {title: A, start: "2027-03-28 01:30", minutes: 10, zone: Europe/Dublin}}}]',
    "no minute long": "streams: [{id: a, title: A, class: system, sample: {language: en, subject: A, "
    'event: {title: A, start: "2027-05-03 19:00", minutes: 0, zone: Europe/Dublin}}}]',
}


@pytest.mark.parametrize("text", CROSS_FIELDS.values(), ids=CROSS_FIELDS)
def test_what_two_fields_say_together_is_the_loaders_alone(text):
    whole = f"name: A\nsummary: A.\n{text}\n"
    assert (editor_takes(seen_by_editor(whole)), loader_takes(parse_yaml(whole, "t.yml").tree)) == (True, False)


# Keys


KEYS = ["a", "a-b", "A", "ä", "1", "010", "true", "a" * 60, "a" * 61, "a b", '"a\\n"', '"a\\u0007"', '" "', "en", "de-CH", "xx", "support",
        "primary", "owner", "x" * 300, "1_000", "2026-11-20", '"\\uFEFF"', '"a\\uFEFF"', "de@euro", "~x"]  # fmt: skip


@pytest.mark.parametrize("path", [path for path, field in product_fields().items() if field.is_mapping])
def test_the_loader_takes_no_key_that_the_editor_marks(path):
    spot = spots()[path]
    entry, read_entry = _at(spot.seen, spot.loc), _at(spot.read, spot.loc)
    for key in KEYS:
        seen = _with(spot.seen, spot.loc[:-1], dict.fromkeys(seen_by_editor(f"{key}: word\n"), entry))
        read = _with(spot.read, spot.loc[:-1], dict.fromkeys(parse_yaml(f"{key}: word\n", "t.yml").tree, read_entry))
        findings = editor_takes(seen), loader_takes(read)
        unnoticed = path == "streams[].sample.glosses.*" and key == "xx"  # as every language tag
        assert findings in ((True, True), (False, False), *([(True, False)] if unnoticed else [])), key


# Anything


_WORDS = st.one_of(
    st.sampled_from(sorted({text for texts in [FORM, *SCALARS.values()] for text in texts})),
    st.text(max_size=20).map(json.dumps),
    st.text("0123456789.+-e_xo:@/ab", min_size=1, max_size=8),
    st.integers().map(str),
    st.floats().map(str),
    st.recursive(st.none() | st.booleans() | st.integers() | st.text("aen5 "), lambda inner: st.lists(inner) | st.dictionaries(
        st.sampled_from(["en", "de", "fr", "text", "status", "name", "because"]), inner), max_leaves=4).map(json.dumps),
)  # fmt: skip


@given(st.sampled_from(sorted(product_fields())), _WORDS)
def test_the_editor_marks_nothing_that_the_loader_takes(path, text):
    spot = spots().get(path)
    assume(spot)
    try:
        seen, read = spot.findings(text)
    except ValueError:
        return  # a surrogate is no text in any file
    assert seen or not read


# Words


def _fields_of_schema(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    tops = {"Product": schema, **schema["definitions"]}
    for name, definition in tops.items():
        for option in (definition, *definition.get("anyOf", ())):
            if name != "Text":
                yield from ((f"{name}.{key}", field) for key, field in option.get("properties", {}).items())


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_field_has_a_title_and_a_meaning(code):
    lacking = [k for k, f in _fields_of_schema(schema_in(code)) if not (f.get("title") and f.get("description"))]
    assert lacking == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_field_that_holds_a_value_has_an_example_that_fits(code):
    schema = schema_in(code)
    records = {f"{f.owner.__name__}.{f.name}" for f in product_fields().values() if f.record}
    for key, field in _fields_of_schema(schema):
        if key not in records:
            wanted = {"$schema": schema["$schema"], "definitions": schema["definitions"], **field}
            assert field.get("examples"), key
            assert all(jsonschema.Draft7Validator(wanted).is_valid(value) for value in field["examples"]), key


def test_a_field_of_a_record_that_is_in_several_places_has_an_example_of_its_own():
    own = schema_in("en")["x-examples"]
    assert own["dns.dmarc[].value"].startswith("v=DMARC1; ")
    assert own["handling.complaint.planned"] is None
    assert "dns.spf[].value" not in own
    assert not [path for path in own if path not in product_fields()]


@pytest.mark.parametrize("name", FILES)
def test_private_fields_and_only_they_are_marked_private(name):
    made = schema_in("en", name)
    marked = {key for key, field in _fields_of_schema(made) if field.get("x-private")}
    described = {f"{f.owner.__name__}.{f.name}" for f in product_fields().values() if f.description.endswith("; private")}
    assert marked == described
    assert len(marked) >= 7


def test_an_overlay_requires_nothing_and_is_else_the_same():
    def without_required(node: Any) -> Any:
        if isinstance(node, dict):
            # A field may be called `required` too; only the keyword holds a list of names.
            return {k: without_required(v) for k, v in node.items() if not (k == "required" and isinstance(v, list))}
        return [without_required(item) for item in node] if isinstance(node, list) else node

    overlay, product = dict(schema_in("en", "overlay.schema.json")), dict(schema_in("en"))
    del overlay["title"], product["title"]
    assert overlay == without_required(product)


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
def test_other_languages_differ_in_words_only(code):
    def structure(node: Any, *, of_fields: bool = False) -> Any:
        if isinstance(node, list):
            return [structure(item) for item in node]
        if not isinstance(node, dict):
            return node
        words = () if of_fields else ("title", "description", "x-wanted", "patternErrorMessage")
        return {k: structure(v, of_fields=k == "properties") for k, v in node.items() if k not in words}

    assert structure(schema_in(code)) == structure(schema_in("en"))


# Engines


def test_browsers_and_python_read_every_pattern_alike():
    patterns = sorted({d["pattern"] for d in schema_in("en")["definitions"].values() if "pattern" in d})
    values = [
        *itertools.chain.from_iterable(SCALARS.values()),
        "\ufeff",
        "a\u202eb",
        "\u0085",
        "\u180e",
        "a\u200bb@example.com",
    ]
    texts = sorted(
        {json.loads(value) if value.startswith('"') else value for value in values if "\\U" not in value and "\\x" not in value}
    )
    code = "const [p, t] = JSON.parse(require('fs').readFileSync(0)); console.log(JSON.stringify(p.map(x => t.map(y => new RegExp(x, 'u').test(y)))))"
    run = subprocess.run(
        [compute_driver_executable()[0], "-e", code],
        input=json.dumps([patterns, texts]),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert run.returncode == 0, run.stderr
    told = dict(zip(patterns, json.loads(run.stdout), strict=True))
    differing = [
        (pattern, text)
        for pattern in patterns
        for text, verdict in zip(texts, told[pattern], strict=True)
        if verdict != bool(re.search(pattern, text))
    ]
    assert differing == []
