"""The pages of the rules: one a rule, a list of all, and the state of every entry of the reference.

The texts are the rules' own docstrings; other languages have title and fix in docs/templates/<language>/rules/<topic>.yml.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from policykit.catalog.addresses import is_shown
from policykit.catalog.languages import Language
from policykit.foundation.diagnostics import SEVERITIES
from policykit.html.components import bullets, muted, source_link, table
from policykit.html.elements import Element, Markdown, element, to_markdown
from policykit.rendering.finding_functions import coded, rule_words, severity_tag
from policykit.rendering.session import Session
from policykit.rules import Finding, Rule, all_rules

Firing = Mapping[str, Mapping[str, list[Finding]]]
"""Rule id -> product slug -> its findings."""


def firing(session: Session) -> Firing:
    """Where each rule fires now."""
    found: dict[str, dict[str, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for entry in session.catalogue.products.values():
        for finding in session.findings(entry).findings:
            found[finding.rule.id][entry.slug].append(finding)
    return found


class RulePages:
    """The functions that the pages of the rules call; each gives Markdown."""

    def __init__(self, session: Session, language: Language) -> None:
        self._session, self._language, self._word = session, language, language.word
        self._catalogue = session.catalogue

    @cached_property
    def _firing(self) -> Firing:
        return firing(self._session)

    def names(self) -> dict[str, Callable[..., str]]:
        """Name -> function."""
        functions = (self.rule_table, self.rule_count, self.reference_table, self.reference_count)
        return {function.__name__: function for function in functions}

    def rule_count(self) -> str:
        """How many rules there are."""
        return self._language.number(len(all_rules()))

    def reference_count(self) -> str:
        """How many entries the reference has."""
        return self._language.number(len(self._catalogue.rule_reference))

    def rule_page(self, rule_id: str) -> str:
        """One rule: the fault, why it matters, wrong and right side by side, sources, where it fires now."""
        rule = all_rules()[rule_id]
        title, fix, code = rule_words(self._catalogue, self._language, rule)
        source = self._catalogue.source_language.code
        lang = f' lang="{source}"' if self._language.code != source else ""
        parts = [
            self._markdown((Markdown("# "), title)),
            self._markdown(element("p", severity_tag(rule.severity, self._language), " ", element("code", rule.id))),
            self._markdown(element("p", *coded(fix), data_example=True)) if fix else "",
            self._markdown(element("p", muted(self._word("rule.english")))) if code != source else "",
            # The reason is our own Markdown, English in every language; it may quote a blank or a template's braces.
            f"<div{lang} data-example markdown>\n\n{rule.why}\n\n</div>",
            self._examples(rule),
            self._section("rule.fires", "fires", self._fires(rule)),
            self._section("rule.sources", "sources", self._sources(rule)),
            self._section("rule.allow", "allow", self._allow(rule)),
        ]
        return "\n\n".join(part for part in parts if part)

    def rule_table(self) -> str:
        """All rules by topic, with severity and the number of findings now."""
        topics: dict[str, list[Rule]] = defaultdict(list)
        for rule in all_rules().values():
            topics[rule.topic].append(rule)
        sections = []
        order = [key.removeprefix("rule.topic.") for key in self._language.entry.words if key.startswith("rule.topic.")]
        for topic in sorted(topics, key=order.index):
            rules = topics[topic]
            rules.sort(key=lambda rule: (SEVERITIES.index(rule.severity), rule.id))
            heads = [self._word(f"rule.head.{key}") for key in ("fault", "severity", "findings")]
            rows = [(self._link(rule), severity_tag(rule.severity, self._language), self._count(rule)) for rule in rules]
            heading = Markdown(f"### {self._word(f'rule.topic.{topic}')} {{ #{topic} }}")
            sections.append(f"{heading}\n\n{self._markdown(table(heads, rows, numeric=[2]))}")
        return "\n\n".join(sections)

    def reference_table(self) -> str:
        """Every entry of the reference: by which rule it is checked, or why by none."""
        covered: dict[str, list[Rule]] = defaultdict(list)
        for rule in all_rules().values():
            for entry_id in rule.covers:
                covered[entry_id].append(rule)
        rows = [(element("code", item.id), self._state(item.id, covered)) for item in self._catalogue.rule_reference]
        return self._markdown(table([self._word("rule.head.entry"), self._word("rule.head.state")], rows))

    # Parts

    def _markdown(self, node: Any) -> str:
        return to_markdown(node, self._language).strip()

    def _section(self, key: str, anchor: str, body: Any) -> str:
        return f"## {self._word(key)} {{ #{anchor} }}\n\n{self._markdown(body)}"

    def _examples(self, rule: Rule) -> str:
        shown = []
        for kind in ("Wrong", "Right"):
            blocks = [element("pre", element("code", text)) for text in rule.examples(kind)]
            head = element("p", element("strong", self._word(f"rule.{kind.lower()}")))
            shown.append(element("div", head, *blocks, class_=f"kit-example kit-example--{kind.lower()}"))
        return self._markdown(element("div", *shown, class_="kit-examples", data_example=True, data_search_exclude=True))

    def _fires(self, rule: Rule) -> Element:
        found = self._firing.get(rule.id, {})
        if not found:
            return element("p", muted(self._word("rule.silent")))
        linked = is_shown(self._catalogue, "readiness")
        items = []
        for slug, findings in found.items():
            name = self._catalogue.products[slug].product.name
            label: Any = element("a", name, href=f"../../products/{slug}/readiness/") if linked else name
            items.append((label, " ", element("small", self._word("rule.times", count=str(len(findings))))))
        return bullets(items)

    def _sources(self, rule: Rule) -> Element:
        if not rule.sources:
            return element("p", muted(self._word("rule.no_source")))
        return bullets(source_link(self._catalogue.sources[name], self._language) for name in rule.sources)

    def _allow(self, rule: Rule) -> Element:
        words = element("p", self._word("rule.allow_how"))
        example = element("pre", element("code", f"allow:\n  {rule.id}: {self._word('rule.allow_reason')}"), data_example=True)
        ids = element("p", element("small", self._word("rule.covers"), " ", ", ".join(rule.covers)))
        return element("div", words, example, ids)

    def _link(self, rule: Rule) -> Element:
        title, _, code = rule_words(self._catalogue, self._language, rule)
        return element("a", title, href=f"{rule.id}/", lang=None if code == self._language.code else code)

    def _count(self, rule: Rule) -> str:
        return str(sum(len(findings) for findings in self._firing.get(rule.id, {}).values()))

    def _state(self, entry_id: str, covered: Mapping[str, list[Rule]]) -> Any:
        if rules := covered.get(entry_id):
            links = [part for rule in rules for part in (self._link(rule), element("br"))]
            return tuple(links[:-1])
        state = self._catalogue.rule_states.get(entry_id)
        if state is None:
            return muted(self._word("not_stated"))
        key, reason = ("impossible", state.impossible) if state.impossible else ("declined", state.declined)
        source = self._catalogue.source_language.code
        return (element("strong", self._word(f"rule.state.{key}")), " ", element("span", reason, lang=source))
