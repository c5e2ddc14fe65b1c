"""DNS records."""

import re
from collections.abc import Iterator

from policykit.readiness.email_addresses import base_of
from policykit.rules import Found, ProductView, rule
from policykit.rules.lib.dns_records import in_place

KIND = re.compile(r"\b(?:SPF|DKIM|DMARC)\b")
CLAIM = re.compile(
    r"\b(?:is|are|has|have|been|fully|ist|sind)\b.{0,20}\b(?:configured|set up|enabled|in place|published|implemented|active"
    r"|eingerichtet|konfiguriert|gesetzt|veröffentlicht|aktiv\w*)\b",
    re.I,
)
DENIAL = re.compile(r"\b(?:not|no|yet|nicht|kein\w*|noch)\b", re.I)
CLAIMED_AT = re.compile(r"(?P<field>sending|content|security)\[(?P<index>\d+)\]")


@rule("error", question="identity", covers=["AUTH-02"], sources=["AWS-22"])
def authentication_only_in_words(product: ProductView) -> Iterator[Found]:
    """A text says that SPF, DKIM or DMARC is set up, and no record of it is stated.

    A sentence cannot be looked up, a record can (AWS-22). State the record once; every page and every reply then shows it.

    Wrong:
        dns: {spf: (leave out)}
        security: [{}, {status: implemented, text: SPF and DKIM are configured for our domain.}]
        ---
        dns: {dmarc: (leave out)}
        commitments: [{en: DMARC is in place., de: DMARC ist eingerichtet.}]
    Right:
        security: [{}, {status: implemented, text: "SPF, DKIM and DMARC are configured for our domain."}]
    Silent:
        dns: {spf: (leave out)}
        security: [{}, {status: planned, text: SPF is configured for our domain.}]
        ---
        dns: {dmarc: (leave out)}
        commitments: [A DMARC record is not published yet., Reports under DMARC would be read once a week.]
    """
    # The first claim about each of the three that has no field.
    stated = {
        "SPF": bool(product.dns.spf),
        "DMARC": bool(product.dns.dmarc),
        "DKIM": any(item.dkim for item in product.identities.domains),
    }
    if all(stated.values()):
        return
    for words in product.words_at("sending", "content", "security", "commitments", "purpose", "justification"):
        named = [kind for kind in dict.fromkeys(KIND.findall(words.text)) if not stated[kind]]
        if named and CLAIM.search(words.text) and not DENIAL.search(words.text) and _is_in_place(product, words.path):
            stated |= dict.fromkeys(named, True)
            domains = [item.domain for item in product.identities.domains] or [
                base_of(item) for item in product.identities.addresses
            ]
            whose = domains[0] if domains else "your domain"
            message = f"{' and '.join(named)} in words only; no record is stated"
            fix = f"state the record of {whose} under `dns:` or `dkim:`, with the day on which it was looked up"
            yield Found(words.path, message, fix)


def _is_in_place(product: ProductView, path: str) -> bool:
    """Whether the claim that a text belongs to is said to be in place; a text that is no claim is."""
    found = CLAIMED_AT.match(path)
    return found is None or getattr(product, found["field"])[int(found["index"])].status.is_in_place


@rule("error", question="identity", covers=["AUTH-02"], sources=["AWS-22"])
def dns_record_without_value(product: ProductView) -> Iterator[Found]:
    """An SPF or DMARC record is claimed, but not shown.

    "SPF and DMARC are configured" can be checked only against the record: its name, its value and the day somebody looked it
    up. A reviewer can look it up too, and reads a claim without a record as a guess (AWS-22).

    Wrong:
        dns: {spf: [{value: (leave out)}]}
        ---
        dns: {dmarc: [{name: (leave out)}]}
    Right:
        dns: {spf: [{name: bounce.lantern.example.com, value: "v=spf1 include:amazonses.com ~all"}]}
        ---
        dns: {dmarc: [{status: planned, name: (leave out), value: (leave out)}]}
    """
    # Each record in place without name or value.
    for kind, records in (("spf", product.dns.spf), ("dmarc", product.dns.dmarc)):
        for path, record in in_place(records, f"dns.{kind}"):
            missing = [name for name in ("name", "value") if getattr(record, name) is None]
            if missing:
                message = f"the {kind.upper()} record is said to be set, but its {' and '.join(missing)} are not stated"
                message = message.replace(" are not", " is not") if len(missing) == 1 else message
                fix = "look it up, and write down name, value and the day: `name:`, `value:`, `checked_on:`"
                yield Found(path, message, fix)


@rule("error", question="identity", covers=["AUTH-07", "AUTH-09"], sources=["R-7208", "R-9989"])
def record_published_twice(product: ProductView) -> Iterator[Found]:
    """Two SPF or two DMARC records stand at one name.

    With two records a receiver uses neither: SPF ends in a permanent error (R-7208), DMARC finds no policy (R-9989).

    Wrong:
        dns: {spf: [{}, {status: tested, name: bounce.lantern.example.com, value: "v=spf1 mx -all"}]}
        ---
        dns: {dmarc: [{}, {status: implemented, name: _dmarc.lantern.example.com, value: "v=DMARC1; p=none"}]}
    Right:
        dns: {spf: [{}, {status: tested, name: lantern.example.com, value: "v=spf1 mx -all"}]}
    """
    # Each further record at a name that has one.
    for kind, records in (("spf", product.dns.spf), ("dmarc", product.dns.dmarc)):
        seen: set[str] = set()
        for path, record in in_place(records, f"dns.{kind}"):
            if record.name in seen:
                message = f"a second {kind.upper()} record at {record.name}"
                yield Found(path, message, "merge the two into one record, and delete the other")
            elif record.name:
                seen.add(record.name)
