"""Looks up field paths such as `streams[].volume` in records, and lists all texts of a record.

`[]` means every element of a list. Ids of a mapping are written like fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from .records import Record, Text

_INDEX = re.compile(r"\[\d+\]")


class PathError(LookupError):
    """The model has no field at this path."""


def _attribute(record: type[BaseModel], name: str) -> str:
    for attribute, field in record.model_fields.items():
        if (field.alias or attribute) == name:
            return attribute
    raise PathError(name)


def _options(annotation: Any) -> list[Any]:
    """`X | None` -> [X]; anything else -> itself."""
    if isinstance(annotation, type) or get_origin(annotation) in (tuple, dict):
        return [annotation]
    return [option for argument in get_args(annotation) for option in _options(argument)] or [annotation]


def is_field(record: type[BaseModel], path: str) -> bool:
    """Whether the model has a field at `path` of `record`."""
    kinds: list[Any] = [record]
    for part in path.split("."):
        name, in_each = part.removesuffix("[]"), part.endswith("[]")
        found: list[Any] = []
        for kind in kinds:
            if isinstance(kind, type) and issubclass(kind, BaseModel):
                try:
                    found += _options(kind.model_fields[_attribute(kind, name)].annotation)
                except PathError:
                    continue
            elif get_origin(kind) is dict:
                found += _options(get_args(kind)[1])
        if in_each:
            found = [option for kind in found if get_origin(kind) is tuple for option in _options(get_args(kind)[0])]
        kinds = found
    return bool(kinds)


def values_at(record: Record, path: str) -> list[Any]:
    """Return the values at `path`: one, or one per list element if the path contains `[]`. An absent value is None.

    Raises `PathError` if the model does not have the path.
    """
    return [value for _, value in placed_values(record, path)]


def placed_values(record: Record, path: str) -> list[tuple[str, Any]]:
    """Return the same values, each with its place: `streams[].from` gives `streams[0].from`, `streams[1].from`, ...

    An empty list has one absent element, without an index. Raises `PathError` as above.
    """
    values: list[tuple[str, Any]] = [("", record)]
    for part in path.split("."):
        name, in_each = part.removesuffix("[]"), part.endswith("[]")
        values = [(f"{place}.{name}" if place else name, _child(value, name)) for place, value in values]
        if in_each:
            values = [
                (f"{place}[{index}]" if value else place, item)
                for place, value in values
                for index, item in enumerate(value or (None,))
            ]
    return [(place, None if _is_empty(value) else value) for place, value in values]


def field_of(place: str) -> str:
    """Return the field path of a place: `streams[0].from` -> `streams[].from`."""
    return _INDEX.sub("[]", place)


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, (tuple, dict, Record)) and not value)


def texts_of(value: Any, loc: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Text]]:
    """Yield every `Text` inside `value`, with its location as written in the file."""
    if isinstance(value, Text):
        yield loc, value
    elif isinstance(value, Record) and value:
        for name, field in type(value).model_fields.items():
            yield from texts_of(getattr(value, name), (*loc, field.alias or name))
    elif isinstance(value, dict):
        for key, child in value.items():
            yield from texts_of(child, (*loc, key))
    elif isinstance(value, tuple):
        for index, child in enumerate(value):
            yield from texts_of(child, (*loc, index))


def _child(value: Any, name: str) -> Any:
    if value is None:
        return None
    if isinstance(value, dict):
        return value.get(name)
    return getattr(value, _attribute(type(value), name))
