"""Bounce handling is claimed, but not how a bounce reaches you.

AWS asks how bounces are managed. "Automatically" is the answer that gets a second question; name the SNS topic or the event
destination (AWS-24, AWS-16).

Wrong:
    handling: {bounce_hard: {mechanism: (leave out)}}
Right:
    handling: {bounce_hard: {mechanism: An SNS topic receives every permanent bounce.}}
    ---
    handling: {bounce_hard: {status: planned, mechanism: (leave out), action: (leave out), planned: A topic will receive them.}}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("AWSQ-05",)
question = "bounces"
sources = ("AWS-24", "AWS-16")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """A mechanism that is in place and names no channel."""
    bounce = product.handling.bounce_hard
    if bounce.is_in_place and not bounce.mechanism:
        fix = "name the SNS topic, the event destination or the mailbox in `mechanism:`"
        yield Found("handling.bounce_hard", "how a bounce reaches you is not stated", fix)
