"""Finds and fills blanks: the parts of a text that only the sender can supply. `Language.blank` prints them.

overrides/assets/fill.js does the same in the browser; a test compares the two.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from policykit.catalog.catalog import Catalogue
from policykit.catalog.languages import Language
from policykit.html.elements import plain
from policykit.model import Blank, Product
from policykit.model.view import UNLISTED

Marks = Mapping[str, str]
"""Printed blank -> its id."""


def marks(catalogue: Catalogue, product: Product) -> dict[str, str]:
    """Every declared blank as the replies of a product print it, with its id; a blank per stream has one for each stream."""
    language = catalogue.source_language
    return {
        language.blank(blank, title): f"{name}.{stream}" if stream else name
        for name, blank in catalogue.blanks.items()
        for stream, title in (_streams(product, language) if blank.per_stream else (("", ""),))
    }


def blank_of(catalogue: Catalogue, name: str) -> Blank:
    """The declaration of a blank, by its id: `stream-trigger.password-reset` is a `stream-trigger`."""
    return catalogue.blanks[name.partition(".")[0]]


def label_of(product: Product, name: str, blank: Blank, language: Language) -> str:
    """The label of a blank, with the title of the stream it belongs to."""
    title = dict(_streams(product, language)).get(name.partition(".")[2], "")
    label = plain(blank.label, language).replace("{stream}", title)
    return label[:1].upper() + label[1:]


def marks_in_all_languages(catalogue: Catalogue) -> frozenset[str]:
    """Every declared blank as printed in each language, for all products and for one without a file."""
    return frozenset(
        language.blank(blank, title)
        for language in catalogue.languages.values()
        for blank in catalogue.blanks.values()
        for product in (UNLISTED, *(entry.product for entry in catalogue.products.values()))
        for _, title in (_streams(product, language) if blank.per_stream else (("", ""),))
    )


def _streams(product: Product, language: Language) -> list[tuple[str, str]]:
    return [(stream.id, plain(stream.title, language)) for stream in product.streams]


def split(text: str, marks: Marks) -> list[tuple[str, str | None]]:
    """Split a text into pieces, each with its blank's id, or None for plain text. Joined, they give the text again."""
    if not marks:
        return [(text, None)]
    pieces = re.split("(" + "|".join(re.escape(mark) for mark in marks) + ")", text)
    return [(piece, marks.get(piece)) for piece in pieces if piece]


def open_blanks(text: str, marks: Marks) -> list[str]:
    """The ids of the blanks in a text, without duplicates, in order of appearance."""
    return list(dict.fromkeys(name for _, name in split(text, marks) if name))


def fill(text: str, values: Mapping[str, str], marks: Marks) -> str:
    """Replace the blanks that have a non-empty value in `values` (blank id -> value).

    Runs in one pass, so a value that looks like a blank is not filled again. Before a period, a value loses its own.
    """
    cleaned = {name: clean(value) for name, value in values.items()}
    pieces = split(text, marks)
    filled = []
    for (piece, name), (after, _) in zip(pieces, [*pieces[1:], ("", None)], strict=True):
        value = cleaned.get(name, "") if name else ""
        filled.append((value.removesuffix(".") if after.startswith(".") else value) or piece)
    return "".join(filled)


def clean(value: str) -> str:
    """What was typed, stripped, with newlines as line ends."""
    return value.replace("\r\n", "\n").replace("\r", "\n").strip()
