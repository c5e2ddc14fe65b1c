"""The pages about the rules: one per topic, a list of all rules, and the status of every entry of the reference.

Texts come from the rules' docstrings; docs/templates/<language>/rules/<topic>.yml translates titles and fixes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from itertools import groupby
from typing import Any

from policykit.catalog.addresses import QUESTIONS, is_shown, page_url, product_url
from policykit.catalog.languages import Language, Untranslated
from policykit.foundation.diagnostics import SEVERITIES
from policykit.html.components import filter_field, muted
from policykit.html.elements import Element, element, escape_markdown, to_markdown
from policykit.rendering.finding_functions import coded, rule_words, severity_tag
from policykit.rules import CONTEXT, Finding, Rule, all_rules

from .session import Session

Firing = Mapping[str, Mapping[str, list[Finding]]]
"""Rule id -> product slug -> its findings."""


def firing(session: Session) -> Firing:
    """The current findings of each rule."""
    found: dict[str, dict[str, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for entry in session.catalogue.products.values():
        for finding in session.findings(entry).findings:
            found[finding.rule.id][entry.slug].append(finding)
    return found


class RulePages:
    """The functions that the rules' pages call; each returns Markdown."""

    def __init__(self, session: Session, language: Language) -> None:
        self._session, self._language, self._word = session, language, language.word
        self._catalogue = session.catalogue

    @cached_property
    def _firing(self) -> Firing:
        return firing(self._session)

    def names(self) -> dict[str, Callable[..., str]]:
        """Name -> function."""
        functions = (self.rule_table, self.rule_filter, self.reference_table, self.rule_count, self.reference_count)
        return {function.__name__: function for function in functions}

    def rule_count(self) -> str:
        """The number of rules."""
        return self._language.number(len(_problems()))

    def reference_count(self) -> str:
        """The number of entries of the reference."""
        return self._language.number(len(self._catalogue.rule_reference))

    def rule_filter(self) -> str:
        """A field that filters the list of all rules."""
        return self._markdown(filter_field(self._language, "rule", ".kit-rules li li", ".md-content h2"))

    def rule_page(self, topic: str) -> str:
        """The rules of a topic, grouped by subject, most severe first."""
        rules = [rule for rule in all_rules().values() if rule.topic == topic and not rule.asks]
        asking = [rule for rule in all_rules().values() if rule.topic == topic and rule.asks]
        groups = self._by(rules, "subject", lambda rule: f"{topic}.{rule.subject}")
        parts = [f"# {escape_markdown(self._word(f'rule.topic.{topic}'))}", self._markdown(self._intro(len(rules)))]
        for key, members in groups.items():
            if len(groups) > 1:
                anchor = key.partition(".")[2].replace("_", "-")
                parts.append(f"## {escape_markdown(self._word(f'rule.subject.{key}'))} {{ #{anchor} }}")
            parts += [self._markdown(self._rule(rule, "h3" if len(groups) > 1 else "h2")) for rule in members]
        if asking:
            parts += [f"## {self._word('rule.asked')} {{ #asked }}", self._markdown(self._asked(asking))]
        if rules:
            parts += [f"## {self._word('rule.allow')} {{ #allow }}", self._markdown(self._allow(rules[0]))]
        return "\n\n".join(parts)

    def rule_table(self) -> str:
        """All rules by topic and severity, with the number of current findings."""
        sections = []
        for topic, rules in self._by(_problems(), "topic", lambda rule: rule.topic).items():
            groups = [(severity, list(group)) for severity, group in groupby(rules, key=lambda rule: rule.severity)]
            items = [
                element("li", severity_tag(severity, self._language), element("ul", *map(self._entry, group)))
                for severity, group in groups
            ]
            link = to_markdown(element("a", self._word(f"rule.topic.{topic}"), href=f"{topic}/"), self._language)
            sections.append(f"## {link} {{ #{topic} }}\n\n{self._markdown(element('ul', *items, class_='kit-rules'))}")
        return "\n\n".join(sections)

    def reference_table(self) -> str:
        """Every entry of the reference with the rules that check it, or the reason why none does. For a page below `rules/`."""
        covered: dict[str, list[Element]] = defaultdict(list)
        for rule in all_rules().values():
            for entry_id in rule.covers:
                covered[entry_id].append(self._link(rule, "../"))
        for fact in self._catalogue.facts:
            for entry_id in fact.covers:
                covered[entry_id].append(element("a", fact.label, href=f"../../{QUESTIONS}#{fact.id}"))
        # A list, because a table of this length weighs half as much again.
        items = [element("li", f"{item.id}: ", *self._state(item.id, covered)) for item in self._catalogue.rule_reference]
        return self._markdown(element("ul", *items))

    # Parts

    def _markdown(self, node: Any) -> str:
        return to_markdown(node, self._language).strip()

    def _by(self, rules: Iterable[Rule], kind: str, key: Callable[[Rule], str]) -> dict[str, list[Rule]]:
        """Rules in groups, in the order in which words.yml names the groups; most severe first within a group."""
        order = [word for word in self._language.words if word.startswith(f"rule.{kind}.")]
        groups: dict[str, list[Rule]] = defaultdict(list)
        for rule in sorted(rules, key=lambda rule: (SEVERITIES.index(rule.severity), rule.id)):
            groups[key(rule)].append(rule)
        return {name: groups[name] for name in sorted(groups, key=lambda name: order.index(f"rule.{kind}.{name}"))}

    def _intro(self, count: int) -> Element:
        """The number of rules, links to all rules and to exceptions, and the filter."""
        ways = ((self._word("rule.all"), "../"), (self._word("rule.exceptions"), "#allow"))
        links = [part for label, href in ways for part in (" · ", element("a", label, href=href))]
        english = [] if self._language.is_source else [element("p", muted(self._word("rule.english")))]
        first = element("p", self._word("rule.count", count=self._language.number(count)), *links)
        return element("div", first, *english, filter_field(self._language, "rule", ".kit-rule", ".md-content h2"))

    def _rule(self, rule: Rule, tag: str) -> Element:
        """One rule below a heading of a level: title, severity, fix, reason, wrong and right examples, sources, findings."""
        title, fix, code = rule_words(self._catalogue, self._language, rule)
        source = self._catalogue.source_language.code
        other = None if self._language.code == source else source
        permalink = element("a", "¶", class_="headerlink", href=f"#{rule.id}", aria_label=rule.id)
        heading = element(tag, *coded(title), permalink, id=rule.id, lang=None if code == self._language.code else code)
        tags = element("p", severity_tag(rule.severity, self._language), " ", element("code", rule.id))
        how = [element("p", element("strong", self._word("rule.fix")), " ", *coded(fix), data_example=True)] if fix else []
        # It may quote a blank or a template's braces.
        paragraphs = [self._language.translated(part, CONTEXT) for part in rule.why.split("\n\n")]
        own = None if any(isinstance(part, Untranslated) for part in paragraphs) else self._language.code
        lang = None if own == self._language.code else other
        why = element("div", *(element("p", *coded(part)) for part in paragraphs), lang=lang, data_example=True)
        foot = element("p", self._sources(rule), element("br"), self._fires(rule), *self._code(rule), class_="kit-rule__foot")
        return element("section", heading, tags, *how, why, self._examples(rule), foot, class_="kit-rule")

    def _examples(self, rule: Rule) -> Element:
        shown = []
        for kind in ("Wrong", "Right"):
            blocks = [element("pre", element("code", text)) for text in rule.printed_examples(kind)]
            head = element("p", element("strong", self._word(f"rule.{kind.lower()}")))
            classes = f"kit-example kit-example--{kind.lower()}"
            shown.append(element("div", head, *blocks, class_=classes))
        return element("div", *shown, class_="kit-examples", data_example=True, data_search_exclude=True)

    def _fires(self, rule: Rule) -> Element:
        linked = is_shown(self._catalogue, "readiness")
        items: list[Any] = []
        for slug, findings in self._firing.get(rule.id, {}).items():
            name = self._catalogue.products[slug].product.name
            label: Any = element("a", name, href=f"../../{product_url(slug)}{page_url('readiness')}") if linked else name
            items += [", " if items else "", label, " ", self._word("rule.times", count=str(len(findings)))]
        return element("span", element("strong", self._word("rule.fires")), " ", *(items or [self._word("rule.silent")]))

    def _sources(self, rule: Rule) -> Element:
        items: list[Any] = []
        for name in rule.sources:
            source = self._catalogue.sources[name]
            label: Any = element("a", source.title, href=source.url, rel="noopener") if source.url else source.title
            items += ["; " if items else "", label, f" ({name})"]
        return element("span", element("strong", self._word("rule.sources")), " ", *(items or [self._word("rule.no_source")]))

    def _code(self, rule: Rule) -> tuple[Element, ...]:
        """A link to the rule's code; empty if the repository is not configured."""
        repository = self._catalogue.settings.repo_url
        if not repository:
            return ()
        href = f"{repository}/blob/main/{rule.file}#L{rule.line}"
        link = element("a", f"{rule.topic}/{rule.subject}.py", href=href, rel="noopener")
        return element("br"), element("span", element("strong", self._word("rule.code")), " ", link)

    def _allow(self, rule: Rule) -> Element:
        words = element("p", self._word("rule.allow_how"))
        example = element("pre", element("code", f"allow:\n  {rule.id}: {self._word('rule.allow_reason')}"), data_example=True)
        return element("div", words, example)

    def _asked(self, rules: Iterable[Rule]) -> Element:
        """Links to what is now one of AWS's questions, at its former anchors."""
        items = []
        for rule in rules:
            label = self._language.translated(rule.asks or "", CONTEXT)
            items.append(element("li", element("a", label, href=f"../../{QUESTIONS}#{rule.id}"), id=rule.id))
        return element("ul", *items)

    def _link(self, rule: Rule, to_rules: str = "") -> Element:
        title, _, code = rule_words(self._catalogue, self._language, rule)
        href = to_rules + (f"../{QUESTIONS}#{rule.id}" if rule.asks else rule.address)
        return element("a", *coded(title), href=href, lang=None if code == self._language.code else code)

    def _entry(self, rule: Rule) -> Element:
        """A rule in the list, with the number of its findings if there are any."""
        count = sum(len(findings) for findings in self._firing.get(rule.id, {}).values())
        return element("li", self._link(rule), *((" ", muted(self._word("rule.times", count=str(count)))) if count else ()))

    def _state(self, entry_id: str, covered: Mapping[str, list[Element]]) -> tuple[Any, ...]:
        if links := covered.get(entry_id):
            return tuple([part for link in links for part in (link, ", ")][:-1])
        state = self._catalogue.rule_states.get(entry_id)
        if state is None:
            return (muted(self._word("not_stated")),)
        key, reason = ("impossible", state.impossible) if state.impossible else ("declined", state.declined)
        source = self._catalogue.source_language.code
        return (element("strong", self._word(f"rule.state.{key}")), " ", element("span", *coded(reason or ""), lang=source))


def _problems() -> list[Rule]:
    """The rules that find problems; those that only ask are on the page of AWS's questions."""
    return [rule for rule in all_rules().values() if not rule.asks]
