"""The names of laws in texts, and the places where they apply."""

from __future__ import annotations

import re
from functools import lru_cache

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


@lru_cache(maxsize=64)
def places_of_law(name: str) -> frozenset[str]:
    """Return the places where a law applies; empty if the law is unknown."""
    return frozenset(place for places, law in _LAWS if law.search(name) for place in places)
