"""A forecast of strong growth does not say what it rests on.

A number that triples within months needs its product: users x mails per user (AWS-01b).

Wrong:
    volume: {basis: (leave out), figures: [{}, {}, {kind: forecast, per: day, max: 5000, months_ahead: 6}]}
    ---
    volume: {basis: (leave out), figures: [{}, {}, {kind: current, per: month, max: 100}]}
Right:
    volume: {figures: [{}, {}, {kind: forecast, per: day, max: 5000, months_ahead: 6}]}
    ---
    volume: {basis: (leave out), figures: [{}, {}, {kind: forecast, per: day, max: 1000, months_ahead: 6}]}
    ---
    volume: {basis: (leave out)}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.figures import ahead, figures

severity = "warning"
covers = ("VOL-13",)
question = "frequency"
sources = ("AWS-01b",)

GROWTH = 3
"""Ours: up to this factor a new product needs no explanation."""


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The steepest growth from today or the start, where no basis is stated; one finding a product."""
    if product.volume.basis or len(product.volume.figures) < 2:
        return
    for per in ("day", "month", "hour"):
        stated = [figure for _, figure in figures(product, per) if figure.kind in ("current", "forecast")]
        start = min((f for f in stated if not ahead(f)), default=None, key=lambda f: (f.kind != "current", f.max))
        last = max(stated, default=None, key=lambda f: f.max)
        if start and last and start.max and last.max > GROWTH * start.max:
            when = f"in {last.months_ahead} months" if last.months_ahead else "as forecast"
            message = (
                f"from {start.max:,} to {last.max:,} a {per} {when}, {last.max / start.max:.3g} times as many, "
                "and what the forecast rests on is not stated"
            )
            yield Found("volume.basis", message, "say in `basis:` how you reckon it, such as users x mails per user")
            return
