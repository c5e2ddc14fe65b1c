"""A stream does not say what sets its mail off.

The first thing a reviewer reads is which mail goes out and why; mail without a trigger looks like mail that nobody asked
for (AWS-24, AWS-01b).

Wrong:
    streams: [{trigger: (leave out)}]
Right:
    streams: [{trigger: {actor: recipient, event: A singer asks for a code on the sign-in page.}}]
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("AWSQ-01",)
question = "purpose"
sources = ("AWS-24", "AWS-01b")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each stream whose trigger is not stated."""
    for path, stream in product.each_stream():
        if not stream.trigger:
            yield Found(path, f"what triggers `{stream.id}` is not stated", "add `trigger:` with actor and event")
