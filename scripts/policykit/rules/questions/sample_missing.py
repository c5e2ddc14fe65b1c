"""A stream has no sample of its mail.

AWS asks for examples of the mail you plan to send. A stream without one leaves the reviewer to guess what it looks like
(AWS-24).

Wrong:
    streams: [{sample: (leave out)}]
Right:
    streams: [{sample: {subject: Your sign-in code, text: Your code is 493817.}}]
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "warning"
covers = ("AWSQ-08",)
question = "examples"
sources = ("AWS-24",)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each stream without a sample."""
    for path, stream in product.each_stream():
        if not stream.sample:
            fix = "paste the mail as recipients get it into `sample:`, variables as [name]"
            yield Found(path, f"`{stream.id}` has no sample", fix)
