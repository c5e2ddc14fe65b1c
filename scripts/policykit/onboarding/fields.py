"""The fields of a product, walked from the model: what the schema, the scaffold, the interview and the reference are made of.

Nothing here is written twice: names, order, meaning and choices are the model's own.
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

# Words of field names that are written in capitals; everything else is a plain word.
_CAPITALS = {"aws", "dkim", "dmarc", "dns", "html", "id", "mx", "ses", "spf", "tzid", "uid", "url"}


@dataclass(frozen=True)
class Field:
    """One field of a record, at one place of a product."""

    path: str
    """Where it stands, such as `streams[].from`; `*` stands for the id of a mapping's entry, such as `contacts.*.email`."""
    name: str
    """Its key in the file."""
    attribute: str
    """Its name in Python, which differs where the key is a reserved word."""
    owner: type[Record]
    info: FieldInfo
    kind: str
    """`Text`, the name of a scalar's kind, `choice`, or the name of the record it holds."""
    is_list: bool
    is_mapping: bool
    record: type[Record] | None
    choices: tuple[str, ...]

    @property
    def title(self) -> str:
        """A label in English, made of the key."""
        return self.info.title or title_of(self.name)

    @property
    def description(self) -> str:
        """What it means."""
        return self.info.description or ""

    @property
    def is_required(self) -> bool:
        """Whether its record cannot be without it."""
        return self.info.is_required()

    @property
    def is_private(self) -> bool:
        """Whether its value belongs into the overlay."""
        extra = self.info.json_schema_extra
        return isinstance(extra, dict) and bool(extra.get("x-private"))

    @cached_property
    def key(self) -> str:
        """The record that declares it and its key, such as `Stream.from`: where other languages keep its words."""
        declared = [record for record in self.owner.__mro__ if self.attribute in inspect.get_annotations(record)]
        return f"{declared[-1].__name__}.{self.name}"


def title_of(name: str) -> str:
    """`mail_from` -> `Mail from`, `privacy_url` -> `Privacy URL`."""
    words = [word.upper() if word in _CAPITALS else word for word in name.split("_")]
    return " ".join([words[0][:1].upper() + words[0][1:], *words[1:]])


@cache
def product_fields() -> dict[str, Field]:
    """Path -> field, in the model's order, each record before what it holds."""
    return {field.path: field for field in _walk(Product, "")}


def fields_of(record: type[Record], prefix: str = "") -> Iterator[Field]:
    """The fields of one record, without what they hold."""
    for attribute, info in record.model_fields.items():
        name = info.alias or attribute
        annotation, is_list, is_mapping = _inner(info.annotation)
        held = annotation if isinstance(annotation, type) and issubclass(annotation, Record) else None
        suffix = "[]" if is_list else ".*" if is_mapping else ""
        kind = held.__name__ if held else _kind(annotation, info)
        path = f"{prefix}{name}{suffix}"
        yield Field(path, name, attribute, record, info, kind, is_list, is_mapping, held, _choices(annotation))


def _walk(record: type[Record], prefix: str) -> Iterator[Field]:
    for field in fields_of(record, prefix):
        yield field
        if field.record:
            yield from _walk(field.record, f"{field.path}.")


def _inner(annotation: Any) -> tuple[Any, bool, bool]:
    """What a field holds without `| None`, and whether it holds a list or a mapping of it."""
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
    # The last mark is the narrowest: an Id is a Name too.
    marks = [mark for mark in (*getattr(annotation, "__metadata__", ()), *info.metadata) if isinstance(mark, Kind | Matching)]
    return marks[-1].name


def _choices(annotation: Any) -> tuple[str, ...]:
    if get_origin(annotation) is Literal:
        return tuple(str(value) for value in get_args(annotation))
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return tuple(str(member.value) for member in annotation)
    return ()
