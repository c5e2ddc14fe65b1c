"""The figures over all streams differ from the sum of the streams.

A reviewer adds the streams up. A total that differs by more than a twentieth looks typed, not counted.

Wrong:
    volume: {figures: [{max: 900}]}
    ---
    volume: {figures: [{min: 60}]}
Right:
    volume: {figures: [{max: 500}]}
    ---
    volume: {figures: [{max: 900}]}
    streams: [{volume: (leave out)}]
    ---
    volume: {figures: [{kind: peak, min: 60}]}
    ---
    volume: {figures: [{min: (leave out)}]}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.figures import figures, of_streams

severity = "warning"
covers = ("VOL-01",)
question = "frequency"

TOLERANCE = 0.05
"""Our own: rounding to tens is no contradiction."""


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each daily figure of today or soon whose ends are not about the sums of the streams' smallest and largest days."""
    lowest, highest = of_streams(product, "min_day"), of_streams(product, "max_day")
    for path, figure in figures(product, "day"):
        if figure.months_ahead or figure.kind == "current":
            continue
        yield from _differs(product, f"{path}.max", figure.max, highest, "on their largest days")
        if figure.kind == "forecast":
            yield from _differs(product, f"{path}.min", figure.min, lowest, "on their smallest days")


def _differs(product: ProductView, path: str, declared: int | None, numbers: list[int] | None, when: str) -> Iterator[Found]:
    if declared is None or not numbers:
        return
    total = sum(numbers)
    if abs(declared - total) > TOLERANCE * max(declared, total):
        terms = " + ".join(f"{number:,}" for number in numbers)
        made = f"{terms} = {total:,}" if len(numbers) > 1 else terms
        message = f"{declared:,} a day in all, but the streams make {made} {when}"
        yield Found(path, message, "count again, and correct the total or the streams")
