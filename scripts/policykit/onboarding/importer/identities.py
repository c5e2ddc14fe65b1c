"""Finds SES identities: domains with Region and method, DKIM, the MAIL FROM domain, and single addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policykit.readiness.domains import registrable

from .candidates import LABELED, SAID, Found, Item, Known, Place, Taken, Unsure, number
from .mailboxes import is_personal, mailboxes_in
from .modality import REASONS, Stance, reason, status_about, status_of
from .passages import Draft, Passage
from .request import region_in

HOST = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?){1,8}"
_HOST = re.compile(rf"(?<![\w@./-]){HOST}(?![\w@-])", re.I)
_LABEL = re.compile(
    r"(?:sending |sender |verified |email |our )?domains?(?: identity| name)?|(?:absender|versand)-?domain|identity", re.I
)
_SAID = re.compile(rf"\b(?:domain(?: identity)?|identity|absenderdomain)\s*[:(]?\s*[\"“„]?(?P<host>{HOST})", re.I)
_STATUS = re.compile(r"(?:verification |domain |ses )?(?:status|configuration|verification)|verifizierung(?:sstatus)?", re.I)
_DKIM = re.compile(r"\bDKIM\b")
_EASY = re.compile(r"\beasy dkim\b", re.I)
_RECORDS = re.compile(r"(?P<count>\d{1,2})\s+CNAME", re.I)
_BITS = re.compile(r"(?P<bits>1024|2048)[ -]?bits?\b", re.I)
_MAIL_FROM = re.compile(r"(?:custom )?mail[ -]?from(?: domain)?", re.I)
_MAIL_FROM_SAID = re.compile(rf"\bMAIL FROM\b[^.]{{0,40}}?\s(?P<host>{HOST})")
_METHOD = re.compile(r"\b(?P<method>TXT|CNAME)[ -](?:record|eintrag)", re.I)
_DOMAIN_VERIFICATION = re.compile(r"\bdomain (?:verification|ownership)\b|\bdomain-?verifizierung\b", re.I)
_DOMAIN_VERIFIED = re.compile(r"\bdomain\b.*\bverified\b|\bdomain\b.*\bverifiziert\b", re.I)
_VERIFIED = re.compile(r"\b(?:verified|verifizierte?[nrs]?)\b", re.I)
_IDENTITIES = re.compile(
    r"\bidentit(?:y|ies|äten)\b|\b(?:verified|verifizierte)(?: (?:e-?mail|sender"
    r"|e-mail))?[ -](?:address(?:es)?|absender|adressen?)\s*(?::|$)",
    re.I,
)


def find(draft: Draft, known: Known) -> Iterator[Found]:
    """Domain identities with their details, and single addresses."""
    stated = list(_domains(draft, known))
    yield from (found for found, _ in stated)
    hosts = {host for _, host in stated if host}
    only = hosts.pop() if len(hosts) == 1 else ""
    for passage in draft.sentences:
        yield from _dkim(passage, only)
        yield from _mail_from(passage, only)
        yield from _addresses(passage)


def domain_in(text: str) -> str:
    """A text as a lowercase domain; empty if it is not exactly one domain under a public suffix."""
    host = text.strip(" .,;()\"'").lower()
    return host if _HOST.fullmatch(host) and registrable(host) else ""


def _domains(draft: Draft, known: Known) -> Iterator[tuple[Found, str]]:
    """Each statement about a domain identity, with its domain (empty if it is unknown)."""
    section, host, line = -1, "", 0
    for passage in draft.passages:
        if passage.section != section:
            section, host = passage.section, ""
        if _LABEL.fullmatch(passage.label):
            for domain, rest in _listed(passage.value):
                host, line = domain, passage.line
                yield from _identity(passage, host, passage.line, f"{passage.label} {rest}", known, passage.stance)
        elif _SAID.search(passage.text):
            yield from _said(passage, known)
            match = _SAID.search(passage.text)
            host, line = (domain_in(match["host"]) or host, passage.line) if match else (host, line)
        elif host and passage.line <= line + 6:
            yield from _more(passage, host, known)
        elif passage.box is False and _DOMAIN_VERIFIED.search(passage.text):
            yield Unsure(passage.line, "identities.domains[].status", REASONS[Stance.OPEN]), ""


def _listed(value: str) -> Iterator[tuple[str, str]]:
    """The domains in a value, each with the text up to the next one; empty if the value starts with another word."""
    found = [(match, domain) for match in _HOST.finditer(value) if (domain := domain_in(match[0]))]
    if found and not value[: found[0][0].start()].strip("\"'“„( "):
        ends = [match.start() for match, _ in found[1:]] + [len(value)]
        for (match, domain), end in zip(found, ends, strict=True):
            yield domain, value[match.end() : end]


def _said(passage: Passage, known: Known) -> Iterator[tuple[Found, str]]:
    for match in _SAID.finditer(passage.text):
        if (host := domain_in(match["host"])) and _VERIFIED.search(passage.text):
            yield from _identity(
                passage, host, passage.line_at(match.start("host")), passage.text, known, passage.stance_at(match.start())
            )


def _identity(passage: Passage, host: str, line: int, words: str, known: Known, stance: Stance) -> Iterator[tuple[Found, str]]:
    place: Place = ("identities", "domains", Item(host))
    rank = LABELED if passage.label else SAID
    if stance not in (Stance.CLAIM, Stance.PLAN):
        yield Unsure(line, "identities.domains", REASONS[stance]), ""
        return
    yield Taken((*place, "domain"), host, line, rank=rank), host
    if status := status_of(stance, words):
        yield Taken((*place, "status"), status.value, line, rank=rank), host
    if match := region_in(words, known):
        yield Taken((*place, "region"), match["region"], passage.line_at(passage.text.find(match["region"])), rank=rank), host


def _more(passage: Passage, host: str, known: Known) -> Iterator[tuple[Found, str]]:
    """Details of a domain from the lines below it."""
    place: Place = ("identities", "domains", Item(host))
    if _STATUS.fullmatch(passage.label) and _VERIFIED.search(passage.value) and passage.stance in (Stance.CLAIM, Stance.PLAN):
        status = status_of(passage.stance, passage.value)
        if status:
            yield Taken((*place, "status"), status.value, passage.line, rank=LABELED), host
        if match := region_in(passage.value, known):
            yield Taken((*place, "region"), match["region"], passage.line, rank=LABELED), host
    elif (
        (match := _METHOD.search(passage.text)) and _DOMAIN_VERIFICATION.search(passage.text) and passage.stance is Stance.CLAIM
    ):
        yield Taken((*place, "method"), match["method"].upper(), passage.line_at(match.start())), host


def _dkim(passage: Passage, host: str) -> Iterator[Found]:
    match = _DKIM.search(passage.text)
    if not match:
        return
    stance, about = passage.stance_at(match.start()), "identities.domains[].dkim"
    line, status = passage.line_at(match.start()), status_about(stance, passage.text, match)
    place: Place = ("identities", "domains", Item(host), "dkim")
    if status and host:
        yield Taken((*place, "status"), status.value, line)
        if _EASY.search(passage.text):
            yield Taken((*place, "method"), "easy", line)
        if found := _RECORDS.search(passage.text):
            yield Taken((*place, "records"), number(found["count"]), passage.line_at(found.start()))
        if found := _BITS.search(passage.text):
            yield Taken((*place, "bits"), number(found["bits"]), passage.line_at(found.start()))
    elif status:
        yield Unsure(line, about, "it is unclear which domain this belongs to")
    elif stance is not Stance.INSTRUCTION:
        yield Unsure(line, about, reason(stance) or "it is unclear whether this is in place")


def _mail_from(passage: Passage, only: str) -> Iterator[Found]:
    labeled = _MAIL_FROM.fullmatch(passage.label)
    match = _HOST.match(passage.value) if labeled else _MAIL_FROM_SAID.search(passage.text)
    if not match:
        return
    host = domain_in(match[0] if labeled else match["host"])
    above = next((name for name in (only,) if host.endswith(f".{name}")), "")
    line, stance = passage.line, passage.stance
    status = status_of(stance, passage.text)
    about = "identities.domains[].mail_from"
    if not (status and host and above):
        why = reason(stance) or ("it is unclear whether this is in place" if host else "the domain is missing")
        yield Unsure(line, about, why if not (status and host) else "the identity of the parent domain is missing")
        return
    place: Place = ("identities", "domains", Item(above), "mail_from")
    yield Taken((*place, "status"), status.value, line)
    yield Taken((*place, "domain"), host, line)


def _addresses(passage: Passage) -> Iterator[Found]:
    """Addresses that a sentence, or the line above a list, describes as verified."""
    found = list(mailboxes_in(passage.text))
    if not found:
        return
    lead = passage.above[0] if passage.above else ""
    is_list = passage.text.strip() == found[0][0]
    words = lead if is_list else passage.text
    if not (_VERIFIED.search(words) and _IDENTITIES.search(words)):
        return
    for address, at in found:
        stance, line = passage.stance_at(at), passage.line_at(at)
        if "part of domain verification" in passage.text or stance is not Stance.CLAIM:
            yield Unsure(
                line, "identities.addresses", REASONS.get(stance) or "verified with its domain", private=is_personal(address)
            )
        else:
            yield Taken(("identities", "addresses", Item(address)), address, line, private=is_personal(address))
