"""The shape of a product: which fields it states and which fixed words it chooses, without its texts and figures.

A page template branches on what is there, never on what a text says; so products of one shape take the same way through every
template, and a check of a thousand products needs to render only one of each shape.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from policykit.catalog.catalog import Entry
from policykit.model import Status, Text


def one_of_each_shape(entries: Iterable[Entry]) -> list[Entry]:
    """The first product of each shape, in the order given."""
    return list({_shape(entry.product): entry for entry in reversed(list(entries))}.values())[::-1]


def _shape(value: Any) -> Hashable:
    if isinstance(value, Text):
        return frozenset(value.root)
    if isinstance(value, BaseModel):
        fixed = _fixed_words(type(value))
        return tuple(
            (name, given if name in fixed else _shape(given))
            for name in type(value).model_fields
            if (given := getattr(value, name)) or given in (False, 0)
        )
    if isinstance(value, tuple):
        # How many there are decides between one and several; what each is like decides the rest.
        return (min(len(value), 2), frozenset(_shape(item) for item in value))
    if isinstance(value, dict):
        return (min(len(value), 2), frozenset((key, _shape(item)) for key, item in value.items()))
    return value if isinstance(value, (Status, bool)) else type(value).__name__


@cache
def _fixed_words(record: type[BaseModel]) -> frozenset[str]:
    """The fields of a record that hold one of a few fixed words."""
    return frozenset(name for name, field in record.model_fields.items() if _is_literal(field.annotation))


def _is_literal(annotation: Any) -> bool:
    """`Literal[...]`, `Literal[...] | None` or a tuple of them; the keys of a mapping are no fixed words of the record."""
    if get_origin(annotation) in (Literal, dict):
        return get_origin(annotation) is Literal
    return any(_is_literal(argument) for argument in get_args(annotation))
