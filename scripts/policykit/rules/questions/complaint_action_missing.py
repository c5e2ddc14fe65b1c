"""A complaint is noticed, but what then happens to the address is not stated.

Knowing of a complaint is half an answer. AWS asks how complaints are managed: that mail to the address stops, for which mail,
and how soon (AWS-24, AWS-16).

Wrong:
    handling: {complaint: {action: (leave out)}}
    ---
    handling: {complaint: {action: (leave out), planned: The team will flag the address.}}
Right:
    handling: {complaint: {action: The address is suppressed.}}
    ---
    handling: {complaint: {status: planned, action: (leave out), planned: The address will be suppressed.}}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("AWSQ-06",)
question = "complaints"
sources = ("AWS-24", "AWS-16")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """A mechanism that is in place and names no action."""
    mechanism = product.handling.complaint
    if mechanism.is_in_place and not mechanism.action:
        fix = "say in `action:` what happens to the address, such as: it is suppressed"
        state = "today is not stated, only what is planned" if mechanism.planned else "is not stated"
        yield Found("handling.complaint", f"what a complaint leads to {state}", fix)
