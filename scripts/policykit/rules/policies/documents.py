"""Policies."""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView, rule

FIELDS = ("owner", "version", "last_review", "review_interval_months")
READ_BY_NOBODY = "AWS asks for no policies. They are good practice."


@rule("note", covers=["POL-02"], asks="Owner, version and review of your policies", severity_because=READ_BY_NOBODY)
def policies_incomplete(product: ProductView) -> Iterator[Found]:
    """Your policies lack an owner, a version or the date of their review.

    A policy without owner and date is soon out of date, and a reader cannot tell. AWS expects steps that are in place, and
    policies age as the steps change.

    Fix: Read the policies, correct them, and complete `policies:`.

    Wrong:
        policies: (leave out)
        ---
        policies: {owner: (leave out)}
        ---
        policies: {review_interval_months: (leave out), version: (leave out)}
    Right:
        policies: {owner: technical lead, version: "1.2", last_review: 2026-09-01, review_interval_months: 12}
    """
    missing = [f"`{field}`" for field in FIELDS if getattr(product.policies, field) is None]
    if missing:
        yield Found("policies", "Your policies lack {fields}.", fields=missing)


@rule("note", covers=["POL-02"], severity_because=READ_BY_NOBODY)
def policy_review_overdue(product: ProductView, context: Context) -> Iterator[Found]:
    """The review of your policies is overdue.

    The policies themselves name their next review. A date that has passed shows every reader that nobody kept it.

    Fix: Compare the policies with what is in place, and set `policies.last_review` to that day.

    Wrong:
        policies: {last_review: 2025-09-01}
    Right:
        policies: {owner: technical lead, version: "1.3", last_review: 2026-11-20, review_interval_months: 12}
    Silent:
        policies: {last_review: (leave out)}
    """
    policies = product.policies
    due = policies.next_review
    if due and (due.year, due.month) < (context.today.year, context.today.month):
        yield Found(
            "policies.last_review",
            "You last reviewed your policies on {day}, and review them every {months} months.",
            day=policies.last_review,
            months=policies.review_interval_months,
        )
