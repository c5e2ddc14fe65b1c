"""A domain has no MAIL FROM domain of its own.

SES then uses a subdomain of its own as MAIL FROM. SPF passes for that name, but it never aligns with your From address, so
DMARC rests on DKIM alone (AWS-08, AWS-10).

Wrong:
    identities: {domains: [{mail_from: (leave out)}]}
    ---
    identities: {domains: [{mail_from: {status: planned}}]}
Right:
    identities: {domains: [{mail_from: {domain: bounce.lantern.example.com}}]}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.dns_records import SES

severity = "warning"
covers = ("AUTH-03",)
question = "identity"
sources = ("AWS-08", "AWS-10")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each identity without one in place."""
    for index, item in enumerate(product.identities.domains):
        chosen = item.mail_from
        if item.status == "none" or (chosen and chosen.status.is_in_place):
            continue
        state = "planned only" if chosen and chosen.status == "planned" else "not there" if chosen else "not stated"
        message = f"a MAIL FROM domain for {item.domain} is {state}; the default at {SES} does not align with it"
        fix = f"set a subdomain such as bounce.{item.domain} as MAIL FROM domain in SES, and state it as `mail_from:`"
        path = f"identities.domains[{index}]"
        yield Found(f"{path}.mail_from" if chosen else path, message, fix)
