"""Renders the policies of a product as documents in the company's voice, as plain text for the page and the file.

A policy contains only what may be stated. One without any such sentence is no document; its summary says what it needs.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from policykit.catalog.catalog import Catalogue, Entry
from policykit.catalog.languages import Language
from policykit.html.elements import plain
from policykit.model import PolicyFront
from policykit.readiness.claims import FactState, may_be_stated, states_at, worst_of

from .jinja import TemplateEngine, tidy
from .statement_functions import RATES, StatementFunctions

WIDTH = 76
"""Columns of the text file: fits 78 (the advice of RFC 5322 2.1.1) even after an email client quotes it once with `> `."""
_CONTENT_LAWS = frozenset(["CAN-SPAM"])
_BLOCKS = ("purpose", "controls", "checks")


@dataclass(frozen=True)
class Policy:
    """One policy of a product in one language."""

    id: str
    title: str
    heading: str
    sections: tuple[tuple[str, str], ...]
    """Heading and text of each section; empty if the policy has nothing to state."""
    open: tuple[tuple[str, FactState], ...]
    """The fields that it needs and that may not be stated, each with its state."""
    former: tuple[str, ...]
    language: str
    """The code of the language it is in: the source language if it is not translated."""

    @property
    def text(self) -> str:
        """The document as plain text, ending in one newline; empty without one."""
        if not self.sections:
            return ""
        parts = [self.heading, *(f"{heading}\n{text}" for heading, text in self.sections)]
        return "\n\n".join(parts) + "\n"

    @property
    def wrapped(self) -> str:
        """The document with lines of at most `WIDTH` columns."""
        return "\n".join(_wrapped(line) for line in self.text.split("\n")) if self.sections else ""


def _needs(policy: Policy, language: Language) -> str:
    return language.word("policy.none", title=policy.heading, needs=", ".join(path for path, _ in policy.open))


def _wrapped(line: str) -> str:
    indent = "  " if re.match(r"- ", line) else ""
    return textwrap.fill(line, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


class PolicyFunctions(StatementFunctions):
    """Functions for policy templates; texts are plain, in the language of the template."""

    def target(self, metric: str) -> str:
        """The rate to stay below, as a sentence; empty if the file names none."""
        found = [target.below for target in self._product.monitoring.targets if target.metric == metric]
        word = self._language.word
        return word("policy.target", rate=word(f"metric.{metric}"), below=self._language.percent(found[0])) if found else ""

    def account_level(self) -> list[str]:
        """That SES's account-level list is in use, as a sentence."""
        levels = self._product.suppression.account_level if self.may_state("handling.suppression") else ()
        return [self._language.word("policy.account_level")] if levels else []

    def reports_to(self) -> list[str]:
        """Where reports of misuse go, as a sentence."""
        support = self._product.contacts.get("support")
        return [self._language.word("policy.reports_to", email=support.email)] if support and support.email else []

    def way_out_stated(self) -> bool:
        """Whether the file says how recipients stop an email or what they can do instead; "we honor requests" names no way."""
        rules = (
            stream.unsubscribe
            for index, stream in enumerate(self._product.streams)
            if may_be_stated(self._product, f"streams[{index}].unsubscribe", stream.unsubscribe)
        )
        ways = (rule.other_way_out or (rule.offered and (rule.body_link or rule.header_one_click)) for rule in rules)
        return any(ways) or (self.may_state("handling.unsubscribe") and bool(self._product.handling.unsubscribe.mechanism))

    def rates_watched(self) -> bool:
        """Whether the file says how bounces or complaints are watched; a dead-letter queue does not count them."""
        return self.may_state("handling.monitoring") or any(alarm.metric in RATES for alarm in self.alarms_in_place())

    def law_claims(self, *, about_content: bool) -> list[str]:
        """What the product does under laws about the content of emails, or under all others; each sentence names its law."""
        claims = []
        for index, law in enumerate(self._product.laws):
            is_about_content = plain(law.name, self._catalogue.source_language) in _CONTENT_LAWS
            if law.claim and is_about_content == about_content and may_be_stated(self._product, f"laws[{index}]", law):
                name, claim = self.plain(law.name), self.plain(law.claim)
                claims.append(claim if name in claim else f"{name}: {self.clause(law.claim)}.")
        return claims


class Policies:
    """The policies of one catalogue's products."""

    def __init__(self, catalogue: Catalogue, engine: TemplateEngine) -> None:
        self._catalogue, self._engine = catalogue, engine
        self._last: tuple[tuple[str, str], tuple[Policy, ...]] = (("", ""), ())

    def of(self, language: Language, entry: Entry) -> tuple[Policy, ...]:
        """All policies of a product in their order. Caches the last product, because its page and its files need them.

        Raises `Invalid`.
        """
        key = (language.code, entry.slug)
        if self._last[0] != key:
            self._last = key, tuple(self._policy(language, entry, name) for name in self._catalogue.template_ids("policy"))
        return self._last[1]

    def texts(self, language: Language, entry: Entry) -> dict[str, str]:
        """Policy id -> text file: the document, or one line that says what it needs. Raises `Invalid`."""
        return {policy.id: policy.wrapped or _wrapped(_needs(policy, language)) + "\n" for policy in self.of(language, entry)}

    def documents(self, language: Language, entry: Entry) -> dict[str, str]:
        """Policy id -> text file, of the policies that have something to state. Raises `Invalid`."""
        return {policy.id: policy.wrapped for policy in self.of(language, entry) if policy.sections}

    def _policy(self, language: Language, entry: Entry, name: str) -> Policy:
        template, is_own = self._catalogue.template(language.code, "policy", name)
        words = language if is_own else self._catalogue.source_language
        source = self._catalogue.templates[(self._catalogue.source_language.code, "policy", name)].front
        assert isinstance(template.front, PolicyFront) and isinstance(source, PolicyFront)
        compiled = self._engine.compile(template, words, "text")
        names = PolicyFunctions(self._catalogue, entry.view, words).names()
        blocks = {block: tidy(compiled.render_block(block, names)) for block in _BLOCKS if block in compiled.blocks}
        states = ((path, worst_of(states_at(entry.view, path))) for path in source.needs)
        return Policy(
            id=name,
            title=template.front.title,
            heading=words.word("policy.heading", title=template.front.title, name=entry.product.name),
            sections=tuple(self._sections(words, entry, name, blocks)) if blocks.get("controls") else (),
            open=tuple((path, state) for path, state in states if state is not FactState.STATED),
            former=source.former,
            language=words.code,
        )

    def _sections(self, words: Language, entry: Entry, name: str, blocks: dict[str, str]) -> Iterator[tuple[str, str]]:
        product, word = entry.product, words.word
        details = product.policies.of(name)
        streams = words.join([words.text(stream.title)[0] for stream in product.streams])
        scope = [word("policy.scope_all", product=product.name, streams=streams)] if streams else []
        if product.company and product.company.name != product.name:
            scope.append(word("policy.entity", company=product.company.name, product=product.name))
        review = [
            word("policy.version_is", version=details.version) if details.version else "",
            word("policy.reviewed_on", date=words.date(details.last_review)) if details.last_review else "",
            word("policy.next_on", date=words.date(details.next_review)) if details.next_review else "",
        ]
        owner = word("policy.owner_is", owner=details.owner) if details.owner else ""
        sections = (
            ("purpose", blocks["purpose"]),
            ("scope", " ".join(scope)),
            ("controls", blocks["controls"]),
            ("responsible", owner),
            ("checks", " ".join(blocks.get("checks", "").split())),
            ("reviewed", " ".join(filter(None, review))),
        )
        yield from ((word(f"policy.{key}"), text) for key, text in sections if text)
