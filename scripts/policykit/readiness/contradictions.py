"""Finds what speaks against a product's claims: an open checkbox, a sample email, a stream that does not exist, evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from urllib.parse import urlsplit

from policykit.model import Product, Sample, Text
from policykit.model.view import ProductView

from .evidence import Difference, differences
from .invitees import is_entered_by_others
from .sentences import english, is_denied, sentence_at
from .statements import wordings_with

Kind = Literal["box", "sample", "marketing", "invitee", "evidence"]

# What a text may claim about emails, and what a sample must then show.
_CLAIMED = {
    "postal": re.compile(r"\b(?:postal|physical|mailing|street) address", re.I),
    "contact": re.compile(r"\bcontact (?:information|details|data)\b", re.I),
    "transactional": re.compile(r"\b(?:states?|says?|tells?)\b[^.;]*\btransactional(?: \w+)?\b", re.I),
    "link": re.compile(r"\b(?:verification|confirmation|activation|reset) links?\b", re.I),
    "unsubscribe": re.compile(r"\bunsubscribe (?:links?|options?|mechanisms?)\b|\bone[- ]click unsubscri\w+", re.I),
}
_SHOWN = {
    "contact": re.compile(r"[\w.+-]+@[\w-]+\.\w|\+\d[\d ()/-]{6,}|\bphone\b|\bTel\b|\bcontact\b|\bKontakt\b", re.I),
    "transactional": re.compile(
        r"transaction|transaktion|automatic|automatisch|service (?:e-?mail|message)|because you|weil Sie", re.I
    ),
    "link": re.compile(r"https?://[^\s/]+/\S|\[[^\]]*(?:link|url)[^\]]*\]", re.I),
    "unsubscribe": re.compile(
        r"unsubscrib|opt(?:ing)?[- ]?out|\bstop\b|preferences|settings|no longer|\b(?:switch|turn)(?: \w+){0,3} off\b"
        r"|abmeld|abbestell|austragen|einstellungen|nicht mehr|取消|退訂|退订|拒收",
        re.I,
    ),
}
_TEXTS = ("text", "claim", "mechanism", "action")
"""The texts of a record that state what it claims."""
_UPPER_LIMIT = re.compile(r"\bonly\b|\bcodes?\b[^.;]*\blinks?\b", re.I)
"""Email that contains codes satisfies "codes and links only"."""
_EVERY = re.compile(r"\b(?:every|each|all|any)\b", re.I)
_OPTED_IN = re.compile(
    r"\bopt(?:s|ed)?[- ]in\b|\bexplicitly (?:request|ask|expect|agree|consent|schedul)\w*"
    r"|\bonly (?:to )?(?:users|people|persons|recipients) who\b|\b(?:has|have) (?:requested|asked for)\b",
    re.I,
)
_MARKETING = re.compile(
    r"\b(?:marketing|promotional|advertising) (?:e-?mails?|mails?|mailings?|messages?|communications?)\b"
    r"|\b(?:marketing|mail|promotional|advertising) (?:campaigns?|consent|lists?)\b|\bnewsletters?\b",
    re.I,
)
_MARKETING_PARTS = ("marketing", "newsletter", "promotion", "advertis", "campaign")
_MARKETING_IN = ("lists", "handling", "streams", "content", "sending", "purpose", "commitments", "request", "volume")


@dataclass(frozen=True)
class Contradiction:
    """Something in the file, or something that was seen, that speaks against one of the file's claims."""

    kind: Kind
    about: str
    """The claim: a place such as `content[1].text`, or for an open box the field that the box is about."""
    against: tuple[str, ...]
    """The places that speak against it: `checklist[14]`, or the samples that lack something."""
    words: str = ""
    """The words of the claim that are contradicted."""
    lacks: str = ""
    """What the samples do not show: postal, contact, transactional, link or unsubscribe."""
    stream: str = ""
    """The id of the stream whose recipients someone else enters."""
    seen: Difference | None = None
    """What was seen instead, if evidence speaks against the claim."""

    def is_about(self, place: str, field: str) -> bool:
        """Whether it speaks against the claim at `place`, whose field path is `field`."""
        if self.kind != "box" and self.about in [f"{place}.{text}" for text in _TEXTS]:
            return True
        about = self.about
        if about.endswith(".status"):
            return not {about, about.removesuffix(".status")}.isdisjoint((place, field))
        if place.startswith("handling.") and about.startswith(f"{place}."):
            return True  # a mechanism with an open detail
        return any(path == about or path.startswith((f"{about}.", f"{about}[")) for path in (place, field))


@lru_cache(maxsize=4)
def contradictions(product: ProductView) -> tuple[Contradiction, ...]:
    """Return everything that speaks against a claim, in the file or in what was seen."""
    return (
        *_disproved_by_evidence(product),
        *_open_boxes(product),
        *_samples_without_link(product),
        *disproved_by_samples(product),
        *marketing_named(product),
        *invitees_called_opted_in(product),
    )


def _disproved_by_evidence(product: ProductView) -> Iterator[Contradiction]:
    for item in differences(product):
        for place in item.disproves:
            yield Contradiction("evidence", place, (), seen=item)


def _open_boxes(product: Product) -> Iterator[Contradiction]:
    for index, entry in enumerate(product.checklist):
        if entry.done is False and entry.about:
            yield Contradiction("box", entry.about, (f"checklist[{index}]",))


def _samples_without_link(product: Product) -> Iterator[Contradiction]:
    for index, stream in enumerate(product.streams):
        if stream.unsubscribe.body_link and stream.sample.text and not shows_unsubscribe(stream.sample.text):
            place = f"streams[{index}]"
            yield Contradiction("sample", f"{place}.unsubscribe", (f"{place}.sample",), lacks="unsubscribe")


def shows_unsubscribe(text: str) -> bool:
    """Whether the text of an email shows a way to stop it."""
    return bool(_SHOWN["unsubscribe"].search(text))


def disproved_by_samples(product: ProductView) -> Iterator[Contradiction]:
    """Yield claims in place that no sample shows, and claims about every email that one sample does not show."""
    samples = [(f"streams[{i}].sample", stream.sample) for i, stream in enumerate(product.streams) if stream.sample.text]
    for place, text in _claims_about_emails(product) if samples else ():
        for lacks, claimed in _CLAIMED.items():
            match = claimed.search(text)
            if match is None or is_denied(text, match) or (lacks == "link" and _UPPER_LIMIT.search(sentence_at(text, match))):
                continue
            lacking = tuple(where for where, sample in samples if not _shows(product, lacks, sample))
            if lacking and (_EVERY.search(text) or len(lacking) == len(samples)):
                yield Contradiction("sample", place, lacking, match[0], lacks)


def _claims_about_emails(product: Product) -> Iterator[tuple[str, str]]:
    texts: list[tuple[str, Text | None]] = []
    for field, claims in (("content", product.content), ("sending", product.sending), ("security", product.security)):
        texts += [(f"{field}[{index}].text", claim.text) for index, claim in enumerate(claims) if claim.status.is_in_place]
    texts += [(f"commitments[{index}]", text) for index, text in enumerate(product.commitments)]
    texts += [(f"laws[{index}].claim", law.claim) for index, law in enumerate(product.laws)]
    unsubscribe = product.handling.unsubscribe
    if unsubscribe.is_in_place:
        texts += [(f"handling.unsubscribe.{part}", getattr(unsubscribe, part)) for part in ("mechanism", "action")]
    return ((place, english(text)) for place, text in texts if text)


def _shows(product: Product, lacks: str, sample: Sample) -> bool:
    street, text = product.company.address.street, sample.text or ""
    if lacks == "postal":
        return street is None or street in text
    website = urlsplit(product.website.url or "").hostname
    return bool(_SHOWN[lacks].search(text)) or (lacks == "contact" and any(one and one in text for one in (street, website)))


def invitees_called_opted_in(product: ProductView) -> Iterator[Contradiction]:
    """Yield texts that say that a stream's recipients asked for it, if someone else enters their addresses."""
    for path, stream in product.each_stream():
        if not stream.recipients or not is_entered_by_others(stream):
            continue
        for field, text in (("consent", stream.consent), ("recipients.who", stream.recipients.who)):
            if match := _OPTED_IN.search(english(text)):
                yield Contradiction("invitee", f"{path}.{field}", (), match[0], stream=stream.id)


def everybody_called_opted_in(product: ProductView) -> Iterator[Contradiction]:
    """Yield texts that say so of all recipients if someone else enters some addresses.

    A letter needs these texts, so they are no contradictions, which it would leave out; its author has to check them.
    """
    invited = next((stream for _, stream in product.each_stream() if is_entered_by_others(stream)), None)
    purposes = [(f"purpose[{index}]", english(text)) for index, text in enumerate(product.purpose)]
    about_invitations = [(place, text) for place, text in purposes if "invit" in text.lower()]
    for place, text in (("audience.relationship", english(product.audience.relationship)), *about_invitations):
        if invited and (match := _OPTED_IN.search(text)):
            yield Contradiction("invitee", place, (), match[0], stream=invited.id)


def marketing_named(product: ProductView) -> Iterator[Contradiction]:
    """Yield texts with rules for marketing email if no stream is marketing."""
    if product.marketing or not product.streams:
        return
    for item in wordings_with(product, _MARKETING_PARTS, *_MARKETING_IN):
        match = _MARKETING.search(item.text)
        if match and not is_denied(item.text, match):
            yield Contradiction("marketing", item.path, (), match[0])
