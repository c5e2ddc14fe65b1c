"""DNS answers that were seen, and what follows from several of them: SPF with its includes, DMARC with its parent domains.

Nothing here asks DNS. Where an answer is missing, the result says so and names the question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from policykit.model.evidence import DnsLook

from .dns_records import SES, spf_open_term

_MOST_LABELS = 8
"""A DMARC tree walk asks for at most eight names (RFC 9989 4.10)."""
_MOST_NAMES = 40
"""Where to stop following includes: far above what a valid record needs."""
_TERM = re.compile(r"[+?~-]?(?P<kind>include|exists|redirect|a|mx|ptr)(?:[:=](?P<name>[^/\s]+))?(?:/[\d/]+)?", re.I)
_HOST = re.compile(r"(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]", re.I)


class Answers:
    """The answers of several lookups, by their question. A lookup that was never answered is not in it."""

    def __init__(self, looks: Iterable[DnsLook] = ()) -> None:
        self._looks = {look.asked: look for look in looks if look.on}

    def add(self, look: DnsLook) -> None:
        """Add one lookup."""
        if look.on:
            self._looks[look.asked] = look

    def at(self, kind: str, name: str) -> DnsLook | None:
        """Return the answer to a question; None if nobody knows it."""
        return self._looks.get(question(kind, name))

    def days(self, *asked: str) -> list[date]:
        """Return the days of those answers."""
        return [look.on.date() for name in asked if (look := self._looks.get(name)) and look.on]


def question(kind: str, name: str) -> str:
    """Return a question as looks record it: `TXT mail.example.com`."""
    return f"{kind} {name.lower().rstrip('.')}"


def spf_records(look: DnsLook) -> list[str]:
    """Return the SPF records among TXT records."""
    return [record for record in look.records if record.lower().split(" ")[0] == "v=spf1"]


def dmarc_records(look: DnsLook) -> list[str]:
    """Return the DMARC records among TXT records."""
    return [record for record in look.records if re.match(r"\s*[vV]\s*=\s*DMARC1\s*(?:;|$)", record)]


@dataclass
class Spf:
    """What the SPF record of a domain needs, with everything that it includes."""

    asked: list[str] = field(default_factory=list)
    """The questions in the order in which a receiver asks them, the record itself first."""
    lookups: int = 0
    void: list[str] = field(default_factory=list)
    """Names that do not exist or have no such record."""
    without_record: list[str] = field(default_factory=list)
    """Included names without exactly one SPF record."""
    names_ses: bool = False
    open_term: str | None = None
    depends: bool = False
    """Whether it includes names that depend on the email (macros), so that nobody can follow it."""

    def missing(self, answers: Answers) -> bool:
        """Whether something is unknown, so that nothing can be said about the whole."""
        return self.depends or len(answers.days(*self.asked)) < len(set(self.asked))


def spf_of(answers: Answers, domain: str) -> Spf:
    """Follow the SPF record of a domain as far as the answers go."""
    found = Spf()
    _follow(answers, domain, found, ())
    return found


def _follow(answers: Answers, domain: str, found: Spf, way: tuple[str, ...]) -> None:
    found.asked.append(question("TXT", domain))
    look = answers.at("TXT", domain)
    if look is None:
        return
    records = spf_records(look)
    if len(records) != 1:
        found.depends |= look.result == "malformed"
        if way and look.result != "malformed":
            found.without_record.append(domain)
            if look.result in ("no_name", "no_record"):
                found.void.append(domain)
        return
    terms = records[0].split()
    if not way:
        found.open_term = spf_open_term(records[0])
    for term in terms:
        if (match := _TERM.fullmatch(term)) is None or (match["kind"].lower() == "redirect" and _has_all(terms)):
            continue
        found.lookups += 1
        kind, name = match["kind"].lower(), (match["name"] or domain).lower().rstrip(".")
        if name == SES and kind == "include":
            found.names_ses = True
        is_followed = kind in ("include", "redirect")
        if "%" in name or kind == "ptr" or len(found.asked) >= _MOST_NAMES:
            found.depends |= is_followed
            continue
        if not _HOST.fullmatch(name):
            found.without_record += [name] if is_followed else []
            continue
        if is_followed:
            if name not in (domain, *way):
                _follow(answers, name, found, (*way, domain))
            continue
        asked = question("MX" if kind == "mx" else "A", name)
        found.asked.append(asked)
        address = answers.at(*asked.split(" "))
        if address and address.result in ("no_name", "no_record"):
            found.void.append(name)


def _has_all(terms: list[str]) -> bool:
    return any(re.fullmatch(r"[+?~-]?all", term, re.I) for term in terms)


@dataclass(frozen=True)
class Policy:
    """The DMARC record that applies to a domain."""

    domain: str
    """The domain at which it is published."""
    record: str
    look: DnsLook


def dmarc_walk(domain: str) -> Iterator[str]:
    """Yield the domains at which a receiver looks for a DMARC record: the domain and its parents (RFC 9989 4.10)."""
    labels = domain.lower().rstrip(".").split(".")
    yield ".".join(labels)
    rest = labels[1:] if len(labels) <= _MOST_LABELS else labels[-(_MOST_LABELS - 1) :]
    for index in range(len(rest)):
        yield ".".join(rest[index:])


def walk_is_whole(answers: Answers, domain: str) -> bool:
    """Whether every question of the walk is answered."""
    return all(answers.at("TXT", f"_dmarc.{name}") for name in dmarc_walk(domain))


def organization_of(answers: Answers, domain: str) -> str:
    """Return the organizational domain: the highest one with a DMARC record, unless `psd` says otherwise; else itself."""
    found, below = domain, domain
    for name in dmarc_walk(domain):
        policy = _policy_at(answers, name)
        if policy:
            psd = re.search(r";\s*psd\s*=\s*([yn])", policy.record, re.I)
            if psd and psd[1].lower() == "n":
                return name
            if psd and psd[1].lower() == "y" and name != domain:
                return below
            found = name
        below = name
    return found


def dmarc_policy_of(answers: Answers, domain: str) -> Policy | None:
    """Return the record that applies to a domain: its own, or that of its organization, or of the public suffix."""
    own = _policy_at(answers, domain) or _policy_at(answers, organization_of(answers, domain))
    return own or next(filter(None, (_policy_at(answers, name) for name in dmarc_walk(domain))), None)


def _policy_at(answers: Answers, domain: str) -> Policy | None:
    """Return the record at a name; with several, receivers use none."""
    look = answers.at("TXT", f"_dmarc.{domain}")
    records = dmarc_records(look) if look else []
    return Policy(domain, records[0], look) if look and len(records) == 1 else None
