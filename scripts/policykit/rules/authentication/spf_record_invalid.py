"""An SPF record is not in the form.

A receiver that cannot read the record treats it as a permanent error, as if nobody were allowed to send (R-7208).

Wrong:
    dns: {spf: [{value: "include:amazonses.com ~all"}]}
    ---
    dns: {spf: [{value: "v=spf1 include:amazonses.com"}]}
    ---
    dns: {spf: [{value: "v=spf1 ip4:192.0.2.300 include:amazonses.com ~all"}]}
Right:
    dns: {spf: [{value: "v=spf1 a/24 ip4:192.0.2.0/24 ip6:2001:db8::/32 include:amazonses.com ~all"}]}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.dns_records import in_place, spf_faults

severity = "error"
covers = ("AUTH-07",)
question = "identity"
sources = ("R-7208",)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each record that a receiver could not read."""
    for path, record in in_place(product.dns.spf, "dns.spf"):
        if record.value and (faults := spf_faults(record.value)):
            whose = f"the SPF record of {record.name}" if record.name else "the SPF record"
            message = f"{whose} is not in the form: {faults[0].rstrip('.')}"
            fix = 'write it as "v=spf1", the senders, and `~all` or `-all` at the end'
            yield Found(f"{path}.value", message, fix)
