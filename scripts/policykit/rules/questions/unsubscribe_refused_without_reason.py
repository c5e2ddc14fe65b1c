"""A stream cannot be stopped, and the request does not say why.

Mail that nobody can stop is fine where it cannot do otherwise, such as a code for signing in. AWS only sees that if the
reason stands beside it, with the other way out (AWS-24, AWS-11).

Wrong:
    streams: [{unsubscribe: {reason_if_not: (leave out)}}]
Right:
    streams: [{unsubscribe: {offered: false, reason_if_not: Without the code nobody can sign in.}}]
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("AWSQ-07",)
question = "unsubscribes"
sources = ("AWS-24", "AWS-11")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each stream that offers no way to stop it and gives no reason."""
    for path, stream in product.each_stream():
        stop = stream.unsubscribe
        if not stop or stop.offered or stop.reason_if_not or stream.recipients.internal:
            continue
        message = f"`{stream.id}` cannot be stopped, and why is not stated"
        fix = "give `reason_if_not:` and, in `other_way_out:`, what a recipient can do instead"
        yield Found(f"{path}.unsubscribe", message, fix)
