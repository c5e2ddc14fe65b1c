"""A stream does not say from which address it is sent.

Every mail must have a From field (R-5322); Gmail and Yahoo refuse mail that is not in that form (G-1, Y-1), and AWS compares
the address with the verified identities. Date, Subject and Message-ID of the samples are made by the kit.

Wrong:
    streams: [{from: (leave out), sample: {sent_from: (leave out)}}]
    ---
    streams: [{from: (leave out), sample: {sent_from: Lantern}}]
Right:
    streams: [{from: codes@lantern.example.com}]
    ---
    streams: [{from: (leave out), sample: {sent_from: Lantern <codes@lantern.example.com>}}]
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("MSG-01",)
question = "purpose"
sources = ("R-5322", "G-1", "Y-1")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each stream without sender, neither in the field nor in its sample."""
    for path, stream in product.each_stream():
        shown = stream.sample.sent_from
        if stream.from_ is None and "@" not in (shown or ""):
            yield Found(path, f"the sender address of `{stream.id}` is not stated", "add `from:` with the address")
