"""Policies."""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView, rule

WANTED = {
    "owner": "the owner",
    "version": "the version",
    "last_review": "the date of the last review",
    "review_interval_months": "the months between reviews",
}


@rule("warning", covers=["POL-02"])
def policies_incomplete(product: ProductView) -> Iterator[Found]:
    """The policies lack an owner, a version or the date of their review.

    A policy that nobody owns and nobody dates is out of date soon, and a reader cannot tell. AWS expects steps that are in
    place, and policies grow old as the steps change.

    Wrong:
        policies: (leave out)
        ---
        policies: {owner: (leave out)}
        ---
        policies: {review_interval_months: (leave out), version: (leave out)}
    Right:
        policies: {owner: technical lead, version: "1.2", last_review: 2026-09-01, review_interval_months: 12}
    """
    # What is missing, in one finding.
    missing = [what for field, what in WANTED.items() if getattr(product.policies, field) is None]
    if missing:
        listed = " and ".join([", ".join(missing[:-1]), missing[-1]]) if missing[1:] else missing[0]
        fix = "read the policies, correct them, and add these to `policies:`"
        yield Found("policies", f"the policies do not state {listed}", fix)


@rule("warning", covers=["POL-02"])
def policy_review_overdue(product: ProductView, context: Context) -> Iterator[Found]:
    """The review of the policies is overdue.

    The policies themselves say when they are read again. A date that has passed tells each reader that nobody did.

    Wrong:
        policies: {last_review: 2025-09-01}
    Right:
        policies: {last_review: 2026-09-01}
        ---
        policies: {last_review: (leave out)}
    """
    # A next review whose month is over.
    policies = product.policies
    due = policies.next_review
    if due and (due.year, due.month) < (context.today.year, context.today.month):
        message = f"reviewed on {policies.last_review}, every {policies.review_interval_months} months: due in {due:%Y-%m}"
        fix = "read the policies against what is in place, and set `last_review:` to that day"
        yield Found("policies.last_review", message, fix)
