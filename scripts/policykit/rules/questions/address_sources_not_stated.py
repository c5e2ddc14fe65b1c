"""The request does not say how recipients' addresses come in.

AWS asks how you build or acquire your lists. Without an answer the reviewer has to think of bought addresses (AWS-01b,
AWS-24).

Wrong:
    lists: {sources: (leave out)}
    ---
    lists: (leave out)
Right:
    lists: {sources: [Singers type their address into the sign-up form.]}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("AWSQ-03",)
question = "lists"
sources = ("AWS-01b", "AWS-24")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The missing sources."""
    if not product.lists.sources:
        fix = "name form, screen and moment in `lists.sources:`, a sentence for each way"
        yield Found("lists.sources", "how addresses come in is not stated", fix)
