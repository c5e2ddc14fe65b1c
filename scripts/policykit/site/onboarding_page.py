"""The HTML frame of the two pages with the form: one creates a product file in the browser, the other edits one.

overrides/assets/onboarding builds the form from the published schema. This module supplies the rest: texts, names already in
use, buttons. Without JavaScript the page explains how to create or edit the file otherwise.
"""

from __future__ import annotations

import json
from typing import Any

from policykit.catalog.addresses import PRODUCTS, is_shown, schema_file, source_file
from policykit.catalog.catalog import Catalogue
from policykit.catalog.languages import Language
from policykit.html.elements import Element, element
from policykit.onboarding.fields import product_fields

_PREFIXES = ("onboarding.", "edit.")
_COMMAND = ".venv/bin/python scripts/new_product.py"
_CHECK = "make lint"
_SCHEMA = schema_file("product.schema.json")


def onboarding_form(catalogue: Catalogue, language: Language, to_root: str, *, is_edit: bool = False) -> Element:
    """Form and file side by side. `to_root` is the relative URL from the page to the root of its language.

    `is_edit` is for the page that edits a file: it starts with loading one.
    """
    products = {**catalogue.products, **catalogue.retired}
    repository = catalogue.settings.repo_url
    former = [f"{old}:{slug}" for slug, entry in products.items() for old in entry.product.formerly]
    pages = [path.stem for code in catalogue.languages for path in (catalogue.settings.docs / code / PRODUCTS).glob("*.md")]
    # On a site that may show the complete file, the page loads it itself.
    files = f"{to_root}{PRODUCTS}*/{source_file()}" if catalogue.profile.statements else None
    parts = (_edit_form(language) if is_edit else _form(language, repository), _result(language))
    return element(
        "div",
        _without_script(language, to_root, is_edit=is_edit),
        element("div", *parts, hidden=True, data_spot="with", class_="kit-onboarding__desk"),
        _bar(language),
        class_="kit-onboarding", data_onboarding=True, data_search_exclude=True, data_schema=f"{to_root}{_SCHEMA}",
        data_edit=is_edit or None, data_files=files if is_edit else None,
        data_readiness=(is_edit and is_shown(catalogue, "readiness")) or None,
        data_reserved=" ".join(sorted({*pages} - {"index"})),
        data_words=_flat(_words(language)), data_choices=_flat(_choices(language)), data_slugs=" ".join(products),
        data_former=" ".join(former) or None, data_checklists=" ".join(catalogue.checklists),
        data_repo=repository or None,
    )  # fmt: skip


def _flat(words: dict[str, str]) -> str:
    """A mapping as flat JSON, because the output check would mistake nested braces for leftovers of a template."""
    return json.dumps(words, ensure_ascii=False)


def _words(language: Language) -> dict[str, str]:
    """The texts that the script shows; it fills in their placeholders."""
    return {key.removeprefix("onboarding."): word for key, word in language.words.items() if key.startswith(_PREFIXES)}


def _choices(language: Language) -> dict[str, str]:
    """Choice, such as `stage.asked` -> its label, for labels of the language without placeholders."""
    keys = {f"{field.name}.{choice}" for field in product_fields().values() for choice in field.choices}
    words = language.words
    return {key: words[key] for key in sorted(keys) if key in words and "{" not in words[key]}


def _without_script(language: Language, to_root: str, *, is_edit: bool) -> Element:
    word = language.word
    way = (
        (element("p", word("edit.without")), element("pre", element("code", _CHECK), class_="kit-command"))
        if is_edit
        else (element("p", word("onboarding.without")), element("pre", element("code", _COMMAND), class_="kit-command"))
    )
    return element(
        "div",
        *way,
        element("p", word("onboarding.without_schema"), " ", element("code", _SCHEMA)),
        data_spot="without",
    )


# The form


def _form(language: Language, repository: str) -> Element:
    """The inputs. Where the page links to the repository, the note on privacy names that link."""
    word = language.word
    return element(
        "div",
        element("p", word("onboarding.private_repository" if repository else "onboarding.private"), class_="kit-note"),
        element("p", role="status", class_="kit-onboarding__told", data_spot="storage"),
        _import(language),
        element("div", data_spot="notice"),
        _slug(language),
        element("div", data_spot="fields"),
        element("p", _button(language, "start_over", "over")),
        class_="kit-onboarding__form",
    )


def _edit_form(language: Language) -> Element:
    """As `_form`; what follows the import is hidden until a file is loaded."""
    word = language.word
    return element(
        "div",
        element("p", word("onboarding.private"), class_="kit-note"),
        element("p", role="status", class_="kit-onboarding__told", data_spot="storage"),
        element("p", role="status", class_="kit-onboarding__asked", data_spot="asked"),
        _import(language, "edit.import", is_open=True),
        element("div", data_spot="notice"),
        element("p", role="status", class_="kit-onboarding__asked", data_spot="target"),
        element("div", _slug(language), hidden=True, data_spot="naming"),
        element("div", hidden=True, data_spot="fields"),
        element("p", _button(language, "discard", "over"), hidden=True, data_spot="discard"),
        class_="kit-onboarding__form",
    )


def _import(language: Language, title: str = "onboarding.import", *, is_open: bool = False) -> Element:
    """Inputs to import an existing file: pasted, or chosen from the disk."""
    word = language.word
    paste = element("textarea", id="onboarding-paste", rows="6", autocomplete="off", spellcheck="false", data_spot="paste")
    picker = element("input", type="file", id="onboarding-picker", accept=".yml,.yaml", data_spot="picker")
    return element(
        "details",
        element("summary", word(title)),
        element(
            "div",
            element("div", element("label", word("onboarding.picker"), for_="onboarding-picker"), picker, class_="kit-field"),
            element("div", element("label", word("onboarding.paste"), for_="onboarding-paste"), paste, class_="kit-field"),
            element("p", _button(language, "take", "take")),
            class_="kit-ask__body",
        ),
        element("div", role="alert", data_spot="import-told"),
        class_="kit-ask", data_spot="import", open=is_open or None,
    )  # fmt: skip


def _slug(language: Language) -> Element:
    word = language.word
    field = element(
        "input", type="text", id="onboarding-slug", autocomplete="off", autocapitalize="none", spellcheck="false",
        aria_required="true", aria_describedby="onboarding-slug-hint onboarding-slug-error", data_spot="slug",
    )  # fmt: skip
    needed = element("span", word("onboarding.needed"), class_="kit-ask__needed")
    return element(
        "div",
        element("label", word("onboarding.slug"), " ", needed, for_="onboarding-slug"),
        field,
        element("small", word("onboarding.slug_hint"), id="onboarding-slug-hint"),
        element("p", hidden=True, class_="kit-ask__error", id="onboarding-slug-error", data_spot="slug-error"),
        class_="kit-field",
    )


def _button(language: Language, key: str, part: str, **attributes: Any) -> Element:
    return element(
        "button", language.word(f"onboarding.{key}"), type="button", data_spot=part, **{"class_": "kit-quiet", **attributes}
    )


# The file


def _result(language: Language) -> Element:
    word = language.word
    diagnostics = element(
        "details",
        element("summary", element("span", data_spot="problems-title")),
        element("div", data_spot="problems-list"),
        hidden=True, class_="kit-ask kit-problems", data_spot="problems",
    )  # fmt: skip
    return element(
        "div", diagnostics, _panel(language), _overlay(language), _where(language),
        class_="kit-onboarding__result", aria_label=word("onboarding.result"), role="region", data_spot="result",
    )  # fmt: skip


def _bar(language: Language) -> Element:
    """A bar for phones with the file's status and the copy button, always visible while people fill in the form."""
    return element(
        "div",
        _button(language, "no_fault", "bar-status", class_="kit-status"),
        _button(language, "copy", "bar-copy", class_="md-button md-button--primary"),
        hidden=True, class_="kit-bar", data_spot="bar",
    )  # fmt: skip


def _panel(language: Language) -> Element:
    word = language.word
    status = element("span", word("onboarding.no_fault"), role="status", class_="kit-status", data_spot="status")
    head = element("div", element("strong", data_spot="name"), status, class_="kit-panel__head")
    text = element("pre", id="product-file", class_="kit-panel__text", tabindex="0", data_spot="file", lang="en")
    return element(
        "section", head, text, _foot(language, "product-file", "download", is_primary=True),
        class_="kit-panel", aria_label=word("onboarding.file"),
    )  # fmt: skip


def _overlay(language: Language) -> Element:
    """The private file; shown only if a private field is filled in."""
    word = language.word
    text = element("pre", id="overlay-file", class_="kit-panel__text", tabindex="0", data_spot="overlay", lang="en")
    return element(
        "section",
        element("div", element("strong", data_spot="overlay-name"), class_="kit-panel__head"),
        element("p", word("onboarding.overlay_note"), class_="kit-note kit-panel__note"),
        text, _foot(language, "overlay-file", "overlay-download"),
        hidden=True, class_="kit-panel kit-panel--quiet", aria_label=word("onboarding.overlay"), data_spot="overlay-panel",
    )  # fmt: skip


def _foot(language: Language, source: str, download: str, *, is_primary: bool = False) -> Element:
    look = "md-button md-button--primary" if is_primary else "kit-quiet"
    return element(
        "div",
        element("button", language.word("onboarding.copy"), type="button", hidden=True, class_=look, data_copy=source),
        _button(language, "download", download),
        element("span", role="status", class_="kit-panel__told", data_told=True),
        class_="kit-panel__foot",
    )


def _where(language: Language) -> Element:
    """A link to the repository; the script shows it if the repository is configured, and sets its URL."""
    link = element("a", language.word("onboarding.repository"), rel="noopener", role="link", data_spot="repository")
    note = element("span", data_spot="repository-note", class_="kit-muted")
    return element("p", link, " ", note, hidden=True, data_spot="where")
