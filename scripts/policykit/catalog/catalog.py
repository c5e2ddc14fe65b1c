"""Everything that was read, checked and linked: the one thing all later modules work on. Nothing after it reads a data file."""

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
    Letter,
    Product,
    Profile,
    Question,
    ReferenceEntry,
    RuleState,
    RuleText,
    Ses,
    SourceEntry,
)
from policykit.model.view import ProductView
from policykit.yamlio.reader import Loc, Source

from .languages import Language
from .sent_log import SentReply
from .templates import Template


@dataclass(frozen=True, eq=False)
class Entry:
    """A product with its id and the places of its values. Compared by identity, so that it can be a key."""

    slug: str
    product: Product
    source: Source

    @property
    def file(self) -> str:
        """The file a reader edits."""
        return self.source.file

    @cached_property
    def view(self) -> ProductView:
        """The product as rules and templates read it."""
        return ProductView.of(self.product, self._published)

    def place(self, loc: Loc = ()) -> Place:
        """Where a value stands."""
        return self.source.place(loc)

    def _published(self) -> dict[Loc, str]:
        """Every value of a product's public file; what the private overlay adds has its place there."""
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
    products: dict[str, Entry]
    retired: dict[str, Entry]
    """Products that no longer send: their addresses lead on, what was sent to AWS stays."""
    example: Entry
    """The made-up product that uses every field; it is not published as a product."""
    questions: tuple[Question, ...]
    checklists: dict[str, Checklist]
    letters: dict[str, Letter]
    blanks: dict[str, Blank]
    ses: Ses
    sources: dict[str, SourceEntry]
    languages: dict[str, Language]
    templates: dict[tuple[str, str, str], Template]
    sent: dict[str, tuple[SentReply, ...]]
    """Product -> what was sent to AWS, the newest first; empty where the profile reads no overlays."""
    rule_reference: tuple[ReferenceEntry, ...]
    rule_states: dict[str, RuleState]
    """Entry of the reference -> why no rule stands for it."""
    rule_texts: dict[tuple[str, str], RuleText]
    """(Language, rule) -> its texts, where they are not its own docstring."""

    def sent_of(self, entry: Entry) -> tuple[SentReply, ...]:
        """What was sent to AWS for a product, under its former slugs too, the newest first."""
        found = [item for slug in (entry.slug, *entry.product.formerly) for item in self.sent.get(slug, ())]
        return tuple(sorted(found, key=lambda item: (item.day, item.number, item.reply), reverse=True))

    @property
    def source_language(self) -> Language:
        """The language of the replies, and the one others fall back to."""
        return self.languages[SOURCE_LANGUAGE]

    def template(self, language: str, kind: str, identifier: str) -> tuple[Template, bool]:
        """A template in `language`, or in the source language; and whether it is in `language`."""
        own = self.templates.get((language, kind, identifier))
        return (own, True) if own else (self.templates[(SOURCE_LANGUAGE, kind, identifier)], False)

    def template_ids(self, kind: str) -> list[str]:
        """What exists of a kind, in the order of its front matter, else of its name."""
        found = [t for (language, k, _), t in self.templates.items() if language == SOURCE_LANGUAGE and k == kind]
        return [t.id for t in sorted(found, key=lambda t: (getattr(t.front, "order", 0), t.id))]
