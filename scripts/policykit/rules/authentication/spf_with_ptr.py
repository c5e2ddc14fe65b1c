"""An SPF record uses `ptr`.

`ptr` is slow and unreliable; RFC 7208 says not to publish it, and receivers may skip it (R-7208 5.5).

Wrong:
    dns: {spf: [{value: "v=spf1 ptr include:amazonses.com ~all"}]}
Right:
    dns: {spf: [{value: "v=spf1 include:ptr.example.net include:amazonses.com ~all"}]}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.dns_records import in_place, spf_names_by_address

severity = "error"
covers = ("AUTH-07",)
question = "identity"
sources = ("R-7208",)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each record with it."""
    for path, record in in_place(product.dns.spf, "dns.spf"):
        if spf_names_by_address(record.value or ""):
            message = f"the SPF record of {record.name or 'this domain'} uses `ptr`"
            yield Found(f"{path}.value", message, "name the senders with `include:`, `ip4:` or `ip6:` instead")
