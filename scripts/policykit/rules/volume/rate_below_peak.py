"""The sending rate asked for is below the busiest hour or the largest burst.

Mail above the rate is throttled (AWS-12): codes come late, and an invitation to many waits in the queue.

Wrong:
    request: {send_rate: 1}
    ---
    request: {send_rate: 0.05}
    streams: [{volume: {burst: (leave out)}}, {volume: {burst: (leave out)}}, {volume: {burst: (leave out)}}]
Right:
    request: {send_rate: 1.5}
    ---
    request: {send_rate: (leave out)}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.rates import needs

severity = "error"
severity_because = "VOL-06 itself calls a rate that is too low an error; only one that is too high is a warning."
covers = ("VOL-06",)
question = "frequency"
sources = ("AWS-12", "AWS-01b")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The rate against the most demanding figure."""
    rate = product.request.send_rate
    need = max(needs(product), default=None, key=lambda known: known.per_second) if rate is not None else None
    if need and rate is not None and rate < need.per_second:
        message = f"{rate} a second are asked for, and {need.words} = {need.per_second:.2g} a second"
        yield Found("request.send_rate", message, f"ask for {need.enough} a second, or spread the mail")
