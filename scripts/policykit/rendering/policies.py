"""The controls of a policy: those in place as sentences with their status, the others in a separate list.

A planned, missing or nonexistent control never appears among those in place: a policy that promises something that does not
exist is worse than none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from policykit.catalog.languages import Language
from policykit.html.components import bullets, facts_list, source_link, status_tag
from policykit.html.elements import Element, Markdown, element
from policykit.html.product_menu import ProductPage
from policykit.model import Claim, Mechanism, PolicyFront, Product, Status, Text, values_at
from policykit.readiness.claims import FactState, is_detail, may_be_stated, state_of, states_at


def sentences(mechanism: Mechanism, language: Language) -> list[Text | str]:
    """What a mechanism does, as a list of sentences."""
    found: list[Text | str] = [
        text for text in (mechanism.mechanism, mechanism.action, mechanism.latency, mechanism.scope) if text
    ]
    attempts = getattr(mechanism, "max_attempts", None)
    if attempts is not None:
        found.append(language.word("max_attempts", number=language.number(attempts)))
    return found


@dataclass
class Controls:
    """Sorts the controls of one policy into those in place and those in `open`. Create one object per policy."""

    product: Product
    language: Language
    open: list[Element] = field(default_factory=list)

    def control(self, path: str) -> Element | Markdown:
        """The sentences in place at a field path; everything else is saved for `not_in_place`."""
        if self._parent_is_open(path):
            return Markdown("")
        stated = [value for value in values_at(self.product, path) if value is not None]
        items = [item for value in stated for item in (value if isinstance(value, tuple) else (value,))]
        if not items:
            self._keep(path, FactState.ABSENT, None)
        shown: list[Any] = []
        for item in items:
            shown += self._shown(path, item)
        return bullets(shown) if shown else Markdown("")

    def _parent_is_open(self, path: str) -> bool:
        """Whether `path` is a detail of a mechanism that is not in place; then the detail gets the mechanism's state."""
        states = states_at(self.product, path)
        if states and all(state in (FactState.PLANNED, FactState.NONE) for state in states) and is_detail(self.product, path):
            self._keep(path, states[0], None)
            return True
        return False

    def _shown(self, path: str, item: Any) -> list[Any]:
        state = state_of(item)
        if isinstance(item, Mechanism):
            if item.planned:
                self._keep(path, FactState.PLANNED, item.planned)
            if not item.is_in_place:
                if not item.planned:
                    self._keep(path, state, item.action or item.mechanism)
                return []
            tag = status_tag(item.status, self.language)
            found = sentences(item, self.language)
            if not found:
                self._keep(path, FactState.ABSENT, None)
            return [(sentence, " ", tag) for sentence in found]
        if isinstance(item, Claim):
            if not may_be_stated(item):
                self._keep(path, state, item.text)
                return []
            return [(item.text, " ", status_tag(item.status, self.language))]
        if state in (FactState.PLANNED, FactState.NONE):
            self._keep(path, state, None)
            return []
        return [(item, " ", status_tag(Status.IMPLEMENTED, self.language))]

    def _keep(self, path: str, state: FactState, text: Text | None) -> None:
        label = self.language.word(f"field.{path}")
        tag = status_tag(str(state), self.language)
        self.open.append(element("li", element("strong", label), ": " if text else " ", text or "", " ", tag))

    def not_in_place(self) -> Element:
        """The controls that the policy needs and the product lacks, or does not describe."""
        if not self.open:
            return element("p", self.language.word("policy.nothing_open"), class_="kit-muted")
        return element("ul", *self.open, class_="kit-open")


def policy_head(page: ProductPage) -> Element:
    """Owner, version and review dates of the policies, and the streams they apply to."""
    policies, company, language = page.product.policies, page.product.company, page.language
    titles = [language.text(stream.title)[0] for stream in page.product.streams]
    pairs = [
        ("policy.owner", policies.owner),
        ("policy.company", company.name),
        ("policy.version", policies.version),
        ("policy.last_review", policies.last_review),
        ("policy.next_review", policies.next_review),
        ("policy.streams", language.join(titles) if titles else None),
    ]
    return facts_list([(language.word(key), value) for key, value in pairs], language, compact=True)


def policy_sources(page: ProductPage, front: PolicyFront) -> Element:
    """The documents that a policy is based on, collapsed, because readers want the controls first."""
    items = [element("li", source_link(page.catalogue.sources[name], page.language)) for name in front.sources]
    summary = element("summary", page.language.word("policy.sources", count=str(len(items))))
    return element("details", summary, element("ul", *items), class_="kit-gloss")
