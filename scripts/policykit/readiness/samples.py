"""What rules read of a sample mail: its texts with the example values in place of the variables."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from policykit.model import Sample

from .email_addresses import LINK

SHORTENERS = frozenset(
    {"bit.ly", "t.co", "tinyurl.com", "goo.gl", "ow.ly", "is.gd", "buff.ly", "cutt.ly", "rebrand.ly", "t.ly"}
)
"""Well-known link shorteners; our own choice."""
SOCIAL = frozenset(
    {
        "facebook.com", "instagram.com", "twitter.com", "x.com", "tiktok.com", "linkedin.com", "youtube.com", "pinterest.com",
        "xing.com",
    }
)  # fmt: skip
"""Social networks, whose links are advertising and no hosts of a sender."""


def sample_texts(sample: Sample) -> Iterator[tuple[str, str]]:
    """Field and words of the subject and the body; where the source gives no body, of each line that describes it."""
    yield "subject", sample.subject
    if sample.text:
        yield "text", sample.text
    for index, line in enumerate(sample.outline):
        yield f"outline[{index}]", " ".join(line.root.values())


def filled(sample: Sample, text: str) -> str:
    """A text of the sample as a recipient would see it."""
    if "[" in text:
        for name, value in sample.variables.items():
            text = text.replace(f"[{name}]", value)
    return text


def shown_day(sample: Sample) -> tuple[str, date] | None:
    """Field and day that the sample shows: its date, else that of its event, unless the event is only an example."""
    if sample.date:
        return "date", sample.date
    if sample.event and not sample.event.example:
        return "event.start", sample.event.starts.date()
    return None


def linked_hosts(sample: Sample) -> Iterator[tuple[str, str]]:
    """Field and host of each link in the text of a sample, variables filled in."""
    text = filled(sample, sample.text or "")
    return (("text", match["host"].lower()) for match in LINK.finditer(text)) if "://" in text else iter(())
