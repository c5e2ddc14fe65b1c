"""A complaint is taken for a request to unsubscribe.

A complaint comes from the mailbox provider, when somebody presses the spam button; an unsubscribe link never sees it.
Describe the way from the feedback loop over the event to the suppressed address (AWS-03, AWS-17).

Wrong:
    handling: {complaint: {action: "Complaints are handled automatically, with immediate unsubscribe functionality."}}
    ---
    handling: {complaint: {mechanism: Each mail holds an unsubscribe link., action: We handle it.}}
Right:
    handling: {complaint: {action: "The address is suppressed, and the person is unsubscribed from all streams."}}
Silent:
    handling: {complaint: {action: "The address is suppressed, with or without an unsubscribe request."}}
"""

from collections.abc import Iterator

from policykit.readiness.statements import mechanism_wordings
from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.actions import STOP, UNSUBSCRIBE_WAY

severity = "error"
covers = ("CMP-02",)
question = "complaints"
sources = ("AWS-03", "AWS-17")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Complaint handling that offers an unsubscribe link and stops nothing by itself."""
    texts = mechanism_wordings(product, "complaint")
    if any(STOP.search(item.text) for item in texts):
        return
    for item in texts:
        if match := UNSUBSCRIBE_WAY.search(item.text):
            message = f'"{match[0]}": a complaint is an event from the mailbox provider, no click on a link'
            fix = "say which event reaches you and that the address is then suppressed; unsubscribing has its own field"
            yield Found(item.path, message, fix)
            return
