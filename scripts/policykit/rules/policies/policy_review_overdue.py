"""The review of the policies is overdue.

The policies themselves say when they are read again. A date that has passed tells each reader that nobody did.

Wrong:
    policies: {last_review: 2025-09-01}
Right:
    policies: {last_review: 2026-09-01}
    ---
    policies: {last_review: (leave out)}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "warning"
covers = ("POL-02",)


def check(product: ProductView, context: Context) -> Iterator[Found]:
    """A next review whose month is over."""
    policies = product.policies
    due = policies.next_review
    if due and (due.year, due.month) < (context.today.year, context.today.month):
        message = f"reviewed on {policies.last_review}, every {policies.review_interval_months} months: due in {due:%Y-%m}"
        fix = "read the policies against what is in place, and set `last_review:` to that day"
        yield Found("policies.last_review", message, fix)
