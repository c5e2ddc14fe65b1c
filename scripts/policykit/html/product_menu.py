"""A page of a product, and the menu of the product's pages."""

from __future__ import annotations

from dataclasses import dataclass

from policykit.catalog.addresses import is_shown, page_url
from policykit.catalog.catalog import Catalogue, Entry
from policykit.catalog.languages import Language
from policykit.model.view import ProductView

from .elements import Element, element


@dataclass(frozen=True)
class ProductPage:
    """A page of a product in one language, with everything its links and texts depend on."""

    catalogue: Catalogue
    language: Language
    entry: Entry
    kind: str
    to_product: str
    """The relative path from the page to its product's folder: `./`, `../` or `../../`."""

    @property
    def product(self) -> ProductView:
        """The product the page is about."""
        return self.entry.view


def product_menu(page: ProductPage) -> Element:
    """Return the menu of a product's pages, which are not in the site's navigation."""
    back = element("a", page.language.word("menu.products"), href=f"{page.to_product}../")
    items = [element("li", back, class_="kit-menu__back")]
    for kind in page.catalogue.template_ids("page"):
        template, _ = page.catalogue.template(page.language.code, "page", kind)
        label = getattr(template.front, "menu", None)
        if label and is_shown(page.catalogue, kind):
            here = "page" if kind == page.kind or (kind == "reply" and page.kind == "reply-text") else None
            link = element("a", label, href=page.to_product + page_url(kind), aria_current=here)
            items.append(element("li", link))
    menu = element("ul", *items)
    return element(
        "div", menu, role="navigation", aria_label=page.product.name, class_="kit-menu", data_product=page.entry.slug
    )
