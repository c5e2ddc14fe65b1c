"""Lists the fields of a product from the model, for the schema, the scaffold, the interview and the reference.

Names, order, descriptions and choices all come from the model.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache, cached_property
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from policykit.model import Product, Record, Text
from policykit.model.scalars import Kind, Matching

# Words in field names that a title writes in capitals.
_CAPITALS = {"aws", "dkim", "dmarc", "dns", "html", "id", "mx", "ses", "spf", "tzid", "uid", "url"}


@dataclass(frozen=True)
class Field:
    """One field of a record, at one place of a product."""

    path: str
    """Its path, such as `streams[].from`; `*` replaces the key of a mapping's entry, such as `contacts.*.email`."""
    name: str
    """Its key in the file."""
    attribute: str
    """Its name in Python, which differs where the key is a reserved word."""
    owner: type[Record]
    info: FieldInfo
    kind: str
    """`Text`, `choice`, the name of a scalar's kind, or the name of the record it contains."""
    is_list: bool
    is_mapping: bool
    record: type[Record] | None
    choices: tuple[str, ...]

    @property
    def title(self) -> str:
        """A label in English, by default derived from the key."""
        return self.info.title or title_of(self.name)

    @property
    def description(self) -> str:
        """What it means, in English."""
        return self.info.description or ""

    @property
    def is_required(self) -> bool:
        """Whether its record requires it."""
        return self.info.is_required()

    @property
    def is_private(self) -> bool:
        """Whether its value belongs in the overlay."""
        extra = self.info.json_schema_extra
        return isinstance(extra, dict) and bool(extra.get("x-private"))

    @cached_property
    def key(self) -> str:
        """The declaring record and the key, such as `Stream.from`; translations use this key."""
        declared = [record for record in self.owner.__mro__ if self.attribute in inspect.get_annotations(record)]
        return f"{declared[-1].__name__}.{self.name}"


def anchor_of(field: Field) -> str:
    """The anchor of a field on the page that lists all fields, such as `stream.from`."""
    return f"{field.owner.__name__}.{field.name}".lower()


def title_of(name: str) -> str:
    """`mail_from` -> `Mail from`, `privacy_url` -> `Privacy URL`."""
    words = [word.upper() if word in _CAPITALS else word for word in name.split("_")]
    return " ".join([words[0][:1].upper() + words[0][1:], *words[1:]])


def field_at(path: str) -> Field:
    """The field at a path such as `monitoring.targets` or `contacts.support.email`. Raises `KeyError`."""
    parts = path.split(".")
    of_entries = (".".join([*parts[:index], "*", *parts[index + 1 :]]) for index in range(len(parts)))
    for way in (path, f"{path}[]", f"{path}.*", *of_entries):
        if way in product_fields():
            return product_fields()[way]
    raise KeyError(path)


@cache
def product_fields() -> dict[str, Field]:
    """Path -> field, in the model's order, each record before its own fields."""
    return {field.path: field for field in _walk(Product, "")}


def fields_of(record: type[Record], prefix: str = "") -> Iterator[Field]:
    """The fields of one record, without nested fields."""
    for attribute, info in record.model_fields.items():
        name = info.alias or attribute
        annotation, is_list, is_mapping = _inner(info.annotation)
        nested = annotation if isinstance(annotation, type) and issubclass(annotation, Record) else None
        suffix = "[]" if is_list else ".*" if is_mapping else ""
        kind = nested.__name__ if nested else _kind(annotation, info)
        path = f"{prefix}{name}{suffix}"
        yield Field(path, name, attribute, record, info, kind, is_list, is_mapping, nested, _choices(annotation))


def _walk(record: type[Record], prefix: str) -> Iterator[Field]:
    for field in fields_of(record, prefix):
        yield field
        if field.record:
            yield from _walk(field.record, f"{field.path}.")


def _inner(annotation: Any) -> tuple[Any, bool, bool]:
    """A field's inner type without `| None`, whether the field is a list of it, and whether it is a mapping to it."""
    options = [option for option in get_args(annotation) if option is not type(None)]
    if type(None) in get_args(annotation) and len(options) == 1:
        annotation = options[0]
    if get_origin(annotation) is tuple:
        return get_args(annotation)[0], True, False
    if get_origin(annotation) is dict:
        return get_args(annotation)[1], False, True
    return annotation, False, False


def _kind(annotation: Any, info: FieldInfo) -> str:
    if annotation is Text:
        return "Text"
    if _choices(annotation):
        return "choice"
    # The last mark is the most specific: an Id is also a Name.
    marks = [mark for mark in (*getattr(annotation, "__metadata__", ()), *info.metadata) if isinstance(mark, Kind | Matching)]
    return marks[-1].name


def _choices(annotation: Any) -> tuple[str, ...]:
    if get_origin(annotation) is Literal:
        return tuple(str(value) for value in get_args(annotation))
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return tuple(str(member.value) for member in annotation)
    return ()
