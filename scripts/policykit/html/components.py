"""Blocks that page templates are put together from: tags, tables, lists, sample mails, the product menu.

No words of its own: they come from `language.yml` and from data.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from policykit.catalog.catalog import Catalogue, Entry
from policykit.catalog.languages import Language
from policykit.model import Blank, Claim, Flow, Product, Sample, SesNumber, SourceEntry, Statement, Status, Stream
from policykit.model.operations import FlowStep
from policykit.model.records import Record
from policykit.model.view import ProductView

from .elements import Element, element, plain


@dataclass(frozen=True)
class Spot:
    """Where a page stands: needed for the links and words on it."""

    catalogue: Catalogue
    language: Language
    entry: Entry
    kind: str
    to_product: str
    """The way from the page to its product's folder: `./`, `../` or `../../`."""

    @property
    def product(self) -> ProductView:
        """The product the page is about."""
        return self.entry.view


def status_tag(status: Status | str | None, language: Language) -> Element:
    """A status as a word in a shape; colour only repeats it. None is "not stated"."""
    name = str(status) if status else "absent"
    return element("span", language.word(f"status.{name}"), class_=f"kit-status kit-status--{name}")


def blank_text(language: Language, label: str) -> str:
    """How a blank prints, in text and page alike."""
    return language.word("blank", label=label)


def blank_mark(language: Language, name: str, blank: Blank) -> Element:
    """A blank in a page; a script fills it with what this browser keeps for the product."""
    label, _ = language.text(blank.label)
    return element("mark", blank_text(language, label), class_="kit-blank", data_blank=name)


def button(label: str, href: str, *, primary: bool = False) -> Element:
    """A link that looks like a button; at most one primary on a page."""
    return element("a", label, href=href, class_="md-button md-button--primary" if primary else "md-button")


def muted(words: str) -> Element:
    """Words that say that there is nothing."""
    return element("span", words, class_="kit-muted")


def stated(value: Any, language: Language) -> Any:
    """A value, or the words for "not stated"."""
    return muted(language.word("not_stated")) if _is_absent(value) else value


def table(heads: Sequence[str], rows: Iterable[Sequence[Any]], *, numeric: Iterable[int] = ()) -> Element:
    """A table that turns into cards on a phone where it has more than two columns; `numeric` columns align right.

    Each cell carries its column's head, because a card has no head row.
    """
    right = set(numeric)
    head = element("tr", *(element("th", text, scope="col", class_=_side(i, right)) for i, text in enumerate(heads)))
    body = [
        element("tr", *(_cell(cell, heads[i], _side(i, right), first=i == 0) for i, cell in enumerate(row))) for row in rows
    ]
    classes = "kit-table" + (" kit-table--cards" if len(heads) > 2 else "")
    inner = element("table", element("thead", head), element("tbody", *body), class_=classes)
    return element("div", inner, class_="kit-table-frame")


def _cell(cell: Any, head: str, side: str | None, *, first: bool) -> Element:
    if first:
        return element("th", cell, scope="row", data_label=head, class_=side)
    return element("td", cell, data_label=head, class_=side)


def _side(index: int, right: set[int]) -> str | None:
    return "kit-number" if index in right else None


def facts_list(pairs: Iterable[tuple[str, Any]], language: Language, *, compact: bool = False) -> Element:
    """Labels and values, one a line or `compact` in a row; what is absent is named in one last line."""
    given = list(pairs)
    missing = [label for label, value in given if _is_absent(value)]  # a label may be a text or an element
    rows = [element("div", element("dt", label), "\n", element("dd", value)) for label, value in given if not _is_absent(value)]
    if missing:
        between = [part for label in missing for part in (label, ", ")][:-1]
        words = element("span", *between, class_="kit-muted")
        rows.append(element("div", element("dt", language.word("not_stated_list")), "\n", element("dd", words)))
    return element("dl", *rows, class_="kit-facts kit-facts--compact" if compact else "kit-facts")


def _is_absent(value: Any) -> bool:
    return value is None or (isinstance(value, (str, tuple, list, dict, Record)) and not value)


def bullets(items: Iterable[Any]) -> Element:
    """A list of sentences."""
    return element("ul", *(element("li", item) for item in items))


def claims(items: Iterable[Claim], language: Language) -> Element:
    """Sentences with their status."""
    return bullets((item.text, " ", status_tag(item.status, language)) for item in items)


def commas(items: Iterable[Any], language: Language) -> str:
    """Short values in a row: a, b and c."""
    return language.join([plain(item, language) for item in items])


def statements(items: Iterable[Statement], language: Language) -> Element | None:
    """Sentences of the source that differ from a field or fit none; None where there are none."""
    rows = [
        (element("q", item.says), element("code", item.about), language.word("line", number=str(item.line))) for item in items
    ]
    heads = [language.word(key) for key in ("statement.says", "statement.about", "statement.line")]
    return table(heads, rows) if rows else None


def sample_mail(stream: Stream, language: Language) -> Element:
    """A sample as recipients see it, in its own language, and what it means in the reader's."""
    sample = stream.sample
    if not sample:
        return element("p", muted(language.word("sample.none")))
    parts = [element("div", *_headers(sample, language), _body(sample, language), class_="kit-mail", lang=sample.language)]
    parts += _notes(sample, language)
    return element("div", *parts, class_="kit-sample")


def _headers(sample: Sample, language: Language) -> list[Element]:
    pairs = [("from", sample.sent_from), ("to", sample.sent_to), ("subject", sample.subject)]
    rows = [
        element("div", element("dt", language.word(f"mail.{name}"), lang=language.code), element("dd", value))
        for name, value in pairs
        if value
    ]
    return [element("dl", *rows, class_="kit-mail__head")]


def _body(sample: Sample, language: Language) -> Element | str:
    if sample.text:
        return element("pre", sample.text, class_="kit-mail__text")
    if sample.outline:
        intro = element("p", language.word("sample.outline"), lang=language.code)
        return element("div", intro, bullets(sample.outline), lang=language.code)
    return ""


def _notes(sample: Sample, language: Language) -> list[Element]:
    notes = []
    if sample.variables:
        names = [element("code", f"[{name}]") for name in sample.variables]
        between = [part for name in names for part in (name, ", ")][:-1]
        notes.append(element("p", language.word("sample.variables"), " ", *between, class_="kit-note"))
    gloss = sample.glosses.get(language.code)
    if gloss and sample.language != language.code:
        text = element("pre", gloss.text, class_="kit-mail__text") if gloss.text else ""
        subject = element("p", element("strong", gloss.subject))
        summary = element("summary", language.word("sample.gloss"))
        notes.append(element("details", summary, subject, text, class_="kit-gloss"))
    return notes


def number_words(number: SesNumber, language: Language) -> str:
    """One of Amazon's numbers with its unit."""
    if number.unit == "percent":
        return language.percent(number.value)
    return language.word(f"unit.{number.unit}", number=language.number(number.value))


def filter_field(language: Language, kind: str, items: str, heads: str | None = None) -> Element:
    """A field that hides the items (a CSS selector) that do not fit; a script shows it, because without one it does nothing.

    `kind` names the words: `products.filter`. Of the headings `heads` those disappear below which nothing is left.
    """
    label = language.word(f"{kind}.filter")
    field = element(
        "input", type="search", hidden=True, class_="kit-filter", placeholder=label, aria_label=label,
        data_filter=items, data_heads=heads, data_none=language.word(f"{kind}.nothing"),
        data_shown=language.word(f"{kind}.shown", shown="{shown}", total="{total}"),
    )  # fmt: skip
    return element("div", field, element("span", role="status", class_="kit-muted"), class_="kit-filter-frame")


def source_link(source: SourceEntry, language: Language) -> Element:
    """A document, with the day it was read, or that nobody opened it."""
    title: Any = element("a", source.title, href=source.url, rel="noopener") if source.url else source.title
    read = (
        language.word("source.read", date=language.date(source.read_on)) if source.read_on else language.word("source.unread")
    )
    return element("span", title, " ", element("small", read))


def flow_chain(flow: Flow, language: Language) -> Element:
    """A chain of services as a row of boxes with arrows; a list for those who hear it."""
    steps = [element("li", *_step(step), class_="kit-flow__step") for step in flow.steps]
    caption = element("figcaption", flow.title)
    return element("figure", caption, element("ol", *steps, class_="kit-flow"), class_="kit-flow-figure")


def _step(step: FlowStep) -> list[Any]:
    parts: list[Any] = [element("strong", step.name)] if step.name else []
    parts += [" "] if step.name and step.text else []
    parts += [element("span", step.text)] if step.text else []
    return parts


def mail_flow(product: Product, language: Language) -> Element:
    """How each stream goes: who sets it off, the product, SES in its Region, who receives."""
    request = product.request
    ses = "Amazon SES" + (f" ({request.region})" if request.region else "")
    rows = []
    for stream in product.streams:
        if not stream.trigger:
            continue
        actor = language.word(f"actor.{stream.trigger.actor}")
        receiver = stream.recipients.who if stream.recipients else language.word("not_stated")
        steps = [
            element("strong", actor),
            element("strong", product.application or product.name),
            element("strong", ses),
            receiver,
        ]
        items = [element("li", step, class_="kit-flow__step") for step in steps]
        rows.append(element("div", element("p", stream.title), element("ol", *items, class_="kit-flow")))
    if not rows:
        return element("p", muted(language.word("flow.none")))
    caption = element("figcaption", language.word("flow.mail"))
    return element("figure", caption, *rows, class_="kit-flow-figure")


def product_menu(spot: Spot) -> Element:
    """The pages of one product; the nav of the site does not hold them."""
    back = element("a", spot.language.word("menu.products"), href=f"{spot.to_product}../")
    items = [element("li", back, class_="kit-menu__back")]
    for kind in spot.catalogue.template_ids("page"):
        template, _ = spot.catalogue.template(spot.language.code, "page", kind)
        label = getattr(template.front, "menu", None)
        if label and is_shown(spot.catalogue, kind):
            here = "page" if kind == spot.kind or (kind == "reply" and spot.kind == "reply-text") else None
            link = element("a", label, href=spot.to_product + kind_url(kind), aria_current=here)
            items.append(element("li", link))
    menu = element("ul", *items)
    return element(
        "div", menu, role="navigation", aria_label=spot.product.name, class_="kit-menu", data_product=spot.entry.slug
    )


def kind_url(kind: str) -> str:
    """The folder of a kind of page below its product; the overview, or the page of a retired product, is the folder itself."""
    return "" if kind in ("overview", "retired") else f"{kind}/"


def is_shown(catalogue: Catalogue, kind: str) -> bool:
    """Whether the profile has this kind of page."""
    return catalogue.profile.pages is None or kind in catalogue.profile.pages
