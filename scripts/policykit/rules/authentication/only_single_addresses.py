"""Only single addresses are verified, no domain.

AWS advises to verify the domain before the request and to send production mail from a domain identity (AWS-01, AWS-22). An
address proves a mailbox only; DKIM, MAIL FROM and DMARC belong to a domain.

Wrong:
    identities: {domains: (leave out), addresses: [codes@lantern.example.com]}
Right:
    identities: {addresses: [codes@lantern.example.com]}
    ---
    identities: (leave out)
"""

from collections.abc import Iterator

from policykit.readiness.email_addresses import base_of
from policykit.rules import Context, Found, ProductView

severity = "warning"
covers = ("AUTH-01",)
question = "identity"
sources = ("AWS-22", "AWS-01")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Verified addresses, where no domain is named; domain-not-verified tells of one that is only planned."""
    if product.identities.addresses and not product.identities.domains:
        count = len(product.identities.addresses)
        message = f"{count} verified address{'es' if count > 1 else ''} and no verified domain"
        domains = sorted({base_of(address.rpartition("@")[2]) for address in product.identities.addresses})
        yield Found("identities.addresses", message, f"verify {' and '.join(domains)} as a domain, with Easy DKIM")
