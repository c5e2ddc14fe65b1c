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

import re
from collections.abc import Iterator

from policykit.readiness.email_addresses import base_of
from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("AUTH-02",)
question = "identity"
sources = ("AWS-22",)

KIND = re.compile(r"\b(?:SPF|DKIM|DMARC)\b")
CLAIM = re.compile(
    r"\b(?:is|are|has|have|been|fully|ist|sind)\b.{0,20}\b(?:configured|set up|enabled|in place|published|implemented|active"
    r"|eingerichtet|konfiguriert|gesetzt|veröffentlicht|aktiv\w*)\b",
    re.I,
)
DENIAL = re.compile(r"\b(?:not|no|yet|nicht|kein\w*|noch)\b", re.I)
CLAIMED_AT = re.compile(r"(?P<field>sending|content|security)\[(?P<index>\d+)\]")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The first claim about each of the three that has no field."""
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
