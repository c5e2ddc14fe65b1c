"""A stream does not say which name its recipients see as the sender.

People report mail as spam when they do not recognise who it is from. An address such as noreply@ says little (AWS-05, A-1).

Wrong:
    streams: [{from_name: (leave out), sample: {sent_from: codes@lantern.example.com}}]
Right:
    streams: [{from_name: Lantern}]
    ---
    streams: [{from_name: (leave out), sample: {sent_from: Lantern <codes@lantern.example.com>}}]
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.senders import senders

severity = "warning"
covers = ("MSG-03",)
question = "purpose"
sources = ("AWS-05", "A-1")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each sender address without a name, once for all its streams."""
    for sender in senders(product):
        if not sender.name:
            message = f"{sender.address} has no sender name{sender.count}"
            fix = f"add `from_name:`, such as {product.application or product.name}"
            yield Found(sender.path, message, fix)
