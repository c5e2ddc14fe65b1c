"""Finds SES identities (domains with Region, DKIM, the MAIL FROM domain, single addresses) and DNS records."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policykit.model import Status
from policykit.readiness.domains import registrable
from policykit.readiness.email_addresses import is_freemail

from .draft import LABELED, SAID, Draft, Found, Item, Known, Sentence, Taken, number, place_of
from .facts import regions_in
from .stance import Stance, status_about, status_of
from .words import is_personal, mailboxes_in

_NAMED = (Stance.CLAIM, Stance.PLAN, Stance.DENIAL)
_HOST = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?){1,8}"
_LISTED = re.compile(rf"(?<![\w@./-]){_HOST}(?![\w@-])", re.I)
_LABEL = re.compile(
    r"(?:sending |sender |verified |email |our |from )?domains?(?: identity| name)?|(?:absender|versand)-?domain"
    r"|(?:verified )?identity", re.I
)  # fmt: skip
_SAID = re.compile(
    rf"\b(?:domains?(?: identity)?|identity|absenderdomain)\s*[:(]?\s*[\"“„(]?(?P<after>{_HOST})"
    rf"|(?<![\w@./-])(?P<before>{_HOST})\)?\s+(?:domain|identity|is (?:a )?verified)\b", re.I
)  # fmt: skip
_STATUS = re.compile(r"(?:verification |domain |ses )?(?:status|configuration|verification)|verifizierung(?:sstatus)?", re.I)
_MAIL_FROM = re.compile(rf"(?:\bMAIL FROM\b|(?:^|custom )mail[ -]?from(?: domain)?)[^.]{{0,40}}?[:\s(](?P<host>{_HOST})", re.I)
_OF_MAIL_FROM = re.compile(r"(?:mail|e?mails?|send|sends|bounces?|mta|smtp|return)\d?\.", re.I)
"""Begins a subdomain that is rather a MAIL FROM domain than an identity."""
_VERIFIED = re.compile(r"\b(?:verified|verifizierte?[nrs]?)\b", re.I)
_IDENTITIES = re.compile(
    r"\bidentit(?:y|ies|äten)\b|\b(?:verified|verifizierte)(?: (?:e-?mail|sender|from))?[ -](?:address(?:es)?|absender"
    r"|adressen?)\s*(?::|$)", re.I
)  # fmt: skip
_RECORDS = (
    ("dkim", re.compile(r"\bDKIM\b"), (("method", re.compile(r"\b(?P<value>easy) dkim\b", re.I)),
                                       ("records", re.compile(r"(?P<value>\d{1,2})\s+CNAME", re.I)),
                                       ("bits", re.compile(r"(?P<value>1024|2048)[ -]?bits?\b", re.I)))),
    ("spf", re.compile(r"\bSPF\b|v=spf1"),
     (("value", re.compile(r"(?P<value>v=spf1(?:\s+[^\s`\"|,;()]+){0,40}?\s+(?:[-~?+]all\b|redirect=\S+))")),)),
    ("dmarc", re.compile(r"\bDMARC\b|v=DMARC1"),
     (("value", re.compile(r"(?P<value>v=DMARC1\s*;(?:\s*[a-z]{1,5}\s*=\s*[^;\s`\"|)]+\s*;?)*)", re.I)),)),
    ("mx", re.compile(r"\bMX\b(?!.*(?:MAIL FROM|feedback-smtp))"),
     (("value", re.compile(r"\b(?P<value>\d{1,3}\s+[a-z0-9-]+(?:\.[a-z0-9-]+)+)\b", re.I)),)),
)  # fmt: skip
"""Record -> its name, and its details."""
_UNCLEAR = "it is unclear whether this is in place"


def find(draft: Draft, known: Known) -> Iterator[Found]:
    """Domain identities with their details, single addresses, and DNS records."""
    stated = list(_domains(draft, known))
    yield from stated
    hosts = {item.value for item in stated if isinstance(item, Taken) and item.place[-1] == "domain"}
    only = hosts.pop() if len(hosts) == 1 else ""
    for sentence in draft.sentences:
        yield from _mail_from(sentence, only)
        yield from _addresses(sentence)
        yield from _records(sentence, only)


def _domain_in(text: str) -> str:
    """A text as a lowercase domain; empty if it is not exactly one domain, or one of a mailbox provider."""
    host = text.strip(" .,;()\"'").lower()
    return host if host.isascii() and re.fullmatch(_HOST, host) and registrable(host) and not is_freemail(host) else ""


def _domains(draft: Draft, known: Known) -> Iterator[Found]:
    """Each statement about a domain identity; the lines below a domain may have details of it."""
    section, host, line = -1, "", 0
    for sentence in draft.everything:
        if sentence.is_foreign:
            continue
        if sentence.section != section and sentence.kind != "lead":
            section = sentence.section
            host = host if sentence.is_first and sentence.line <= line + 2 else ""
        text = _MAIL_FROM.sub(" ", sentence.text)
        match = _SAID.search(text)
        named = _domain_in(match["after"] or match["before"]) if match else ""
        listed = _listed(_MAIL_FROM.sub(" ", sentence.value)) if _LABEL.fullmatch(sentence.label) else []
        if named and not listed and re.search(r"\b(?:verify(?:ing)?|verified|verifizierte?[nrs]?)\b", text, re.I):
            listed = [(named, sentence.text)]
        for domain, words in listed:
            yield from _identity(sentence, domain, f"{sentence.label} {words}", known)
        if listed or named:
            host, line = listed[-1][0] if listed else named, sentence.line
        elif host and sentence.line <= line + 6 and _STATUS.fullmatch(sentence.label) and sentence.stance in _NAMED:
            yield from _identity(sentence, host, sentence.text, known, is_known=True)


def _listed(value: str) -> list[tuple[str, str]]:
    """The domains in a value, each with the text up to the next one; none if the value starts with another word."""
    found = [(match, domain) for match in _LISTED.finditer(value) if (domain := _domain_in(match[0]))]
    if not found or value[: found[0][0].start()].strip("\"'“„( "):
        return []
    ends = [*(match.start() for match, _ in found[1:]), len(value)]
    return [(domain, value[match.end() : end]) for (match, domain), end in zip(found, ends, strict=True)]


def _identity(sentence: Sentence, host: str, words: str, known: Known, *, is_known: bool = False) -> Iterator[Found]:
    """A domain with the status and the Region that these words give it."""
    is_subdomain = _OF_MAIL_FROM.match(host) and registrable(host) != host and not _VERIFIED.search(words)
    if sentence.stance not in _NAMED or is_subdomain:
        yield sentence.left("identities.domains", "the subdomain is not said to be verified" if is_subdomain else "")
        return
    status, region = status_of(sentence.stance, words), next(iter(regions_in(words, known)), "")
    values = {"domain": "" if is_known else host, "status": status.value if status else "", "region": region}
    for key, value in values.items():
        if value:
            at, rank = sentence.text.lower().find(region if key == "region" else host), LABELED if sentence.label else SAID
            yield sentence.took(place_of("identities.domains", Item(host), key), value, at, rank=rank)


def _mail_from(sentence: Sentence, only: str) -> Iterator[Found]:
    match = _MAIL_FROM.search(sentence.text)
    host, status = _domain_in(match["host"]) if match else "", status_of(sentence.stance, sentence.text)
    if host and status and only and host.endswith(f".{only}"):
        place = place_of("identities.domains", Item(only), "mail_from")
        yield sentence.took((*place, "status"), status.value)
        yield sentence.took((*place, "domain"), host)
    elif host:
        why = "the identity of the parent domain is missing" if status else sentence.stance.value or _UNCLEAR
        yield sentence.left("identities.domains[].mail_from", why)


def _addresses(sentence: Sentence) -> Iterator[Found]:
    """Addresses that a sentence, or the line above a list, describes as verified."""
    found = list(mailboxes_in(sentence.text))
    words = sentence.above[0] if found and sentence.text.strip() == found[0][0] and sentence.above else sentence.text
    for address, at in found if _VERIFIED.search(words) and _IDENTITIES.search(words) else ():
        if sentence.is_claim:
            place = place_of("identities.addresses", Item(address))
            yield sentence.took(place, address, at, private=is_personal(address))
        else:
            yield sentence.left("identities.addresses", private=is_personal(address))


def _records(sentence: Sentence, only: str) -> Iterator[Found]:
    """DNS records, and the DKIM of the only domain."""
    for kind, pattern, details in _RECORDS:
        if not (name := pattern.search(sentence.text)):
            continue
        is_dkim, status = kind == "dkim", status_about(sentence.stance, sentence.text, name)
        found = [
            (key, match)
            for key, detail in details
            if (match := detail.search(sentence.text)) and (is_dkim or sentence.is_claim)
        ]
        # A record quoted after its name counts as published.
        status = Status.IMPLEMENTED if found and not status and not is_dkim else status
        place = place_of("identities.domains", Item(only), "dkim") if is_dkim else place_of("dns", kind, Item("the"))
        if status and (only or not is_dkim):
            rank = LABELED if found and not is_dkim else SAID
            yield sentence.took((*place, "status"), status.value, name.start(), rank=rank)
            for key, match in found:
                value = match["value"].lower() if is_dkim else match["value"].strip()
                yield sentence.took((*place, key), number(value) if value.isdigit() else value, match.start(), rank=rank)
        elif sentence.stance is not Stance.INSTRUCTION:
            why = "it is unclear which domain this belongs to" if status else _UNCLEAR
            yield sentence.left("identities.domains[].dkim" if is_dkim else f"dns.{kind}", sentence.stance.value or why)
