"""What the SES account shows."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.model.view import ProductView
from policykit.readiness.evidence import differences
from policykit.rules import Found, rule


@rule("error", question="identity", covers=["AWSQ-09", "SES-08"], sources=["AWS-02", "AWS-06", "AWS-08", "AWS-16"])
def account_disproves(product: ProductView) -> Iterator[Found]:
    """The SES account does not show what your file says.

    AWS sees the same account while it reads your answer. A claim that is not true there costs you the trust in all others.

    Fix: Change the account or the file. Then run `scripts/verify.py --ses` again. Until it is set up, mark it as planned.

    Wrong:
        evidence:
          identities:
            - asked: GetEmailIdentity lantern.example.com eu-west-1
              on: "2026-11-20T09:00:00Z"
              region: eu-west-1
              identity: lantern.example.com
              exists: false
        ---
        evidence:
          accounts: [{asked: GetAccount eu-west-1, on: "2026-11-20T09:00:00Z", region: eu-west-1, suppression: [BOUNCE]}]
    Right:
        identities:
          domains:
            - domain: lantern.example.com
              status: planned
              dkim: {status: planned}
              mail_from: {status: planned, domain: bounce.lantern.example.com}
    """
    yield from (item.found.dated(item.on) for item in differences(product, "account") if item.disproves)


@rule("warning", question="identity", covers=["SUP-01"], sources=["AWS-02"])
def account_weak(product: ProductView) -> Iterator[Found]:
    """The SES account shows something to fix, or to correct in your file.

    No claim in your answers is wrong because of it. But AWS sees it, and your file should say what the account says.

    Fix: Change the account or the file. Then run `scripts/verify.py --ses` again.

    Wrong:
        evidence:
          accounts:
            - asked: GetAccount eu-west-1
              on: "2026-11-20T09:00:00Z"
              region: eu-west-1
              production_access: true
              suppression: [BOUNCE, COMPLAINT]
    Right:
        stage: granted
        request: {sandbox: false}
    Silent:
        evidence:
          accounts: [{asked: GetAccount eu-west-1, failed_on: "2026-11-20T09:00:00Z", failed: access denied, region: eu-west-1}]
    """
    yield from (item.found.dated(item.on) for item in differences(product, "account") if not item.disproves)
