"""Updates and cancellations."""

import re
from collections.abc import Iterator

from policykit.model import Stream
from policykit.rules import Found, ProductView, rule
from policykit.rules.lib.calendars import invitations, is_cancellation, is_update

METHOD = re.compile(r"\bmethod[=:] ?(\w+)", re.I)


def _changing(product: ProductView) -> Iterator[tuple[str, Stream]]:
    """The invitations whose events change later, as a stream about changes or a method says."""
    changes = any(is_cancellation(stream) or is_update(stream) for stream in product.streams)
    return ((path, stream) for path, stream in invitations(product) if changes or "CANCEL" in stream.calendar.methods)


@rule("warning", question="examples", covers=["CAL-03"], sources=["R-5546", "R-5545"])
def calendar_update_duplicates_event(product: ProductView) -> Iterator[Found]:
    """An update does not replace the event in the recipient's calendar.

    A calendar finds an event by its UID and takes the version with the highest SEQUENCE. With a new UID, the old event stays
    beside the new one; without a higher SEQUENCE, the calendar may ignore the update.

    Fix: Keep the event's UID, increase its SEQUENCE with each update, and set `uid_stable: true` and `sequence: true`.

    Wrong:
        streams:
          - id: meeting-invitation
            calendar:
              methods: [REQUEST, CANCEL]
              uid_stable: false
              sequence: true
              organizer: plans@lantern.example.com
              tzid: UTC
        ---
        streams: [{}, {calendar: {sequence: false}}]
    Right:
        streams:
          - id: meeting-invitation
            calendar: {uid_stable: true, sequence: true}
        ---
        streams: [{}, {calendar: {methods: [REQUEST], uid_stable: false}}]
    """
    for path, stream in _changing(product):
        if stream.calendar.uid_stable is False:
            yield Found(f"{path}.calendar.uid_stable", "An update of `{stream}` gets a new UID.", stream=stream.id)
        elif stream.calendar.sequence is False:
            yield Found(f"{path}.calendar.sequence", "An update of `{stream}` keeps the old SEQUENCE.", stream=stream.id)


@rule(
    "note",
    question="examples",
    covers=["CAL-02"],
    sources=["R-5546"],
    asks="How canceled events leave the calendar",
    severity_because="AWS neither asks for it nor refuses a request without it; the file only lacks it.",
)
def cancellation_without_cancel(product: ProductView) -> Iterator[Found]:
    """How a canceled event leaves the recipient's calendar is missing.

    An event leaves the calendar only through a calendar object with METHOD:CANCEL, the same UID and a higher SEQUENCE. If your
    email says so in words only, the event stays.

    Fix: Send METHOD:CANCEL with the UID of the invitation, a higher SEQUENCE and STATUS:CANCELLED, and describe it in
    `calendar` of the stream about cancellations.

    Wrong:
        streams:
          - {id: meeting-canceled, title: Meeting canceled}
          - {id: meeting-invitation, calendar: {methods: [REQUEST]}}
        ---
        streams:
          - {id: cancellation, title: Cancellation notice}
          - {id: meeting-invitation, calendar: (leave out)}
    Right:
        streams:
          - id: meeting-canceled
            title: Meeting canceled
            calendar: {methods: [CANCEL], uid_stable: true, sequence: true, organizer: plans@lantern.example.com, tzid: UTC}
        ---
        streams:
          - {id: account-canceled, title: Account canceled}
          - {id: meeting-invitation, calendar: {methods: [REQUEST]}}
    """
    sent = list(invitations(product))
    if not sent or any("CANCEL" in stream.calendar.methods for _, stream in sent):
        return
    for path, stream in product.each_stream():
        if is_cancellation(stream):
            yield Found(
                path,
                "`{invitation}` adds events to calendars, but `{stream}` does not say how canceled ones are removed.",
                invitation=sent[0][1].id,
                stream=stream.id,
            )
