"""The functions that hand-written pages call, such as `{{ product_table("products/") }}`.

They do not depend on an engine; `mkdocs_macros.py` registers them for both MkDocs and Zensical.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from policykit.catalog.addresses import PRODUCTS, is_shown, page_url
from policykit.catalog.catalog import Entry
from policykit.catalog.languages import Language
from policykit.catalog.templates import Front
from policykit.html.components import answer_tag, filter_field, muted, number_words, progress, source_link, table
from policykit.html.elements import Element, Markdown, element, escape_markdown, plain, to_markdown
from policykit.html.product_menu import ProductPage
from policykit.html.product_picture import product_picture
from policykit.model import (
    STATE_INPUTS,
    FactNeeded,
    NextStep,
    Question,
    ReplyFront,
    SesNumber,
    SourceEntry,
    StateRow,
    values_at,
)
from policykit.readiness.coverage import Answer
from policykit.rendering.decoder import Ways, case_decoder
from policykit.rendering.finding_functions import coded, text_with_code, verdict_words
from policykit.rendering.reply import STANDARD
from policykit.rules import CONTEXT, Rule, all_rules

from .field_reference import field_reference
from .onboarding_page import onboarding_form
from .product_values import ProductValue
from .rule_pages import RulePages
from .session import Session
from .template_reference import template_reference


@dataclass(frozen=True)
class _Asked:
    """What the kit asks for below one of AWS's questions."""

    name: str
    label: Any
    severity: str
    words: tuple[Any, ...]
    example: Element

    def folded(self) -> Element:
        return element("details", element("summary", self.label), element("p", *self.words), self.example, id=self.name)

    def short(self) -> tuple[Element, Element]:
        return element("h4", self.label, id=self.name), element("p", *self.words)


class UnknownId(LookupError):
    """A hand-written page names an id that does not exist in the data."""


def functions_for(session: Session, code: str) -> dict[str, Callable[..., Any]]:
    """Name -> function; each returns Markdown, or values that print themselves as Markdown."""
    language = session.catalogue.languages[code]
    functions = _Functions(session, language)
    own = {name: getattr(functions, name) for name in dir(functions) if not name.startswith("_")}
    return {**own, **RulePages(session, language).names()}


class _Functions:
    def __init__(self, session: Session, language: Language) -> None:
        self._session, self._catalogue, self._language = session, session.catalogue, language

    def _markdown(self, node: Any) -> Markdown:
        return Markdown(to_markdown(node, self._language))

    def product(self, slug: str) -> ProductValue:
        """A product with its `slug` and all fields of its file, such as `product("numstro").summary`. Raises `UnknownId`."""
        return ProductValue(self._entry(slug), self._language)

    def products(self) -> ProductValue:
        """All products, for a loop; each also has its `slug`."""
        return ProductValue(tuple(self._catalogue.products.values()), self._language)

    def value(self, slug: str, path: str) -> ProductValue:
        """The value at a field path of a product; a list if the path contains `[]`. Raises `UnknownId` and `PathError`."""
        found = tuple(values_at(self._entry(slug).product, path))
        return ProductValue(found if "[]" in path else found[0], self._language)

    def _entry(self, slug: str) -> Entry:
        if slug not in self._catalogue.products:
            raise UnknownId(f"unknown product `{slug}`; use one of: {', '.join(self._catalogue.products)}")
        return self._catalogue.products[slug]

    def product_filter(self) -> str:
        """A field that filters the table of products."""
        return self._markdown(filter_field(self._language, "products", "table.kit-table tbody tr"))

    def product_table(self, to_products: str) -> str:
        """All products with stage and answers; `to_products` is the relative URL from the page to `products/`."""
        if not self._catalogue.products:
            return self._markdown(element("p", muted(self._language.word("products.none"))))
        columns = [key for key, kind in self._product_columns if kind is None or is_shown(self._catalogue, kind)]
        heads = [self._language.word(f"head.{key}") for key in columns]
        rows = [self._product_row(entry, to_products, columns) for entry in self._catalogue.products.values()]
        return self._markdown(table(heads, rows))

    # Columns of the product table, each with the kind of page it links to; a column is hidden if the profile hides its page.
    _product_columns = (("product", None), ("stage", None), ("answers", "readiness"), ("reply", "reply-text"))

    def _product_row(self, entry: Entry, to_products: str, columns: list[str]) -> list[Any]:
        folder, product = f"{to_products}{entry.slug}/", entry.product
        name = element("a", product.name, href=folder)
        reply = folder + page_url("reply-text", STANDARD)
        cells = {
            "product": (name, element("br"), element("small", product.summary)),
            "stage": self._language.word(f"stage.{product.stage}"),
            "answers": self._readiness_cell(entry, folder + page_url("readiness")),
            "reply": element("a", self._language.word("panel.open"), href=reply, class_="kit-link-strong"),
        }
        return [cells[key] for key in columns]

    def case_decoder(self, to_products: str) -> str:
        """A field for AWS's email, the kinds of letters, and a choice of the product. `to_products` as above."""
        ways = Ways(to_products.removesuffix(PRODUCTS) or "./", to_products=to_products)
        return self._markdown(case_decoder(self._catalogue, self._language, ways))

    def onboarding_form(self, to_root: str) -> str:
        """The form that creates a product file in the browser; `to_root` is the relative URL of the page's language root."""
        return self._markdown(onboarding_form(self._catalogue, self._language, to_root))

    def edit_form(self, to_root: str) -> str:
        """The same form for the file of an existing product, which it asks for first; `to_root` as above."""
        return self._markdown(onboarding_form(self._catalogue, self._language, to_root, is_edit=True))

    def _readiness_cell(self, entry: Entry, href: str) -> Any:
        """How many questions are answered, then what is left to fix; linked to the readiness page."""
        left = element("small", verdict_words(self._session.verdict(entry), self._language), class_="kit-share")
        return element("a", self._answered(entry), left, href=href, class_="kit-plain")

    def _answered(self, entry: Entry) -> Element:
        """How many of AWS's questions the product answers."""
        answers = [item.answer for item in self._session.coverage(entry)]
        done, total = answers.count(Answer.ANSWERED), len(answers)
        return progress(done, total, self._language.word("products.answers", count=str(done), total=str(total)))

    def product_picture(self, to_products: str, caption: str) -> str:
        """What one product file becomes, shown with the product that answers most questions; empty without products."""
        entries = self._catalogue.products.values()
        if not entries:
            return ""
        entry = max(entries, key=lambda entry: [item.answer for item in self._session.coverage(entry)].count(Answer.ANSWERED))
        page = ProductPage(self._catalogue, self._language, entry, "home", f"{to_products}{entry.slug}/")
        shown: dict[str, tuple[Any, ...]] = {
            "use-case": (entry.product.summary,),
            "policies": self._several([self._front("policy", name).title for name in self._catalogue.template_ids("policy")]),
            "checklist": self._several([checklist.title for checklist in self._catalogue.checklists.values()]),
            "reply": (self._answered(entry),),
        }
        return self._markdown(product_picture(page, shown, caption))

    def _several(self, titles: Sequence[Any]) -> tuple[Any, ...]:
        """The first titles of several, separated by commas."""
        parts = [part for title in titles[:3] for part in (title, ", ")][:-1]
        return (*parts, " …") if len(titles) > 3 else tuple(parts)

    def _front(self, kind: str, name: str) -> Front:
        return self._catalogue.template(self._language.code, kind, name)[0].front

    def question_matrix(self, to_products: str) -> str:
        """A table with AWS's questions as rows and products as columns; each cell is answered, partly or open."""
        entries = list(self._catalogue.products.values())
        heads = [self._language.word("head.question"), *(entry.product.name for entry in entries)]
        rows: dict[str, list[Any]] = {question.id: [question.title] for question in self._questions()}
        for entry in entries:
            for cover in self._session.coverage(entry):
                shown = (answer_tag(cover, self._language), *self._left(entry, cover.question.id))
                href = f"{to_products}{entry.slug}/{page_url('readiness')}#{cover.question.id}"
                linked = is_shown(self._catalogue, "readiness")
                rows[cover.question.id].append(element("a", *shown, href=href, class_="kit-plain") if linked else shown)
        return self._markdown(table(heads, rows.values()))

    def _left(self, entry: Entry, question: str) -> tuple[Any, ...]:
        """How many points of a question may lead to a refusal; empty if there are none."""
        verdict = self._session.verdict(entry)
        count = sum(point.severity == "error" and point.question == question for point in verdict.points)
        return (element("br"), element("small", self._language.word("verdict.left", count=str(count)))) if count else ()

    def _questions(self) -> list[Question]:
        """The questions about the product; questions about the case appear only in replies."""
        return [question for question in self._catalogue.questions if question.facts]

    def question_list(self) -> str:
        """AWS's questions in order, each with what the kit asks for: facts, and what rules find missing."""
        asking = [rule for rule in all_rules().values() if rule.asks]
        parts = []
        for question in self._questions():
            parts.append(f"## {escape_markdown(plain(question.title, self._language))} {{ #{question.id} }}")
            parts.append(self._markdown(element("p", question.asks)))
            items = [self._fact(fact) for fact in question.facts]
            items += [self._asking(rule) for rule in asking if rule.question == question.id]
            parts.append(self._ranked(items))
        rest = [self._fact(fact) for fact in self._catalogue.general_facts]
        rest += [self._asking(rule) for rule in asking if rule.question is None]
        parts.append(f"## {self._language.word('question.rest')} {{ #request }}")
        parts.append(self._ranked(rest))
        return "\n\n".join(parts)

    def _ranked(self, items: Sequence[_Asked]) -> Markdown:
        """What may lead to a refusal, then what AWS will ask about, each folded; all good practice in one fold."""
        parts: list[Any] = []
        for severity in ("error", "warning"):
            found = [item.folded() for item in items if item.severity == severity]
            parts += [element("h3", self._language.word(f"question.{severity}")), *found] if found else []
        practice = [part for item in items if item.severity == "note" for part in item.short()]
        if practice:
            count = self._language.word("verdict.practice", count=str(sum(item.severity == "note" for item in items)))
            parts.append(element("details", element("summary", count), *practice))
        return self._markdown(element("div", *parts, class_="kit-folds", data_example=True))

    def _fact(self, fact: FactNeeded) -> _Asked:
        words = [part for text in (fact.why, fact.fix) if text for part in (text_with_code(text, self._language), " ")]
        return self._asked(fact.id, fact.label, fact.severity, words, fact.example, fact.formerly)

    def _asking(self, rule: Rule) -> _Asked:
        """What a rule asks for, as a fact is shown."""
        words = [self._language.translated(part, CONTEXT) for part in (*rule.why.split("\n\n"), rule.fix) if part]
        label = self._language.translated(rule.asks or "", CONTEXT)
        spaced = [part for word in words for part in (*coded(word), " ")]
        return self._asked(rule.id, label, rule.severity, spaced, rule.printed_examples("Right")[0])

    def _asked(
        self, name: str, label: Any, severity: str, words: Sequence[Any], example: str, formerly: Sequence[str] = ()
    ) -> _Asked:
        code = element("pre", element("code", example), lang=None if self._language.is_source else "en")
        return _Asked(name, label, severity, (*(element("span", id=former) for former in formerly), *words[:-1]), code)

    def ses_number(self, name: str) -> str:
        """One of Amazon's numbers with its unit. Raises `UnknownId`."""
        return self._markdown(self._ses_words(name))

    def _ses_words(self, name: str) -> str:
        number = self._catalogue.ses.numbers.get(name)
        if number is None:
            raise UnknownId(f"unknown number `{name}`; use one from data/ses.yml")
        return number_words(number, self._language)

    def ses_table(self, *names: str) -> str:
        """A table of Amazon's numbers with their sources; the page's list of sources says which copy was read."""
        heads = [self._language.word(f"head.{key}") for key in ("limit", "number", "source", "checked")]
        rows = []
        for name in names:
            words = self._ses_words(name)
            number = self._catalogue.ses.numbers[name]
            note = (" ", element("small", self._language.word("ses.observed"))) if number.observed else ""
            source = self._catalogue.sources[number.source]
            link = element("a", source.title, href=source.url, rel="noopener") if source.url else source.title
            rows.append(((number.text, note), words, link, number.checked_on))
        return self._markdown(table(heads, rows, numeric=[1]))

    def _checked(self, what: SesNumber | SourceEntry) -> Any:
        """The day of the last check, and below it the day by which the next one is due."""
        if not what.review_by:
            return what.checked_on
        due = self._language.word("source.review_by", date=self._language.date(what.review_by))
        return element("span", what.checked_on, element("br"), element("small", due))  # one cell of a card on a phone

    def next_step_table(self, to_root: str) -> str:
        """Every state of an account with its next step; `to_root` is the path from the page's file to its language's folder.

        A Markdown table: the engines resolve links in HTML differently on pages that are not the index of a folder.
        """
        lines = [[self._language.word("head.state"), self._language.word("next.title")], ["---", "---"]]
        for row in self._catalogue.next_steps.rows:
            lines.append([self._state(row), self._step(self._catalogue.next_steps.steps[row.step], to_root)])
        rows = "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
        return Markdown(f'<div class="kit-stacked" markdown="1">\n\n{rows}\n\n</div>')

    def _state(self, row: StateRow) -> str:
        """The inputs that the row depends on, one per line: AWS's own words as code, others in the page's language."""
        lines = []
        for name, known in STATE_INPUTS.items():
            if (values := getattr(row, name)) != known:
                shown = self._language.either([self._state_word(name, value) for value in values])
                lines.append(f"{self._language.word(f'head.{name}')}: {shown}")
        return "<br>".join(lines)

    def _state_word(self, name: str, value: str) -> str:
        if value.isupper() and value != "NONE":
            return f"`{value}`"
        # Some languages inflect "none" by what there is none of.
        return self._language.word(f"state.{name}.none" if value.lower() == "none" else f"state.{value}")

    def _step(self, step: NextStep, to_root: str) -> str:
        """The step, and below it the reply, the guide and the source."""
        page, _, anchor = step.guide.partition("#")
        file = f"{to_root}{page.removesuffix('/')}.md" + (f"#{anchor}" if anchor else "")
        below = [f"[{self._language.word('decoder.guide')}]({file})"]
        if step.reply:
            front = self._catalogue.template(self._language.code, "reply", step.reply)[0].front
            assert isinstance(front, ReplyFront)
            below.insert(0, self._markdown(self._language.word("decoder.reply", title=front.title)))
        if step.source:
            source = self._catalogue.sources[step.source]
            title = self._markdown(source.title)
            below.append(f"[{title}]({source.url})" if source.url else title)
        return f"{self._markdown(step.text)}<br><small>{' · '.join(below)}</small>"

    def source(self, name: str) -> str:
        """A link to a document with the date on which it was read. Raises `UnknownId`."""
        return self._markdown(self._source(name))

    def _source(self, name: str) -> Element:
        source = self._catalogue.sources.get(name)
        if source is None:
            raise UnknownId(f"unknown source `{name}`; use one from data/sources.yml")
        return source_link(source, self._language)

    def template_reference(self) -> str:
        """Everything that templates and hand-written pages can call."""
        return self._markdown(template_reference(self._catalogue, functions_for(self._session, self._language.code)))

    def field_reference(self) -> str:
        """Every field of a product file, in one table per record."""
        return field_reference(self._catalogue, self._language)

    def source_table(self) -> str:
        """Every source with the dates on which it was read, and by which it is read again."""
        heads = [self._language.word(f"head.{key}") for key in ("source", "checked", "copy")]
        rows = []
        for source in self._catalogue.sources.values():
            title: Any = element("a", source.title, href=source.url, rel="noopener") if source.url else source.title
            copy = source.copy_ or muted(self._language.word("source.live"))
            rows.append((title, self._checked(source), copy))
        return self._markdown(table(heads, rows))
