"""Lists and renders the hand-written pages of a language; untranslated pages use the source language's text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from policykit.catalog.catalog import Catalogue
from policykit.catalog.languages import Language
from policykit.foundation.diagnostics import Diagnostic, Invalid, Place
from policykit.foundation.mojibake import find_garbled
from policykit.foundation.text_files import read_text
from policykit.rendering.jinja import render_page

from .macros import functions_for
from .session import Session

_EXAMPLE = re.compile(r"<(\w+)\b[^>]*\bdata-example\b.*?</\1>", re.DOTALL)
UNTRANSLATED = "contributing/"
"""Folder of pages that are in English in every language, with a notice."""


def hand_written_pages(session: Session, code: str) -> Iterator[tuple[str, str]]:
    """Path and Markdown of every hand-written page of a language, with its calls filled in.

    Raises `Invalid` at the end, with the diagnostics of all pages.
    """
    catalogue = session.catalogue
    functions = functions_for(session, code)
    diagnostics: list[Diagnostic] = []
    for uri, path in _paths(catalogue, catalogue.languages[code]).items():
        shown, is_own = catalogue.settings.shown(path), path.is_relative_to(catalogue.settings.docs / code)
        try:
            text = read_text(path, shown)
            diagnostics += _garbled_words(text, shown) if is_own else ()
            filled = render_page(text, shown, functions)
        except Invalid as invalid:
            diagnostics += invalid.diagnostics
            continue
        yield uri, filled if is_own else mark_untranslated(filled, catalogue.source_language.code)
    if diagnostics:
        raise Invalid(diagnostics)


def _garbled_words(text: str, file: str) -> Iterator[Diagnostic]:
    """A diagnostic per garbled word outside examples, with its place in the source; the output check sees only built pages."""
    text = _EXAMPLE.sub(lambda match: "\n" * match[0].count("\n"), text)
    for number, line in enumerate(text.split("\n"), 1):
        for word in find_garbled(line):
            place = Place(file, number, line.index(word.token) + 1)
            fix = f"write `{word.repaired}`" if word.repaired != word.token else "retype the word"
            yield Diagnostic(place, "garbled-characters", f"garbled characters: `{word.token}`", fix)


def untranslated_pages(catalogue: Catalogue, code: str) -> dict[str, str]:
    """Path -> source-language text of each page that a language lacks, so that links to it work.

    The text is marked as untranslated; its calls are not filled in.
    """
    found = {}
    for uri, path in _paths(catalogue, catalogue.languages[code]).items():
        if not path.is_relative_to(catalogue.settings.docs / code):
            found[uri] = mark_untranslated(read_text(path, catalogue.settings.shown(path)), catalogue.source_language.code)
    return found


def missing_translations(catalogue: Catalogue) -> dict[str, list[str]]:
    """Language code -> paths of its untranslated hand-written pages, without the contributing pages."""
    return {
        code: [uri for uri in untranslated_pages(catalogue, code) if not uri.startswith(UNTRANSLATED)]
        for code in catalogue.languages
    }


def mark_untranslated(text: str, code: str) -> str:
    """Add front matter with the actual language of a page, for the theme; keeps existing front matter."""
    mark = f'untranslated: "{code}"\n'
    if text.startswith("---\n"):
        return f"---\n{mark}{text[4:]}"
    return f"---\n{mark}---\n\n{text}"


def _paths(catalogue: Catalogue, language: Language) -> dict[str, Path]:
    """Path below the language's folder -> file: its own if it exists, else the source language's.

    They are about this kit, so a site about one product has none.
    """
    found: dict[str, Path] = {}
    if catalogue.sole_product:
        return found
    for code in (language.code, catalogue.source_language.code):
        folder = catalogue.settings.docs / code
        for path in sorted(folder.rglob("*.md")):
            found.setdefault(path.relative_to(folder).as_posix(), path)
    return found
