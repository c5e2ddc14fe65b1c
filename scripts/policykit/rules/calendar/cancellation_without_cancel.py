"""Events are put into calendars, and a mail about a cancellation does not take them out again.

An event leaves the recipient's calendar only by a calendar object with METHOD:CANCEL, the same UID and a higher SEQUENCE
(R-5546). A mail that only says so in words leaves it there.

Wrong:
    streams:
      - {}
      - {calendar: {methods: [REQUEST]}}
      - {}
      - {id: rehearsal-cancelled, title: Rehearsal cancelled, class: transactional}
    ---
    streams:
      - {}
      - {calendar: (leave out)}
      - {}
      - {id: cancellation, title: Cancellation notice, class: transactional}
Right:
    streams:
      - {}
      - {}
      - {}
      - {id: rehearsal-cancelled, title: Rehearsal cancelled, class: transactional, calendar: {methods: [CANCEL]}}
    ---
    streams:
      - {}
      - {}
      - {}
      - {id: account-cancelled, title: Account cancelled, class: transactional}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.calendars import invitations, is_cancellation

severity = "error"
covers = ("CAL-02",)
question = "examples"
sources = ("R-5546",)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each stream about a cancellation, where no stream is said to send CANCEL."""
    sent = list(invitations(product))
    if not sent or any(stream.calendar and "CANCEL" in stream.calendar.methods for _, stream in sent):
        return
    for path, stream in product.each_stream():
        if is_cancellation(stream):
            message = f"`{sent[0][1].id}` puts events into calendars, and `{stream.id}` is not said to take them out"
            fix = "send METHOD:CANCEL with the UID of the invitation, a higher SEQUENCE and STATUS:CANCELLED; state `calendar:`"
            yield Found(path, message, fix)
