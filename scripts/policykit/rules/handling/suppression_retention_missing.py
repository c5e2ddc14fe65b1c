"""Suppressed addresses are kept, and how long is not stated.

A suppressed address is personal data that is kept on purpose. That is sound, as long as the product says why and for how
long: as long as the objection has to be respected (EU-1, CH-2, HK-4).

Wrong:
    suppression: {retention: (leave out)}
Right:
    suppression: {retention: An entry stays as long as the objection has to be respected.}
    ---
    suppression: (leave out)
    handling: {suppression: {status: planned}}
"""

from collections.abc import Iterator

from policykit.readiness.statuses import keeps_suppressed_addresses
from policykit.rules import Context, Found, ProductView

severity = "warning"
covers = ("SUP-04",)
sources = ("EU-1", "CH-2", "HK-4")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """A list of suppressed addresses without a period."""
    if keeps_suppressed_addresses(product) and not product.suppression.retention:
        message = "how long a suppressed address is kept, and why, is not stated"
        fix = "state it in `suppression.retention`: as long as the objection has to be respected, hashed where possible"
        yield Found("suppression.retention", message, fix)
