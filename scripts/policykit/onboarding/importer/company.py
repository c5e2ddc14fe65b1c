"""Finds names and websites of the product, its application and its company."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from policykit.readiness.email_addresses import base_of

from .candidates import LABELED, Found, Known, Taken, Unsure
from .modality import Stance
from .passages import Draft, Passage

_LABELS = (
    (
        ("name",),
        re.compile(
            r"(?:product|service|app|application|platform)\s+name|product|produkt(?:name)?"
            r"|name of (?:the )?(?:product|service)|dienst(?:name)?",
            re.I,
        ),
    ),
    (
        ("company", "name"),
        re.compile(r"company(?:\s+name)?|legal entity|organi[sz]ation(?:\s+name)?|firma|firmenname|unternehmen", re.I),
    ),
)
_URLS = (
    (
        ("website", "url"),
        re.compile(
            r"(?:company |product |our |your )?(?:website|web site|webseite|homepage)(?:[ -]?(?:url|address"
            r"|adresse))?",
            re.I,
        ),
    ),
    (("website", "privacy_url"), re.compile(r"privacy(?: policy| notice)?(?: url)?|datenschutz(?:erklärung)?", re.I)),
    (("website", "terms_url"), re.compile(r"terms(?: of (?:use|service))?(?: url)?|nutzungsbedingungen|agb", re.I)),
    (("website", "imprint_url"), re.compile(r"imprint|legal notice|impressum", re.I)),
)
_URL = re.compile(r"https?://[^\s<>\"')\]|]+")
_WEBSITE_SAID = re.compile(
    r"\b(?:our|professional services|unsere)?\s*(?:website|webseite|homepage)\s*(?:is|at|ist"
    r"|:)?\s*\(?(?P<url>https?://[^\s<>\"')\]|]+)",
    re.I,
)
_FOREIGN = re.compile(r"\b(?:their|his|her|its|aws|amazon|competitor\w*|customers?['’]?s?|users?['’]s?)\s*$", re.I)
_OPERATES = re.compile(
    r"\b(?:[Ww]e (?:operate|run)|[Ww]ir betreiben)\s+\*\*(?P<name>[^*\n]{2,60})\*\*\s*\((?P<url>https?://[^\s)]+)\)"
)
_CALLED = re.compile(
    r"\b(?:application|app|anwendung)\b[^.\"“„]{0,80}\b(?:called|named|namens)\s+[\"“„](?P<name>[^\"“”„\n]{2,60})[\"“”]", re.I
)
_SENTENCE = re.compile(r"^(?:we|our|i|it|is|are|das|wir|unser)\b|[.!?;]\s|\b(?:is|are|ist|sind|will)\b", re.I)
_SIGN_OFF = re.compile(
    r"(?:(?:kind|best|warm)?\s*regards|best|sincerely|thank you|thanks|mit freundlichen grüßen"
    r"|freundliche grüße|viele grüße)\s*,?",
    re.I,
)
_NAME = re.compile(r"[^\W\d_][\w .&'’-]{1,60}")


def find(draft: Draft, _known: Known) -> Iterator[Found]:
    """Names, URLs of the website, and the signature."""
    hosts: set[str] = set()
    names: set[str] = set()
    for passage in draft.passages:
        for found in (*_labeled(passage), *_said(draft, passage)):
            if isinstance(found, Taken):
                hosts |= {urlsplit(found.value).hostname or ""} if "url" in str(found.place[-1]) else set()
                names |= {found.value} if found.place == ("company", "name") else set()
            yield found
    yield from _signature(draft, {base_of(host) for host in hosts if host}, names)


def _labeled(passage: Passage) -> Iterator[Found]:
    if passage.stance not in (Stance.CLAIM, Stance.DENIAL) or not passage.label:
        return
    for place, pattern in _LABELS:
        if pattern.fullmatch(passage.label) and len(passage.value) <= 100 and not _URL.search(passage.value):
            if _SENTENCE.search(passage.value) or len(passage.value.split()) > 7:
                yield Unsure(passage.line, ".".join(map(str, place)), "it is unclear whether this is a name")
            else:
                yield Taken(place, passage.value, passage.line, rank=LABELED)
    for place, pattern in _URLS:
        if pattern.fullmatch(passage.label):
            match = _URL.fullmatch(passage.value.rstrip(" .,"))
            if match:
                yield Taken(place, match[0], passage.line, rank=LABELED)
            else:
                yield Unsure(
                    passage.line, ".".join(map(str, place)), "not a URL with scheme and host, such as https://example.com"
                )


def _said(draft: Draft, passage: Passage) -> Iterator[Found]:
    if passage.label and _URLS[0][1].fullmatch(passage.label):
        return
    if (match := _WEBSITE_SAID.search(passage.text)) and not _FOREIGN.search(passage.text, 0, match.start() + 1):
        yield Taken(("website", "url"), match["url"].rstrip(".,;"), passage.line_at(match.start("url")))
    written = " ".join(draft.lines[number - 1].strip() for number in passage.lines)
    if match := _OPERATES.search(written):
        line = next((number for number in passage.lines if match["name"] in draft.lines[number - 1]), passage.line)
        yield Taken(("name",), match["name"].strip(), line)
    if (match := _CALLED.search(passage.text)) and passage.stance_at(match.start()) is Stance.CLAIM:
        yield Taken(("application",), match["name"], passage.line_at(match.start("name")))


def _signature(draft: Draft, domains: set[str], names: set[str]) -> Iterator[Found]:
    """The signature, if it is the company's name; any other name may be a person's and becomes a review entry."""
    own = {_letters(name) for name in names}
    brands = own | {_letters(domain.partition(".")[0]) for domain in domains}
    for index, passage in enumerate(draft.everything):
        if not _SIGN_OFF.fullmatch(passage.text) or index + 1 >= len(draft.everything):
            continue
        signed = draft.everything[index + 1]
        if signed.line > passage.line + 3 or not _NAME.fullmatch(signed.text):
            continue
        letters = _letters(re.sub(r"\bteam\b", "", signed.text, flags=re.I))
        if letters in own:
            yield Taken(("company", "signature"), signed.text, signed.line)
        else:
            why = "the signature must be a business name, not a person's name"
            yield Unsure(signed.line, "company.signature", why, private=letters not in brands)


def _letters(words: str) -> str:
    return re.sub(r"[\W_]+", "", words.lower())
