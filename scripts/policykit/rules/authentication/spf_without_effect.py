"""An SPF record for SES stands at a domain where no receiver looks for it.

SES mail is checked at the MAIL FROM domain, or at Amazon's default. At the domain of the From address `include:amazonses.com`
does nothing for it, and may hide that the provider of your own mailboxes is missing (R-7208, AWS-09).

Wrong:
    dns: {spf: [{}, {status: tested, name: lantern.example.com, value: "v=spf1 include:amazonses.com ~all"}]}
Right:
    dns: {spf: [{}, {status: tested, name: lantern.example.com, value: "v=spf1 include:_spf.mail.example.net -all"}]}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.dns_records import SES, in_place, spf_lookups

severity = "warning"
covers = ("AUTH-06",)
question = "identity"
sources = ("R-7208", "AWS-09")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each record with SES in it that is at no MAIL FROM domain."""
    chosen = [item.mail_from for item in product.identities.domains if item.mail_from]
    used = [item.domain for item in chosen if item.status.is_in_place]
    for path, record in in_place(product.dns.spf, "dns.spf"):
        value = (record.value or "").lower()
        if not record.name or any(record.name == item.domain for item in chosen) or f"include:{SES}" not in value:
            continue
        checked = " and ".join(used) or f"Amazon's default at {SES}"
        message = f"SES mail is checked at {checked}, so include:{SES} at {record.name} has no effect"
        if len(spf_lookups(value)) == 1 and "ip4:" not in value and "ip6:" not in value:
            message += ", and no other sender of that domain is named"
        fix = f"remove include:{SES} there, and name the provider of your own mailboxes in that record"
        yield Found(f"{path}.value", message, fix)
