"""Marketing mail goes out, and no complaint rate to stay below is stated.

Marketing is what people mark as spam. Gmail and Yahoo name a rate that a sender has to stay below; a product that sends it
should name its own (G-1, G-2, Y-1).

Wrong:
    monitoring: {targets: ["(only)", {metric: bounce_rate, below: 2}]}
    ---
    monitoring: {targets: (leave out)}
Right:
    monitoring: {targets: [{}, {metric: complaint_rate, below: 0.1}]}
    ---
    monitoring: {targets: (leave out)}
    streams: [{}, {}, (leave out)]
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "warning"
covers = ("MBX-03",)
question = "complaints"
sources = ("G-1", "G-2", "Y-1")


def check(product: ProductView, context: Context) -> Iterator[Found]:
    """A product with marketing and no target for the complaint rate."""
    if product.marketing and all(target.metric != "complaint_rate" for target in product.monitoring.targets):
        message = (
            f"no complaint rate to stay below is stated; Gmail wants senders never to reach {context.number('spam-rate')}%"
        )
        fix = f"add a target for complaint_rate, below {context.number('complaint-review')}%"
        yield Found("monitoring.targets", message, fix)
