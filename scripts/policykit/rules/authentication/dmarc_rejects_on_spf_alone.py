"""The DMARC policy is reject, and only SPF aligns.

SPF breaks when mail is forwarded, so that a wanted mail is refused. RFC 9989 says that a domain with `p=reject` must not rely
on SPF alone (R-9989).

Wrong:
    dns: {dmarc: [{value: "v=DMARC1; p=reject; rua=mailto:dmarc@lantern.example.com"}]}
    identities: {domains: [{dkim: {status: planned}}]}
    ---
    dns: {dmarc: [{value: "v=DMARC1; p=reject; rua=mailto:dmarc@lantern.example.com"}]}
    identities: {domains: [{dkim: {domain: lantern-mail.example.net}}]}
Right:
    dns: {dmarc: [{value: "v=DMARC1; p=reject; rua=mailto:dmarc@lantern.example.com"}]}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.dns_records import alignment, dmarc_of, dmarc_tags, identity_of, sender_hosts

severity = "warning"
covers = ("AUTH-11",)
question = "identity"
sources = ("R-9989",)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each sender's domain with that policy, aligned by SPF and not by DKIM."""
    for host in sender_hosts(product):
        record, identity = dmarc_of(product, host), identity_of(product, host)
        if record is None or identity is None or dmarc_tags(record[1].value or "").get("p", "").lower() != "reject":
            continue
        by_dkim, by_spf = alignment(product, host, identity[1])
        if by_spf and not by_dkim:
            message = f"p=reject for {host}, where SPF aligns and no DKIM signature does"
            fix = f"sign with DKIM as {identity[1].domain} first; until then publish p=none or p=quarantine"
            yield Found(f"{record[0]}.value", message, fix)
