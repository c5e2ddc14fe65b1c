"""A DMARC record uses a tag that the standard dropped in 2026.

RFC 9989 of May 2026 removed `pct`, `rf` and `ri`; receivers may ignore them. For a trial of a stricter policy it has `t=y`
(R-9989).

Wrong:
    dns: {dmarc: [{value: "v=DMARC1; p=quarantine; pct=20; rua=mailto:dmarc@lantern.example.com"}]}
Right:
    dns: {dmarc: [{value: "v=DMARC1; p=quarantine; t=y; rua=mailto:dmarc@lantern.example.com"}]}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.dns_records import dmarc_tags, in_place

severity = "note"
covers = ("AUTH-10",)
question = "identity"
sources = ("R-9989",)

REMOVED = ("pct", "rf", "ri")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each record with one of them."""
    for path, record in in_place(product.dns.dmarc, "dns.dmarc"):
        tags = dmarc_tags(record.value or "")
        if found := [name for name in REMOVED if name in tags]:
            message = f"the DMARC record holds {' and '.join(f'{name}={tags[name]}' for name in found)}, which RFC 9989 removed"
            yield Found(f"{path}.value", message, f"delete {' and '.join(found)}; use t=y for a trial")
