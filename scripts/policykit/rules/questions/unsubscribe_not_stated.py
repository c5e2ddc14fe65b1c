"""A stream does not say whether its recipients can stop it.

AWS asks how you manage unsubscribe requests. Silence is read as a gap; "it cannot be stopped, because ..." is an answer
(AWS-24, AWS-11).

Wrong:
    streams: [{unsubscribe: (leave out)}]
Right:
    streams: [{unsubscribe: {offered: false, reason_if_not: Without the code nobody can sign in.}}]
    ---
    streams: [{unsubscribe: (leave out), recipients: {internal: true}}]
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("AWSQ-07",)
question = "unsubscribes"
sources = ("AWS-24", "AWS-11")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each stream to others than oneself that states nothing of it."""
    for path, stream in product.each_stream():
        if not stream.unsubscribe and not stream.recipients.internal:
            message = f"whether recipients can stop `{stream.id}` is not stated"
            yield Found(path, message, "add `unsubscribe:` with `offered:`, and the reason where it is false")
