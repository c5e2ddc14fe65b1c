"""A mail carries a calendar file, and its method is not stated.

An invitation needs METHOD in the calendar object and `method=` in the part's Content-Type. Where one has it, the other must
have it too, and the same (R-5545, R-6047). Without both, mail programs show a file instead of "Accept" and "Decline".

Wrong:
    streams: [{}, {calendar: (leave out)}]
    ---
    streams: [{}, {calendar: {methods: (leave out)}}]
Right:
    streams: [{}, {calendar: {methods: [REQUEST]}}]
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.calendars import calendar_file

severity = "error"
covers = ("CAL-01",)
question = "examples"
sources = ("R-5545", "R-6047")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each stream with a calendar file and no method."""
    for path, stream in product.each_stream():
        index = calendar_file(stream) if stream.attachments else None
        if index is None or stream.calendar.methods:
            continue
        message = f"`{stream.id}` carries a calendar file, and its method is not stated"
        fix = "send it as `text/calendar; method=REQUEST; charset=UTF-8` with METHOD:REQUEST, and state `calendar.methods`"
        yield Found(f"{path}.calendar" if stream.calendar else f"{path}.attachments[{index}]", message, fix)
