"""DKIM."""

from collections.abc import Iterator

from policykit.model.identities import DomainIdentity
from policykit.rules import Context, Found, ProductView, rule

WANTED_BITS = 2048
"""RFC 8301 3.2: signers should use at least that; it is not Amazon's number."""


@rule("note", question="identity", covers=["AUTH-13"], sources=["R-6376", "AWS-22"])
def dkim_key_short(product: ProductView) -> Iterator[Found]:
    """A DKIM key is shorter than 2,048 bits.

    1,024 bits is the least that receivers accept, 2,048 what the standard asks for and what SES makes by default (R-6376,
    AWS-22).

    Wrong:
        identities: {domains: [{dkim: {bits: 1024}}]}
    Right:
        identities: {domains: [{dkim: {bits: 2048}}]}
        ---
        identities: {domains: [{dkim: {bits: (leave out)}}]}
    """
    # Each stated key that is shorter.
    for path, item in _domains(product):
        bits = item.dkim.bits
        if bits is not None and bits < WANTED_BITS:
            message = f"the DKIM key of {item.domain} has {bits:,} bits, {WANTED_BITS:,} are the standard"
            fix = "choose 2,048 bits in the DKIM settings of the identity, and wait until SES shows the new key as verified"
            yield Found(f"{path}.dkim.bits", message, fix)


@rule("note", question="identity", covers=["AUTH-13"], sources=["R-6376", "AWS-22"])
def dkim_not_signing(product: ProductView) -> Iterator[Found]:
    """A domain is verified, but its mail is not signed with DKIM.

    DKIM is what lets DMARC pass when mail is forwarded, and large providers ask for it (R-6376, AWS-22).

    Wrong:
        identities: {domains: [{dkim: (leave out)}]}
        ---
        identities: {domains: [{dkim: {status: none}}]}
    Right:
        identities: {domains: [{dkim: {status: implemented}}]}
    """
    # Each identity whose signing is off, planned or not stated.
    for path, item in _domains(product):
        if item.status == "none" or (item.dkim and item.dkim.status.is_in_place):
            continue
        state = "planned only" if item.dkim and item.dkim.status == "planned" else "off" if item.dkim else "not stated"
        fix = "switch Easy DKIM on for the domain, publish its CNAME records, and state it as `dkim:`"
        yield Found(f"{path}.dkim" if item.dkim else path, f"DKIM for {item.domain} is {state}", fix)


@rule("error", question="identity", covers=["AUTH-02"], sources=["AWS-22"])
def dkim_without_detail(product: ProductView, context: Context) -> Iterator[Found]:
    """DKIM is claimed, but not how the mail is signed.

    Without the method, the signing domain or the number of records nobody can look the keys up (AWS-22). Easy DKIM sets CNAME
    records that anybody can resolve.

    Wrong:
        identities: {domains: [{dkim: {method: (leave out), records: (leave out), bits: (leave out), domain: (leave out)}}]}
    Right:
        identities: {domains: [{dkim: {records: (leave out), bits: (leave out), domain: (leave out)}}]}
        ---
        identities: {domains: [{dkim: {status: planned, method: (leave out), bits: (leave out), domain: (leave out)}}]}
    """
    # Each identity whose DKIM is in place, but has no detail.
    for path, item in _domains(product):
        dkim = item.dkim
        if dkim and dkim.status.is_in_place and not (dkim.method or dkim.records or dkim.bits or dkim.domain):
            message = f"DKIM of {item.domain} is said to be set up, but method, signing domain and records are not stated"
            count = context.number("dkim-records")
            fix = f"state what SES shows: `method: easy` with `records: {count}`, or `method: byo` with `domain:`"
            yield Found(f"{path}.dkim", message, fix)


def _domains(product: ProductView) -> Iterator[tuple[str, DomainIdentity]]:
    for index, item in enumerate(product.identities.domains):
        yield f"identities.domains[{index}]", item
