"""A complaint does not stop mail to the address.

AWS expects that a recipient who complained gets no further mail of this kind, at once. Logging and reviewing complaints is
not enough (AWS-03).

Wrong:
    handling: {complaint: {action: Each complaint is logged and reviewed.}}
Right:
    handling: {complaint: {action: The address is suppressed at once.}}
    ---
    handling: {complaint: {action: The recipient is removed from future sends.}}
Silent:
    handling: {complaint: {action: The team reviews it., mechanism: A function that a topic calls blocks the address.}}
    ---
    handling: {complaint: {action: (leave out)}}
"""

from collections.abc import Iterator

from policykit.readiness.statements import mechanism_text
from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.actions import STOP, UNSUBSCRIBE_WAY

severity = "error"
covers = ("CMP-01",)
question = "complaints"
sources = ("AWS-03",)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Complaint handling in place whose action, mechanism and suppression list stop nothing."""
    complaint = product.handling.complaint
    if not complaint or not complaint.is_in_place or not complaint.action:
        return
    text, suppression = mechanism_text(product, "complaint"), mechanism_text(product, "suppression")
    # An unsubscribe link in place of suppression is a fault of its own (complaint-taken-for-unsubscribe).
    if not STOP.search(text) and not UNSUBSCRIBE_WAY.search(text) and "omplain" not in suppression:
        message = "what is done after a complaint does not stop mail to the address"
        yield Found("handling.complaint.action", message, "suppress the address at once, and say so in `action:`")
