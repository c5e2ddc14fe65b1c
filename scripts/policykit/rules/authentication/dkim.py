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


@rule("note", question="identity", covers=["AUTH-13"], sources=["R-6376", "AWS-22"], asks="DKIM signing")
def dkim_not_signing(product: ProductView) -> Iterator[Found]:
    """The email of a domain is not signed with DKIM.

    A DKIM signature survives forwarding, so DMARC still passes. Large mailbox providers ask for it.

    Fix: Turn on Easy DKIM for the domain, publish its CNAME records, and add `dkim:` to the identity.

    Wrong:
        identities: {domains: [{dkim: (leave out)}]}
        ---
        identities: {domains: [{dkim: {status: none}}]}
    Right:
        identities:
          domains:
            - domain: lantern.example.com
              status: implemented
              dkim: {status: implemented, method: easy, records: 3, bits: 2048}
    """
    for path, item in _domains(product):
        if item.status == "none" or (item.dkim and item.dkim.status.is_in_place):
            continue
        if not item.dkim:
            yield Found(path, "Your file does not say whether SES signs email from {domain} with DKIM.", domain=item.domain)
        elif item.dkim.status == "planned":
            yield Found(f"{path}.dkim", "DKIM for {domain} is only planned.", domain=item.domain)
        else:
            yield Found(f"{path}.dkim", "DKIM for {domain} is off.", domain=item.domain)


@rule(
    "warning",
    question="identity",
    covers=["AUTH-02"],
    sources=["AWS-22"],
    asks="Details of DKIM",
    severity_because="The details are missing, and nothing disproves that email is signed.",
)
def dkim_without_detail(product: ProductView) -> Iterator[Found]:
    """You say that DKIM is set up, but not how.

    Anybody can look up DKIM records. Without the method, the signing domain or the number of records, a reviewer cannot check
    what you say.

    Fix: Copy what SES shows: `method: easy` with the number of records, or `method: byo` with the signing `domain:`.

    Wrong:
        identities: {domains: [{dkim: {status: implemented, method: (leave out), records: (leave out), bits: (leave out),
          domain: (leave out)}}]}
    Right:
        identities:
          domains:
            - domain: lantern.example.com
              status: implemented
              dkim: {status: implemented, method: easy, records: 3, bits: 2048}
    Silent:
        identities: {domains: [{dkim: {records: (leave out), bits: (leave out), domain: (leave out)}}]}
        ---
        identities: {domains: [{dkim: {status: planned, method: (leave out), bits: (leave out), domain: (leave out)}}]}
    """
    for path, item in _domains(product):
        dkim = item.dkim
        if dkim and dkim.status.is_in_place and not (dkim.method or dkim.records or dkim.bits or dkim.domain):
            yield Found(
                f"{path}.dkim",
                "You say that DKIM is set up for {domain}, but not with which method, signing domain or records.",
                domain=item.domain,
            )


def _domains(product: ProductView) -> Iterator[tuple[str, DomainIdentity]]:
    for index, item in enumerate(product.identities.domains):
        yield f"identities.domains[{index}]", item
