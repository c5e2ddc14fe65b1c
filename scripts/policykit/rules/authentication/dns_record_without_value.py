"""An SPF or DMARC record is claimed, but not shown.

"SPF and DMARC are configured" can be checked only against the record: its name, its value and the day somebody looked it up. A
reviewer can look it up too, and reads a claim without a record as a guess (AWS-22).

Wrong:
    dns: {spf: [{value: (leave out)}]}
    ---
    dns: {dmarc: [{name: (leave out)}]}
Right:
    dns: {spf: [{name: bounce.lantern.example.com, value: "v=spf1 include:amazonses.com ~all"}]}
    ---
    dns: {dmarc: [{status: planned, name: (leave out), value: (leave out)}]}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.dns_records import in_place

severity = "error"
covers = ("AUTH-02",)
question = "identity"
sources = ("AWS-22",)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each record in place without name or value."""
    for kind, records in (("spf", product.dns.spf), ("dmarc", product.dns.dmarc)):
        for path, record in in_place(records, f"dns.{kind}"):
            missing = [name for name in ("name", "value") if getattr(record, name) is None]
            if missing:
                message = f"the {kind.upper()} record is said to be set, but its {' and '.join(missing)} are not stated"
                message = message.replace(" are not", " is not") if len(missing) == 1 else message
                fix = "look it up, and write down name, value and the day: `name:`, `value:`, `checked_on:`"
                yield Found(path, message, fix)
