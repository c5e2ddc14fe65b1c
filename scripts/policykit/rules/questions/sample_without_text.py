"""A sample has a subject, but not the text of the mail.

An outline tells what a mail is about; AWS wants to see whether recipients will want to receive it (AWS-24).

Wrong:
    streams: [{sample: {text: (leave out), outline: [The code and how long it is valid]}}]
Right:
    streams: [{sample: {text: Your code is 493817.}}]
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "warning"
covers = ("AWSQ-08",)
question = "examples"
sources = ("AWS-24",)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each sample without a text."""
    for path, stream in product.each_stream():
        if stream.sample and not stream.sample.text:
            what = "an outline of the mail" if stream.sample.outline else "its subject only"
            message = f"the sample of `{stream.id}` shows {what}, not its text"
            yield Found(f"{path}.sample", message, "paste the whole plain text of the mail as `text:`")
