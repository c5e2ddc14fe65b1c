"""Building blocks of pages: status tags, tables, lists and links to sources.

Contains no texts: they come from words.yml and from data.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from policykit.catalog.languages import Language
from policykit.model import Blank, SesNumber, SourceEntry, Statement, Status
from policykit.model.paths import placed_values
from policykit.model.records import Record
from policykit.model.view import ProductView
from policykit.readiness.claims import FactState, claim_at
from policykit.readiness.coverage import Answer, Coverage

from .elements import Element, element, plain


def status_tag(status: Status | str | None, language: Language) -> Element:
    """Return a status as a label; color only repeats its text. None means that the file has no value."""
    name = str(status) if status else "absent"
    return element("span", language.word(f"status.{name}"), class_=f"kit-status kit-status--{name}")


def answer_tag(cover: Coverage, language: Language) -> Element:
    """Return how completely a question is answered, as a label; "answered" alone means that nothing is listed as missing."""
    word, look = ("gaps", "partly") if cover.answer is Answer.ANSWERED and cover.has_gaps else (cover.answer, cover.answer)
    return element("span", language.word(f"status.{word}"), class_=f"kit-status kit-status--{look}")


def blank_mark(language: Language, name: str, blank: Blank) -> Element:
    """Return a blank; a script fills it with the value that the browser stores for the product."""
    return element("mark", language.blank(blank), class_="kit-blank", data_blank=name)


def button(label: str, href: str, *, primary: bool = False) -> Element:
    """Return a link styled as a button. Use at most one primary button per page."""
    return element("a", label, href=href, class_="md-button md-button--primary" if primary else "md-button")


def lead(value: Any) -> Element:
    """Return the first sentence of a page, in larger type."""
    return element("p", value, class_="kit-lead")


def muted(words: str) -> Element:
    """Return a muted note that something is missing."""
    return element("span", words, class_="kit-muted")


def stated(value: Any, language: Language) -> Any:
    """Return a value, or the text for a missing value if it is absent."""
    return muted(language.word("not_stated")) if _is_absent(value) else value


def table(heads: Sequence[str], rows: Iterable[Sequence[Any]], *, numeric: Iterable[int] = ()) -> Element:
    """Return a table. With more than two columns it turns into cards on phones; `numeric` columns are right-aligned.

    Then each cell but the first contains its column's heading, because a card has no header row.
    """
    right, labels = set(numeric), heads if len(heads) > 2 else [None] * len(heads)
    head = element("tr", *(element("th", text, scope="col", class_=_side(i, right)) for i, text in enumerate(heads)))
    body = [
        element("tr", *(_cell(cell, labels[i], _side(i, right), first=i == 0) for i, cell in enumerate(row))) for row in rows
    ]
    classes = "kit-table" + (" kit-table--cards" if len(heads) > 2 else "")
    inner = element("table", element("thead", head), element("tbody", *body), class_=classes)
    return element("div", inner, class_="kit-table-frame")


def _cell(cell: Any, head: str | None, side: str | None, *, first: bool) -> Element:
    if first:
        return element("th", cell, scope="row", class_=side)
    return element("td", cell, data_label=head, class_=side)


def _side(index: int, right: set[int]) -> str | None:
    return "kit-number" if index in right else None


def facts_list(pairs: Iterable[tuple[str, Any]], language: Language, *, compact: bool = False) -> Element:
    """Return labels and values, one per line or `compact` in a row. The last line lists the absent ones."""
    pairs = list(pairs)
    missing = [label for label, value in pairs if _is_absent(value)]  # a label may be a text or an element
    rows = [element("div", element("dt", label), "\n", element("dd", value)) for label, value in pairs if not _is_absent(value)]
    if missing:
        between = [part for label in missing for part in (label, ", ")][:-1]
        names = element("span", *between, class_="kit-muted")
        rows.append(element("div", element("dt", language.word("not_stated_list")), "\n", element("dd", names)))
    return element("dl", *rows, class_="kit-facts kit-facts--compact" if compact else "kit-facts")


def _is_absent(value: Any) -> bool:
    return value is None or (isinstance(value, (str, tuple, list, dict, Record)) and not value)


def bullets(items: Iterable[Any]) -> Element:
    """Return a bulleted list."""
    return element("ul", *(element("li", item) for item in items))


def claims(product: ProductView, path: str, language: Language) -> Element:
    """Return the claims in the list at a path as sentences with their status."""
    items = placed_values(product, f"{path}[]")
    return bullets((item.text, " ", claim_tag(product, place, item, language)) for place, item in items)


def claim_tag(product: ProductView, place: str, claim: Any, language: Language) -> Element:
    """Return the status of a claim; `contradicted` if something else in the file, or a look, speaks against it."""
    is_contradicted = claim_at(product, place, claim).state is FactState.CONTRADICTED
    return status_tag("contradicted" if is_contradicted else claim.status, language)


def commas(items: Iterable[Any], language: Language) -> str:
    """Join short values: a, b and c."""
    return language.join([plain(item, language) for item in items])


def progress(done: int, total: int, words: str) -> Element:
    """Return how much is done: in words, and as a bar that repeats them."""
    bar = element("progress", value=done, max=total, aria_hidden="true")
    return element("span", words, bar, class_="kit-share")


def statements(items: Iterable[Statement], language: Language) -> Element | None:
    """Return a table of sentences that differ from a field or match none; None if there are none."""
    rows = [
        (element("q", item.says), element("code", item.about), language.word("line", number=str(item.line))) for item in items
    ]
    heads = [language.word(key) for key in ("statement.says", "statement.about", "statement.line")]
    return table(heads, rows) if rows else None


def number_words(number: SesNumber, language: Language) -> str:
    """Format one of the SES numbers with its unit."""
    if number.unit == "percent":
        return language.percent(number.value)
    return language.word(f"unit.{number.unit}", number=language.number(number.value))


def filter_field(language: Language, kind: str, items: str, heads: str | None = None) -> Element:
    """Return a search field that hides `items` (a CSS selector) that do not match. It is hidden until its script runs.

    `kind` is the prefix of its texts, as in `products.filter`. Headings in `heads` (a CSS selector) disappear if no item below
    them is left.
    """
    label = language.word(f"{kind}.filter")
    field = element(
        "input", type="search", hidden=True, class_="kit-filter", placeholder=label, aria_label=label,
        data_filter=items, data_heads=heads, data_none=language.word(f"{kind}.nothing"),
        data_shown=language.word(f"{kind}.shown", shown="{shown}", total="{total}"),
    )  # fmt: skip
    return element("div", field, element("span", role="status", class_="kit-muted"), class_="kit-filter-frame")


def source_link(source: SourceEntry, language: Language) -> Element:
    """Return a link to a source with the date and, if it was not the live page, the copy that was read."""
    title: Any = element("a", source.title, href=source.url, rel="noopener") if source.url else source.title
    if source.copy_:
        copy = plain(source.copy_, language)
        read = language.word("source.read_copy", copy=copy, date=language.date(source.checked_on))
    else:
        read = language.word("source.read", date=language.date(source.checked_on))
    return element("span", title, " ", element("small", read))
