"""Finds Region, mail type and sandbox status: the fields of AWS's form other than quotas."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policykit.readiness.sentences import denies_verb

from .candidates import LABELED, SAID, Found, Known, Taken, Unsure, number
from .modality import REASONS, Stance, reason
from .passages import Draft, Passage

REGION = re.compile(r"(?<![\w.-])(?P<region>[a-z]{2,4}(?:-gov)?-[a-z]{4,9}-\d)(?![\w-])")
_REGION_LABEL = re.compile(r"(?:aws |ses )?region(?:en)?", re.I)
_TYPE_LABEL = re.compile(r"(?:e-?)?mail[ -]?type|type of e-?mails?|type|art der e-?mails?|e-?mail-?typ", re.I)
_ONLY = re.compile(
    r"\btransactional (?:e-?mails?|mails?|messages?|content)? ?only\b"
    r"|\bonly (?:send )?transactional\b|\bstrictly transactional\b"
    r"|\ball (?:of )?(?:our |the )?(?:e-?mails?|mails?"
    r"|messages?) (?:\w+ )?are (?:\w+ )?transactional\b|\bexclusively transactional\b"
    r"|\b(?:ausschließlich|nur) transaktions|\balle e-?mails sind transaktions",
    re.I,
)
_TRANSACTIONAL = re.compile(r"\btrans[ak]+(?:c|k|t)\w*", re.I)
_MARKETING = re.compile(r"\b(?:marketing|promotional|newsletters?|advertising|werbung|werbe\w*|werblich\w*)\b", re.I)
_PLAIN_TYPE = re.compile(
    r"(?:transactional|transaktional|transaktions-?e?-?mails?)(?: e-?mails?| mails?| messages?)?(?: only)?", re.I
)
_SENDS = re.compile(r"\b(?:send|sends|sending|versenden|senden|verschicken)\b", re.I)
_SANDBOX = re.compile(r"\b(?:currently|still|derzeit|noch|account is|konto ist)\b[^.]{0,40}\bsandbox\b", re.I)


def find(draft: Draft, known: Known) -> Iterator[Found]:
    """Region, mail type, sandbox."""
    yield from _regions(draft, known)
    marketing = _sends_marketing(draft)
    for passage in draft.sentences:
        yield from _mail_type(passage, draft.language, marketing)
        match = _SANDBOX.search(passage.text)
        if match and passage.stance_at(match.start()) is Stance.CLAIM:
            yield Taken(("request", "sandbox"), number("true"), passage.line_at(match.start()))


def class_of_all(draft: Draft) -> tuple[str, int] | None:
    """The class that the draft gives to all its emails, and the line; None if it gives none."""
    for passage in draft.sentences if not _sends_marketing(draft) else ():
        match = _ONLY.search(passage.text)
        if match and _is_only(passage, match):
            return "transactional", passage.line_at(match.start())
    return None


def region_in(text: str, known: Known) -> re.Match[str] | None:
    """The match of the first Region code of SES in a text; None if there is none."""
    return next((match for match in REGION.finditer(text) if match["region"] in known.regions), None)


def _several(text: str, known: Known) -> bool:
    return len({match["region"] for match in REGION.finditer(text) if match["region"] in known.regions}) > 1


def _sends_marketing(draft: Draft) -> bool:
    """Whether a sentence says that marketing emails are sent, or will be."""
    return any(
        _MARKETING.search(sentence.text) and _SENDS.search(sentence.text) and sentence.stance in (Stance.CLAIM, Stance.PLAN)
        for sentence in draft.sentences
    )


def _regions(draft: Draft, known: Known) -> Iterator[Found]:
    """The labeled Region, else all Regions that the draft names; several different ones count as contradictions."""
    named: list[tuple[str, int]] = []
    labeled = False
    for passage in draft.passages:
        match = region_in(passage.text, known)
        if _REGION_LABEL.fullmatch(passage.label):
            labeled = True
            if match and passage.stance is Stance.CLAIM and not _several(passage.text, known):
                yield Taken(("request", "region"), match["region"], passage.line, rank=LABELED)
            else:
                yield Unsure(passage.line, "request.region", "not exactly one Region code of SES, such as eu-central-1")
        elif match and passage.stance_at(match.start()) is Stance.CLAIM:
            named.append((match["region"], passage.line_at(match.start())))
    if not labeled:
        for region, line in named:
            yield Taken(("request", "region"), region, line)


def _mail_type(passage: Passage, language: str, sends_marketing: bool) -> Iterator[Found]:
    about, place = "request.mail_type", ("request", "mail_type")
    if _TYPE_LABEL.fullmatch(passage.label):
        yield from _labeled_type(passage, language)
        return
    if match := _ONLY.search(passage.text):
        if sends_marketing:
            yield Unsure(passage.line_at(match.start()), about, "another sentence says that marketing emails are sent")
        elif _is_only(passage, match):
            yield Taken(place, "TRANSACTIONAL", passage.line_at(match.start()), rank=SAID)
        else:
            yield Unsure(passage.line_at(match.start()), about, reason(passage.stance) or "the sentence denies it")
        return
    marketing = _MARKETING.search(passage.text)
    if (
        marketing
        and passage.stance_at(marketing.start()) in (Stance.CLAIM, Stance.PLAN)
        and not re.match(r"(?:no|keine?)\b", passage.label or passage.above[0] if passage.above else "", re.I)
    ):
        yield Unsure(passage.line, about, "it mentions marketing emails")


def _is_only(passage: Passage, match: re.Match[str]) -> bool:
    """Whether a sentence says that all emails are transactional; a denial may only follow, not precede it."""
    denied = denies_verb(passage.text[: match.start() + 1])
    return passage.stance in (Stance.CLAIM, Stance.DENIAL) and not denied


def _labeled_type(passage: Passage, language: str) -> Iterator[Found]:
    value, marketing = passage.value, _MARKETING.search(passage.value)
    transactional = _TRANSACTIONAL.search(value)
    only = bool(transactional) != bool(marketing)
    is_mail = passage.label.lower() != "type" or re.search(r"mails?\b|messages?\b", value, re.I)
    if passage.stance is not Stance.CLAIM or not only or not is_mail:
        why = REASONS.get(passage.stance) or "it is unclear whether all emails are transactional, or some are marketing"
        if transactional or marketing:
            yield Unsure(passage.line, "request.mail_type", why)
        return
    yield Taken(("request", "mail_type"), "TRANSACTIONAL" if transactional else "MARKETING", passage.line, rank=LABELED)
    if not _PLAIN_TYPE.fullmatch(value) and value.lower() not in ("marketing", "marketing emails") and language == "en":
        yield Taken(("request", "mail_type_stated"), value, passage.line, rank=LABELED)
