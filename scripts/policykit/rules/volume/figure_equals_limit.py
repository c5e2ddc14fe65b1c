"""A figure equals one of AWS's limits.

200 and 50,000 a day are the quota of the sandbox and the one that public grants name (AWS-01, AWS-24). A volume of exactly that
size looks copied, not counted. "Fewer than 200" is a bound and claims no such figure.

Wrong:
    volume: {figures: [{}, {}, {kind: forecast, per: day, max: 50000, months_ahead: 12}]}
    ---
    streams: [{volume: {max_day: 200}}]
    ---
    request: {daily_quota: 50000}
Right:
    volume: {figures: [{}, {}, {kind: forecast, per: day, max: 48000, months_ahead: 12}]}
    ---
    streams: [{volume: {max_day: 180}}]
    ---
    volume: {figures: [{}, {}, {kind: current, per: day, max: 200}]}
    ---
    volume: {figures: [{}, {}, {kind: forecast, per: day, max: 50000, fewer_than_max: true, months_ahead: 12}]}
"""

from collections.abc import Iterator

from policykit.model import Figure
from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.figures import figures, volumes

severity = "note"
covers = ("VOL-14",)
question = "frequency"
sources = ("AWS-01", "AWS-24")


def check(product: ProductView, context: Context) -> Iterator[Found]:
    """Each daily figure that is a limit, else the quota; a current figure in the sandbox is another rule's matter."""
    sandbox, granted = int(context.number("sandbox-daily")), int(context.number("production-daily"))
    stated = [(f"{path}.max", figure.max) for path, figure in figures(product, "day") if _is_the_figure(figure)]
    stated += [(f"{path}.max_day", volume.max_day) for path, volume in volumes(product) if volume.max_day is not None]
    found = [(path, number) for path, number in stated if number in (sandbox, granted)]
    if not found and product.request.daily_quota == granted:
        found = [("request.daily_quota", granted)]
    for path, number in found:
        name = "the daily quota of the sandbox" if number == sandbox else "the daily quota that public grants name"
        yield Found(path, f"the figure of {number:,} a day is exactly {name}", "count, and state what you counted")


def _is_the_figure(figure: Figure) -> bool:
    return figure.kind != "current" and not figure.fewer_than_max
