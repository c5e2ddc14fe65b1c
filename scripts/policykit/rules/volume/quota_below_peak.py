"""The daily quota asked for is below the busiest day.

SES stops sending at the quota, and the mail of that day is lost or late (AWS-12).

Wrong:
    request: {daily_quota: 400}
Right:
    request: {daily_quota: 490}
    ---
    request: {daily_quota: (leave out)}
    ---
    request: {daily_quota: 1000}
    volume: {figures: [{}, {kind: forecast, per: day, max: 5000, months_ahead: 12}]}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.figures import NEAR_MONTHS, peak

severity = "error"
severity_because = "VOL-05 itself calls a quota that is too low an error; only one that is too high is a warning."
covers = ("VOL-05",)
question = "frequency"
sources = ("AWS-12", "AWS-13")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The quota against the busiest day of the next months."""
    quota, day = product.request.daily_quota, peak(product, "day")
    if quota is not None and day is not None and quota < day:
        message = f"{quota:,} in 24 hours are asked for, and the busiest day of the next {NEAR_MONTHS} months has {day:,}"
        fix = f"ask for {day * 3 // 2:,} to {day * 2:,}, which is the busiest day x 1.5 to 2"
        yield Found("request.daily_quota", message, fix)
