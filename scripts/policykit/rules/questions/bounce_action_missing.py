"""A bounce is noticed, but what then happens to the address is not stated.

Knowing of a bounce is half an answer. AWS asks how bounces are managed: what happens to the address, for which mail, and how
soon (AWS-24, AWS-16).

Wrong:
    handling: {bounce_hard: {action: (leave out)}}
    ---
    handling: {bounce_hard: {action: (leave out), planned: The team will flag the address.}}
Right:
    handling: {bounce_hard: {action: The address is suppressed.}}
    ---
    handling: {bounce_hard: {status: planned, action: (leave out), planned: The address will be suppressed.}}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("AWSQ-05",)
question = "bounces"
sources = ("AWS-24", "AWS-16")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """A mechanism that is in place and names no action."""
    mechanism = product.handling.bounce_hard
    if mechanism.is_in_place and not mechanism.action:
        fix = "say in `action:` what happens to the address, such as: it is suppressed"
        state = "today is not stated, only what is planned" if mechanism.planned else "is not stated"
        yield Found("handling.bounce_hard", f"what a bounce leads to {state}", fix)
