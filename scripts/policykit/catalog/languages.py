"""Texts, numbers, dates and ranges in a language of the site.

A language is a folder of docs/templates with a `language.yml`; this module names none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal
from babel.units import format_unit

from policykit.model import SOURCE_LANGUAGE, Blank, FieldWords, Figure, LanguageWords, SchemaWords, Text


class UnknownWord(LookupError):
    """The key is missing in `language.yml`."""


@dataclass(frozen=True)
class Language:
    """A language of the site."""

    code: str
    entry: LanguageWords
    schema: SchemaWords | None = None
    """Field labels and descriptions in this language; None if it uses the model's own, as the source language does."""

    @property
    def is_source(self) -> bool:
        """Whether it is the language that others fall back to."""
        return self.code == SOURCE_LANGUAGE

    @property
    def root(self) -> str:
        """Its folder in the site: empty for the source language, else `de/`."""
        return "" if self.is_source else f"{self.code}/"

    @cached_property
    def locale(self) -> Locale:
        """Babel's locale."""
        return Locale.parse(self.entry.locale)

    def word(self, key: str, /, **values: object) -> str:
        """Return the text for `key`, with each `{name}` replaced by its value. Raises `UnknownWord`."""
        try:
            text = self.entry.words[key]
        except KeyError:
            raise UnknownWord(f"no word `{key}` in the language `{self.code}`") from None
        return text.format(**values) if values else text

    def field(self, key: str) -> FieldWords | None:
        """Return label and description of a field such as `Stream.from`; None if the model's own apply."""
        record, _, name = key.partition(".")
        return self.schema.fields.get(record, {}).get(name) if self.schema else None

    def kind(self, name: str) -> str | None:
        """Return what a kind of value expects; None if the model's own text applies."""
        return self.schema.kinds.get(name) if self.schema else None

    def text(self, text: Text) -> tuple[str, str]:
        """Return a text and its actual language."""
        return text.in_language(self.code)

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

    def country(self, code: str) -> str:
        """Return the name of a country in this language."""
        return str(self.locale.territories[code])

    def language_name(self, tag: str) -> str:
        """Return the name of another language in this language."""
        return str(Locale.parse(tag, sep="-").get_display_name(self.locale))

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
