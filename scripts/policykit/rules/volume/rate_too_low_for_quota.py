"""The sending rate cannot send the daily quota in a day.

Rate x 86,400 seconds is the most that a day can hold; a quota above it can never be used (AWS-12).

Wrong:
    request: {daily_quota: 100000, send_rate: 1}
Right:
    request: {daily_quota: 86400, send_rate: 1}
    ---
    request: {daily_quota: 100000, send_rate: (leave out)}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("VOL-07",)
question = "frequency"
sources = ("AWS-12",)

SECONDS = 86_400


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Quota and rate, where both are stated."""
    quota, rate = product.request.daily_quota, product.request.send_rate
    if quota is not None and rate is not None and rate * SECONDS < quota:
        message = f"{rate} a second x 86,400 seconds = {int(rate * SECONDS):,} in 24 hours, below the quota of {quota:,}"
        yield Found("request.send_rate", message, "raise the rate, or lower the quota")
