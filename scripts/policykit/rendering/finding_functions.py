"""Functions for page templates about a product's findings: the verdict, the list, planned mechanisms.

The outcome is a parameter, because a rule may read a reply, which only `rendering` can produce.
"""

from __future__ import annotations

from typing import Any

from policykit.catalog.addresses import RULES
from policykit.catalog.catalog import Catalogue
from policykit.catalog.languages import Language
from policykit.foundation.diagnostics import SEVERITIES
from policykit.html import components
from policykit.html.components import status_tag
from policykit.html.elements import Element, Markdown, element
from policykit.html.product_menu import ProductPage
from policykit.model.view import location
from policykit.rules import Finding, Outcome, Rule

from .template_functions import TemplateFunctions


def rule_words(catalogue: Catalogue, language: Language, rule: Rule) -> tuple[str, str | None, str]:
    """A rule's title, its general fix if the language has one, and the language code that the title is actually in."""
    own = catalogue.rule_texts.get((language.code, rule.id))
    return (own.title.rstrip("."), own.fix, language.code) if own else (rule.title, None, catalogue.source_language.code)


def verdict_tag(outcome: Outcome, language: Language) -> Element:
    """A tag: ready to send, or how many errors to fix first."""
    errors = outcome.count("error")
    if not errors:
        return element("span", language.word("finding.ready"), class_="kit-status kit-status--answered")
    words = language.word("finding.error_first") if errors == 1 else language.word("finding.errors_first", count=str(errors))
    return element("span", words, class_="kit-status kit-status--open")


class FindingFunctions(TemplateFunctions):
    """Every method returns an element, a string or Markdown that is already escaped."""

    def __init__(self, page: ProductPage, outcome: Outcome) -> None:
        self._page, self._language, self._outcome = page, page.language, outcome
        self._word = page.language.word

    def readiness_verdict(self) -> Element:
        """One line that says whether the product is ready to send, and why."""
        counts = {f"{level}s": self._language.number(self._outcome.count(level)) for level in SEVERITIES}
        words = self._word("finding.verdict.open" if self._outcome.count("error") else "finding.verdict.ready", **counts)
        return element("p", verdict_tag(self._outcome, self._language), " ", words, class_="kit-lead")

    def findings(self, question: str | None = None) -> Element | Markdown:
        """The findings about one of AWS's questions, or without `question` all others; empty if there are none."""
        ids = {item.id for item in self._page.catalogue.questions if item.facts}
        chosen = [
            finding
            for finding in self._outcome.findings
            if finding.rule.question == question or (question is None and finding.rule.question not in ids)
        ]
        return element("ul", *(self._item(finding) for finding in chosen), class_="kit-findings") if chosen else Markdown("")

    def planned_first(self) -> Element | Markdown:
        """The planned mechanisms, which must be finished before the reply is sent; empty if there are none."""
        handling = self._page.product.handling
        items = []
        for name, mechanism in handling.named.items():
            if mechanism.planned or str(mechanism.status) == "planned":
                label = self._word(f"field.handling.{name}")
                promised = (": ", mechanism.planned) if mechanism.planned else ()
                items.append((element("strong", label), *promised, " ", status_tag("planned", self._language)))
        if not items:
            return Markdown("")
        return element("div", element("p", self._word("finding.planned")), components.bullets(items))

    def rules_link(self, label: str) -> Element:
        """A link to the list of all rules."""
        return element("a", label, href=self._to(RULES))

    def _to(self, address: str) -> str:
        return f"{self._page.to_product}../../{address}"

    def _item(self, finding: Finding) -> Element:
        """One finding: severity, title with a link to the rule, message, fix, place."""
        diagnostic, language = finding.diagnostic, self._language
        source = self._page.catalogue.source_language.code
        title, fix, code = rule_words(self._page.catalogue, language, finding.rule)
        link = element("a", *coded(title), href=self._to(RULES + finding.rule.address), lang=_other(code, language))
        detail = self._detail(finding)
        how_to = element("span", *coded(fix)) if fix else element("span", *coded(diagnostic.fix), lang=_other(source, language))
        parts: list[Any] = [severity_tag(diagnostic.severity, language), " ", element("strong", link), element("br"), detail]
        parts += [element("br"), element("em", self._word("finding.remedy")), " ", how_to, element("br"), self._place(finding)]
        if finding.lowered:
            parts += [" ", element("small", self._word("finding.lowered"), " ", finding.lowered)]
        return element("li", *parts, data_example=True)

    def _detail(self, finding: Finding) -> Element:
        """What is wrong, in the source language; quotes a sentence of the draft only if the profile shows those."""
        page, (first, *_) = self._page, location(finding.path)
        if first == "statements" and not page.catalogue.profile.statements:
            index = next(part for part in location(finding.path) if isinstance(part, int))
            line = self._word("line", number=str(page.product.statements[index].line))
            return element("span", self._word("finding.statement", line=line))
        source = page.catalogue.source_language.code
        return element("span", *coded(finding.diagnostic.message), lang=_other(source, self._language))

    def _place(self, finding: Finding) -> Element:
        place = finding.diagnostic.place
        text = element("code", f"{place.file}:{place.line}" if place.line else place.file)
        repository = self._page.catalogue.settings.repo_url
        if not repository:
            return element("small", text)
        return element("small", element("a", text, href=f"{repository}/blob/main/{place.file}#L{place.line}", rel="noopener"))


def coded(text: str) -> list[Any]:
    """A text with the parts between backticks as code elements."""
    return [element("code", part) if index % 2 else part for index, part in enumerate(text.split("`"))]


def severity_tag(severity: str, language: Language) -> Element:
    """A tag with the word for error, warning or note."""
    return element("span", language.word(f"severity.{severity}"), class_=f"kit-status kit-status--{severity}")


def _other(code: str, language: Language) -> str | None:
    """`code` for a `lang` attribute; None if it is the page's own language."""
    return None if code == language.code else code
