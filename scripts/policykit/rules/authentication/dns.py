"""DNS records."""

import re
from collections.abc import Iterator

from policykit.readiness.dns_records import in_place
from policykit.readiness.email_addresses import base_of
from policykit.rules import Found, ProductView, rule

KIND = re.compile(r"\b(?:SPF|DKIM|DMARC)\b")
CLAIM = re.compile(
    r"\b(?:is|are|has|have|been|fully|ist|sind)\b.{0,20}\b(?:configured|set up|enabled|in place|published|implemented|active"
    r"|eingerichtet|konfiguriert|gesetzt|veröffentlicht|aktiv\w*)\b",
    re.I,
)
DENIAL = re.compile(r"\b(?:not|no|yet|nicht|kein\w*|noch)\b", re.I)
CLAIMED_AT = re.compile(r"(?P<field>sending|content|security)\[(?P<index>\d+)\]")
UNPROVEN = "The record is missing from the file, and nothing disproves that it is published."


@rule(
    "warning",
    question="identity",
    covers=["AUTH-02"],
    sources=["AWS-22"],
    asks="Records behind what a text says about SPF, DKIM or DMARC",
    severity_because=UNPROVEN,
)
def authentication_only_in_words(product: ProductView) -> Iterator[Found]:
    """A text says that SPF, DKIM or DMARC is set up, but the file has no record of it.

    A reviewer can look up a record, but not a sentence. Add the record once; every page and every reply then shows it.

    Fix: Add the record under `dns:`, or `dkim:` to the identity, with the day on which you looked it up.

    Wrong:
        dns: {spf: (leave out)}
        security: [{status: implemented, text: SPF and DKIM are configured for our domain.}]
        ---
        dns: {dmarc: (leave out)}
        commitments: [{en: DMARC is in place., de: DMARC ist eingerichtet.}]
    Right:
        dns:
          spf:
            - status: tested
              name: bounce.lantern.example.com
              value: "v=spf1 include:amazonses.com ~all"
              checked_on: 2026-11-20
    Silent:
        dns: {spf: (leave out)}
        security: [{status: planned, text: SPF is configured for our domain.}]
        ---
        dns: {dmarc: (leave out)}
        commitments: [A DMARC record is not published yet., Reports under DMARC would be read once a week.]
    """
    # The first text about each of the three that has no field.
    known = {
        "SPF": bool(product.dns.spf),
        "DMARC": bool(product.dns.dmarc),
        "DKIM": any(item.dkim for item in product.identities.domains),
    }
    if all(known.values()):
        return
    for words in product.words_at("sending", "content", "security", "commitments", "purpose", "justification"):
        named = [kind for kind in dict.fromkeys(KIND.findall(words.text)) if not known[kind]]
        if named and CLAIM.search(words.text) and not DENIAL.search(words.text) and _is_in_place(product, words.path):
            known |= dict.fromkeys(named, True)
            domains = [item.domain for item in product.identities.domains] or [
                base_of(item.rpartition("@")[2]) for item in product.identities.addresses
            ]
            if domains:
                yield Found(
                    words.path,
                    "The text presents {kinds} as set up, but your file has no such record for {domain}.",
                    kinds=named,
                    domain=domains[0],
                )
            else:
                yield Found(words.path, "The text presents {kinds} as set up, but your file has no such record.", kinds=named)


def _is_in_place(product: ProductView, path: str) -> bool:
    """Whether the claim that a text belongs to is said to be in place; a text that is no claim is."""
    found = CLAIMED_AT.match(path)
    return found is None or getattr(product, found["field"])[int(found["index"])].status.is_in_place


@rule("error", question="identity", covers=["AUTH-07", "AUTH-09"], sources=["R-7208", "R-9989"])
def record_published_twice(product: ProductView) -> Iterator[Found]:
    """One name has two SPF records or two DMARC records.

    With two records a receiver uses neither. SPF ends in a permanent error, and DMARC finds no policy.

    Fix: Merge the two into one record, and delete the other.

    Wrong:
        dns:
          spf:
            - {status: tested, name: bounce.lantern.example.com, value: "v=spf1 include:amazonses.com ~all"}
            - {status: tested, name: bounce.lantern.example.com, value: "v=spf1 mx -all"}
        ---
        dns:
          dmarc:
            - {status: tested, name: _dmarc.lantern.example.com, value: "v=DMARC1; p=none"}
            - {status: implemented, name: _dmarc.lantern.example.com, value: "v=DMARC1; p=quarantine"}
    Right:
        dns:
          spf:
            - status: tested
              name: bounce.lantern.example.com
              value: "v=spf1 include:amazonses.com ~all"
              checked_on: 2026-11-20
            - status: tested
              name: lantern.example.com
              value: "v=spf1 include:_spf.mail.example.net -all"
              checked_on: 2026-11-20
    """
    for kind, records in (("spf", product.dns.spf), ("dmarc", product.dns.dmarc)):
        seen: set[str] = set()
        for path, record in in_place(records, f"dns.{kind}"):
            if record.name in seen:
                yield Found(path, "{name} has a second {kind} record.", name=record.name, kind=kind.upper())
            elif record.name:
                seen.add(record.name)
