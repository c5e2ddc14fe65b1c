"""Addresses are suppressed, and who may release one is not stated.

An entry stays until somebody removes it. People do repair a mailbox and ask for their sign-in mail again, so say who releases
an address, and on what proof (AWS-06, AWS-21).

Wrong:
    suppression: {release_rule: (leave out)}
Right:
    suppression: {release_rule: The technical lead releases an address after its owner wrote from it.}
    ---
    suppression: (leave out)
    handling: {suppression: {status: planned}}
"""

from collections.abc import Iterator

from policykit.readiness.statuses import keeps_suppressed_addresses
from policykit.rules import Context, Found, ProductView

severity = "note"
covers = ("SUP-03",)
question = "bounces"
sources = ("AWS-06", "AWS-21")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """A list of suppressed addresses without a way off it."""
    if keeps_suppressed_addresses(product) and not product.suppression.release_rule:
        message = "who may release a suppressed address, and on what proof, is not stated"
        fix = "name the role and the proof in `suppression.release_rule`, such as a message from that address"
        yield Found("suppression.release_rule", message, fix)
