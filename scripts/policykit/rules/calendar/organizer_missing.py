"""Who stands as ORGANIZER of an invitation is not stated.

"Accept" and "Decline" go to the ORGANIZER, not to From. Nobody can tell who gets the answers, and whose address every invitee
sees (R-5546, R-6047).

Wrong:
    streams: [{}, {calendar: {organizer: (leave out)}}]
    ---
    streams: [{}, {calendar: (leave out)}]
Right:
    streams: [{}, {calendar: {organizer: plans@lantern.example.com}}]
    ---
    streams: [{}, {calendar: (leave out), attachments: (leave out)}]
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.calendars import invitations

severity = "warning"
covers = ("CAL-04",)
question = "examples"
sources = ("R-6047", "R-5546")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each invitation without organizer."""
    for path, stream in invitations(product):
        if not stream.calendar or stream.calendar.organizer is None:
            message = f"who stands as ORGANIZER of `{stream.id}` is not stated"
            fix = "use an address of your own that takes the answers, and state it as `calendar.organizer`"
            yield Found(f"{path}.calendar", message, fix)
