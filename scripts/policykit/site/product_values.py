"""Values of products in hand-written pages, such as `{{ product("numstro").summary }}`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import total_ordering
from typing import Any

from policykit.catalog.catalog import Entry
from policykit.catalog.languages import Language
from policykit.html.elements import to_markdown
from policykit.model import Record, Text


class UnknownField(LookupError):
    """A page names a field that the model lacks. Jinja would swallow an AttributeError and its message."""


@total_ordering
class ProductValue:
    """A value that prints itself for a Markdown page: escaped, and in the page's language; a list as `a, b and c`.

    In conditions, loops and comparisons it acts like the value, a text like its words. An absent value is false, and printing
    it is an error. A product also has its `slug`.
    """

    def __init__(self, value: Any, language: Language) -> None:
        self._value: Any = value.product if isinstance(value, Entry) else value
        self._slug = value.slug if isinstance(value, Entry) else ""
        self._language = language

    def __getattr__(self, name: str) -> Any:
        """The field of that name, by its key in the product's file."""
        if name == "slug" and self._slug:
            return self._slug
        if name.startswith("__") or not isinstance(self._value, Record):
            raise AttributeError(f"a {type(self._value).__name__} has no fields")
        fields = {field.alias or attribute: attribute for attribute, field in type(self._value).model_fields.items()}
        if name not in fields:
            raise UnknownField(f"unknown field `{name}`; use one of: {', '.join(['slug'] * bool(self._slug) + list(fields))}")
        return ProductValue(getattr(self._value, fields[name]), self._language)

    def __getitem__(self, key: Any) -> ProductValue:
        """An element of a list, or of a mapping such as `contacts`."""
        return ProductValue(self._value[key], self._language)

    def __iter__(self) -> Iterator[ProductValue]:
        return iter([ProductValue(item, self._language) for item in self._value or ()])

    def __len__(self) -> int:
        return len(self._value or ())

    def __bool__(self) -> bool:
        return bool(self._value)

    def __eq__(self, other: object) -> bool:
        return bool(self._plain() == _plain(other))

    def __lt__(self, other: object) -> bool:
        return bool(self._plain() < _plain(other))

    def __hash__(self) -> int:
        return hash(self._plain())

    def __str__(self) -> str:
        if isinstance(self._value, tuple):
            return self._language.join([str(item) for item in self])
        return to_markdown(self._value, self._language)

    def _plain(self) -> Any:
        """The value to compare."""
        return self._language.text(self._value)[0] if isinstance(self._value, Text) else self._value


def _plain(other: object) -> Any:
    return other._plain() if isinstance(other, ProductValue) else other
