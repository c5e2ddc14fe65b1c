"""A DKIM key is shorter than 2,048 bits.

1,024 bits is the least that receivers accept, 2,048 what the standard asks for and what SES makes by default (R-6376, AWS-22).

Wrong:
    identities: {domains: [{dkim: {bits: 1024}}]}
Right:
    identities: {domains: [{dkim: {bits: 2048}}]}
    ---
    identities: {domains: [{dkim: {bits: (leave out)}}]}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "note"
covers = ("AUTH-13",)
question = "identity"
sources = ("R-6376", "AWS-22")

WANTED_BITS = 2048
"""RFC 8301 3.2: signers should use at least that; it is not Amazon's number."""


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each stated key that is shorter."""
    for index, item in enumerate(product.identities.domains):
        bits = item.dkim.bits
        if bits is not None and bits < WANTED_BITS:
            message = f"the DKIM key of {item.domain} has {bits:,} bits, {WANTED_BITS:,} are the standard"
            fix = "choose 2,048 bits in the DKIM settings of the identity, and wait until SES shows the new key as verified"
            yield Found(f"identities.domains[{index}].dkim.bits", message, fix)
