"""Functions for the page of a product's policies: what is in place, and the documents."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from policykit.catalog import addresses
from policykit.html.components import table
from policykit.html.elements import Element, Markdown, element, to_markdown
from policykit.html.product_menu import ProductPage
from policykit.onboarding.fields import anchor_of, field_at
from policykit.readiness.claims import FactState

from .policies import Policy
from .template_functions import TemplateFunctions

_TAGS = {"complete": "answered", "incomplete": "partly", "missing": "open"}


class PolicyPageFunctions(TemplateFunctions):
    """Every method returns an element or Markdown that is already escaped."""

    def __init__(self, page: ProductPage, policies: Callable[[], tuple[Policy, ...]]) -> None:
        """`policies` renders them, so that only the page that shows them does."""
        self._page, self._language, self._word, self._policies = page, page.language, page.language.word, policies

    def policy_summary(self) -> Element:
        """One line per policy: whether it is complete, which fields are open, and its guide."""
        heads = [self._word(f"policy.head.{key}") for key in ("policy", "state", "open")]
        return table(heads, [self._line(policy) for policy in self._policies()])

    def policy_documents(self, level: int = 2) -> Markdown:
        """The policies that have something to state, each with a copy button, below headings of a level."""
        shown = [policy for policy in self._policies() if policy.sections]
        heads = (f"{'#' * level} {policy.title} {{ #{policy.id} }}" for policy in shown)
        return Markdown("\n\n".join(f"{head}\n\n{self._document(policy)}" for head, policy in zip(heads, shown, strict=True)))

    def _line(self, policy: Policy) -> tuple[Any, ...]:
        state = "incomplete" if policy.open else "complete"
        if not policy.sections:
            found = {state for _, state in policy.open}
            told = (state for state in (FactState.CONTRADICTED, FactState.PLANNED) if state in found)
            state = str(next(told, FactState.NONE if found == {FactState.NONE} else "missing"))
        guide = f"{self._page.to_product}../../{addresses.POLICIES}{policy.id}/"
        anchors = [] if policy.sections else [element("span", id=name) for name in (policy.id, *policy.former)]
        title = element("a", policy.title, href=f"#{policy.id}") if policy.sections else policy.title
        to_fields = f"{self._page.to_product}../../{addresses.FIELDS}#"
        links = ((path, to_fields + anchor_of(field_at(path))) for path, _ in policy.open)
        fields = [part for path, href in links for part in (element("a", element("code", path), href=href), " ")]
        return (
            [*anchors, title, element("br"), element("small", element("a", self._word("policy.guide"), href=guide))],
            element("span", self._word(f"policy.state.{state}"), class_=f"kit-status kit-status--{_TAGS.get(state, state)}"),
            element("span", *fields) if fields else self._word("policy.complete"),
        )

    def _document(self, policy: Policy) -> Markdown:
        source = f"policy-{policy.id}"
        lang = None if policy.language == self._page.language.code else policy.language
        parts: list[Any] = [element("strong", policy.heading)]
        for heading, text in policy.sections:
            parts += ["\n\n", element("strong", heading), "\n", text]
        button = element("button", self._word("policy.copy"), type="button", hidden=True, class_="kit-quiet", data_copy=source)
        file = element(
            "a", f"{policy.id}.txt", href=f"{self._page.to_product}{addresses.policy_file(policy.id)}", download=True
        )
        told = element("span", role="status", class_="kit-muted", data_told=True)
        anchors = [element("span", id=name) for name in policy.former]
        notice = element("p", self._word("untranslated"), class_="kit-untranslated") if lang else ""
        node = element(
            "section", *anchors, notice, element("div", *parts, id=source, class_="kit-document", lang=lang),
            element("p", button, " ", file, " ", told),
            data_copied=self._word("readiness.browser_copied"), data_refused=self._word("desk.refused"),
        )  # fmt: skip
        return Markdown(to_markdown(node, self._page.language))
