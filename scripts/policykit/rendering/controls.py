"""The state of one mechanism on the use-case page: what may be stated as sentences with their status, the rest in a list."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from policykit.catalog.languages import Language
from policykit.html.components import bullets, status_tag
from policykit.html.elements import Element, Markdown, element
from policykit.model import Mechanism, Status, Text, records
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
        """What the mechanism lacks or does not describe."""
        return element("ul", *self.open)
