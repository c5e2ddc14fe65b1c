"""The kinds of single value a data file may hold, each as strict as an editor that reads YAML 1.2.

May import `yaml_source`. A published JSON Schema says "integer", "boolean" or "string"; the loader refuses whatever such a
schema would refuse, so that the two never disagree (pydantic's lax mode alone takes `1_000`, `y` and `nan`).
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from babel import Locale, UnknownLocaleError
from pydantic import AfterValidator, BeforeValidator, ValidationInfo
from pydantic_core import PydanticCustomError

from ..yaml_source import PlainScalar


def refuse(wanted: str) -> PydanticCustomError:
    """The error for a value that is not what the field holds; `wanted` completes "expected ..."."""
    # The words go in as context: pydantic would read braces in a message as its own.
    return PydanticCustomError("unexpected_value", "expected {wanted}", {"wanted": wanted})


def _text(value: Any) -> str:
    if isinstance(value, PlainScalar):
        raise refuse(f'text; YAML reads {value} as a number or a boolean, so write "{value}" in quotes')
    if not isinstance(value, str):
        raise refuse("one text, not a list or a mapping")
    if not value.strip():
        raise refuse("a text that is not empty; leave the key out where there is none")
    bad = next((char for char in value if unicodedata.category(char) in ("Cc", "Co", "Cn") and char not in "\n\t"), None)
    if bad:
        raise refuse(f"readable text; it holds the control character U+{ord(bad):04X}")
    return value


def _plain(value: Any, pattern: str, wanted: str) -> str:
    if not isinstance(value, PlainScalar) or not re.fullmatch(pattern, value):
        raise refuse(wanted)
    return str(value)


def _count(value: Any) -> int:
    return int(_plain(value, r"\d{1,12}", "a whole number in digits only, such as 1000"))


def _percent(value: Any) -> Decimal:
    number = Decimal(_plain(value, r"\d{1,3}(\.\d{1,4})?", "a percentage as a plain number, such as 0.1"))
    if number > 100:
        raise refuse("a percentage from 0 to 100")
    return number


def _amount(value: Any) -> Decimal:
    return Decimal(_plain(value, r"\d{1,12}(\.\d{1,6})?", "a number without a sign, such as 5 or 0.5"))


def _flag(value: Any) -> bool:
    return _plain(value, "true|false", "true or false, unquoted") == "true"


def _day(value: Any) -> date:
    text = _text(value)
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise refuse("a date that exists, as YYYY-MM-DD")


def _local_time(value: str) -> str:
    try:
        if re.fullmatch(r"20\d{2}-\d{2}-\d{2} \d{2}:\d{2}", value):
            datetime.fromisoformat(value)
            return value
    except ValueError:
        pass
    raise refuse("a date of this century and a time of day that exist, as YYYY-MM-DD HH:MM")


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _zone(value: str) -> str:
    if value not in _zones():
        close = difflib.get_close_matches(value, sorted(_zones()), n=1)
        raise refuse(f"a time zone of the IANA database, such as {close[0] if close else 'Europe/Zurich'}")
    return value


def _matching(pattern: str, wanted: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise refuse(wanted)
        return value

    return check


def _url(value: str) -> str:
    try:
        parts = urlsplit(value)
        host = parts.hostname or ""
    except ValueError:
        host = ""
    if not re.fullmatch(r"https?://[^\s<>\"]+", value) or "." not in host:
        raise refuse("a web address with scheme and host, such as https://example.com")
    return value


def _country(value: str) -> str:
    if not re.fullmatch("[A-Z]{2}", value) or value not in Locale("en").territories:
        raise refuse("a country as ISO 3166 writes it, two capital letters such as CH")
    return value


def _language_tag(value: str) -> str:
    try:
        Locale.parse(value, sep="-")
    except (ValueError, UnknownLocaleError):
        raise refuse("a language tag such as en or de-CH") from None
    return value


def _region(value: str, info: ValidationInfo) -> str:
    regions = (info.context or {}).get("regions")
    if regions is not None and value not in regions:
        close = difflib.get_close_matches(value, sorted(regions), n=1)
        example = f"did you mean {close[0]}?" if close else "such as eu-central-1."
        raise refuse(f"a Region in which Amazon SES has an endpoint ({example} The list is in data/ses.yml)")
    return value


def _pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise refuse(f"a regular expression ({error})") from None
    # Lookbehind and named groups are written differently, or are missing, in some browsers.
    if value != value.lower() or "(?<" in value or "(?P" in value:
        raise refuse("a regular expression in small letters, without lookbehind and named groups")
    return value


Name = Annotated[str, BeforeValidator(_text)]
"""One text that is alike in every language: a name, a quotation, a DNS record, an id, a phone number."""
Count = Annotated[int, BeforeValidator(_count)]
Percent = Annotated[Decimal, BeforeValidator(_percent)]
"""A share in per cent: 0.1 is one in a thousand."""
Amount = Annotated[Decimal, BeforeValidator(_amount)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Day = Annotated[date, BeforeValidator(_day)]
Id = Annotated[Name, AfterValidator(_matching(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", "small letters, digits and single hyphens"))]
QuestionId = Annotated[Name, AfterValidator(_matching(r"[a-z]+", "small letters only (it names a block of a reply)"))]
Digits = Annotated[Name, AfterValidator(_matching(r"\d+", "digits only, in quotes"))]
Url = Annotated[Name, AfterValidator(_url)]
EmailAddress = Annotated[
    Name, AfterValidator(_matching(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\".]+", "an e-mail address such as post@example.com"))
]
Domain = Annotated[
    Name,
    AfterValidator(
        _matching(r"(?=.{1,253}$)(_?[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}", "a domain in small letters")
    ),
]
Pattern = Annotated[Name, AfterValidator(_pattern)]
"""A regular expression that the browser and Python read alike; small letters, because texts are compared in small letters."""
TimeOfDay = Annotated[Name, AfterValidator(_matching(r"([01]\d|2[0-3]):[0-5]\d", "a time of day such as 09:00"))]
LocalTime = Annotated[Name, AfterValidator(_local_time)]
"""A date and a time of day as clocks show them there, such as 2024-12-28 14:00; its zone stands beside it."""
Zone = Annotated[Name, AfterValidator(_zone)]
Country = Annotated[Name, AfterValidator(_country)]
LanguageTag = Annotated[Name, AfterValidator(_language_tag)]
Region = Annotated[Name, AfterValidator(_region)]
FieldPath = Annotated[
    Name, AfterValidator(_matching(r"[a-z_0-9-]+(\[\])?(\.[a-z_0-9-]+(\[\])?)*", "a field path such as handling.complaint"))
]
