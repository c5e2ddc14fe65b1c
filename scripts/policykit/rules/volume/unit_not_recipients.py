"""A stream that reaches several recipients at once does not count recipients.

SES counts recipients, not messages (AWS-12, AWS-14): one invitation to forty people is forty. Where each mail answers what its
recipient does, the two numbers are alike, and the unit need not be stated.

Wrong:
    streams: [{}, {volume: {unit: (leave out)}}]
    ---
    streams: [{}, {volume: {unit: messages}}]
Right:
    streams: [{}, {volume: {unit: recipients}}]
    ---
    streams: [{volume: {unit: (leave out)}}]
    ---
    streams: [{}, {volume: {unit: messages}, recipients: {internal: true}}]
    ---
    streams: [{}, {volume: {unit: messages}, recipients: {who: the singer who asked for a place}}]
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.reach import reaches_several

severity = "warning"
covers = ("VOL-09",)
question = "frequency"
sources = ("AWS-12", "AWS-14")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each stream to several recipients an event whose figures count messages, or do not say what they count."""
    for path, stream in product.each_stream():
        volume = stream.volume
        if not volume or volume.unit == "recipients" or not reaches_several(stream):
            continue
        state = "counts messages" if volume.unit else "does not say whether it counts messages or recipients"
        message = f"`{stream.id}` {state}, and one event may reach several recipients"
        fix = "multiply messages by recipients, and set `unit: recipients`"
        yield Found(f"{path}.volume.unit", message, fix)
