"""Policies."""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView, rule

READ_BY_NOBODY = "AWS asks for no policies. They are good practice."


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
