"""Records for a mail stream, one kind of email: trigger, recipients, volume, unsubscribe options and sample."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Literal, Self
from zoneinfo import ZoneInfo

from pydantic import Field, model_validator

from .records import Record, Text
from .scalars import Count, Day, EmailAddress, FileName, Flag, Id, LanguageTag, LocalTime, Name, Zone, refuse

Period = Literal["hour", "day", "month"]


class Trigger(Record):
    """What triggers an email."""

    actor: Literal["recipient", "other_user", "admin", "schedule", "system"] = Field(
        description="who or what triggers the email: recipient, other_user, admin (administrator), schedule or system"
    )
    event: Text = Field(description="what happens just before the email is sent, as a full sentence")
    conditions: tuple[Text, ...] = Field((), description="additional conditions, one full sentence each")


class Recipients(Record):
    """Who gets an email and where the address comes from."""

    who: Text = Field(title="Recipients", description="who gets the email, as a noun phrase: users who ...")
    address_source: Text | None = Field(None, description="form or screen that the address comes from, as a full sentence")
    verified: Literal["none", "single", "double", "account"] | None = Field(
        None,
        title="How the address is confirmed",
        description="how the address was confirmed: none, single (single opt-in), double (double opt-in) or account (code or "
        "link at sign-up)",
    )
    internal: Flag | None = Field(
        None, title="Internal only", description="true if only the company's own mailbox gets the email"
    )
    address: EmailAddress | None = Field(None, title="Only address", description="recipient's address, if there is only one")


class StreamVolume(Record):
    """Number of recipients or messages of a stream."""

    unit: Literal["recipients", "messages"] | None = Field(
        None, description="what the figures count: recipients (as SES does) or messages"
    )
    min_day: Count | None = Field(None, title="Minimum per day", description="number on the quietest day")
    typical_day: Count | None = Field(None, title="Typical per day", description="number on a typical day")
    max_day: Count | None = Field(None, title="Maximum per day", description="number on the busiest day")
    max_hour: Count | None = Field(None, title="Maximum per hour", description="number in the busiest hour")
    burst: Count | None = Field(
        None, title="Maximum at once", description="largest number at one moment, if one event reaches many recipients"
    )
    active_days_month: Count | None = Field(None, title="Days per month", description="days per month on which email is sent")
    basis: Text | None = Field(None, description="what the figures are based on, as a full sentence")

    @model_validator(mode="after")
    def _rises(self) -> Self:
        values = [value for value in (self.min_day, self.typical_day, self.max_day) if value is not None]
        if values != sorted(values):
            raise refuse("min_day, typical_day and max_day in ascending order")
        return self


class Unsubscribe(Record):
    """Whether and how a recipient can stop a stream."""

    offered: Flag = Field(description="true if recipients can unsubscribe from this email")
    header_one_click: Flag | None = Field(
        None, title="One-click header", description="true if List-Unsubscribe-Post is set (RFC 8058)"
    )
    body_link: Flag | None = Field(
        None, title="Link in the email", description="true if the email itself contains an unsubscribe link"
    )
    scope: Text | None = Field(None, description="what recipients still get after unsubscribing, as a full sentence")
    honoured_within_h: Count | None = Field(
        None, title="Takes effect within (hours)", description="hours until an unsubscribe takes effect"
    )
    reason_if_not: Text | None = Field(
        None, title="Why not", description="why recipients cannot unsubscribe, as a full sentence"
    )
    other_way_out: Text | None = Field(
        None, title="Alternative", description="what a recipient can do instead, as a full sentence"
    )
    unconditional: Flag | None = Field(
        None, description="true if unsubscribing is free and requires neither a login nor further data"
    )
    works_for_days: Count | None = Field(
        None, title="Works for (days)", description="days after sending for which the unsubscribe option works"
    )
    record_days: Count | None = Field(
        None, title="Kept for (days)", description="days for which you keep the original unsubscribe request"
    )


class ExistingCustomers(Record):
    """Conditions for advertising to existing customers without consent (ePrivacy art. 13(2))."""

    address_from_sale: Flag | None = Field(None, description="true if you collected the address in a sale to this customer")
    own_similar_goods: Flag | None = Field(
        None, title="Own, similar goods", description="true if you advertise only your own, similar goods"
    )
    no_objection: Flag | None = Field(
        None, title="Objections respected", description="true if customers who object get no more advertising"
    )
    told_each_time: Flag | None = Field(
        None,
        title="Notice of the right to object",
        description="true if you mention the right to object when you collect the address and in each email",
    )


class UserContent(Record):
    """Content that one user writes and another receives."""

    fields: tuple[Text, ...] = Field(description="fields that users fill in, such as title and description")
    limits: Text | None = Field(None, description="limits on length and content, as a full sentence")


class Attachment(Record):
    """A file attached to the email."""

    name: FileName | None = Field(None, description="file name, such as invite.ics")
    kind: Text = Field(description="kind of file, as a noun phrase")
    standard: Name | None = Field(None, description="standard that the file follows, such as RFC 5545")


class Calendar(Record):
    """How calendar objects are created (RFC 5545, 5546, 6047)."""

    methods: tuple[Literal["REQUEST", "CANCEL", "PUBLISH", "REPLY"], ...] = Field(
        (), description="iTIP methods of the calendar objects"
    )
    uid_stable: Flag | None = Field(None, title="Stable UID", description="true if updates keep the UID")
    sequence: Flag | None = Field(None, title="Rising SEQUENCE", description="true if SEQUENCE increases with each update")
    organizer: Text | None = Field(None, description="who appears as ORGANIZER")
    tzid: Name | None = Field(None, title="Time zone", description="time zone used, or UTC")


class OneTimeCode(Record):
    """A one-time code that the recipient types in."""

    channel: tuple[Literal["email", "sms", "totp"], ...] = Field(
        description="channels for the code: email, sms or totp (authenticator app)"
    )
    digits: Count | None = Field(None, title="Length", description="length of the code")
    validity_min: Count | None = Field(None, title="Valid for (minutes)", description="minutes for which the code is valid")


class Gloss(Record):
    """A translation of a sample email, for readers only; it is never sent."""

    subject: Name = Field(description="subject line in that language")
    text: Name | None = Field(None, description="text in that language")


_MINUTES_OF_A_MONTH = 31 * 24 * 60


class SampleEvent(Record):
    """The event in a sample invitation."""

    title: Name = Field(description="title of the event in the sample's language, variables as [name]")
    start: LocalTime = Field(description="local start time in its zone, such as 2024-12-28 14:00")
    minutes: Count = Field(title="Duration (minutes)", description="duration in minutes")
    zone: Zone = Field(description="time zone from the IANA database, such as America/New_York")
    location: Name | None = Field(None, description="where the event takes place, as in the sample")
    example: Flag | None = Field(
        None, title="Example values only", description="true if these values are made up, because the draft gives none"
    )

    @model_validator(mode="after")
    def _takes_place(self) -> Self:
        if not 1 <= self.minutes <= _MINUTES_OF_A_MONTH:
            raise refuse(f"minutes from 1 to {_MINUTES_OF_A_MONTH} (31 days)")
        round_trip = self.starts.astimezone(UTC).astimezone(self.starts.tzinfo)
        if round_trip.time() != self.starts.time():
            raise refuse(f"a start time that exists: clocks in {self.zone} skip {self.start}")
        if self.ends.fold:
            # In a calendar object, an ambiguous local time means the first of the two (RFC 5545 3.3.5).
            raise refuse(f"an unambiguous end time: clocks in {self.zone} show {self.ends:%H:%M} twice that night")
        return self

    @property
    def starts(self) -> datetime:
        """Start time in its zone."""
        return datetime.fromisoformat(self.start).replace(tzinfo=ZoneInfo(self.zone))

    @property
    def ends(self) -> datetime:
        """End time in its zone. The duration is elapsed time, even if the clocks change in between."""
        return (self.starts.astimezone(UTC) + timedelta(minutes=self.minutes)).astimezone(self.starts.tzinfo)


class Sample(Record):
    """A sample email as recipients see it, in its own language."""

    language: LanguageTag = Field(description="language of the email")
    subject: Name = Field(description="subject line")
    sent_from: Name | None = Field(None, description="From header as shown")
    sent_to: Name | None = Field(None, description="To header as shown")
    text: Name | None = Field(None, description="the complete plain text, variables as [name]")
    outline: tuple[Text, ...] = Field((), description="what the body contains, if you do not have its text")
    variables: dict[Name, Name] = Field({}, description="example value for each [name] in the email")
    glosses: dict[LanguageTag, Gloss] = Field(
        {}, title="Translations", description="translations for readers, by language code"
    )
    date: Day | None = Field(None, description="date that the sample shows")
    event: SampleEvent = Field(
        default_factory=SampleEvent.absent, description="event in the calendar file, if the email is an invitation"
    )


class Stream(Record):
    """A mail stream: one kind of email."""

    id: Id = Field(description="short id that never changes, because links contain it")
    title: Text = Field(description="name of the stream, as a noun phrase")
    class_: Literal["transactional", "relationship", "system", "marketing"] = Field(
        alias="class",
        description="kind of email: transactional, relationship (information for customers), system (system notification) or "
        "marketing",
    )
    purpose: Text | None = Field(None, description="what the email is for, as a full sentence")
    trigger: Trigger = Field(default_factory=Trigger.absent, description="what triggers the email")
    recipients: Recipients = Field(default_factory=Recipients.absent, description="who gets the email")
    consent: Text | None = Field(None, description="how recipients asked for the email, as a full sentence")
    from_: EmailAddress | None = Field(
        None, alias="from", title="Sender address", description="address that the email comes from"
    )
    from_name: Name | None = Field(None, title="Sender name", description="sender name that recipients see")
    reply_to: Text | None = Field(None, title="Replies go to", description="where replies go")
    volume: StreamVolume = Field(
        default_factory=StreamVolume.absent, description="how many recipients or messages, and how often"
    )
    unsubscribe: Unsubscribe = Field(
        default_factory=Unsubscribe.absent, description="whether and how recipients can unsubscribe"
    )
    user_content: UserContent = Field(
        default_factory=UserContent.absent, description="text that one user writes and another receives"
    )
    parts: tuple[Literal["text", "html"], ...] = Field((), description="MIME parts of the body")
    attachments: tuple[Attachment, ...] = Field((), description="files attached to the email")
    calendar: Calendar = Field(default_factory=Calendar.absent, description="how calendar objects are created")
    otp: OneTimeCode = Field(
        default_factory=OneTimeCode.absent, title="One-time code", description="code that the email contains"
    )
    sample: Sample = Field(default_factory=Sample.absent, description="the email as recipients see it")
    legal_basis: Text | None = Field(None, description="legal basis of the processing, such as consent")
    existing_customers: ExistingCustomers = Field(
        default_factory=ExistingCustomers.absent, description="advertising to existing customers without consent"
    )
