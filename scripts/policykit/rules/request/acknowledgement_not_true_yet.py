"""The acknowledgement in the form would state a process that is not in place.

The form makes you state that you have a process for bounces and complaints. A process that is planned, or that the source
says is not there, makes the statement untrue on the day of the request (AWS-01).

Wrong:
    handling: {complaint: {status: planned}}
    ---
    handling: {bounce_hard: {status: none}}
    ---
    handling: {complaint: (leave out)}
Right:
    handling: {complaint: {status: implemented}}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("SES-08",)
sources = ("AWS-01",)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Bounces and complaints, where they are not handled today."""
    for name, what in (("bounce_hard", "bounces"), ("complaint", "complaints")):
        mechanism = getattr(product.handling, name)
        if not mechanism or not mechanism.is_in_place:
            state = "not stated" if not mechanism else {"planned": "planned only", "none": "not there"}[mechanism.status]
            message = f"the process for {what} is {state}, and the form makes you acknowledge it"
            yield Found(f"handling.{name}", message, "put it in place, then tick the acknowledgement")
