"""Reads sample emails for rules: texts with variables filled in, dates and links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from policykit.model import Sample

from .email_addresses import LINK

SHORTENERS = frozenset(
    {"bit.ly", "t.co", "tinyurl.com", "goo.gl", "ow.ly", "is.gd", "buff.ly", "cutt.ly", "rebrand.ly", "t.ly"}
)
"""Well-known link shorteners; our own selection."""
SOCIAL = frozenset(
    {
        "facebook.com", "instagram.com", "twitter.com", "x.com", "tiktok.com", "linkedin.com", "youtube.com", "pinterest.com",
        "xing.com",
    }
)  # fmt: skip
"""Social networks: links to them are advertising, not links to the sender's hosts."""


def sample_texts(sample: Sample) -> Iterator[tuple[str, str]]:
    """Yield field and text of the subject, the body, and each line of an outline."""
    yield "subject", sample.subject
    if sample.text:
        yield "text", sample.text
    for index, line in enumerate(sample.outline):
        yield f"outline[{index}]", " ".join(line.root.values())


def filled(sample: Sample, text: str) -> str:
    """Return a text of the sample with variables filled in, as a recipient would see it."""
    # In one pass, so that example values are not read as variables.
    names = "|".join(re.escape(name) for name in sorted(sample.variables, key=len, reverse=True)) if "[" in text else ""
    return re.sub(rf"\[({names})\]", lambda match: sample.variables[match[1]], text) if names else text


def shown_day(sample: Sample) -> tuple[str, date] | None:
    """Return field and date that the sample shows: its own date, else that of its event if it is not only an example."""
    if sample.date:
        return "date", sample.date
    if sample.event and not sample.event.example:
        return "event.start", sample.event.starts.date()
    return None


def linked_hosts(sample: Sample) -> Iterator[tuple[str, str]]:
    """Return field and host of each link in the text of a sample, with variables filled in."""
    text = filled(sample, sample.text or "")
    return (("text", match["host"].lower()) for match in LINK.finditer(text)) if "://" in text else iter(())
