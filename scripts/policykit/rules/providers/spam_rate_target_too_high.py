"""The complaint rate that the product aims for is one at which Gmail already refuses help.

Gmail names a spam rate that a sender must never reach; above it mail goes to the spam folder, and no request for help is
taken until a week went better. Yahoo asks for the same. A target has to stay well below (G-1, G-2, Y-1).

Wrong:
    monitoring: {targets: [{}, {below: 0.3}]}
    ---
    monitoring: {targets: [{}, {below: 0.5}]}
Right:
    monitoring: {targets: [{}, {below: 0.1}]}
    ---
    monitoring: {targets: [{below: 2}]}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "warning"
covers = ("MBX-03",)
question = "complaints"
sources = ("G-1", "G-2", "Y-1")


def check(product: ProductView, context: Context) -> Iterator[Found]:
    """Each target for the complaint rate that is not below Gmail's limit."""
    limit = context.number("spam-rate")
    for index, target in enumerate(product.monitoring.targets):
        if target.metric == "complaint_rate" and target.below >= limit:
            message = f"the target is below {target.below}%, Gmail wants senders never to reach {limit}%"
            fix = f"aim for less than {context.number('complaint-review')}%, from which AWS reviews an account too"
            yield Found(f"monitoring.targets[{index}].below", message, fix)
