"""What DNS shows."""

from collections.abc import Iterator

from policykit.readiness.evidence import differences
from policykit.rules import Found, ProductView, rule


@rule("error", question="identity", covers=["AUTH-02", "AUTH-04", "AUTH-05"], sources=["AWS-08", "R-7208", "R-6376", "R-9989"])
def dns_disproves(product: ProductView) -> Iterator[Found]:
    """DNS does not show what your file says.

    AWS can look up the same records. A claim that is not true there costs you the trust in all others.

    Fix: Publish the record, then run `scripts/verify.py` again. Until then, mark it as planned.

    Wrong:
        evidence: {dns: [{asked: MX bounce.lantern.example.com, on: "2026-11-20T09:00:00Z", result: no_name}]}
    Right:
        identities:
          domains:
            - domain: lantern.example.com
              mail_from: {status: planned, domain: bounce.lantern.example.com}
    """
    yield from (item.found.dated(item.on) for item in differences(product, "dns") if item.disproves)


@rule("warning", question="identity", covers=["AUTH-09", "AUTH-12"], sources=["R-7208", "R-9989", "R-9990", "AWS-08"])
def dns_record_weak(product: ProductView) -> Iterator[Found]:
    """A DNS record has a weakness that mailbox providers or AWS notice.

    Part of your email may fail authentication, or replies and reports may not arrive.

    Fix: Correct the record, then run `scripts/verify.py` again.

    Wrong:
        evidence:
          dns:
            - asked: TXT _dmarc.lantern.example.com
              on: "2026-11-20T09:00:00Z"
              result: records
              records: ["v=DMARC1; rua=mailto:dmarc@lantern.example.com"]
    Right:
        evidence:
          dns:
            - asked: TXT _dmarc.lantern.example.com
              on: "2026-11-20T09:00:00Z"
              result: records
              records: ["v=DMARC1; p=quarantine; rua=mailto:dmarc@lantern.example.com"]
    """
    yield from (item.found.dated(item.on) for item in differences(product, "dns") if not item.disproves)
