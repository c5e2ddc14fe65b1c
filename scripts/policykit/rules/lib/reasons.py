"""Decides whether the reason for a quota is one."""

from __future__ import annotations

import re

from policykit.model.view import ProductView
from policykit.readiness.sentences import english, sentences

_GROWTH = re.compile(
    r"\b(?:grow(?:s|th|ing)?|headroom|room|scal(?:e|es|ing|ab\w+)|future|expan\w+|buffer|margin|leeway|reserves?)\b", re.I
)
_SUBSTANCE = re.compile(
    r"\d|\b(?:verif\w*|bursts?|whole|entire|sandbox|providers?|migrat\w*|import\w*|launch\w*)\b"
    r"|\bat (?:once|the same time)\b|\bone (?:event|e?-?mail|message)\b",
    re.I,
)


def has_reason(product: ProductView) -> bool:
    """Whether `quota_reason` says more than that the product may grow: AWS raises quotas as usage grows (AWS-13)."""
    request = product.request
    text = english(request.quota_reason)
    for asked in (request.daily_quota, request.send_rate):
        if asked is not None:
            text = re.sub(rf"(?<![\d.,])(?:{re.escape(f'{asked:,}')}|{re.escape(str(asked))})(?![\d.,]*\d)", "", text)
    text = re.sub(r"\b24[- ]?(?:hours?|h)\b", "", text)
    return any(not _GROWTH.search(sentence) or _SUBSTANCE.search(sentence) for sentence in sentences(text))
