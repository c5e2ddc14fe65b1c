"""A DMARC record asks for no reports.

Without `rua` nobody tells you who sends in your name, or that your own mail fails (R-9989, R-9990).

Wrong:
    dns: {dmarc: [{value: "v=DMARC1; p=none"}]}
Right:
    dns: {dmarc: [{value: "v=DMARC1; p=none; rua=mailto:dmarc@lantern.example.com"}]}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.dns_records import dmarc_policy, in_place

severity = "note"
covers = ("AUTH-14",)
question = "identity"
sources = ("R-9989", "R-9990")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each record that can be read and has no `rua`."""
    for path, record in in_place(product.dns.dmarc, "dns.dmarc"):
        policy = dmarc_policy(record.value) if record.value else None
        if policy and not policy.rua:
            message = f"the DMARC record {f'of {record.name} ' if record.name else ''}has no `rua`, so no report reaches you"
            yield Found(f"{path}.value", message, "add `rua=mailto:` with a mailbox that somebody reads")
