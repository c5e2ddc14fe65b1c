"""Reads, validates and links all data files and templates of a profile into one catalog.

A profile without overlays neither lists nor opens the private folder, so it cannot leak private data.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from policykit.foundation.diagnostics import Invalid
from policykit.foundation.settings import Settings
from policykit.model import (
    SOURCE_LANGUAGE,
    Blank,
    Checklist,
    FactNeeded,
    Kit,
    Letter,
    NextSteps,
    Product,
    Profile,
    Question,
    Search,
    Ses,
    SourceEntry,
    validate,
)
from policykit.model.evidence import NO_EVIDENCE, Evidence, PublicEvidence
from policykit.model.scalars import Name
from policykit.yamlio.reader import merge, read_yaml

from .catalog import Catalogue, Entry
from .file_reader import Reader, files, folders
from .languages import Language
from .references import Parts, check_references, product_references
from .rule_files import read_rule_files
from .sent_log import FOLDER as SENT
from .sent_log import SentReply, read_sent
from .templates import KINDS, SHARED, Template, read_template, translated
from .translations import ENDING, read_translations

WORDS = "words.yml"
Ordered = TypeVar("Ordered", Checklist, Letter)


def load(settings: Settings) -> Catalogue:
    """Read all data, templates and translations. Raises `Invalid` with the errors of all files at once.

    Cached until a file changes: Zensical calls this for each page, `mkdocs serve` for each edit.
    """
    return _load(settings, _stamps(settings))


def load_product(catalogue: Catalogue, path: Path) -> Entry:
    """Return one product: its catalog entry, or a file from elsewhere, read separately. Raises `Invalid`."""
    known = catalogue.products.get(path.stem)
    if known and (catalogue.settings.root / known.file).resolve() == path.resolve():
        return known
    source = read_yaml(path, shown_as=str(path))
    context = {"languages": list(catalogue.languages), "regions": frozenset(catalogue.ses.regions)}
    product = validate(Product, source, context)
    others = {slug: entry.product for slug, entry in catalogue.products.items()}
    slugs = frozenset({*others, *catalogue.retired, path.stem})
    if diagnostics := list(product_references(path.stem, product, source, others, catalogue.checklists, slugs)):
        raise Invalid(diagnostics)
    return Entry(path.stem, product, source)


def _stamps(settings: Settings) -> tuple[tuple[str, int, int], ...]:
    """Return name, modification time and size of each file that the profile may read."""
    read = [settings.data, *(settings.data / name for name in ("products", "checklists", "letters", "profiles", "rules"))]
    read += [settings.evidence, settings.translations, settings.templates]
    read += [folder for child in folders(settings.templates) for folder in (child, *folders(child))]
    if _reads_overlays(settings):
        sent = settings.private / SENT
        read += [settings.private, settings.private_evidence, *folders(sent)]
    found = []
    for folder in read:
        if folder.is_dir():
            for item in os.scandir(folder):
                # `private` itself is a child of data: its name is not secret, and its content is not read.
                if item.name.endswith((".yml", ".json", ".md", ".txt", ENDING)) and item.is_file():
                    stat = item.stat()
                    found.append((item.path, stat.st_mtime_ns, stat.st_size))
    return tuple(sorted(found))


@lru_cache(maxsize=8)
def _load(settings: Settings, _stamps: tuple[tuple[str, int, int], ...]) -> Catalogue:
    reader = _Reader(settings)
    catalogue = reader.read()
    if reader.diagnostics or catalogue is None:
        raise Invalid(reader.diagnostics)
    return catalogue


def _reads_overlays(settings: Settings) -> bool:
    """Whether the profile reads overlays. An invalid or missing profile reads none; the reader reports it."""
    try:
        source = read_yaml(settings.data / "profiles" / f"{settings.profile}.yml")
        return validate(Profile, source, {}).overlays
    except Invalid:
        return False


def _in_order(found: dict[str, Ordered]) -> dict[str, Ordered]:
    return dict(sorted(found.items(), key=lambda item: (item[1].order, item[0])))


class _Reader(Reader):
    """Reads all files in the order of their dependencies."""

    def read(self) -> Catalogue | None:
        """Return the catalog, or None if a required part is missing."""
        data = self.settings.data
        ses = self.read_file(Ses, data / "ses.yml")
        if ses:
            self.context["regions"] = frozenset(ses.regions)
        languages = self._languages()
        profiles = self.read_folder(Profile, data / "profiles")
        profile = profiles.get(self.settings.profile)
        if profile is None:
            path = data / "profiles" / f"{self.settings.profile}.yml"
            self.report(path, "unknown-profile", f"no profile `{self.settings.profile}`", f"use {' or '.join(profiles)}")
        questions = self.read_file(tuple[Question, ...], data / "questions.yml")
        facts = self.read_file(tuple[FactNeeded, ...], data / "facts.yml")
        blanks = self.read_file(dict[str, Blank], data / "blanks.yml")
        kit = self._kit()
        sources = self.read_file(dict[str, SourceEntry], data / "sources.yml")
        checklists = _in_order(self.read_folder(Checklist, data / "checklists"))
        letters = _in_order(self.read_folder(Letter, data / "letters"))
        next_steps = self.read_file(NextSteps, data / "next-steps.yml")
        search = self.read_file(Search, data / "search.yml")
        templates = dict(self._templates(languages))
        entries = dict(self._products(profile))
        products = {slug: entry for slug, entry in entries.items() if not entry.product.retired}
        example = self._example()
        sent = self._sent(profile)
        rules = read_rule_files(self)
        if not (kit and ses and profile and questions and facts and blanks and sources and next_steps and search and example):
            return None
        if SOURCE_LANGUAGE not in languages:
            return None
        parts = Parts(
            products={slug: (entry.product, entry.source) for slug, entry in entries.items()},
            questions=questions, general_facts=facts, checklists=checklists, letters=letters, next_steps=next_steps,
            blanks=blanks, sources=sources,
            templates=templates, files=self.sources, shown=self.settings.shown(data),
            slugs=frozenset(path.stem for path in files(data / "products", ".yml")),
        )  # fmt: skip
        self.diagnostics += check_references(parts)
        retired = {slug: entry for slug, entry in entries.items() if entry.product.retired}
        if profile.one_product:
            products, retired = self._sole_product(products, retired), {}
        return Catalogue(
            settings=self.settings, profile_id=self.settings.profile, profile=profile, products=products,
            kit=kit, retired=retired, example=example,
            questions=questions, general_facts=facts, checklists=checklists, letters=letters, next_steps=next_steps,
            search=search, blanks=blanks, ses=ses, sources=sources,
            languages=languages, templates=templates, sent=sent,
            rule_reference=rules.reference, rule_states=rules.states,
        )  # fmt: skip

    def _kit(self) -> Kit | None:
        """Return name and look, and report a logo that is not there."""
        path = self.settings.data / "kit.yml"
        kit = self.read_file(Kit, path)
        if kit and kit.logo and not (self.settings.data / kit.logo).is_file():
            self.report(path, "unknown-file", f"there is no logo `{kit.logo}`", "put it beside this file")
        return kit

    def _sole_product(self, products: dict[str, Entry], retired: dict[str, Entry]) -> dict[str, Entry]:
        """Return only the product that `PRODUCT` names, and report if it names none."""
        slug = self.settings.product
        if slug in retired or (slug not in products and not (self.settings.data / "products" / f"{slug}.yml").is_file()):
            path = self.settings.data / "profiles" / f"{self.settings.profile}.yml"
            message = f"there is no product `{slug}`" if slug else "this site is about one product, and PRODUCT is not set"
            if slug in retired:
                message = f"the product `{slug}` is retired"
            fix = f"set PRODUCT to one of: {', '.join(products)}" if products else "add a product to data/products first"
            self.report(path, "unknown-product", message, fix)
        return {name: entry for name, entry in products.items() if name == slug}

    def _example(self) -> Entry | None:
        source = self.parse(self.settings.data / "example.yml")
        product = self.make(Product, source)
        return Entry("example", product, source) if source and product else None

    def _languages(self) -> dict[str, Language]:
        words = self.read_file(dict[Name, Name], self.settings.templates / WORDS)
        if words is None:
            return {}
        found = {SOURCE_LANGUAGE: Language(SOURCE_LANGUAGE, words)}
        for path in files(self.settings.translations, ENDING):
            try:
                found[path.stem] = Language(path.stem, words, read_translations(path, self.settings.shown(path)))
            except Invalid as invalid:
                self.diagnostics += invalid.diagnostics
        return found

    def _templates(self, languages: Mapping[str, Language]) -> Iterator[tuple[tuple[str, str, str], Template]]:
        """Policies as each language has them, and the other templates in every language."""
        for kind, shared in SHARED.items():
            for template in self._templates_in(self.settings.templates / shared, SOURCE_LANGUAGE, kind):
                for code, language in languages.items():
                    yield (code, kind, template.id), translated(template, code, language.translated)
        for folder in folders(self.settings.templates):
            if folder.name in languages:
                for template in self._templates_in(folder / "policy", folder.name, "policy"):
                    yield (folder.name, "policy", template.id), template
            elif (
                folder.name not in SHARED.values()
                and not (catalog := self.settings.translations / f"{folder.name}{ENDING}").is_file()
            ):
                fix = f"add {self.settings.shown(catalog)}, or remove this folder"
                self.report(folder, "unknown-language", f"no language `{folder.name}`", fix)

    def _templates_in(self, folder: Path, code: str, kind: str) -> Iterator[Template]:
        for path in files(folder, KINDS[kind][1]):
            try:
                yield read_template(path, self.settings.shown(path), code, kind, self.context)
            except Invalid as invalid:
                self.diagnostics += invalid.diagnostics

    def _sent(self, profile: Profile | None) -> dict[str, tuple[SentReply, ...]]:
        if not (profile and profile.overlays):
            return {}
        found, diagnostics = read_sent(self.settings.private / SENT, self.settings.shown)
        self.diagnostics += diagnostics
        return found

    def _evidence(self, kinds: Mapping[Path, type[PublicEvidence]]) -> dict[str, Evidence]:
        """Return what was seen of each product; the public folder may only have what anyone can see."""
        found: dict[str, Evidence] = {}
        for folder, kind in kinds.items():
            for slug, evidence in self.read_folder(kind, folder).items():
                found[slug] = found.get(slug, NO_EVIDENCE).joined(evidence)
        return found

    def _products(self, profile: Profile | None) -> Iterator[tuple[str, Entry]]:
        overlays: dict[str, Path] = {}
        evidence: dict[Path, type[PublicEvidence]] = {self.settings.evidence: PublicEvidence}
        if profile and profile.overlays:
            overlays = {path.stem: path for path in files(self.settings.private, ".yml")}
            evidence[self.settings.private_evidence] = Evidence
        seen = self._evidence(evidence)
        for path in files(self.settings.data / "products", ".yml"):
            overlay = overlays.pop(path.stem, None)
            source = self.parse(path)
            if source and overlay and (extra := self.parse(overlay)):
                try:
                    source = merge(source, extra)
                except Invalid as invalid:
                    self.diagnostics += invalid.diagnostics
            product = self.make(Product, source)
            if source and product:
                yield path.stem, Entry(path.stem, product, source, seen.pop(path.stem, NO_EVIDENCE))
            seen.pop(path.stem, None)
        for slug in seen:
            path = next(path for folder in evidence if (path := folder / f"{slug}.yml").is_file())
            fix = f"add data/products/{slug}.yml, or remove this file"
            self.report(path, "evidence-without-product", f"no product `{slug}`", fix)
        for slug, path in overlays.items():
            self.report(
                path, "overlay-without-product", f"no product `{slug}`", f"add data/products/{slug}.yml or remove this file"
            )
