"""One event may send mail to many at once, and how many is not stated.

A reviewer sees few mails a day and asks why production is needed; the largest burst is the answer (AWS-24). It also decides the
sending rate.

Wrong:
    streams: [{}, {volume: {burst: (leave out)}}]
    ---
    streams: [{}, {}, {volume: {burst: (leave out)}}]
Right:
    streams: [{}, {volume: {burst: 60}}]
    ---
    streams: [{}, {volume: {burst: (leave out)}, recipients: {who: the singer who asked for a place}}]
    ---
    streams: [{}, {volume: (leave out)}]
Silent:
    streams: [{}, {volume: {burst: (leave out)}, recipients: {who: the member of a choir who wrote last}}]
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.reach import reaches_several

severity = "warning"
covers = ("VOL-15",)
question = "frequency"
sources = ("AWS-24",)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each stream with figures whose event may reach several recipients and that states no burst."""
    for path, stream in product.each_stream():
        if stream.volume and stream.volume.burst is None and reaches_several(stream):
            message = f"one event of `{stream.id}` may reach several recipients; how many at most is not stated"
            yield Found(f"{path}.volume.burst", message, "state the largest number of recipients of one event in `burst:`")
