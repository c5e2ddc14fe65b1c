"""The kinds of single values in data files, each as strict as an editor that reads YAML 1.2.

The editor's schema is derived from these kinds: each defines a pattern, bounds or a list of values. The loader rejects
whatever that schema rejects (pydantic's lax mode alone accepts `1_000`, `y` and `nan`).
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Annotated, Any

from babel import Locale, UnknownLocaleError
from pydantic import AfterValidator, BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from policykit.yamlio.reader import PlainScalar


def refuse(wanted: str) -> PydanticCustomError:
    """Return the error for an invalid value; `wanted` completes "expected ..."."""
    # `wanted` is passed as context, because pydantic interprets braces in a message.
    return PydanticCustomError("unexpected_value", "expected {wanted}", {"wanted": wanted})


@dataclass(frozen=True)
class Kind:
    """A kind of value in the editor's schema: its name, what is expected, and JSON Schema keywords.

    `values` is called only when the schema is generated, because loading data does not need the list of all countries.
    """

    name: str
    wanted: str
    type: str = "string"
    keywords: tuple[tuple[str, Any], ...] = ()
    values: Callable[[], list[str]] | None = None

    def __get_pydantic_json_schema__(self, _: CoreSchema, __: GetJsonSchemaHandler) -> dict[str, Any]:
        """Return the keywords and the kind's name; `schema.py` collects the kinds in one place."""
        listed = {"enum": self.values()} if self.values else {}
        message = {"patternErrorMessage": f"expected {self.wanted}"} if "pattern" in dict(self.keywords) else {}
        return {"x-kind": self.name, "type": self.type, "x-wanted": self.wanted, **dict(self.keywords), **listed, **message}


@dataclass(frozen=True)
class Matching:
    """A text that fully matches a pattern, in the loader and in the editor's schema."""

    name: str
    pattern: str
    wanted: str
    longest: int | None = None

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Run the checks of the text, then the pattern."""
        return core_schema.no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(self, _: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Return the same pattern without a trailing line break, before which Python's `$` would match."""
        length = (("maxLength", self.longest),) if self.longest else ()
        keywords = (("pattern", rf"^(?:{self.pattern})$(?!\n)"), *length)
        return Kind(self.name, self.wanted, keywords=keywords).__get_pydantic_json_schema__(_, handler)

    def _check(self, value: str) -> str:
        if not re.fullmatch(self.pattern, value):
            raise refuse(self.wanted)
        if self.longest and len(value) > self.longest:
            raise refuse(f"at most {self.longest} characters, not {len(value)}")
        return value


def _text(value: Any) -> str:
    if isinstance(value, PlainScalar):
        raise refuse(f'text; write "{value}" in quotes, because YAML reads {value} as a number or a boolean')
    if not isinstance(value, str):
        raise refuse("one text, not a list or a group of `key: value` lines")
    if not value.strip():
        raise refuse("text; leave out the field if you have none")
    if value.isprintable():
        return value
    # U+FEFF is a space in browsers but not in Python, so patterns would match differently. Controls of the writing direction
    # make text read otherwise than it is stored.
    bad = next((c for c in value if c in _MISLEADING or (unicodedata.category(c) in _UNREADABLE and c not in "\n\t")), None)
    if bad:
        raise refuse(f"text without the control character U+{ord(bad):04X}")
    return value


def _plain(value: Any, pattern: str, wanted: str) -> str:
    if not isinstance(value, PlainScalar) or not re.fullmatch(pattern, value):
        raise refuse(wanted)
    return str(value)


def _count(value: Any) -> int:
    return int(_plain(value, r"\d{1,12}", "a whole number without separators, such as 1000"))


def _percent(value: Any) -> Decimal:
    number = Decimal(_plain(value, r"\d{1,3}(\.\d{1,12})?", "a percentage without the % sign, such as 0.1"))
    if number > 100:
        raise refuse("a percentage from 0 to 100")
    return number


def _amount(value: Any) -> Decimal:
    return Decimal(_plain(value, r"\d{1,12}(\.\d{1,12})?", "a number of 0 or more, such as 5 or 0.5"))


def _flag(value: Any) -> bool:
    return _plain(value, "true|false", "true or false, without quotes") == "true"


def _day(value: Any) -> date:
    text = _text(value)
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise refuse("a valid date (YYYY-MM-DD)")


def _local_time(value: str) -> str:
    try:
        if re.fullmatch(r"20\d{2}-\d{2}-\d{2} \d{2}:\d{2}", value):
            datetime.fromisoformat(value)
            return value
    except ValueError:
        pass
    raise refuse("a valid date of this century with a time (YYYY-MM-DD HH:MM)")


@cache
def _zones() -> frozenset[str]:
    # The list of the pinned package: the operating system's list, and thus the schema, would differ between machines.
    return frozenset(resources.files("tzdata").joinpath("zones").read_text(encoding="utf-8").split())


def _zone(value: str) -> str:
    if value not in _zones():
        close = difflib.get_close_matches(value, sorted(_zones()), n=1)
        raise refuse(f"a time zone from the IANA database, such as {close[0] if close else 'Europe/Zurich'}")
    return value


_NO_COUNTRIES = frozenset(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"])
"""Codes that Babel names too, but that stand for no country: unions, parts of countries, test codes."""


@cache
def _countries() -> list[str]:
    codes = {code for code in map(str, Locale("en").territories) if re.fullmatch("[A-Z]{2}", code)}
    return sorted(codes - _NO_COUNTRIES)


def _country(value: str) -> str:
    if value not in _countries():
        raise refuse("a country code (ISO 3166) of two capital letters, such as CH")
    return value


def _language_tag(value: str) -> str:
    try:
        Locale.parse(value, sep="-")
    except (ValueError, UnknownLocaleError):
        raise refuse("a language tag, such as en or de-CH") from None
    return value


def _region(value: str, info: ValidationInfo) -> str:
    regions = (info.context or {}).get("regions")
    if regions is not None and value not in regions:
        close = difflib.get_close_matches(value, sorted(regions), n=1)
        example = f"did you mean {close[0]}?" if close else "such as eu-central-1."
        raise refuse(f"an AWS Region with an Amazon SES endpoint ({example} data/ses.yml lists them)")
    return value


def _pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise refuse(f"a regular expression ({error})") from None
    # Some browsers lack lookbehind and named groups, or use a different syntax.
    if value != value.lower() or "(?<" in value or "(?P" in value:
        raise refuse("a lowercase regular expression without lookbehind and named groups")
    return value


_UNREADABLE = ("Cc", "Co", "Cn")
_MISLEADING = "\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_READABLE = r"(?=[\s\S]*\S)[^\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ue000-\uf8ff\ufeff]*"
# Quotes are not escaped in patterns: the `u` flag of browsers rejects unnecessary escapes.
_HOST = r'[^\s<>"/?#@:\[\].]+(\.[^\s<>"/?#@:\[\].]+)+'

Name = Annotated[str, BeforeValidator(_text), Kind("Name", "text", keywords=(("pattern", f"^{_READABLE}$"),))]
"""A text that is the same in every language: a name, a quotation, a DNS record, an id, a phone number."""
Label = Annotated[Name, Matching("Label", _READABLE, "a name with at most 100 characters", longest=100)]
"""A name for headings and lists."""
Count = Annotated[
    int,
    BeforeValidator(_count),
    Kind("Count", "a whole number without separators, such as 1000", "integer", (("minimum", 0), ("maximum", 999_999_999_999))),
]
Percent = Annotated[
    Decimal,
    BeforeValidator(_percent),
    Kind("Percent", "a percentage without the % sign, such as 0.1", "number", (("minimum", 0), ("maximum", 100))),
]
"""A share in percent: 0.1 means one in a thousand."""
Amount = Annotated[
    Decimal,
    BeforeValidator(_amount),
    Kind("Amount", "a number of 0 or more, such as 5 or 0.5", "number", (("minimum", 0), ("maximum", 10**12))),
]
Flag = Annotated[bool, BeforeValidator(_flag), Kind("Flag", "true or false, without quotes", "boolean")]
Day = Annotated[
    date,
    BeforeValidator(_day),
    Kind(
        "Day",
        "a valid date (YYYY-MM-DD)",
        keywords=(("format", "date"), ("pattern", r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$(?!\n)")),
    ),
]
Id = Annotated[Name, Matching("Id", r"[a-z][a-z0-9]*(-[a-z0-9]+)*", "lowercase letters, digits and single hyphens", longest=60)]
QuestionId = Annotated[Name, Matching("QuestionId", r"[a-z]+", "lowercase letters only (the id names a block of a reply)")]
FileName = Annotated[
    Name,
    Matching(
        "FileName", rf"(?!\.|[\s\S]*[/\\:*?<>|\t\n]){_READABLE}", "a file name without folders, such as invite.ics", longest=100
    ),
]
"""The base name of a file, which every system can save."""
Digits = Annotated[Name, Matching("Digits", r"[0-9]+", "digits only, in quotes")]
Color = Annotated[Name, Matching("Color", r"#[0-9a-f]{6}", 'a color in lowercase, in quotes, such as "#0b5f7c"')]
PictureFile = Annotated[
    Name, Matching("PictureFile", r"[A-Za-z0-9][A-Za-z0-9._-]*\.(svg|png)", "the name of an SVG or PNG file")
]
Url = Annotated[
    Name,
    Matching(
        "Url",
        rf'https?://{_HOST}\.?(:[0-9]{{1,5}})?([/?#][^\s<>"]*)?',
        "a complete web address, such as https://example.com",
    ),
]
_PRINTABLE = (
    r"[!#-;=?A-~]+"  # ASCII without space, quotes, angle brackets and @: SES accepts nothing else (SendEmail, "Punycode")
)
EmailAddress = Annotated[
    Name,
    Matching(
        "EmailAddress",
        rf"{_PRINTABLE}@{_PRINTABLE}\.[!#-\-/-;=?A-~]+",
        "an email address, such as post@example.com; write umlauts in a domain as Punycode (xn--...)",
        longest=254,
    ),
]
DOMAIN = r"(_?[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}"
Domain = Annotated[
    Name,
    Matching(
        "Domain",
        DOMAIN,
        "a lowercase domain, such as example.com",
        longest=253,
    ),
]
Pattern = Annotated[Name, AfterValidator(_pattern)]
"""A regular expression with the same meaning in browsers and Python; lowercase, because texts are compared in lowercase."""
TimeOfDay = Annotated[Name, Matching("TimeOfDay", r"([01][0-9]|2[0-3]):[0-5][0-9]", "a time of day, such as 09:00")]
LocalTime = Annotated[
    Name,
    AfterValidator(_local_time),
    Kind(
        "LocalTime",
        "a valid date with a time (YYYY-MM-DD HH:MM)",
        keywords=(("pattern", r"^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]) ([01][0-9]|2[0-3]):[0-5][0-9]$(?!\n)"),),
    ),
]
"""A local date and time, such as 2024-12-28 14:00; another field contains its zone."""
Zone = Annotated[
    Name,
    AfterValidator(_zone),
    Kind("Zone", "a time zone from the IANA database, such as Europe/Zurich", values=lambda: sorted(_zones())),
]
Country = Annotated[Name, AfterValidator(_country), Kind("Country", "a country code (ISO 3166), such as CH", values=_countries)]
LanguageTag = Annotated[
    Name,
    # Check the pattern first: Babel also accepts `de@euro` and `en.UTF-8`, and ignores unknown variants.
    Matching("LanguageTag", r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?", "a language tag, such as en or de-CH"),
    AfterValidator(_language_tag),
]
Region = Annotated[
    Name, AfterValidator(_region), Kind("Region", "an AWS Region with an Amazon SES endpoint, such as eu-central-1")
]
FieldPath = Annotated[
    Name,
    Matching("FieldPath", r"[a-z_0-9-]+(\[\])?(\.[a-z_0-9-]+(\[\])?)*", "a field path, such as handling.complaint"),
]
