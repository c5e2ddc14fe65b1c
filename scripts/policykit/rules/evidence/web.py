"""What the website shows."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.model.view import ProductView
from policykit.readiness.evidence import differences
from policykit.rules import Found, rule


@rule("error", question="purpose", covers=["WEB-01"], sources=["AWS-01", "AWS-02"])
def website_disproves(product: ProductView) -> Iterator[Found]:
    """The website does not show what your file says.

    The form asks for the website, and a reviewer can open it. A page that is missing, or that is not yours, costs you the
    trust in everything else.

    Fix: Correct the website or the address, then run `scripts/verify.py` again.

    Wrong:
        evidence: {web: [{asked: "https://lantern.example.com/privacy", on: "2026-11-20T09:00:00Z", status: 404}]}
    Right:
        website: {privacy_url: "https://lantern.example.com/en/privacy"}
    """
    yield from (item.found.dated(item.on) for item in differences(product, "web") if item.disproves)


@rule("warning", question="purpose", covers=["WEB-02"], sources=["AWS-01", "AWS-04"])
def website_weak(product: ProductView) -> Iterator[Found]:
    """The website has a weakness that a reviewer may notice.

    The page is there. But a reviewer may not find on it what your file says, or may take it for a draft.

    Fix: Improve the page, then run `scripts/verify.py` again.

    Wrong:
        evidence:
          web:
            - asked: "https://lantern.example.com/privacy"
              on: "2026-11-20T09:00:00Z"
              status: 200
              names: [Lantern]
              words: 900
    Right:
        website: {privacy_url: "https://lantern.example.com/en/privacy"}
    """
    yield from (item.found.dated(item.on) for item in differences(product, "web") if not item.disproves)
