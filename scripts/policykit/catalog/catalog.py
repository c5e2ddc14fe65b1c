"""The catalog of all validated and linked data. All later modules work on it; none of them reads a data file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from policykit.foundation.diagnostics import Place
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
    ReferenceEntry,
    RuleState,
    Search,
    Ses,
    SourceEntry,
    Text,
)
from policykit.model.evidence import NO_EVIDENCE, Evidence
from policykit.model.view import ProductView
from policykit.yamlio.reader import Loc, Source

from .languages import Language
from .sent_log import SentReply
from .templates import Template


@dataclass(frozen=True, eq=False)
class Entry:
    """A product with its slug and the places of its values. Compared by identity, so that it can be a key."""

    slug: str
    product: Product
    source: Source
    evidence: Evidence = NO_EVIDENCE
    """What was seen of it; what was read with credentials only if the profile reads overlays."""

    @property
    def file(self) -> str:
        """The file to edit."""
        return self.source.file

    @cached_property
    def view(self) -> ProductView:
        """The view of the product for rules and templates."""
        return ProductView.of(self.product, self._published, self.evidence)

    def place(self, loc: Loc = ()) -> Place:
        """Return the place of a value."""
        return self.source.place(loc)

    def _published(self) -> dict[Loc, str]:
        """Return all values of the public file. Values from the private overlay have a place in that file and are skipped."""
        places, found = self.source.values, dict[Loc, str]()

        def walk(tree: Any, loc: Loc) -> None:
            if isinstance(tree, str):
                if loc not in places or places[loc].file == self.file:
                    found[loc] = tree
            else:
                for key, child in tree.items() if isinstance(tree, dict) else enumerate(tree):
                    walk(child, (*loc, key))

        walk(self.source.tree, ())
        return found


@dataclass(frozen=True, eq=False)
class Catalogue:
    """All data of one profile, in all languages. Compared by identity, so that it can be a key."""

    settings: Settings
    profile_id: str
    profile: Profile
    kit: Kit
    products: dict[str, Entry]
    retired: dict[str, Entry]
    """Products that no longer send. Their addresses redirect; messages sent to AWS are kept."""
    example: Entry
    """The fictional product that uses every field; it is not published as a product."""
    questions: tuple[Question, ...]
    general_facts: tuple[FactNeeded, ...]
    """Facts that no single question asks for."""
    checklists: dict[str, Checklist]
    letters: dict[str, Letter]
    next_steps: NextSteps
    search: Search
    blanks: dict[str, Blank]
    ses: Ses
    sources: dict[str, SourceEntry]
    languages: dict[str, Language]
    templates: dict[tuple[str, str, str], Template]
    sent: dict[str, tuple[SentReply, ...]]
    """Product -> messages sent to AWS, newest first; empty if the profile reads no overlays."""
    rule_reference: tuple[ReferenceEntry, ...]
    rule_states: dict[str, RuleState]
    """Reference entry -> why no rule covers it."""

    def sent_of(self, entry: Entry) -> tuple[SentReply, ...]:
        """Return the messages sent to AWS for a product, also under its former slugs, newest first."""
        found = [item for slug in (entry.slug, *entry.product.formerly) for item in self.sent.get(slug, ())]
        return tuple(sorted(found, key=lambda item: (item.day, item.number, item.reply), reverse=True))

    @property
    def facts(self) -> tuple[FactNeeded, ...]:
        """All facts that a product may be asked for, in AWS's order."""
        return (*(fact for question in self.questions for fact in question.facts), *self.general_facts)

    @property
    def sole_product(self) -> Entry | None:
        """The product that the whole site is about; None in a profile about all products."""
        return next(iter(self.products.values())) if self.profile.one_product else None

    @property
    def source_language(self) -> Language:
        """The language of the replies; other languages fall back to it."""
        return self.languages[SOURCE_LANGUAGE]

    def in_languages(self, text: Text) -> dict[str, str]:
        """Return a text in every language that has it, by the language's code."""
        found = {code: language.text(text) for code, language in self.languages.items()}
        return {code: words for code, (words, actual) in found.items() if code == actual}

    def template(self, language: str, kind: str, identifier: str) -> tuple[Template, bool]:
        """Return a template in `language`, else in the source language, and whether it is in `language`."""
        own = self.templates.get((language, kind, identifier))
        return (own, True) if own else (self.templates[(SOURCE_LANGUAGE, kind, identifier)], False)

    def template_ids(self, kind: str) -> list[str]:
        """Return the ids of all templates of a kind, sorted by `order` in the front matter, then by id."""
        found = [t for (language, k, _), t in self.templates.items() if language == SOURCE_LANGUAGE and k == kind]
        return [t.id for t in sorted(found, key=lambda t: (getattr(t.front, "order", 0), t.id))]
