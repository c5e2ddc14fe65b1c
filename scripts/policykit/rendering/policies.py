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
from policykit.model import Mechanism, PolicyFront, Status, Text, records
from policykit.model.paths import placed_values
from policykit.model.view import ProductView
from policykit.readiness.claims import Claim, FactState, claim_at, states_at, worst_of

from .statement_functions import sentences


@dataclass
class Controls:
    """Sorts the controls of one policy into those in place and those in `open`. Create one object per policy."""

    product: ProductView
    language: Language
    open: list[Element] = field(default_factory=list)

    def control(self, path: str) -> Element | Markdown:
        """The sentences that may be stated at a field path; everything else is saved for `not_in_place`."""
        placed = placed_values(self.product, path)
        items = [(f"{place}[{index}]", item) for place, value in placed if isinstance(value, tuple)
                 for index, item in enumerate(value)]  # fmt: skip
        items += [(place, value) for place, value in placed if value is not None and not isinstance(value, tuple)]
        if not items:
            self._keep(path, worst_of(states_at(self.product, path)), None)
        shown = [sentence for place, item in items for sentence in self._shown(path, claim_at(self.product, place, item))]
        return bullets(shown) if shown else Markdown("")

    def _shown(self, path: str, claim: Claim) -> list[Any]:
        item = claim.value
        if isinstance(item, Mechanism) and item.planned:
            self._keep(path, FactState.PLANNED, item.planned)
            if claim.state is FactState.PLANNED:
                return []
        if claim.state is not FactState.STATED:
            own = (item.action or item.mechanism) if isinstance(item, Mechanism) else getattr(item, "text", None)
            self._keep(path, claim.state, own)
            return []
        tag = status_tag(getattr(item, "status", Status.IMPLEMENTED), self.language)
        if isinstance(item, Mechanism):
            return [(sentence, " ", tag) for sentence in sentences(item, self.language)]
        return [(item.text if isinstance(item, records.Claim) else item, " ", tag)]

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
