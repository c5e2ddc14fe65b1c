"""Where a product has its company and its markets, which decides whose law asks for something."""

from __future__ import annotations

from policykit.model.view import ProductView

EEA = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK".split()  # noqa: SIM905
)
"""The 27 EU states, Iceland, Liechtenstein and Norway. The place `EEA` means any of them."""


def lies_in(place: str, country: str | None) -> bool:
    """Whether a country is in a place: the country itself or `EEA`."""
    return country in EEA if place == "EEA" else country == place


def goes_to(product: ProductView, *places: str) -> bool:
    """Whether one of the product's markets is in one of the places."""
    return any(lies_in(place, market) for market in product.markets for place in places)


def home(product: ProductView) -> str | None:
    """Return the country of the company: of its registered office, else of its address."""
    return product.company.country or product.company.address.country


def is_at_home(product: ProductView, *places: str) -> bool:
    """Whether the company is based in one of the places."""
    return any(lies_in(place, home(product)) for place in places)


def concerns(product: ProductView, *places: str) -> bool:
    """Whether the company or a market is in one of the places."""
    return is_at_home(product, *places) or goes_to(product, *places)
