"""The MAIL FROM domain has no SPF record.

A receiver looks SPF up at the MAIL FROM domain, not at the From address. The record belongs there (R-7208, AWS-08, AWS-09).

Wrong:
    dns: {spf: [{name: lantern.example.com}]}
    ---
    dns: {spf: (leave out)}
Right:
    dns: {spf: [{name: bounce.lantern.example.com}]}
    ---
    identities: {domains: [{mail_from: (leave out)}]}
    dns: {spf: (leave out)}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.dns_records import SES, in_place

severity = "error"
covers = ("AUTH-05",)
question = "identity"
sources = ("R-7208", "AWS-08", "AWS-09")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each MAIL FROM domain in place without one; silent where a record is claimed without its name."""
    names = {record.name for _, record in in_place(product.dns.spf, "dns.spf")}
    if None in names:
        return
    for index, item in enumerate(product.identities.domains):
        if item.mail_from and item.mail_from.status.is_in_place and item.mail_from.domain not in names:
            elsewhere = f"; the stated one is at {' and '.join(sorted(filter(None, names)))}" if names else ""
            message = f"an SPF record at {item.mail_from.domain} is not stated{elsewhere}"
            fix = f'publish "v=spf1 include:{SES} ~all" as TXT record at {item.mail_from.domain}, and state it in `dns.spf`'
            yield Found(f"identities.domains[{index}].mail_from.domain", message, fix)
