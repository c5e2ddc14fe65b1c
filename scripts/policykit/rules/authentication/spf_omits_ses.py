"""The SPF record of the MAIL FROM domain does not name Amazon SES.

Without `include:amazonses.com` SPF fails for every mail that SES sends with this MAIL FROM domain (AWS-08, R-7208).

Wrong:
    dns: {spf: [{value: "v=spf1 mx ~all"}]}
Right:
    dns: {spf: [{value: "v=spf1 mx include:amazonses.com -all"}]}
    ---
    dns: {spf: [{name: lantern.example.com, value: "v=spf1 mx -all"}]}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.dns_records import SES, in_place

severity = "error"
covers = ("AUTH-05",)
question = "identity"
sources = ("AWS-08", "R-7208")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each such record; one that refers to another record as a whole may name SES there."""
    domains = {item.mail_from.domain for item in product.identities.domains if item.mail_from}
    for path, record in in_place(product.dns.spf, "dns.spf"):
        value = (record.value or "").lower()
        if record.name in domains and value and f"include:{SES}" not in value and "redirect=" not in value:
            message = f"the SPF record of the MAIL FROM domain {record.name} lacks include:{SES}"
            yield Found(f"{path}.value", message, f'publish "v=spf1 include:{SES} ~all" there')
