"""The picture on the home page: one product file on the left, on the right the pages that are made from it.

Drawn as HTML rather than as an image, so that its text has the size of all text, wraps on a phone and can be searched, and its
pages can be opened. Contains no texts: they come from the product and the page templates.
"""

from __future__ import annotations

from typing import Any

from policykit.catalog.addresses import is_shown, page_url
from policykit.model.view import ProductView

from .elements import Element, element, plain
from .product_menu import ProductPage

_LONGEST = 44
"""Characters of a value; the file card is this wide, and a longer value is cut."""


def product_picture(page: ProductPage, shown: dict[str, tuple[Any, ...]], caption: str) -> Element:
    """Return the picture. `shown` maps each kind of page to what its sheet says below the page's name."""
    slug = page.entry.slug
    lines = "\n".join(f"{key} {_cut(plain(value, page.language))}".rstrip() for key, value in _lines(page.product))
    file = element(
        "div", element("strong", f"data/products/{slug}.yml"), element("pre", lines, lang="en"), class_="kit-made__file"
    )
    sheets = [_sheet(page, kind, words) for kind, words in shown.items() if is_shown(page.catalogue, kind)]
    return element(
        "figure", element("figcaption", caption), file, element("ul", *sheets, class_="kit-made__pages"),
        class_="kit-made", data_search_exclude=True, data_example=True,
    )  # fmt: skip


def _lines(product: ProductView) -> list[tuple[str, Any]]:
    """The first lines of a product file, shortened: key with its indentation, and value."""
    lines: list[tuple[str, Any]] = [("name:", product.name), ("stage:", product.stage)]
    if product.request.region:
        lines += [("request:", ""), ("  region:", product.request.region)]
    for stream in product.streams[:1]:
        lines += [("streams:", ""), ("  - title:", stream.title), ("    class:", stream.class_)]
        lines += [("    from:", stream.from_)] if stream.from_ else []
    return lines


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def _sheet(page: ProductPage, kind: str, words: tuple[Any, ...]) -> Element:
    template, _ = page.catalogue.template(page.language.code, "page", kind)
    label = getattr(template.front, "menu", None) or template.front.title
    link = element("a", element("strong", label), element("span", *words), href=page.to_product + page_url(kind))
    return element("li", link)
