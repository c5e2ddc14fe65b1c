"""A stream to recipients in the EU does not say on which legal basis it rests.

Article 6 of the GDPR asks for a legal basis for each processing (EU-1): usually a contract for mail about an account, a
legitimate interest for security notices, consent for advertising.

Wrong:
    streams: [{legal_basis: (leave out)}]
    ---
    markets: [US]
    company: {country: DE}
    streams: [{}, {legal_basis: (leave out)}]
Right:
    markets: [US]
    company: {country: US}
    streams: [{legal_basis: (leave out)}]
    ---
    streams: [{legal_basis: (leave out), recipients: {internal: true}}]
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.markets import is_at_home, is_market

severity = "error"
covers = ("EU-01",)
sources = ("EU-1",)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each stream without a legal basis; mail to the company's own mailbox is left out."""
    if not is_market(product, "EEA") and not is_at_home(product, "EEA"):
        return
    for path, stream in product.each_stream():
        if stream.legal_basis is None and not stream.recipients.internal:
            message = f"the legal basis of `{stream.id}` is not stated; GDPR art. 6 asks for one"
            fix = "state it in `legal_basis:`: contract for account mail, consent for advertising, or what holds"
            yield Found(f"{path}.legal_basis", message, fix)
