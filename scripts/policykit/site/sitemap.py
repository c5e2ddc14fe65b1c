"""The one list of what a site of one language consists of: product pages, fallback pages, text files, JSON, schemas.

The MkDocs hook and `export_pages.py` only place what stands here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from pathlib import Path

from policykit.catalog.catalog import Catalogue, Entry
from policykit.catalog.languages import Language
from policykit.foundation.diagnostics import Diagnostic, Invalid
from policykit.html.components import is_shown, kind_url
from policykit.html.elements import Markdown
from policykit.model import PageFront
from policykit.onboarding.json_schema import FILES, schema_json
from policykit.rendering.finding_functions import rule_words
from policykit.rendering.pages import Renderer, renderer_of
from policykit.rules import all_rules

from .api import api_files
from .bundle import bundle
from .redirects import redirect_page

MODEL = Path(__file__).parents[1] / "model" / "product.py"
"""What a reader edits to change the schema."""

UNTRANSLATED = "contributing/"
"""Hand-written pages that are English in every language, and say so."""


@dataclass(frozen=True)
class Page:
    """A page or file of the site.

    `uri` is its path below the language's folder, `source` the file a reader edits to change it. `make` gives what the
    engine reads: for a product page one line that calls `product_page`. It is a function, so that a check of the data does
    not pack a zip.
    """

    uri: str
    source: str
    make: Callable[[], str | bytes]

    @cached_property
    def content(self) -> str | bytes:
        """The text of a page, or the bytes of a file."""
        return self.make()


@dataclass(frozen=True)
class Site:
    """All that is added to the hand-written pages of one language."""

    pages: tuple[Page, ...]
    rendered: dict[tuple[str, str, str], Markdown]


@lru_cache(maxsize=4)
def site_of(catalogue: Catalogue, code: str) -> Site:
    """What exists in one language. Raises `Invalid`: a template that is broken is reported once, not once a product."""
    language, renderer = catalogue.languages[code], renderer_of(catalogue)
    rendered: dict[tuple[str, str, str], Markdown] = {}
    pages: list[Page] = []
    seen: dict[Diagnostic, list[str]] = {}
    for entry in (*catalogue.products.values(), *catalogue.retired.values()):
        try:
            made = _product_pages(renderer, language, entry, rendered)
            pages += [*made, *_former_addresses(catalogue, language, entry)]
        except Invalid as invalid:
            for diagnostic in invalid.diagnostics:
                seen.setdefault(diagnostic, []).append(entry.slug)
    if seen:
        raise Invalid(replace(p, message=f"{p.message} (seen with {', '.join(slugs)})") for p, slugs in seen.items())
    if language.is_source:
        pages += [Page(file.path, file.source, file.make) for file in api_files(renderer)]
    return Site((*pages, *_schemas(catalogue, code), *_rules(catalogue, language), *_fallbacks(catalogue, language)), rendered)


def page_faults(catalogue: Catalogue, code: str) -> list[Diagnostic]:
    """What is wrong with the product pages of one language, all products told apart by nothing but the message."""
    language, renderer = catalogue.languages[code], renderer_of(catalogue)
    found: dict[Diagnostic, None] = {}
    for entry in catalogue.products.values():
        try:
            _product_pages(renderer, language, entry, {})
        except Invalid as invalid:
            found |= dict.fromkeys(replace(p, message=f"{p.message} (seen with {entry.slug})") for p in invalid.diagnostics)
    return list(found)


def _schemas(catalogue: Catalogue, code: str) -> list[Page]:
    """What editors and the onboarding page read, in the page's language."""
    source = catalogue.settings.shown(MODEL)
    return [Page(f"schema/{name}", source, partial(schema_json, catalogue, code, name)) for name in FILES]


def _rules(catalogue: Catalogue, language: Language) -> list[Page]:
    """A page per topic, and one that leads on at each address at which a rule used to have its own."""
    pages = {}
    for rule in all_rules().values():
        title, _, _ = rule_words(catalogue, language, rule)
        make = partial(redirect_page, language, f"../{rule.address}", title.replace("`", ""))
        pages[rule.id] = Page(f"rules/{rule.id}/index.html", rule.file, make)
        if rule.topic not in pages:
            stub = partial(str, f'{{{{ rule_page("{rule.topic}") }}}}\n')
            pages[rule.topic] = Page(f"rules/{rule.topic}/index.md", rule.file, stub)
    return list(pages.values())


def _product_pages(
    renderer: Renderer, language: Language, entry: Entry, rendered: dict[tuple[str, str, str], Markdown]
) -> list[Page]:
    catalogue, found = renderer.catalogue, []
    folder = f"products/{entry.slug}/"
    for kind in catalogue.template_ids("page"):
        if not is_shown(catalogue, kind):
            continue
        front = catalogue.template(language.code, "page", kind)[0].front
        assert isinstance(front, PageFront)
        if (front.each == "retired") != bool(entry.product.retired):
            continue
        replies = catalogue.template_ids("reply") if front.each == "reply" else [""]
        for reply in replies:
            rendered[(entry.slug, kind, reply)] = renderer.page(language, kind, entry, reply or None)
            arguments = ", ".join(f'"{part}"' for part in (entry.slug, kind, reply) if part)
            stub = f"{{{{ product_page({arguments}) }}}}\n"
            found.append(Page(folder + _page_uri(kind, reply), entry.file, partial(str, stub)))
    if entry.product.retired:
        return found
    for name in catalogue.template_ids("sheet"):
        if is_shown(catalogue, name):
            template, _ = catalogue.template(language.code, "sheet", name)
            # Rendered now, not when the engine asks: a broken sheet is found with all other faults.
            found.append(Page(f"{folder}{name}.txt", template.file, partial(str, renderer.sheet(language, name, entry))))
    if is_shown(catalogue, "reply-text"):
        for reply in catalogue.template_ids("reply"):
            source = catalogue.templates[(catalogue.source_language.code, "reply", reply)].file
            found.append(Page(f"{folder}reply/{reply}.txt", source, partial(renderer.reply, entry, reply)))
    if is_shown(catalogue, "files"):
        found += _files(renderer, language, entry, folder)
    return found


def _former_addresses(catalogue: Catalogue, language: Language, entry: Entry) -> list[Page]:
    """A page that leads on for every page that a product had: under a former slug, or before it was retired."""
    found = []
    words = language.word("moved.retired" if entry.product.retired else "moved.title", name=entry.product.name)
    uris = [uri for kind in catalogue.template_ids("page") if is_shown(catalogue, kind) for uri in _kind_uris(catalogue, kind)]
    for slug in (*entry.product.formerly, *([entry.slug] if entry.product.retired else [])):
        for uri in dict.fromkeys(uris):
            if slug == entry.slug and uri == "index.md":
                continue  # the page that says that it is retired
            there = "" if entry.product.retired else uri.removesuffix("index.md")
            to = "../" * (uri.count("/") + 1) + f"{entry.slug}/{there}"
            address = f"products/{slug}/{uri.removesuffix('.md')}.html"
            found.append(Page(address, entry.file, partial(redirect_page, language, to, words)))
    return found


def _kind_uris(catalogue: Catalogue, kind: str) -> list[str]:
    """The pages of a kind, below their product."""
    front = catalogue.template(catalogue.source_language.code, "page", kind)[0].front
    each_reply = isinstance(front, PageFront) and front.each == "reply"
    return [_page_uri(kind, reply) for reply in (catalogue.template_ids("reply") if each_reply else [""])]


def _files(renderer: Renderer, language: Language, entry: Entry, folder: str) -> list[Page]:
    """What the files page links to: the zip, the sample mails, the policies as text."""
    catalogue, found = renderer.catalogue, []
    found.append(Page(f"{folder}{entry.slug}.zip", entry.file, partial(bundle, renderer, language, entry)))
    for stream in entry.product.streams:
        if stream.sample:
            uri = f"{folder}samples/{stream.id}.eml"
            found.append(Page(uri, entry.file, partial(renderer.sample_mail, entry, stream)))
    if is_shown(catalogue, "policies"):
        for name in catalogue.template_ids("policy"):
            source = catalogue.template(language.code, "policy", name)[0].file
            make = partial(renderer.policy_text, language, entry, name)
            found.append(Page(f"{folder}policies/{name}.txt", source, make))
    return found


def _page_uri(kind: str, reply: str) -> str:
    """Each page is the index of a folder: links in HTML then read alike from the source and from the address.

    Zensical resolves links in raw HTML from the source's folder, MkDocs leaves them to the browser.
    """
    return f"reply/{reply}/index.md" if reply else f"{kind_url(kind)}index.md"


def hand_written(folder: Path) -> list[str]:
    """The Markdown files of a language's folder."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.md")) if folder.is_dir() else []


def _fallbacks(catalogue: Catalogue, language: Language) -> list[Page]:
    """Pages that are not translated: the source language's text, marked, so that links to them resolve."""
    if language.is_source:
        return []
    settings, source = catalogue.settings, catalogue.source_language
    have = set(hand_written(settings.docs / language.code))
    folder = settings.docs / source.code
    found = []
    for uri in hand_written(folder):
        if uri not in have:
            path = folder / uri
            found.append(Page(uri, settings.shown(path), partial(_marked_untranslated, path, source.code)))
    return found


def _marked_untranslated(path: Path, code: str) -> str:
    return mark_untranslated(path.read_text(encoding="utf-8"), code)


def missing_translations(catalogue: Catalogue) -> dict[str, list[str]]:
    """Language code -> hand-written pages it has no text for, contributing pages excepted."""
    have = hand_written(catalogue.settings.docs / catalogue.source_language.code)
    return {
        code: [
            uri for uri in have if uri not in hand_written(catalogue.settings.docs / code) and not uri.startswith(UNTRANSLATED)
        ]
        for code in catalogue.languages
    }


def mark_untranslated(text: str, code: str) -> str:
    """Front matter that tells the theme which language a page is really in; the page's own front matter is kept."""
    mark = f'untranslated: "{code}"\n'
    if text.startswith("---\n"):
        return f"---\n{mark}{text[4:]}"
    return f"---\n{mark}---\n\n{text}"
