"""Calendar invitations."""

import re
from collections.abc import Iterator
from functools import cache
from zoneinfo import available_timezones

from policykit.readiness.email_addresses import MAILBOX, is_own
from policykit.rules import Found, ProductView, rule
from policykit.rules.lib.calendars import calendar_file, invitations

METHOD = re.compile(r"\bmethod[=:] ?(\w+)", re.I)


@rule("error", question="examples", covers=["CAL-01"], sources=["R-5545", "R-6047"])
def calendar_method_differs(product: ProductView) -> Iterator[Found]:
    """A calendar file is sent with another method than `calendar.methods` lists.

    Email programs ignore an invitation if the `method=` of the MIME part and the METHOD of the calendar object differ. Your
    recipients then see a file instead of "Accept" and "Decline".

    Fix: Send the part with the METHOD of the calendar object, and write the same method in `attachments` and
    `calendar.methods`.

    Wrong:
        streams:
          - id: meeting-invitation
            attachments: [{kind: calendar file (text/calendar; method=PUBLISH)}]
            calendar: {methods: [REQUEST], uid_stable: true, sequence: true, organizer: plans@lantern.example.com, tzid: UTC}
    Right:
        streams:
          - id: meeting-invitation
            attachments: [{kind: calendar file (text/calendar; method=REQUEST)}]
            calendar: {methods: [REQUEST], uid_stable: true, sequence: true, organizer: plans@lantern.example.com, tzid: UTC}
    """
    for path, stream in product.each_stream():
        methods = stream.calendar.methods
        for index, file in enumerate(stream.attachments if methods else ()):
            found = METHOD.search(f"{file.kind.root['en']} {file.standard or ''}")
            if found and found[1].upper() not in methods:
                yield Found(
                    f"{path}.attachments[{index}]",
                    "The attachment is sent with method={method}, but `calendar.methods` lists {methods}.",
                    method=found[1],
                    methods=methods,
                )


@rule(
    "note",
    question="examples",
    covers=["CAL-01"],
    sources=["R-5545", "R-6047"],
    asks="Method of the calendar file",
    severity_because="AWS neither asks for the method nor refuses a request without it; the entry's error is for a wrong one.",
)
def calendar_method_missing(product: ProductView) -> Iterator[Found]:
    """The method of a calendar file is missing.

    An invitation needs METHOD in the calendar object and the same `method=` in the part's Content-Type. Without both, email
    programs show a file instead of "Accept" and "Decline".

    Fix: Send the part as `text/calendar; method=REQUEST; charset=UTF-8` with METHOD:REQUEST, and add `calendar.methods`.

    Wrong:
        streams:
          - id: meeting-invitation
            attachments: [{name: invite.ics, kind: calendar file}]
        ---
        streams: [{}, {calendar: {methods: (leave out)}}]
    Right:
        streams:
          - id: meeting-invitation
            attachments: [{name: invite.ics, kind: calendar file}]
            calendar: {methods: [REQUEST], uid_stable: true, sequence: true, organizer: plans@lantern.example.com, tzid: UTC}
    """
    for path, stream in product.each_stream():
        index = calendar_file(stream) if stream.attachments else None
        if index is not None and not stream.calendar.methods:
            place = f"{path}.calendar" if stream.calendar else f"{path}.attachments[{index}]"
            yield Found(place, "`{stream}` has a calendar file, but `calendar.methods` is missing.", stream=stream.id)


KNOWN = re.compile(r"\b(?:UTC|IANA|TZID|VTIMEZONE)\b")
NAME = re.compile(r"\b[A-Z]\w+(?:/[\w+-]+)+")


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


@rule("note", question="examples", covers=["CAL-05"], sources=["R-5545"])
def calendar_time_zone_unknown(product: ProductView) -> Iterator[Found]:
    """The time zone of an invitation is not an IANA name.

    Abbreviations such as EST are ambiguous, so a calendar may show the event at the wrong hour. IANA names such as
    America/New_York are unique.

    Fix: Use UTC or an IANA name such as America/New_York in the calendar object and in `calendar.tzid`.

    Wrong:
        streams:
          - id: meeting-invitation
            calendar: {methods: [REQUEST], uid_stable: true, sequence: true, organizer: plans@lantern.example.com, tzid: EST}
    Right:
        streams:
          - id: meeting-invitation
            calendar: {tzid: America/New_York}
        ---
        streams: [{}, {calendar: {tzid: "the choir's zone, as IANA name with VTIMEZONE"}}]
    """
    for path, stream in invitations(product):
        zone = stream.calendar.tzid
        if zone and not KNOWN.search(zone) and not any(name in _zones() for name in NAME.findall(zone)):
            yield Found(f"{path}.calendar.tzid", "`{zone}` is not a time zone of the IANA database.", zone=zone)


@rule("warning", question="unsubscribes", covers=["CAL-06"], sources=["AWS-03"])
def invitations_cannot_be_stopped(product: ProductView) -> Iterator[Found]:
    """Recipients cannot stop invitations that others send them.

    Invitations to addresses that nobody confirmed get used for calendar spam, and AWS holds you responsible for it. Recipients
    need a way to stop them.

    Fix: Add "stop invitations from this organizer" and "stop all invitations" to each email, and set
    `unsubscribe.offered: true`.

    Wrong:
        streams:
          - id: meeting-invitation
            attachments: [{name: invite.ics, kind: calendar file}]
            calendar: {methods: [REQUEST], organizer: plans@lantern.example.com, tzid: UTC}
            recipients: {verified: none}
            unsubscribe: {offered: false}
        ---
        streams: [{}, {trigger: {actor: other_user}, unsubscribe: {offered: false}, recipients: {verified: (leave out)}}]
    Right:
        streams:
          - id: meeting-invitation
            unsubscribe:
              offered: true
              body_link: true
              scope: The link stops invitations from this organizer; a second one stops all invitations.
        ---
        streams: [{}, {unsubscribe: {offered: false}}]
        ---
        streams: [{}, {trigger: {actor: other_user}, unsubscribe: (leave out), recipients: {verified: (leave out)}}]
    """
    for path, stream in invitations(product):
        confirmed = stream.recipients.verified
        if confirmed not in ("single", "double", "account") and stream.unsubscribe and not stream.unsubscribe.offered:
            yield Found(
                f"{path}.unsubscribe",
                "Nobody confirms the addresses of `{stream}`, and recipients cannot stop it."
                if confirmed == "none"
                else "You do not say that the addresses of `{stream}` are confirmed, and recipients cannot stop it.",
                stream=stream.id,
            )


@rule("warning", question="examples", covers=["CAL-04"], sources=["R-6047"])
def organizer_at_foreign_domain(product: ProductView) -> Iterator[Found]:
    """The ORGANIZER of an invitation is not at one of your domains.

    Email programs warn if ORGANIZER and From do not match. "Accept" and "Decline" go to a mailbox that you do not read, and
    every invitee sees that address.

    Fix: Use an address at your sender domain that passes the answers on, and write it in `calendar.organizer`.

    Wrong:
        streams:
          - id: meeting-invitation
            calendar: {methods: [REQUEST], uid_stable: true, sequence: true, organizer: conductor@choirs.net, tzid: UTC}
    Right:
        streams:
          - id: meeting-invitation
            calendar: {organizer: plans@lantern.example.com}
        ---
        streams: [{}, {calendar: {organizer: the choir's own address at lantern.example.com}}]
    """
    for path, stream in product.each_stream():
        organizer = stream.calendar.organizer
        found = MAILBOX.search(organizer.root["en"]) if organizer else None
        if found and not is_own(product, found["host"]):
            yield Found(
                f"{path}.calendar.organizer", "The ORGANIZER is at {host}, which is not your domain.", host=found["host"]
            )
