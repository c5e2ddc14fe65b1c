"""The policies lack an owner, a version or the date of their review.

A policy that nobody owns and nobody dates is out of date soon, and a reader cannot tell. AWS expects steps that are in place,
and policies grow old as the steps change.

Wrong:
    policies: (leave out)
    ---
    policies: {owner: (leave out)}
    ---
    policies: {review_interval_months: (leave out), version: (leave out)}
Right:
    policies: {owner: technical lead, version: "1.2", last_review: 2026-09-01, review_interval_months: 12}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "warning"
covers = ("POL-02",)

WANTED = {
    "owner": "the owner",
    "version": "the version",
    "last_review": "the date of the last review",
    "review_interval_months": "the months between reviews",
}


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """What is missing, in one finding."""
    missing = [what for field, what in WANTED.items() if getattr(product.policies, field) is None]
    if missing:
        listed = " and ".join([", ".join(missing[:-1]), missing[-1]]) if missing[1:] else missing[0]
        fix = "read the policies, correct them, and add these to `policies:`"
        yield Found("policies", f"the policies do not state {listed}", fix)
