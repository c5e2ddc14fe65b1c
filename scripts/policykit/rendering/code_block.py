"""Code on a page: a command or a file to copy."""

from __future__ import annotations

from typing import Any, Literal

from policykit.catalog.catalog import Catalogue
from policykit.catalog.languages import Language
from policykit.html.components import blank_mark
from policykit.html.elements import Element, element
from policykit.model.view import ProductView

from . import blanks

Quoting = Literal["shell", "json"]


def code_block(
    catalogue: Catalogue, product: ProductView, text: str, quoting: Quoting = "shell", source: str | None = None
) -> Element:
    """Return text to copy, in the source language like the files, with its blanks as elements that a script can fill.

    Each blank is inside quotes; `quoting` tells the script how to write a value there. `source` becomes the
    id of the `code` element, because the theme renames a `pre`.
    """
    language, declared = catalogue.source_language, catalogue.blanks
    pieces = blanks.split(text.rstrip("\n"), blanks.marks(catalogue, product))
    shown = [blank_mark(language, name, declared[name]) if name else piece for piece, name in pieces]
    code = element("code", *shown, id=source)
    return element("pre", code, lang=language.code, class_="kit-command", data_quoting=quoting)


def copyable(block: Element, source: str, language: Language, *more: Any) -> Element:
    """Return a block of code with a button that copies it; `source` is the id of the block."""
    button = element("button", language.word("copy.code"), type="button", hidden=True, class_="kit-quiet", data_copy=source)
    told = element("span", role="status", class_="kit-muted", data_told=True)
    files = [element("p", *more)] if more else []
    return element(
        "section", block, element("p", button, " ", told, class_="kit-copyable__copy"), *files, class_="kit-copyable",
        data_copied=language.word("readiness.browser_copied"), data_refused=language.word("desk.refused"),
    )  # fmt: skip
