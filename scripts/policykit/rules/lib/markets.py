"""Markets and the laws that apply there, shared by the rules on law.

A rule on law names a missing fact and the law that requires it; it gives no legal opinion.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from policykit.model.view import ProductView

EEA = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK".split()  # noqa: SIM905
)
"""The 27 EU states, Iceland, Liechtenstein and Norway. The place `EEA` means any of them."""

PLACES: Mapping[str, str] = {
    "AT": "Austria",
    "AU": "Australia",
    "BR": "Brazil",
    "CA": "Canada",
    "CH": "Switzerland",
    "DE": "Germany",
    "EEA": "the EU/EEA",
    "GB": "the United Kingdom",
    "HK": "Hong Kong",
    "SG": "Singapore",
    "US": "the United States",
}

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


def is_market(product: ProductView, place: str) -> bool:
    """Whether one of the product's markets is in a place."""
    return not set(product.markets).isdisjoint(EEA) if place == "EEA" else place in product.markets


def is_at_home(product: ProductView, place: str) -> bool:
    """Whether the company is based in a place."""
    company = product.company
    return bool(company) and lies_in(place, company.country)


def asked_by(product: ProductView, texts: Mapping[str, str]) -> str:
    """Return the laws that require a fact in the product's markets, with their places; empty if none does."""
    return " and ".join(f"{text} ({PLACES[place]})" for place, text in texts.items() if is_market(product, place))


@lru_cache(maxsize=64)
def places_of_law(name: str) -> frozenset[str]:
    """Return the places where a law applies; empty if the law is unknown."""
    return frozenset(place for places, law in _LAWS if law.search(name) for place in places)
