"""Events change, and it is not stated that an update keeps its UID and raises its SEQUENCE.

A calendar finds the event by its UID and takes the object with the higher SEQUENCE. With a new UID the old event stays beside
the new one (R-5546, R-5545).

Wrong:
    streams: [{}, {calendar: {uid_stable: (leave out)}}]
    ---
    streams: [{}, {calendar: {sequence: false}}]
Right:
    streams: [{}, {calendar: {uid_stable: true, sequence: true}}]
    ---
    streams: [{}, {calendar: {methods: [REQUEST], uid_stable: (leave out), sequence: (leave out)}}]
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.calendars import invitations, is_cancellation, is_update

severity = "warning"
covers = ("CAL-03",)
question = "examples"
sources = ("R-5546", "R-5545")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each invitation of which one of the two is not true, where something says that events change."""
    changes = any(is_cancellation(stream) or is_update(stream) for stream in product.streams)
    for path, stream in invitations(product):
        said = stream.calendar
        if not changes and not (said and "CANCEL" in said.methods):
            continue
        stated = {"UID stays": said.uid_stable if said else None, "SEQUENCE rises": said.sequence if said else None}
        missing = [f"{what}: {'not stated' if value is None else 'no'}" for what, value in stated.items() if not value]
        if missing:
            message = f"events of `{stream.id}` change ({', '.join(missing)})"
            fix = "keep UID and SEQUENCE with the event, and state `uid_stable: true` and `sequence: true`"
            yield Found(f"{path}.calendar", message, fix)
