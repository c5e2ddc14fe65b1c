"""The base of the classes whose methods templates call by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from policykit.catalog.languages import Language
from policykit.html import components


class TemplateFunctions:
    """Gives templates every public method and property under its own name.

    A name has one meaning in all templates. What it makes of several parts is an element on a page, and plain words in a text.
    """

    _language: Language

    def names(self) -> dict[str, Any]:
        """Name -> everything a template may use."""
        return {name: getattr(self, name) for name in dir(type(self)) if not name.startswith("_") and name != "names"}

    # In every template

    def word(self, key: str, **values: Any) -> str:
        """A word of docs/templates/words.yml in the template's language."""
        return self._language.word(key, **values)

    def percent(self, value: Any) -> str:
        """A percentage in the template's language."""
        return self._language.percent(value)

    def duration(self, count: int, unit: str) -> str:
        """A duration in the template's language: 3 days, 1 hour."""
        return self._language.duration(count, unit)

    def commas(self, items: Sequence[Any]) -> str:
        """Short values as a list in a sentence: a, b and c."""
        return components.commas(items, self._language)
