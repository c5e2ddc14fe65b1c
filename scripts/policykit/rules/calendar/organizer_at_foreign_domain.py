"""The ORGANIZER of an invitation is at another domain than its sender.

Mail programs warn when ORGANIZER and From do not match, and the answers go to a mailbox that you do not read. The address of a
user is shown to all invitees (R-6047).

Wrong:
    streams: [{}, {calendar: {organizer: conductor@choirs.net}}]
Right:
    streams: [{}, {calendar: {organizer: plans@lantern.example.com}}]
    ---
    streams: [{}, {calendar: {organizer: the choir's own address at lantern.example.com}}]
"""

from collections.abc import Iterator

from policykit.readiness.email_addresses import MAILBOX, is_own
from policykit.rules import Context, Found, ProductView

severity = "warning"
covers = ("CAL-04",)
question = "examples"
sources = ("R-6047",)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each organizer's address that is not at a domain of the product."""
    for path, stream in product.each_stream():
        if stream.calendar.organizer:
            found = MAILBOX.search(stream.calendar.organizer.root["en"])
            if found and not is_own(product, found["host"]):
                message = f"the ORGANIZER is at {found['host']}, From is {stream.from_ or 'not stated'}"
                fix = "use an address at the sender's domain that passes the answers on, or state who gets them"
                yield Found(f"{path}.calendar.organizer", message, fix)
