"""Functions for page templates about the verdict on a product: whether it is ready to send, what to do first, and the rest.

The verdict is a parameter, because a rule may read a reply, which only `rendering` can produce.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from policykit.catalog.addresses import PRODUCTS, QUESTIONS, RULES, edit_url, has_form
from policykit.catalog.catalog import Catalogue
from policykit.catalog.languages import Language, Untranslated
from policykit.html import components
from policykit.html.components import status_tag
from policykit.html.elements import Element, Markdown, element
from policykit.html.product_menu import ProductPage
from policykit.model import Text
from policykit.model.view import ProductView, location
from policykit.readiness.claims import FactState
from policykit.readiness.verdict import OpenQuestion, Problem, State, Verdict
from policykit.rules import CONTEXT, QUOTED, Finding, Rule, filled

from .evidence_functions import seen_tag
from .template_functions import TemplateFunctions

Point = Problem[Finding] | OpenQuestion[Finding]

_STATUS = {State.NOT_YET: "open", State.READY: "answered", State.PROBLEMS: "partly", State.QUESTIONS: "open"}
"""State of a verdict -> the look of its tag."""
_FIRST_STREAM = re.compile(r"^(streams:\s*(?:\[\{|\n *- ))(?:id: [\w-]+(?:,\s*|(\n *)))?", re.MULTILINE)


def rule_words(catalogue: Catalogue, language: Language, rule: Rule) -> tuple[str, str | None, str]:
    """A rule's title, its general fix if it has one, and the language code that they are actually in."""
    title = language.translated(rule.title, CONTEXT)
    code = catalogue.source_language.code if isinstance(title, Untranslated) else language.code
    return title, language.translated(rule.fix, CONTEXT) if rule.fix else None, code


def message_of(catalogue: Catalogue, language: Language, text: str, values: Mapping[str, object]) -> tuple[str, str]:
    """A text of a rule with its values, in the language if it is translated, and the code of the language that it is in."""
    words = language.translated(text, CONTEXT)
    code = catalogue.source_language.code if isinstance(words, Untranslated) else language.code
    return filled(words, values, catalogue.languages[code]), code


def asked_words(label: Text | str, language: Language) -> Text | str:
    """What is missing: a text of data, or of a rule, in the language if it is translated."""
    return label if isinstance(label, Text) else language.translated(label, CONTEXT)


def verdict_words(verdict: Verdict[Finding], language: Language) -> str:
    """The verdict in a few words: ready to send, or how many questions and problems are left."""
    counts = {
        "question": verdict.count("error", verdict.questions),
        "problem": verdict.count("error", verdict.problems),
    }
    if verdict.state in (State.READY, State.NOT_YET):
        return language.word(f"verdict.{verdict.state}")
    parts = [
        language.word(f"verdict.{kind}.{'one' if count == 1 else 'many'}", count=language.number(count))
        for kind, count in counts.items()
        if count
    ]
    if verdict.state is State.PROBLEMS:
        return language.word("verdict.complete", problems=parts[0])
    return language.join(parts)


def verdict_tag(verdict: Verdict[Finding], language: Language) -> Element:
    """The verdict as a tag."""
    return element("span", verdict_words(verdict, language), class_=f"kit-status kit-status--{_STATUS[verdict.state]}")


def fragment_for(example: str, product: ProductView, path: str) -> str:
    """An example in YAML, with the id of the stream that `path` lies in, so that it says where it goes."""
    where = location(path)
    if where[:1] != ("streams",) or len(where) < 2 or not isinstance(where[1], int) or "{}" in example:
        return example
    stream = product.streams[where[1]].id
    return _FIRST_STREAM.sub(
        lambda m: f"{m[1]}id: {stream}{m[2] or (', ' if m[1].endswith('{') else chr(10) + '    ')}", example, 1
    )


class FindingFunctions(TemplateFunctions):
    """Every method returns an element, a string or Markdown that is already escaped."""

    def __init__(self, page: ProductPage, verdict: Verdict[Finding]) -> None:
        self._page, self._language, self._verdict = page, page.language, verdict
        self._word = page.language.word
        self._is_editable = has_form(page.catalogue)

    def readiness_verdict(self) -> Element:
        """One line that says whether the product is ready to send, and why."""
        words = self._word(f"verdict.lead.{self._verdict.state}")
        return element("p", verdict_tag(self._verdict, self._language), " ", words, class_="kit-lead")

    def obstacles(self) -> Element | Markdown:
        """What no text can fix: what AWS has said, and what to do first; empty if the account shows nothing of the kind."""
        items = [element("li", item.reason, " ", element("strong", item.until)) for item in self._verdict.obstacles]
        return element("ul", *items, class_="kit-findings") if items else Markdown("")

    def first_points(self) -> Element | Markdown:
        """What to do first: at most five points, the most harmful first; empty if nothing is left that AWS may mind."""
        items = [self._point(point) for point in self._verdict.first]
        return self._list("ol", items, "kit-findings") if items else Markdown("")

    def more_below(self) -> Element | Markdown:
        """How many more points AWS may refuse over, and the questions that they are listed below; empty if there are none."""
        left = [point for point in self._verdict.points if point.severity == "error" and point not in self._verdict.first]
        if not left:
            return Markdown("")
        places: dict[str, Any] = {
            item.id: element("a", item.title, href=f"#{item.id}")
            for item in self._page.catalogue.questions
            if item.facts and any(point.question == item.id for point in left)
        }
        if any(point.question not in places for point in left):
            places["whole"] = element("a", self._word("question.rest"), href="#whole")
        count = "one" if len(left) == 1 else "many"
        words = self._word(f"verdict.below.{count}", count=self._language.number(len(left)))
        return element("p", words, " ", *_commas(list(places.values())), ".")

    def other_points(self, question: str | None = None) -> Element | Markdown:
        """The other points about one of AWS's questions, folded; without `question`, those about the entire request."""
        ids = {item.id for item in self._page.catalogue.questions if item.facts}
        points = [
            point
            for point in self._verdict.points
            if point.severity != "note"
            and point not in self._verdict.first
            and (point.question == question or (question is None and point.question not in ids))
        ]
        return self._folded(points, "verdict.more")

    def good_practice(self) -> Element | Markdown:
        """All points that are only good practice, folded as one."""
        return self._folded([point for point in self._verdict.points if point.severity == "note"], "verdict.practice")

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

    def _folded(self, points: Sequence[Point], word: str) -> Element | Markdown:
        if not points:
            return Markdown("")
        summary = element("summary", self._word(word, count=self._language.number(len(points))))
        return element("details", summary, self._list("ul", map(self._point, points), "kit-findings"))

    def _list(self, tag: str, items: Iterable[Element], look: str) -> Element:
        """Points, with the texts that the script shows at those that were edited in this browser."""
        told = {"data_answered": self._word("finding.answered"), "data_changed": self._word("finding.changed")}
        words = told if self._is_editable else {}
        return element(tag, *items, class_=look, data_example=True, **words)

    def _point(self, point: Point) -> Element:
        """A problem or an open question: what is wrong or missing, where, what to do, and an example."""
        parts = self._problem(point) if isinstance(point, Problem) else self._question(point)
        kind = "problem" if isinstance(point, Problem) else "question"
        return element("li", severity_tag(point.severity, self._language), " ", *parts, data_kind=kind)

    def _problem(self, problem: Problem[Finding]) -> Iterable[Any]:
        finding, language = problem.findings[0], self._language
        rule = finding.rule
        title, _, code = rule_words(self._page.catalogue, language, rule)
        yield element("strong", element("a", *coded(title), href=self._to(RULES + rule.address), lang=_other(code, language)))
        same_fix: dict[str, list[Finding]] = {}
        for each in problem.findings:
            same_fix.setdefault(filled(each.fix, each.found.values), []).append(each)
        for group in same_fix.values():
            yield element("ul", *(element("li", self._detail(each), " ", *self._places(each)) for each in group))
            words = [self._words(group[0].fix, group[0].found.values)]
            if any(each.is_quoted for each in group):
                words += [" ", self._words(QUOTED, {})]
            yield self._fix(words)
        yield from self._example(problem, rule.printed_examples("Right")[0], finding.path)
        if finding.lowered:
            yield element("p", element("small", self._word("finding.lowered"), " ", finding.lowered))

    def _question(self, question: OpenQuestion[Finding]) -> Iterable[Any]:
        """What is missing, the streams it is missing in, and what to write."""
        product, language = self._page.product, self._language
        label = asked_words(question.label, language)
        yield from (self._word(f"question.{question.state}"), " ")
        yield element("strong", element("a", label, href=self._to(f"{QUESTIONS}#{question.id}")))
        streams = {place: at[1] for place in question.places if (at := location(place))[:1] == ("streams",) and len(at) > 1}
        if titles := {place: product.streams[index].title for place, index in streams.items() if isinstance(index, int)}:
            lead = (self._word("finding.edit_in"), " ") if self._is_editable else ()
            yield element("p", *lead, *_commas([self._edit(place, title) for place, title in titles.items()]))
        elif self._is_editable:
            yield element("p", *_commas([self._edit(place, self._word("finding.edit")) for place in question.places]))
        if question.state is FactState.PLANNED:
            yield self._fix(self._word("question.finish"))
        elif question.findings:
            finding = question.findings[0]
            yield self._fix(self._words(finding.fix, finding.found.values))
            yield from self._example(question, finding.rule.printed_examples("Right")[0], finding.path)
        elif question.fact:
            yield self._fix(text_with_code(question.fact.fix, language))
            yield from self._example(question, question.fact.example, question.places[0])

    def _example(self, point: Point, example: str, path: str) -> Iterable[Element]:
        """An example at one of the first points; for other errors and warnings, it is on the page that the title links to."""
        if point not in self._verdict.first:
            return
        summary = element("summary", self._word("finding.example"))
        code = element("pre", element("code", fragment_for(example, self._page.product, path)), lang="en")
        note = element("p", element("small", self._word("finding.change")))
        yield element("details", summary, code, note, data_search_exclude=True)

    def _fix(self, fix: Any) -> Element:
        return element("p", element("em", self._word("finding.remedy")), " ", fix)

    def _detail(self, finding: Finding) -> Any:
        """What is wrong; quotes a sentence of the draft only if the profile shows those."""
        page, (first, *_) = self._page, location(finding.path)
        if first == "statements" and not page.catalogue.profile.statements:
            index = next(part for part in location(finding.path) if isinstance(part, int))
            statement = page.product.statements[index]
            line = self._word("line", number=str(statement.line))
            return coded(self._word("finding.statement", line=line, field=statement.about))
        words, on = self._words(finding.found.message, finding.found.values), finding.found.on
        return element("span", words, " ", seen_tag(on, page.catalogue, self._language, confirms=False)) if on else words

    def _words(self, text: str, values: Mapping[str, object]) -> Any:
        """A text of a rule with its values, in the page's language if it is translated."""
        words, code = message_of(self._page.catalogue, self._language, text, values)
        return _in_language(coded(words), code, self._language)

    def _edit(self, path: str, words: Any) -> Any:
        """A link to the field in the form; only the words where the site has no form."""
        if not self._is_editable:
            return words
        href = f"{self._page.to_product}../{edit_url(self._page.entry.slug, path).removeprefix(PRODUCTS)}"
        return element("a", words, href=href, data_edit=True)

    def _places(self, finding: Finding) -> Iterable[Any]:
        """The line in the file, and the field in the form; the form has no file but the product's own."""
        yield self._place(finding)
        if self._is_editable and finding.diagnostic.place.file == self._page.entry.file:
            yield from (" ", self._edit(finding.path, self._word("finding.edit")))

    def _place(self, finding: Finding) -> Element:
        place = finding.diagnostic.place
        text = element("code", f"{place.file}:{place.line}" if place.line else place.file)
        repository = self._page.catalogue.settings.repo_url
        if not repository:
            return element("small", text)
        return element("small", element("a", text, href=f"{repository}/blob/main/{place.file}#L{place.line}", rel="noopener"))


def _commas(items: Sequence[Any]) -> list[Any]:
    return [part for item in items for part in (item, ", ")][:-1]


def coded(text: str) -> list[Any]:
    """A text with the parts between backticks as code elements."""
    return [element("code", part) if index % 2 else part for index, part in enumerate(text.split("`"))]


def text_with_code(text: Text, language: Language) -> Any:
    """A text of data with the parts between backticks as code elements."""
    words, code = language.text(text)
    return _in_language(coded(words), code, language)


def _in_language(parts: Sequence[Any], code: str, language: Language) -> Any:
    """Parts of a text, in an element of their own if they are in another language."""
    other = _other(code, language)
    return element("span", *parts, lang=other) if other else tuple(parts)


def severity_tag(severity: str, language: Language) -> Element:
    """A tag that says what happens: AWS may refuse, AWS will ask, or good practice."""
    return element("span", language.word(f"severity.{severity}"), class_=f"kit-status kit-status--{severity}")


def _other(code: str, language: Language) -> str | None:
    """`code` for a `lang` attribute; None if it is the page's own language."""
    return None if code == language.code else code
