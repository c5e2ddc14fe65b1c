"""DKIM."""

from collections.abc import Iterator

from policykit.model.identities import DomainIdentity
from policykit.rules import Found, ProductView, rule

WANTED_BITS = 2048
"""RFC 8301 3.2: signers should use at least that; it is not Amazon's number."""


@rule("note", question="identity", covers=["AUTH-13"], sources=["R-6376", "AWS-22"])
def dkim_key_short(product: ProductView) -> Iterator[Found]:
    """A DKIM key is shorter than 2,048 bits.

    Receivers accept a key of 1,024 bits, but the standard recommends 2,048. Easy DKIM creates 2,048 bits by default.

    Fix: Choose 2,048 bits in the DKIM settings of the identity, and wait until SES shows the new key as verified.

    Wrong:
        identities: {domains: [{dkim: {status: implemented, method: easy, records: 3, bits: 1024}}]}
    Right:
        identities:
          domains:
            - domain: lantern.example.com
              status: implemented
              dkim: {status: implemented, method: easy, records: 3, bits: 2048}
    Silent:
        identities: {domains: [{dkim: {bits: (leave out)}}]}
    """
    for path, item in _domains(product):
        bits = item.dkim.bits
        if bits is not None and bits < WANTED_BITS:
            yield Found(f"{path}.dkim.bits", "The DKIM key of {domain} has only {bits} bits.", domain=item.domain, bits=bits)


def _domains(product: ProductView) -> Iterator[tuple[str, DomainIdentity]]:
    for index, item in enumerate(product.identities.domains):
        yield f"identities.domains[{index}]", item
