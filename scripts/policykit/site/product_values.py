"""Values of products in hand-written pages, such as `{{ product("numstro").summary }}`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from policykit.catalog.languages import Language
from policykit.html.elements import to_markdown
from policykit.model import Record, Text


class ProductValue:
    """A value that prints itself for a Markdown page: escaped, and in the page's language.

    In conditions, loops and comparisons it acts like the value. An absent value is false, and printing it is an error.
    """

    def __init__(self, value: Any, language: Language) -> None:
        self._value, self._language = value, language

    def __getattr__(self, name: str) -> ProductValue:
        """The field of that name, by its key in the product's file."""
        if not isinstance(self._value, Record):
            raise AttributeError(f"a {type(self._value).__name__} has no fields")
        fields = type(self._value).model_fields
        for attribute, field in fields.items():
            if name == (field.alias or attribute):
                return ProductValue(getattr(self._value, attribute), self._language)
        raise AttributeError(f"unknown field `{name}`; use one of: {', '.join(f.alias or key for key, f in fields.items())}")

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
        own = self._value
        return bool(self._language.text(own)[0] == other if isinstance(own, Text) else own == other)

    def __hash__(self) -> int:
        return hash(self._value)

    def __str__(self) -> str:
        return to_markdown(self._value, self._language)
