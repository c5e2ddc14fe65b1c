"""Calendar invitations."""

import re
from collections.abc import Iterator
from functools import cache
from zoneinfo import available_timezones

from policykit.readiness.email_addresses import MAILBOX, is_own
from policykit.rules import Found, ProductView, rule
from policykit.rules.lib.calendars import calendar_file, invitations, is_cancellation, is_update

METHOD = re.compile(r"\bmethod[=:] ?(\w+)", re.I)


@rule("error", question="examples", covers=["CAL-01"], sources=["R-5545", "R-6047"])
def calendar_method_differs(product: ProductView) -> Iterator[Found]:
    """The method in the description of a calendar file is not among the methods that are stated.

    The `method=` of the MIME part and the METHOD in the calendar object have to be the same; mail programs ignore an invitation
    where they differ (R-5545, R-6047).

    Wrong:
        streams: [{}, {attachments: [{kind: calendar file (text/calendar; method=PUBLISH)}]}]
    Right:
        streams: [{}, {attachments: [{kind: calendar file (text/calendar; method=REQUEST)}]}]
    """
    # Each attachment whose words name another method.
    for path, stream in product.each_stream():
        methods = stream.calendar.methods
        for index, file in enumerate(stream.attachments if methods else ()):
            found = METHOD.search(f"{file.kind.root['en']} {file.standard or ''}")
            if found and found[1].upper() not in methods:
                message = f"the part is sent with method={found[1]}, the calendar object with {' or '.join(methods)}"
                fix = "send the part with the METHOD that stands in the calendar object"
                yield Found(f"{path}.attachments[{index}]", message, fix)


@rule("error", question="examples", covers=["CAL-01"], sources=["R-5545", "R-6047"])
def calendar_method_missing(product: ProductView) -> Iterator[Found]:
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
    # Each stream with a calendar file and no method.
    for path, stream in product.each_stream():
        index = calendar_file(stream) if stream.attachments else None
        if index is None or stream.calendar.methods:
            continue
        message = f"`{stream.id}` carries a calendar file, and its method is not stated"
        fix = "send it as `text/calendar; method=REQUEST; charset=UTF-8` with METHOD:REQUEST, and state `calendar.methods`"
        yield Found(f"{path}.calendar" if stream.calendar else f"{path}.attachments[{index}]", message, fix)


KNOWN = re.compile(r"\b(?:UTC|IANA|TZID|VTIMEZONE)\b")
NAME = re.compile(r"\b[A-Z]\w+(?:/[\w+-]+)+")


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


@rule("note", question="examples", covers=["CAL-05"], sources=["R-5545"])
def calendar_time_zone_missing(product: ProductView) -> Iterator[Found]:
    """The time zone of an invitation is not stated, or not by a name that calendars know.

    Without TZID or UTC a time "floats": each recipient sees the hour in the own zone (R-5545). Names such as EST are ambiguous;
    the IANA database has unique ones.

    Wrong:
        streams: [{}, {calendar: {tzid: (leave out)}}]
        ---
        streams: [{}, {calendar: {tzid: EST}}]
    Right:
        streams: [{}, {calendar: {tzid: Europe/Dublin}}]
        ---
        streams: [{}, {calendar: {tzid: UTC}}]
        ---
        streams: [{}, {calendar: {tzid: "the choir's zone, as IANA name with VTIMEZONE"}}]
    """
    # Each invitation without; a sample with a zone of its own says it too.
    for path, stream in invitations(product):
        zone = stream.calendar.tzid
        shown = stream.sample.event
        fix = "send times in UTC, or with an IANA name such as Europe/Zurich and its VTIMEZONE; state `calendar.tzid`"
        if zone is None and (not shown or shown.example):
            yield Found(f"{path}.calendar", f"the time zone of `{stream.id}` is not stated", fix)
        elif zone and not KNOWN.search(zone) and not any(name in _zones() for name in NAME.findall(zone)):
            yield Found(f"{path}.calendar.tzid", f"`{zone}` is no time zone of the IANA database", fix)


@rule("warning", question="examples", covers=["CAL-03"], sources=["R-5546", "R-5545"])
def calendar_update_duplicates_event(product: ProductView) -> Iterator[Found]:
    """Events change, and it is not stated that an update keeps its UID and raises its SEQUENCE.

    A calendar finds the event by its UID and takes the object with the higher SEQUENCE. With a new UID the old event stays
    beside the new one (R-5546, R-5545).

    Wrong:
        streams: [{}, {calendar: {uid_stable: (leave out)}}]
        ---
        streams: [{}, {calendar: {sequence: false}}]
    Right:
        streams: [{}, {calendar: {uid_stable: true, sequence: true}}]
        ---
        streams: [{}, {calendar: {methods: [REQUEST], uid_stable: (leave out), sequence: (leave out)}}]
    """
    # Each invitation of which one of the two is not true, where something says that events change.
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


@rule("error", question="examples", covers=["CAL-02"], sources=["R-5546"])
def cancellation_without_cancel(product: ProductView) -> Iterator[Found]:
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
    # Each stream about a cancellation, where no stream is said to send CANCEL.
    sent = list(invitations(product))
    if not sent or any(stream.calendar and "CANCEL" in stream.calendar.methods for _, stream in sent):
        return
    for path, stream in product.each_stream():
        if is_cancellation(stream):
            message = f"`{sent[0][1].id}` puts events into calendars, and `{stream.id}` is not said to take them out"
            fix = "send METHOD:CANCEL with the UID of the invitation, a higher SEQUENCE and STATUS:CANCELLED; state `calendar:`"
            yield Found(path, message, fix)


@rule("warning", question="unsubscribes", covers=["CAL-06"], sources=["AWS-03"])
def invitations_cannot_be_stopped(product: ProductView) -> Iterator[Found]:
    """Anybody can have invitations sent to an address, and its owner has no way to stop them.

    Invitations to addresses that others typed in, or that nobody confirmed, get used for calendar spam; AWS holds the sender
    responsible (AWS-03). "Stop invitations from this organiser" ends it.

    Wrong:
        streams: [{}, {trigger: {actor: other_user}, unsubscribe: {offered: false}, recipients: {verified: none}}]
        ---
        streams: [{}, {trigger: {actor: other_user}, unsubscribe: {offered: false}, recipients: {verified: (leave out)}}]
    Right:
        streams: [{}, {trigger: {actor: other_user}, recipients: {verified: none}}]
        ---
        streams: [{}, {unsubscribe: {offered: false}}]
        ---
        streams: [{}, {trigger: {actor: other_user}, unsubscribe: (leave out), recipients: {verified: (leave out)}}]
    """
    # Each invitation to unconfirmed addresses that cannot be stopped; where that is open, unsubscribe-not-stated asks.
    for path, stream in invitations(product):
        confirmed = stream.recipients.verified
        if confirmed in ("single", "double", "account") or not stream.unsubscribe or stream.unsubscribe.offered:
            continue
        how = "are not confirmed" if confirmed == "none" else "are not said to be confirmed"
        message = f"the addresses of `{stream.id}` {how}, and a recipient cannot stop it"
        fix = 'add "stop invitations from this organiser" and "stop all" to each invitation, and set `offered: true`'
        yield Found(f"{path}.unsubscribe", message, fix)


@rule("warning", question="examples", covers=["CAL-04"], sources=["R-6047"])
def organizer_at_foreign_domain(product: ProductView) -> Iterator[Found]:
    """The ORGANIZER of an invitation is at another domain than its sender.

    Mail programs warn when ORGANIZER and From do not match, and the answers go to a mailbox that you do not read. The address
    of a user is shown to all invitees (R-6047).

    Wrong:
        streams: [{}, {calendar: {organizer: conductor@choirs.net}}]
    Right:
        streams: [{}, {calendar: {organizer: plans@lantern.example.com}}]
        ---
        streams: [{}, {calendar: {organizer: the choir's own address at lantern.example.com}}]
    """
    # Each organizer's address that is not at a domain of the product.
    for path, stream in product.each_stream():
        if stream.calendar.organizer:
            found = MAILBOX.search(stream.calendar.organizer.root["en"])
            if found and not is_own(product, found["host"]):
                message = f"the ORGANIZER is at {found['host']}, From is {stream.from_ or 'not stated'}"
                fix = "use an address at the sender's domain that passes the answers on, or state who gets them"
                yield Found(f"{path}.calendar.organizer", message, fix)


@rule("warning", question="examples", covers=["CAL-04"], sources=["R-6047", "R-5546"])
def organizer_missing(product: ProductView) -> Iterator[Found]:
    """Who stands as ORGANIZER of an invitation is not stated.

    "Accept" and "Decline" go to the ORGANIZER, not to From. Nobody can tell who gets the answers, and whose address every
    invitee sees (R-5546, R-6047).

    Wrong:
        streams: [{}, {calendar: {organizer: (leave out)}}]
        ---
        streams: [{}, {calendar: (leave out)}]
    Right:
        streams: [{}, {calendar: {organizer: plans@lantern.example.com}}]
        ---
        streams: [{}, {calendar: (leave out), attachments: (leave out)}]
    """
    # Each invitation without organizer.
    for path, stream in invitations(product):
        if not stream.calendar or stream.calendar.organizer is None:
            message = f"who stands as ORGANIZER of `{stream.id}` is not stated"
            fix = "use an address of your own that takes the answers, and state it as `calendar.organizer`"
            yield Found(f"{path}.calendar", message, fix)
