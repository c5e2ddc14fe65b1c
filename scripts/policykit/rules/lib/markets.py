"""Markets, the company's country, and the laws that apply there, shared by the rules on law.

A rule on law names a missing fact and the law that requires it; it gives no legal opinion.
"""

from __future__ import annotations

import re
from functools import lru_cache

from policykit.model.view import ProductView

EEA = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK".split()  # noqa: SIM905
)
"""The 27 EU states, Iceland, Liechtenstein and Norway. The place `EEA` means any of them."""

_LAWS = tuple(
    (places, re.compile(pattern, re.I))
    for places, pattern in (
        (("GB",), r"\bUK[- ]GDPR\b|\bPECR\b"),
        (("EEA",), r"(?<!UK[ -])\bGDPR\b|\bDS-?GVO\b|General Data Protection Regulation|\bePrivacy\b"),
        (("US",), r"\bCAN[- ]SPAM\b|\bCCPA\b|\bCPRA\b|\bCalOPPA\b|\bCOPPA\b"),
        (("HK",), r"\bUEMO\b|\bPDPO\b|Unsolicited Electronic Messages|Personal Data \(Privacy\)"),
        (("CH", "AT"), r"\bDSG\b"),
        (("CH",), r"\b(?:n|rev)DSG\b|\b(?:rev)?FADP\b|Swiss Federal Act on Data Protection"),
        (("DE", "CH", "AT"), r"\bUWG\b"),
        (("DE",), r"\b(?:DDG|TMG|BDSG|TTDSG|TDDDG)\b"),
        (("CA",), r"\bCASL\b|\bPIPEDA\b"),
        (("AU",), r"\bSpam Act\b"),
        (("SG",), r"\bPDPA\b"),
        (("BR",), r"\bLGPD\b"),
    )
)


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


@lru_cache(maxsize=64)
def places_of_law(name: str) -> frozenset[str]:
    """Return the places where a law applies; empty if the law is unknown."""
    return frozenset(place for places, law in _LAWS if law.search(name) for place in places)
