"""The daily quota asked for is far above the busiest day.

It looks greedy or copied, and it is not needed: AWS raises a quota by itself when use comes near it (AWS-13).

Wrong:
    request: {daily_quota: 50000}
Right:
    request: {daily_quota: 2450}
    ---
    request: {daily_quota: 50000}
    volume: {figures: [{max: 10000}]}
    ---
    request: {daily_quota: 50000}
    streams: [{volume: (leave out)}]
    volume: (leave out)
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.figures import NEAR_MONTHS, peak

severity = "warning"
covers = ("VOL-05",)
question = "frequency"
sources = ("AWS-12", "AWS-13")

TIMES = 5
"""Ours: above this, a reviewer asks what the rest is for."""


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The quota against the busiest day of the next months."""
    quota, day = product.request.daily_quota, peak(product, "day")
    if quota is not None and day and quota > TIMES * day:
        message = (
            f"{quota:,} in 24 hours are asked for, {round(quota / day):,} times the busiest day of the next "
            f"{NEAR_MONTHS} months ({day:,})"
        )
        fix = f"ask for {day * 3 // 2:,} to {day * 2:,}; AWS raises the quota when use comes near it"
        yield Found("request.daily_quota", message, fix)
