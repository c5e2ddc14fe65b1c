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

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("AUTH-02",)
question = "identity"
sources = ("AWS-22",)


def check(product: ProductView, context: Context) -> Iterator[Found]:
    """Each identity whose DKIM is in place, but has no detail."""
    for index, item in enumerate(product.identities.domains):
        dkim = item.dkim
        if dkim and dkim.status.is_in_place and not (dkim.method or dkim.records or dkim.bits or dkim.domain):
            message = f"DKIM of {item.domain} is said to be set up, but method, signing domain and records are not stated"
            count = context.number("dkim-records")
            fix = f"state what SES shows: `method: easy` with `records: {count}`, or `method: byo` with `domain:`"
            yield Found(f"identities.domains[{index}].dkim", message, fix)
