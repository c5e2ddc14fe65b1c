"""Finds SES identities (domains with Region and method, DKIM, the MAIL FROM domain, single addresses) and DNS records."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policykit.readiness.domains import registrable
from policykit.readiness.email_addresses import is_freemail

from .draft import Draft, Sentence
from .found import LABELED, SAID, Found, Item, Known, Place, Taken, number
from .mailboxes import is_personal, mailboxes_in
from .request import regions_in
from .stance import Stance, status_about, status_of

_NAMED = (Stance.CLAIM, Stance.PLAN, Stance.DENIAL)
HOST = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?){1,8}"
_HOST = re.compile(rf"(?<![\w@./-]){HOST}(?![\w@-])", re.I)
_LABEL = re.compile(
    r"(?:sending |sender |verified |email |our |from )?domains?(?: identity| name)?|(?:absender|versand)-?domain"
    r"|(?:verified )?identity",
    re.I,
)
_SAID = re.compile(rf"\b(?:domains?(?: identity)?|identity|absenderdomain)\s*[:(]?\s*[\"“„(]?(?P<host>{HOST})", re.I)
_REVERSED = re.compile(rf"(?<![\w@./-])(?P<host>{HOST})\)?\s+(?:domain|identity|is (?:a )?verified)\b", re.I)
_STATUS = re.compile(r"(?:verification |domain |ses )?(?:status|configuration|verification)|verifizierung(?:sstatus)?", re.I)
_DKIM = re.compile(r"\bDKIM\b")
_RECORDS = re.compile(r"(?P<count>\d{1,2})\s+CNAME", re.I)
_BITS = re.compile(r"(?P<bits>1024|2048)[ -]?bits?\b", re.I)
_MAIL_FROM = re.compile(rf"(?:\bMAIL FROM\b|(?:^|custom )mail[ -]?from(?: domain)?)[^.]{{0,40}}?[:\s(](?P<host>{HOST})", re.I)
_OF_MAIL_FROM = re.compile(r"(?:mail|e?mails?|send|sends|bounces?|mta|smtp|return)\d?\.", re.I)
"""Begins a subdomain that is rather a MAIL FROM domain than an identity."""
_METHOD = re.compile(r"\b(?P<method>TXT|CNAME)[ -](?:record|eintrag)", re.I)
_DOMAIN_VERIFICATION = re.compile(r"\bdomain[ -](?:verification|ownership|verifizierung)\b", re.I)
_VERIFIED = re.compile(r"\b(?:verified|verifizierte?[nrs]?)\b", re.I)
_IDENTITIES = re.compile(
    r"\bidentit(?:y|ies|äten)\b|\b(?:verified|verifizierte)(?: (?:e-?mail|sender|from|e-mail))?[ -](?:address(?:es)?"
    r"|absender|adressen?)\s*(?::|$)",
    re.I,
)
_RECORD_KINDS = (
    ("spf", re.compile(r"\bSPF\b"),
     re.compile(r"v=spf1(?:\s+[^\s`\"|,;()]+){0,40}?\s+[-~?+]all\b|v=spf1(?:\s+[^\s`\"|,;()]+){0,40}?\s+redirect=\S+")),
    ("dmarc", re.compile(r"\bDMARC\b"), re.compile(r"v=DMARC1\s*;(?:\s*[a-z]{1,5}\s*=\s*[^;\s`\"|)]+\s*;?)*", re.I)),
    ("mx", re.compile(r"\bMX\b"), re.compile(r"\b\d{1,3}\s+[a-z0-9-]+(?:\.[a-z0-9-]+)+\b", re.I)),
)  # fmt: skip


def find(draft: Draft, known: Known) -> Iterator[Found]:
    """Domain identities with their details, single addresses, and DNS records."""
    stated = list(_domains(draft, known))
    yield from (found for found, _ in stated)
    hosts = {host for _, host in stated if host}
    only = hosts.pop() if len(hosts) == 1 else ""
    for sentence in draft.sentences:
        yield from _dkim(sentence, only)
        yield from _mail_from(sentence, only)
        yield from _addresses(sentence)
        for kind, name, value in _RECORD_KINDS:
            match = value.search(sentence.text)
            if name.search(sentence.text) or (match and kind != "mx"):
                yield from _record(sentence, kind, name.search(sentence.text), match)


def domain_in(text: str) -> str:
    """A text as a lowercase domain; empty if it is not exactly one domain, or one of a mailbox provider."""
    host = text.strip(" .,;()\"'").lower()
    return host if _HOST.fullmatch(host) and registrable(host) and not is_freemail(host) else ""


def _domains(draft: Draft, known: Known) -> Iterator[tuple[Found, str]]:
    """Each statement about a domain identity, with its domain (empty if it is unknown)."""
    section, host, line = -1, "", 0
    for sentence in draft.everything:
        if sentence.is_foreign:
            continue
        if sentence.section != section and not sentence.is_lead:
            section = sentence.section
            host = host if sentence.is_first and sentence.line <= line + 2 else ""
        text = _MAIL_FROM.sub(" ", sentence.text)
        match = _SAID.search(text) or _REVERSED.search(text)
        listed = list(_listed(_MAIL_FROM.sub(" ", sentence.value))) if _LABEL.fullmatch(sentence.label) else []
        if listed:
            for domain, rest in listed:
                host, line = domain, sentence.line
                yield from _identity(sentence, host, sentence.line, f"{sentence.label} {rest}", known)
        elif match and (domain := domain_in(match["host"])):
            host, line = domain, sentence.line
            if _VERIFIED.search(text) or re.search(r"\bverify(?:ing)?\b", text, re.I):
                yield from _identity(sentence, host, sentence.line_at(sentence.text.find(match["host"])), sentence.text, known)
        elif host and sentence.line <= line + 6:
            yield from _more(sentence, host, known)
        elif sentence.stance is Stance.OPEN and _DOMAIN_VERIFICATION.search(sentence.text):
            yield sentence.left("identities.domains[].status"), ""


def _listed(value: str) -> Iterator[tuple[str, str]]:
    """The domains in a value, each with the text up to the next one; empty if the value starts with another word."""
    found = [(match, domain) for match in _HOST.finditer(value) if (domain := domain_in(match[0]))]
    if found and not value[: found[0][0].start()].strip("\"'“„( "):
        ends = [match.start() for match, _ in found[1:]] + [len(value)]
        for (match, domain), end in zip(found, ends, strict=True):
            yield domain, value[match.end() : end]


def _identity(sentence: Sentence, host: str, line: int, words: str, known: Known) -> Iterator[tuple[Found, str]]:
    place: Place = ("identities", "domains", Item(host))
    rank = LABELED if sentence.label else SAID
    is_subdomain = _OF_MAIL_FROM.match(host) and registrable(host) != host and not _VERIFIED.search(words)
    if sentence.stance not in _NAMED or is_subdomain:
        yield sentence.left("identities.domains", "the subdomain is not said to be verified" if is_subdomain else ""), ""
        return
    yield Taken((*place, "domain"), host, line, rank=rank), host
    if status := status_of(sentence.stance, words):
        yield Taken((*place, "status"), status.value, line, rank=rank), host
    for region in regions_in(words, known)[:1]:
        yield Taken((*place, "region"), region, sentence.line_at(sentence.text.find(region)), rank=rank), host


def _more(sentence: Sentence, host: str, known: Known) -> Iterator[tuple[Found, str]]:
    """Details of a domain from the lines below it."""
    place: Place = ("identities", "domains", Item(host))
    if _STATUS.fullmatch(sentence.label) and _VERIFIED.search(sentence.value) and sentence.stance in _NAMED:
        if status := status_of(sentence.stance, sentence.value):
            yield Taken((*place, "status"), status.value, sentence.line, rank=LABELED), host
        for region in regions_in(sentence.value, known)[:1]:
            yield Taken((*place, "region"), region, sentence.line, rank=LABELED), host
    elif (match := _METHOD.search(sentence.text)) and _DOMAIN_VERIFICATION.search(sentence.text) and sentence.is_claim:
        yield Taken((*place, "method"), match["method"].upper(), sentence.line_at(match.start())), host


def _dkim(sentence: Sentence, host: str) -> Iterator[Found]:
    match = _DKIM.search(sentence.text)
    if not match:
        return
    about, line, status = (
        "identities.domains[].dkim",
        sentence.line_at(match.start()),
        status_about(sentence.stance, sentence.text, match),
    )
    place: Place = ("identities", "domains", Item(host), "dkim")
    if status and host:
        yield Taken((*place, "status"), status.value, line)
        if re.search(r"\beasy dkim\b", sentence.text, re.I):
            yield Taken((*place, "method"), "easy", line)
        for key, pattern in (("records", _RECORDS), ("bits", _BITS)):
            if found := pattern.search(sentence.text):
                yield Taken((*place, key), number(found[1]), sentence.line_at(found.start()))
    elif status:
        yield sentence.left(about, "it is unclear which domain this belongs to")
    elif sentence.stance is not Stance.INSTRUCTION:
        yield sentence.left(about, sentence.stance.value or "it is unclear whether this is in place")


def _mail_from(sentence: Sentence, only: str) -> Iterator[Found]:
    match = _MAIL_FROM.search(sentence.text)
    if not match or not (host := domain_in(match["host"])):
        return
    status, about = status_of(sentence.stance, sentence.text), "identities.domains[].mail_from"
    if not status or not only or not host.endswith(f".{only}"):
        yield sentence.left(
            about,
            "the identity of the parent domain is missing"
            if status
            else sentence.stance.value or "it is unclear whether this is in place",
        )
        return
    place: Place = ("identities", "domains", Item(only), "mail_from")
    yield Taken((*place, "status"), status.value, sentence.line)
    yield Taken((*place, "domain"), host, sentence.line)


def _addresses(sentence: Sentence) -> Iterator[Found]:
    """Addresses that a sentence, or the line above a list, describes as verified."""
    found = list(mailboxes_in(sentence.text))
    words = sentence.above[0] if found and sentence.text.strip() == found[0][0] and sentence.above else sentence.text
    if not found or not (_VERIFIED.search(words) and _IDENTITIES.search(words)):
        return
    for address, at in found:
        if "part of domain verification" in sentence.text or not sentence.is_claim:
            yield sentence.left(
                "identities.addresses", sentence.stance.value or "verified with its domain", private=is_personal(address)
            )
        else:
            yield Taken(("identities", "addresses", Item(address)), address, sentence.line_at(at), private=is_personal(address))


def _record(sentence: Sentence, kind: str, named: re.Match[str] | None, match: re.Match[str] | None) -> Iterator[Found]:
    line = sentence.line_at(match.start() if match else named.start() if named else 0)
    if match and "feedback-smtp." in match[0]:
        yield sentence.left("identities.domains[].mail_from.mx", "this is the MX record of a MAIL FROM domain")
        return
    status = status_about(sentence.stance, sentence.text, named) if named else status_of(sentence.stance, sentence.text)
    place: Place = ("dns", kind, Item("the"))
    if match and sentence.is_claim:
        # A record quoted after its name counts as published.
        yield Taken((*place, "status"), status.value if status else "implemented", line, rank=LABELED)
        yield Taken((*place, "value"), match[0].strip(" ;") if kind != "dmarc" else match[0].strip(), line, rank=LABELED)
    elif status and not (kind == "mx" and "MAIL FROM" in sentence.text):
        yield Taken((*place, "status"), status.value, line)
    elif sentence.stance is not Stance.INSTRUCTION:
        yield sentence.left(f"dns.{kind}", sentence.stance.value or "it is unclear whether the record is published")
