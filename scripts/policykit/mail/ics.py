"""Generates and parses the calendar object of a sample invitation.

It has one event, one attendee and METHOD:REQUEST (RFC 5546 3.2.2).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.headerregistry import Address

from icalendar import Calendar, Event, Timezone, vCalAddress

from policykit.model import SampleEvent

METHOD = "REQUEST"
"""Method of the calendar object, repeated in the Content-Type of its part: both must match (RFC 5545 3.7.2)."""


@dataclass(frozen=True)
class Invitation:
    """The content of a calendar object. Times include their zone; `organizer` and `attendee` are plain addresses."""

    title: str
    starts: datetime
    ends: datetime
    zone: str
    location: str
    organizer: str
    attendee: str
    method: str
    uid: str
    sequence: int


def invitation(
    event: SampleEvent, title: str, location: str, uid: str, stamp: datetime, organizer: Address, attendee: Address
) -> bytes:
    """Return an iCalendar object in UTF-8 with CRLF. Pass `title` and `location` with variables filled in, `stamp` in UTC.

    An empty `location` is left out.
    """
    starts, ends = event.starts, event.ends
    component = Event.new(
        uid=uid, sequence=0, stamp=stamp, start=starts, end=ends, summary=title, location=location or None,
        organizer=vCalAddress.new(organizer.addr_spec, cn=organizer.display_name or None),
        attendees=[
            vCalAddress.new(
                attendee.addr_spec, cn=attendee.display_name or None,
                role="REQ-PARTICIPANT", partstat="NEEDS-ACTION", rsvp=True,
            )
        ],
    )  # fmt: skip
    calendar = Calendar()
    calendar.prodid = "-//SES production-access kit//Sample mail//EN"
    calendar.version = "2.0"
    calendar.method = METHOD
    calendar.add_component(component)
    calendar.add_missing_timezones(date(starts.year, 1, 1), max(date(starts.year + 1, 1, 1), ends.date() + timedelta(days=1)))
    for zone in calendar.timezones:
        _correct(zone)
    return bytes(calendar.to_ical())


def _correct(zone: Timezone) -> None:
    """Express each onset in the local time that was valid before it (RFC 5545 3.6.5).

    icalendar 7.3 writes the onset of daylight saving time as the first minute after it: 03:00 instead of 02:00.
    """
    for observance in zone.subcomponents:
        skipped = observance.TZOFFSETTO - observance.TZOFFSETFROM
        if skipped > timedelta():
            observance.DTSTART = observance.DTSTART - skipped


def read_invitation(content: bytes) -> Invitation:
    """Parse a calendar object. Raises `ValueError` if it is invalid or does not contain exactly one event."""
    calendar = Calendar.from_ical(content)
    if len(calendar.events) != 1:
        raise ValueError(f"an invitation contains one event, not {len(calendar.events)}")
    event = calendar.events[0]
    starts, ends = event.start, event.end
    assert isinstance(starts, datetime)
    assert isinstance(ends, datetime)
    return Invitation(
        title=str(event.summary or ""),
        starts=starts,
        ends=ends,
        zone=str(event["DTSTART"].params.get("TZID", "UTC")),
        location=str(event.location or ""),
        organizer=_address(event.organizer),
        attendee=_address(event.attendees[0] if event.attendees else None),
        method=str(calendar.method or ""),
        uid=str(event.uid),
        sequence=event.sequence,
    )


def _address(value: vCalAddress | None) -> str:
    return str(value or "").removeprefix("mailto:")
