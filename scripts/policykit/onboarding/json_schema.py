"""Generates the JSON Schema of a product file from the model, for editors, the onboarding page and other programs.

It uses draft 7, which editors' YAML extensions support best. Custom keywords start with `x-`; validators ignore them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core.core_schema import NullableSchema, WithDefaultSchema

from policykit.catalog.catalog import Catalogue
from policykit.foundation.jsonio import json_text
from policykit.model import SOURCE_LANGUAGE, Product, Record
from policykit.yamlio.reader import PlainScalar, Tree

from .fields import Field, fields_of, product_fields
from .interview import in_order

DRAFT = "http://json-schema.org/draft-07/schema#"


_OF_THE_FIELD = ("title", "description", "x-private")
"""Keywords that describe a field rather than its kind of value."""


FILES = {"product.schema.json": False, "overlay.schema.json": True}
"""File in `/schema/` -> whether it describes the private overlay."""


class _Generator(GenerateJsonSchema):
    """Pydantic's schema without features that our files lack: null, default values, titles from class names."""

    def nullable_schema(self, schema: NullableSchema) -> JsonSchemaValue:
        # An empty value is an error: unknown values are left out.
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


@cache
def _model_schema() -> str:
    """Pydantic's schema of a product as JSON; cached, because all languages use it several times per build."""
    schema = Product.model_json_schema(by_alias=True, ref_template="#/definitions/{model}", schema_generator=_Generator)
    return json.dumps(schema)


def product_schema(catalogue: Catalogue, code: str, *, is_overlay: bool = False) -> dict[str, Any]:
    """The schema in one language; an overlay has no required fields, because they may be in the public file."""
    schema: dict[str, Any] = json.loads(_model_schema())
    definitions: dict[str, Any] = schema.pop("$defs", {})
    definitions["Product"] = {key: schema.pop(key) for key in list(schema)}
    definitions["Text"] = _text(list(catalogue.languages))
    for definition in list(definitions.values()):
        _hoist(definition, definitions)
    definitions["Region"]["enum"] = sorted(catalogue.ses.regions)
    _describe(catalogue, code, definitions)
    if is_overlay:
        _require_nothing(definitions)
    product = definitions.pop("Product")
    words = catalogue.languages[code].word
    title = words("schema.overlay" if is_overlay else "schema.product")
    # The fields that AWS's questions are about, which the onboarding page shows first.
    asked = [
        {"id": question.id, "title": catalogue.languages[code].text(question.title)[0], "ask": list(question.ask)}
        for question in in_order(catalogue)
        if question.ask
    ]
    head: dict[str, Any] = {"$schema": DRAFT, "title": title, "description": words("schema.description"), "x-questions": asked}
    head["x-examples"] = _own_examples(catalogue.example.source.tree)
    return {**head, **{key: value for key, value in product.items() if key not in head}, "definitions": definitions}


def schema_json(catalogue: Catalogue, code: str, name: str) -> str:
    """One of `FILES` as JSON."""
    return json_text(product_schema(catalogue, code, is_overlay=FILES[name]), in_order=True)


def schema_messages(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Context and English of every title, description and expected form that the schema and the reference show."""
    for field in product_fields().values():
        yield f"field {field.key}", field.title
        yield f"field {field.key}", field.description
    for name, schema in product_schema(catalogue, SOURCE_LANGUAGE)["definitions"].items():
        if "x-wanted" in schema:
            yield f"kind {name}", schema["x-wanted"]


def _hoist(node: Any, definitions: dict[str, Any]) -> None:
    """Move each kind of value to the definitions, so that long lists, such as all countries, appear only once."""
    if isinstance(node, list):
        for item in node:
            _hoist(item, definitions)
    elif isinstance(node, dict):
        for item in list(node.values()):
            _hoist(item, definitions)
        if kind := node.pop("x-kind", None):
            if kind not in definitions:
                definitions[kind] = {key: node[key] for key in node if key not in _OF_THE_FIELD}
            for key in [key for key in node if key not in _OF_THE_FIELD]:
                del node[key]
            node["$ref"] = f"#/definitions/{kind}"


def _text(codes: list[str]) -> dict[str, Any]:
    """The schema of a text: a string in the source language, or a mapping with that language and others."""
    word = {"$ref": "#/definitions/Name"}
    mapping = {"type": "object", "properties": dict.fromkeys(codes, word), "additionalProperties": False}
    return {"anyOf": [word, {**mapping, "required": [SOURCE_LANGUAGE]}], "x-wanted": "text (can be translated)"}


def _describe(catalogue: Catalogue, code: str, definitions: dict[str, Any]) -> None:
    """Add title, description and example of each field, and the expected form of each kind of value, in one language."""
    language, example = catalogue.languages[code], examples(catalogue.example.source.tree)
    for field in product_fields().values():
        owner = definitions[field.owner.__name__]
        schema = (owner if "properties" in owner else owner["anyOf"][-1])["properties"][field.name]
        schema["title"] = language.translated(field.title, f"field {field.key}")
        schema["description"] = language.translated(field.description, f"field {field.key}")
        if field.key in example and not field.record:
            schema["examples"] = [example[field.key]]
    for name, schema in definitions.items():
        schema.pop("title", None)
        if not language.is_source:
            schema.pop("description", None)  # comes from a record's docstring, which is not translated
        if "x-wanted" in schema:
            wanted = schema["x-wanted"] = language.translated(schema["x-wanted"], f"kind {name}")
            if "patternErrorMessage" in schema:
                schema["patternErrorMessage"] = language.word("schema.expected", wanted=wanted)


def examples(tree: Tree) -> dict[str, Any]:
    """`Record.key` -> its first value in the example product, as JSON."""
    return dict(reversed([(field.key, value) for field, value in _examples(Product, tree)]))


def examples_by_path(tree: Tree) -> dict[str, Any]:
    """Field path -> its example: `dns.dmarc[].value` has another one than `dns.spf[].value`.

    A date or a name that the example product lacks at a path is that of the same field elsewhere; a sentence is left out,
    because one about bounces is no example of one about complaints.
    """
    own = dict(reversed([(field.path, value) for field, value in _examples(Product, tree)]))
    elsewhere = examples(tree)
    neutral = {path: elsewhere[field.key] for path, field in product_fields().items() if field.kind != "Text"}
    return {**neutral, **own}


def _own_examples(tree: Tree) -> dict[str, Any]:
    """Path -> example of each field whose example is not that of its record; null if it has none."""
    by_path, by_key = examples_by_path(tree), examples(tree)
    fields = {path: field for path, field in product_fields().items() if not field.record}
    return {path: by_path.get(path) for path, field in fields.items() if by_path.get(path) != by_key[field.key]}


def _examples(record: type[Record], tree: Tree, prefix: str = "") -> Iterator[tuple[Field, Any]]:
    if not isinstance(tree, dict):
        return
    for field in fields_of(record, prefix):
        if field.name not in tree:
            continue
        value = tree[field.name]
        yield field, as_json(value)
        if field.record:
            inner = value if isinstance(value, list) else list(value.values()) if field.is_mapping else [value]
            for item in inner:
                yield from _examples(field.record, item, f"{field.path}.")


def as_json(tree: Tree) -> Any:
    """A tree as YAML 1.2 reads it: unquoted numbers and booleans have their type."""
    if isinstance(tree, dict):
        return {key: as_json(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [as_json(item) for item in tree]
    if not isinstance(tree, PlainScalar):
        return str(tree)
    if tree.lower() in ("true", "false"):
        return tree.lower() == "true"
    return int(tree) if tree.isdecimal() else float(tree)


def _require_nothing(definitions: dict[str, Any]) -> None:
    for schema in definitions.values():
        for option in (schema, *schema.get("anyOf", ())):
            option.pop("required", None)
