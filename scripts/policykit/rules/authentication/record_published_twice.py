"""Two SPF or two DMARC records stand at one name.

With two records a receiver uses neither: SPF ends in a permanent error (R-7208), DMARC finds no policy (R-9989).

Wrong:
    dns: {spf: [{}, {status: tested, name: bounce.lantern.example.com, value: "v=spf1 mx -all"}]}
    ---
    dns: {dmarc: [{}, {status: implemented, name: _dmarc.lantern.example.com, value: "v=DMARC1; p=none"}]}
Right:
    dns: {spf: [{}, {status: tested, name: lantern.example.com, value: "v=spf1 mx -all"}]}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.dns_records import in_place

severity = "error"
covers = ("AUTH-07", "AUTH-09")
question = "identity"
sources = ("R-7208", "R-9989")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each further record at a name that has one."""
    for kind, records in (("spf", product.dns.spf), ("dmarc", product.dns.dmarc)):
        seen: set[str] = set()
        for path, record in in_place(records, f"dns.{kind}"):
            if record.name in seen:
                message = f"a second {kind.upper()} record at {record.name}"
                yield Found(path, message, "merge the two into one record, and delete the other")
            elif record.name:
                seen.add(record.name)
