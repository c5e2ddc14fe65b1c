"""The daily quota asked for leaves no room above the busiest day.

SES counts each try and each mail to a suppressed address (AWS-06, AWS-07), so that a busy day needs more than its recipients.

Wrong:
    request: {daily_quota: 500}
Right:
    request: {daily_quota: 540}
    ---
    request: {daily_quota: 400}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.figures import peak

severity = "note"
covers = ("VOL-17",)
question = "frequency"
sources = ("AWS-06", "AWS-07", "AWS-12")

HEADROOM = 1.1
"""Ours: a tenth for what is sent again or to suppressed addresses."""


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """A quota that is enough, but only just; one below the busiest day is another rule's matter."""
    quota, day = product.request.daily_quota, peak(product, "day")
    if quota is not None and day and day <= quota < HEADROOM * day:
        message = (
            f"{quota:,} in 24 hours are asked for, and the busiest day has {day:,}; repeated and suppressed mail counts too"
        )
        yield Found("request.daily_quota", message, f"ask for {day * 3 // 2:,} to {day * 2:,}")
