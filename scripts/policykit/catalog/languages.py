"""How a language writes: its words, numbers, dates and ranges, and what it falls back to.

A language is a folder of docs/templates with a `language.yml`; nothing here names one.
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
    """A key that `language.yml` does not hold."""


@dataclass(frozen=True)
class Language:
    """One language of the site."""

    code: str
    entry: LanguageWords
    schema: SchemaWords | None = None
    """The model's words in this language; None where it has none of its own, as the source language."""

    @property
    def is_source(self) -> bool:
        """Whether it is the language the others fall back to."""
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
        """The word for `key`, with `{name}` replaced. Raises `UnknownWord`."""
        try:
            text = self.entry.words[key]
        except KeyError:
            raise UnknownWord(f"no word `{key}` in the language `{self.code}`") from None
        return text.format(**values) if values else text

    def field(self, key: str) -> FieldWords | None:
        """Label and meaning of a field such as `Stream.from`; None where the model's own words stand."""
        record, _, name = key.partition(".")
        return self.schema.fields.get(record, {}).get(name) if self.schema else None

    def kind(self, name: str) -> str | None:
        """What is wanted of a kind of value; None where the model's own words stand."""
        return self.schema.kinds.get(name) if self.schema else None

    def text(self, text: Text) -> tuple[str, str]:
        """The words and the language they really are in."""
        return text.in_language(self.code)

    def blank(self, blank: Blank) -> str:
        """How a blank prints, in text and page alike: [fill in: the date]."""
        return self.word("blank", label=self.text(blank.label)[0])

    def number(self, value: int | Decimal) -> str:
        """1,000 in English, 1.000 in German."""
        return str(format_decimal(value, locale=self.locale))

    def percent(self, value: Decimal) -> str:
        """A share given in per cent: 0.1 % with a narrow gap, as SI and DIN 5008 write it; 0.1% in English."""
        return self.word("percent", number=self.number(value))

    def date(self, value: date) -> str:
        """28 December 2024 in the language's own order."""
        return str(format_date(value, format="long", locale=self.locale))

    def duration(self, count: int, unit: str) -> str:
        """3 days, 1 hour; minutes that make whole hours are told as hours."""
        if unit == "minute" and count and count % 60 == 0:
            count, unit = count // 60, "hour"
        return str(format_unit(count, f"duration-{unit}", locale=self.locale))

    def join(self, parts: list[str]) -> str:
        """a, b and c."""
        return str(format_list(parts, locale=self.locale))

    def country(self, code: str) -> str:
        """The name of a country."""
        return str(self.locale.territories[code])

    def language_name(self, tag: str) -> str:
        """The name of a language in this language."""
        return str(Locale.parse(tag, sep="-").get_display_name(self.locale))

    def span(self, low: int | None, high: int, *, fewer: bool = False) -> str:
        """10–50, 100, or "fewer than 200"."""
        if low is not None and low != high:
            return f"{self.number(low)}–{self.number(high)}"
        return self.word("fewer_than", number=self.number(high)) if fewer else self.number(high)

    def figure(self, figure: Figure) -> str:
        """10–50 a day."""
        return self.word(f"per_{figure.per}", number=self.amount(figure))

    def amount(self, figure: Figure) -> str:
        """10–50; "up to 200" for a peak without lower end."""
        words = self.span(figure.min, figure.max, fewer=bool(figure.fewer_than_max))
        return self.word("up_to", number=words) if figure.kind == "peak" and figure.min is None else words
