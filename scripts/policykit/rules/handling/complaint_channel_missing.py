"""Complaint handling is claimed, but not how a complaint reaches you.

A complaint is an event of its own: a mailbox provider reports it, SES passes it on. Name the SNS topic or the event
destination that receives it (AWS-24, AWS-16).

Wrong:
    handling: {complaint: {mechanism: (leave out)}}
Right:
    handling: {complaint: {mechanism: An SNS topic receives each complaint.}}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("AWSQ-06",)
question = "complaints"
sources = ("AWS-24", "AWS-16")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """A mechanism that is in place and names no channel."""
    complaint = product.handling.complaint
    if complaint.is_in_place and not complaint.mechanism:
        fix = "name the SNS topic, the event destination or the mailbox in `mechanism:`"
        yield Found("handling.complaint", "how a complaint reaches you is not stated", fix)
