"""A stream does not say who gets its mail.

AWS asks whom you write to. Mail without stated recipients looks like mail to anybody (AWS-24, AWS-01b).

Wrong:
    streams: [{recipients: (leave out)}]
Right:
    streams: [{recipients: {who: singers who signed up}}]
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("AWSQ-01",)
question = "purpose"
sources = ("AWS-24", "AWS-01b")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each stream whose recipients are not stated."""
    for path, stream in product.each_stream():
        if not stream.recipients:
            fix = "add `recipients:` with who gets it and where the address comes from"
            yield Found(path, f"who gets `{stream.id}` is not stated", fix)
