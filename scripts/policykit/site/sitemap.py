"""The only list of generated pages and files of a language: product pages, text files, JSON, schemas, rules.

The export and the MkDocs hook write what is listed here, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from policykit.catalog import addresses
from policykit.catalog.addresses import INDEX, is_shown
from policykit.catalog.catalog import Catalogue, Entry
from policykit.catalog.languages import Language
from policykit.foundation.diagnostics import Diagnostic, Invalid
from policykit.html.elements import plain
from policykit.model import PageFront
from policykit.onboarding.json_schema import FILES, schema_json
from policykit.rendering.decoder import decoder_patterns
from policykit.rendering.finding_functions import rule_words
from policykit.rendering.setup.files import setup_files
from policykit.rules import all_rules

from .api import api_files
from .bundle import bundle
from .redirects import redirect_page
from .rule_pages import RulePages
from .sample_brackets import translation_diagnostics
from .session import Session
from .theme import COLORS, PICTURE, colors_css, has_picture

MODEL = Path(__file__).parents[1] / "model" / "product.py"
"""The source file of the schema."""


@dataclass(frozen=True)
class Page:
    """A generated page or file of the site.

    `uri` is its path below the language's folder, `source` the file to edit to change it. `make` returns the Markdown of a
    page, or the text or bytes of a file. It is a function, so that checking the data does not pack any zip.
    """

    uri: str
    source: str
    make: Callable[[], str | bytes]


def site_pages(session: Session, code: str) -> Iterator[Page]:
    """Every generated page and file of one language, one product after another, to save memory.

    Raises `Invalid` at the end, so that a broken template is reported once, with the affected products.
    """
    catalogue, language = session.catalogue, session.catalogue.languages[code]
    if catalogue.kit.colors:
        yield Page(COLORS, "data/kit.yml", partial(colors_css, catalogue))
    if catalogue.kit.logo:
        logo = catalogue.settings.data / catalogue.kit.logo
        yield Page(f"assets/{logo.name}", catalogue.settings.shown(logo), logo.read_bytes)
    if language.is_source and has_picture(catalogue):
        yield Page(f"assets/{PICTURE}", f"data/{PICTURE}", (catalogue.settings.data / PICTURE).read_bytes)
    if catalogue.sole_product:
        yield from _sole_product_pages(session, language, catalogue.sole_product)
        return
    seen: dict[Diagnostic, list[str]] = {}
    for entry in (*catalogue.products.values(), *catalogue.retired.values()):
        try:
            yield from _product_pages(session, language, entry)
        except Invalid as invalid:
            for diagnostic in invalid.diagnostics:
                seen.setdefault(diagnostic, []).append(entry.slug)
    diagnostics = [replace(d, message=f"{d.message} (products: {', '.join(slugs)})") for d, slugs in seen.items()]
    if language.is_source:
        diagnostics += [*translation_diagnostics(catalogue), *_taken_addresses(catalogue)]
    if diagnostics:
        raise Invalid(diagnostics)
    if language.is_source:
        yield from (Page(file.path, file.source, file.make) for file in api_files(session))
    source = catalogue.settings.shown(MODEL)
    yield from (Page(addresses.schema_file(name), source, partial(schema_json, catalogue, code, name)) for name in FILES)
    yield Page(addresses.PATTERNS, "data/letters", partial(decoder_patterns, catalogue, language))
    yield from _rules(session, language)
    yield from _unlisted(session, language)


def _sole_product_pages(session: Session, language: Language, entry: Entry) -> Iterator[Page]:
    """The pages of a site about one product. Raises `Invalid` if it would have nothing to publish."""
    missing = []
    if not entry.product.streams:
        missing.append(("the product has no kind of email to publish", "add it to `streams`"))
    if not session.pages.policies.documents(language, entry):
        missing.append(("no policy has anything that may be stated", "see the policies page of the public site"))
    if missing:
        raise Invalid([Diagnostic(entry.place(), "nothing-to-publish", message, fix) for message, fix in missing])
    yield from _product_pages(session, language, entry)


def _unlisted(session: Session, language: Language) -> Iterator[Page]:
    """A page per reply for products that have no file."""
    catalogue = session.catalogue
    for kind in catalogue.template_ids("page"):
        template = catalogue.template(language.code, "page", kind)[0]
        if isinstance(template.front, PageFront) and template.front.each == "unlisted" and is_shown(catalogue, kind):
            for name in catalogue.template_ids("reply"):
                make = partial(session.pages.unlisted, language, kind, name, session.replies.unlisted(name))
                yield Page(f"{addresses.REPLIES}{name}/{INDEX}", template.file, make)


def _rules(session: Session, language: Language) -> Iterator[Page]:
    """A page per topic, and a redirect at each former URL of a rule."""
    pages, topics = RulePages(session, language), dict[str, str]()
    for rule in all_rules().values():
        topics.setdefault(rule.topic, rule.file)
        title, _, _ = rule_words(session.catalogue, language, rule)
        target = f"../../{addresses.QUESTIONS}#{rule.id}" if rule.asks else f"../{rule.address}"
        make = partial(redirect_page, language, target, title.replace("`", ""))
        yield Page(f"{addresses.rules_url(rule.id)}index.html", rule.file, make)
    for fact in session.catalogue.facts:
        make = partial(redirect_page, language, f"../../{addresses.QUESTIONS}#{fact.id}", plain(fact.label, language))
        for name in (fact.id, *fact.formerly):
            yield Page(f"{addresses.rules_url(name)}index.html", "data/questions.yml", make)
    for topic, file in topics.items():
        yield Page(addresses.rules_url(topic) + INDEX, file, partial(pages.rule_page, topic))


def _taken_addresses(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """One error for each slug, or former slug, at whose address a hand-written page is."""
    for entry in (*catalogue.products.values(), *catalogue.retired.values()):
        for slug in (entry.slug, *entry.product.formerly):
            if page := next(addresses.written_pages(catalogue, slug), None):
                message = f"`{slug}` is the address of the page {catalogue.settings.shown(page)}"
                place = entry.place() if slug == entry.slug else entry.place(("formerly", entry.product.formerly.index(slug)))
                yield Diagnostic(place, "address-taken", message, "choose another slug")


def _product_pages(session: Session, language: Language, entry: Entry) -> Iterator[Page]:
    catalogue, folder = session.catalogue, addresses.product_folder(session.catalogue, entry.slug)
    content = session.content(entry)
    for kind in catalogue.template_ids("page"):
        if not is_shown(catalogue, kind):
            continue
        front = catalogue.template(language.code, "page", kind)[0].front
        assert isinstance(front, PageFront)
        if front.each in ("unlisted", "pack") or (front.each == "retired") != bool(entry.product.retired):
            continue
        if front.each == "site" and not catalogue.sole_product:
            continue
        for reply in catalogue.template_ids("reply") if front.each == "reply" else [None]:
            # Rendered now, not in `make`, so that template errors are reported together with all others.
            text = session.pages.page(language, kind, entry, content, reply)
            yield Page(folder + addresses.page_file(kind, reply or ""), entry.file, partial(str, text))
    if not entry.product.retired:
        yield from _product_files(session, language, entry)
    if not catalogue.sole_product:
        yield from _former_addresses(catalogue, language, entry)


def _product_files(session: Session, language: Language, entry: Entry) -> Iterator[Page]:
    """The files that a product's pages link to: texts, sample emails, and the zip of all files."""
    catalogue, folder = session.catalogue, addresses.product_folder(session.catalogue, entry.slug)
    for name in catalogue.template_ids("sheet"):
        if is_shown(catalogue, name):
            template, _ = catalogue.template(language.code, "sheet", name)
            yield Page(
                folder + addresses.sheet_file(name), template.file, partial(str, session.pages.sheet(language, name, entry))
            )
    if is_shown(catalogue, "reply-text"):
        for reply in catalogue.template_ids("reply"):
            source = catalogue.templates[(catalogue.source_language.code, "reply", reply)].file
            yield Page(folder + addresses.reply_file(reply), source, partial(session.replies.text, entry, reply))
    if is_shown(catalogue, "policies"):
        policies = session.pages.policies
        texts = policies.documents(language, entry) if catalogue.sole_product else policies.texts(language, entry)
        for name, text in texts.items():
            source = catalogue.template(language.code, "policy", name)[0].file
            yield Page(folder + addresses.policy_file(name), source, partial(str, text))
    if is_shown(catalogue, "setup"):
        for name, text in setup_files(catalogue, entry).items():
            yield Page(folder + name, entry.file, partial(str, text))
    if catalogue.profile.statements and not catalogue.sole_product:
        file = catalogue.settings.data / "products" / f"{entry.slug}.yml"
        yield Page(folder + addresses.source_file(), entry.file, partial(file.read_text, encoding="utf-8"))
    if not is_shown(catalogue, "files"):
        return
    yield Page(folder + addresses.bundle_file(entry.slug), entry.file, partial(bundle, session, language, entry))
    for stream, email in session.content(entry).emails.items():
        yield Page(folder + addresses.sample_file(stream), entry.file, partial(bytes, email))


def _former_addresses(catalogue: Catalogue, language: Language, entry: Entry) -> Iterator[Page]:
    """A redirect for every page that a product had: under a former slug, or before it was retired."""
    words = language.word("moved.retired" if entry.product.retired else "moved.title", name=entry.product.name)
    uris = [uri for kind in catalogue.template_ids("page") if is_shown(catalogue, kind) for uri in _kind_uris(catalogue, kind)]
    for slug in (*entry.product.formerly, *([entry.slug] if entry.product.retired else [])):
        for uri in dict.fromkeys(uris):
            if slug == entry.slug and uri == INDEX:
                continue  # this page announces that the product is retired
            there = "" if entry.product.retired else uri.removesuffix(INDEX)
            to = "../" * (uri.count("/") + 1) + f"{entry.slug}/{there}"
            address = f"{addresses.product_url(slug)}{uri.removesuffix('.md')}.html"
            yield Page(address, entry.file, partial(redirect_page, language, to, words))


def _kind_uris(catalogue: Catalogue, kind: str) -> list[str]:
    """The paths of all pages of a kind, relative to their product; none if it is not a page of every product."""
    front = catalogue.template(catalogue.source_language.code, "page", kind)[0].front
    assert isinstance(front, PageFront)
    if front.each in ("unlisted", "site", "pack"):
        return []
    each_reply = front.each == "reply"
    return [addresses.page_file(kind, reply) for reply in (catalogue.template_ids("reply") if each_reply else [""])]
