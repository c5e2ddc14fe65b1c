"""A domain is verified, but its mail is not signed with DKIM.

DKIM is what lets DMARC pass when mail is forwarded, and large providers ask for it (R-6376, AWS-22).

Wrong:
    identities: {domains: [{dkim: (leave out)}]}
    ---
    identities: {domains: [{dkim: {status: none}}]}
Right:
    identities: {domains: [{dkim: {status: implemented}}]}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "note"
covers = ("AUTH-13",)
question = "identity"
sources = ("R-6376", "AWS-22")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each identity whose signing is off, planned or not stated."""
    for index, item in enumerate(product.identities.domains):
        if item.status == "none" or (item.dkim and item.dkim.status.is_in_place):
            continue
        path = f"identities.domains[{index}]"
        state = "planned only" if item.dkim and item.dkim.status == "planned" else "off" if item.dkim else "not stated"
        fix = "switch Easy DKIM on for the domain, publish its CNAME records, and state it as `dkim:`"
        yield Found(f"{path}.dkim" if item.dkim else path, f"DKIM for {item.domain} is {state}", fix)
