"""Reads a language's gettext catalog, docs/translations/<code>.po. Poedit, Weblate and every other gettext tool can edit it.

A text is found by its English and its context. One that is missing, or marked fuzzy because its English has changed since,
is not used: its readers see the English, marked.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

from policykit.foundation.diagnostics import Diagnostic, Invalid, Place
from policykit.foundation.text_files import read_exact

ENDING = ".po"
Key = tuple[str, str]
"""Context, which may be empty, and English text."""
_LINE = re.compile(r'\s*(#.*|(msg[a-z_]+(\[\d+\])? *)?"(\\.|[^"\\])*"\s*)?')
_PLACEHOLDER = re.compile(r"\{[^{}]*\}?|%\(\w*\)?\w?")
"""A placeholder, `{name}` or `%(name)s`, or what is left of one that is mistyped."""
_NAMED = re.compile(r"%%|%\((\w+)\)s")
_COUNT = "%(num)s"


@dataclass(frozen=True)
class Translations:
    """The translations of one language."""

    locale: Locale
    texts: dict[Key, tuple[str, ...]] = field(default_factory=dict)
    """One form per text, or one per plural form of the language."""
    lines: dict[Key, int] = field(default_factory=dict)
    """The line of every text of the catalog, used or not."""
    form_of: Callable[[int], int] = int
    """Count -> index of its plural form."""

    def find(self, text: str, context: str = "") -> str | None:
        """Return the translation of a text; None if it has none."""
        found = self.texts.get((context, text))
        return found[0] if found else None

    def find_plural(self, text: str, count: int) -> str | None:
        """Return the translation of a text for a count; None if it has none."""
        found = self.texts.get(("", text))
        index = self.form_of(count)
        return found[index] if found and index < len(found) else None


def fill(text: str, values: Mapping[str, Any]) -> str:
    """Return a text of a template with each `%(name)s` replaced by its value, and each `%%` by `%`."""
    return _NAMED.sub(lambda found: str(values[found[1]]) if found[1] else "%", text)


def read_catalog(path: Path, shown_as: str) -> Catalog:
    """Return a catalog as Babel reads it. Raises `Invalid`."""
    return _catalog(read_exact(path, shown_as), shown_as)


def _catalog(content: str, shown_as: str) -> Catalog:
    try:
        for number, line in enumerate(content.splitlines(), 1):
            if not _LINE.fullmatch(line):  # Babel would skip it, or cut off its last character
                message = f"`{line}` is not a line of a catalog"
                fix = "close the quotes, or open the file in Poedit"
                raise Invalid([Diagnostic(Place(shown_as, number), "broken-catalog", message, fix)])
        return read_po(BytesIO(content.encode()), abort_invalid=True)
    except PoFileError as error:
        place = Place(shown_as, error.lineno + 1)
        diagnostic = Diagnostic(place, "broken-catalog", str(error), "correct the line, or open the file in Poedit")
    except (UnknownLocaleError, ValueError) as error:
        diagnostic = Diagnostic(Place(shown_as), "unknown-locale", str(error), "name a locale such as de_DE in `Language:`")
    raise Invalid([diagnostic])


def read_translations(path: Path, shown_as: str) -> Translations:
    """Read a catalog. Raises `Invalid`, also for a translation whose placeholders differ from those of its English."""
    return _translations(read_exact(path, shown_as), shown_as)


@lru_cache(maxsize=8)  # by content: most of what it takes to load the data again would be this
def _translations(content: str, shown_as: str) -> Translations:
    catalog = _catalog(content, shown_as)
    if catalog.locale is None:
        fix = 'write the line "Language: de_DE\\n" with the locale of the language into the head'
        raise Invalid([Diagnostic(Place(shown_as, 1), "unknown-locale", "the catalog names no language", fix)])
    texts, lines, diagnostics = dict[Key, tuple[str, ...]](), dict[Key, int](), list[Diagnostic]()
    for message in catalog:
        if not message.id:
            continue  # the head
        key = key_of(message)
        lines[key] = message.lineno or 1
        string = message.string or ""
        forms = (string,) if isinstance(string, str) else tuple(string)
        if message.fuzzy or not all(forms):
            continue
        place = Place(shown_as, lines[key])
        diagnostics += [Diagnostic(place, *problem) for problem in _misplaced(message, forms)]
        texts[key] = forms
    if diagnostics:
        raise Invalid(diagnostics)
    return Translations(catalog.locale, texts, lines, gettext.c2py(catalog.plural_expr))


def key_of(message: Message) -> Key:
    """Return the key of a message: its context, and its English in the singular."""
    return message.context or "", message.id if isinstance(message.id, str) else message.id[0]


def _misplaced(message: Message, forms: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """Rule, message and fix for each placeholder that a translation mistypes, else for each that it lacks."""
    known = set(_PLACEHOLDER.findall("".join(message.id)))
    for index, form in enumerate(forms, 1):
        # "every day" needs no count; the last form is the one for large numbers.
        needed = known if index == len(forms) else set(_PLACEHOLDER.findall(message.id[0])) - {_COUNT}
        found = set(_PLACEHOLDER.findall(form))
        for name in sorted(found - known):
            fix = f"use only {' and '.join(f'`{each}`' for each in sorted(known))}" if known else "remove it"
            yield "unknown-placeholder", f"the translation has `{name}`, and its English has not", fix
        for name in () if found - known else sorted(needed - found):
            yield "missing-placeholder", f"the translation lacks `{name}`, which its English has", f"add `{name}`"
