"""Texts, numbers, dates and ranges in a language of the site.

A language is a gettext catalog, docs/translations/<code>.po; the source language has none. This module names no language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal
from babel.units import format_unit

from policykit.model import SOURCE_LANGUAGE, SOURCE_LOCALE, Blank, Figure, Text

from .translations import Translations, fill

_BRACED = re.compile(r"\{(\w+)\}")


class UnknownWord(LookupError):
    """The key is missing in docs/templates/words.yml."""


class Untranslated(str):
    """A text in the source language, because the page's language has no translation of it. Pages mark it."""


@dataclass(frozen=True)
class Language:
    """A language of the site."""

    code: str
    english: Mapping[str, str]
    """The words of the site in the source language, by key."""
    translations: Translations = field(default_factory=lambda: Translations(Locale.parse(SOURCE_LOCALE)))
    """Empty for the source language."""

    @property
    def is_source(self) -> bool:
        """Whether it is the language that others fall back to."""
        return self.code == SOURCE_LANGUAGE

    @property
    def root(self) -> str:
        """Its folder in the site: empty for the source language, else `de/`."""
        return "" if self.is_source else f"{self.code}/"

    @property
    def locale(self) -> Locale:
        """Babel's locale."""
        return self.translations.locale

    @property
    def name(self) -> str:
        """The language's name in itself: Deutsch."""
        return str(self.locale.get_language_name(self.locale))

    @cached_property
    def words(self) -> dict[str, str]:
        """All words of the site by key, in this language."""
        return {key: self.translated(text, key) for key, text in self.english.items()}

    def word(self, key: str, /, **values: object) -> str:
        """Return the text for `key`, with each `{name}` replaced by its value. Raises `UnknownWord`."""
        try:
            text = self.words[key]
        except KeyError:
            raise UnknownWord(f"no word `{key}` in docs/templates/words.yml") from None
        return type(text)(_BRACED.sub(lambda found: str(values[found[1]]), text)) if values else text

    def translated(self, text: str, context: str = "", /, **values: object) -> str:
        """Return an English text in this language, or as `Untranslated`; values replace their `%(name)s`."""
        found = text if self.is_source else self.translations.find(text, context) or Untranslated(text)
        return type(found)(fill(found, values)) if values else found

    def text(self, text: Text) -> tuple[str, str]:
        """Return a text and its actual language. A product's texts carry their translations; others are in the catalog."""
        words, code = text.in_language(self.code)
        if code != self.code and (found := self.translations.find(words)):
            return found, self.code
        return words, code

    def blank(self, blank: Blank, stream: str = "") -> str:
        """Return a blank as printed in texts and on pages: [fill in: the date]. `stream` is the title of its stream, if any."""
        label = self.text(blank.label)[0].replace("{stream}", stream)
        return self.word("confirm" if blank.kind == "confirmation" else "blank", label=label)

    def number(self, value: int | Decimal) -> str:
        """Format a number: 1,000 in English, 1.000 in German."""
        return str(format_decimal(value, locale=self.locale))

    def percent(self, value: Decimal) -> str:
        """Format a value in percent: 0.1% in English, 0.1 % with a narrow space where SI and DIN 5008 apply."""
        return self.word("percent", number=self.number(value))

    def date(self, value: date) -> str:
        """Format a date in the language's long form, such as December 28, 2024."""
        return str(format_date(value, format="long", locale=self.locale))

    def duration(self, count: int, unit: str) -> str:
        """Format a duration: 3 days, 1 hour. Minutes become hours if they divide evenly."""
        if unit == "minute" and count and count % 60 == 0:
            count, unit = count // 60, "hour"
        return str(format_unit(count, f"duration-{unit}", locale=self.locale))

    def join(self, parts: list[str]) -> str:
        """Join parts as a list: a, b and c."""
        return str(format_list(parts, locale=self.locale))

    def either(self, parts: list[str]) -> str:
        """Join alternatives: a, b or c."""
        return str(format_list(parts, style="or", locale=self.locale))

    def country(self, code: str) -> str:
        """Return the name of a country in this language."""
        return str(self.locale.territories[code])

    def span(self, low: int | None, high: int, *, fewer: bool = False) -> str:
        """Format a range: 10–50, 100, or "fewer than 200"."""
        if low is not None and low != high:
            return f"{self.number(low)}–{self.number(high)}"
        return self.word("fewer_than", number=self.number(high)) if fewer else self.number(high)

    def figure(self, figure: Figure) -> str:
        """Format a figure with its period: 10–50 per day."""
        return self.word(f"per_{figure.per}", number=self.amount(figure))

    def amount(self, figure: Figure) -> str:
        """Format a figure without its period: 10–50; "up to 200" for a peak without a lower end."""
        span = self.span(figure.min, figure.max, fewer=bool(figure.fewer_than_max))
        return self.word("up_to", number=span) if figure.kind == "peak" and figure.min is None else span
