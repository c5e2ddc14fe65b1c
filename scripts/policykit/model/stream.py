"""One kind of mail: what sets it off, who gets it, how often, and what it looks like."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Literal, Self
from zoneinfo import ZoneInfo

from pydantic import Field, model_validator

from .records import Record, Text
from .scalars import Count, Day, EmailAddress, Flag, Id, LanguageTag, LocalTime, Name, Zone, refuse

Period = Literal["hour", "day", "month"]


class Trigger(Record):
    """What sets a mail off."""

    actor: Literal["recipient", "other_user", "admin", "schedule", "system"] = Field(
        description="who sets it off: the recipient, another user, an administrator, a schedule or the system"
    )
    event: Text = Field(description="what happens just before the mail goes out, as a full sentence")
    conditions: tuple[Text, ...] = Field((), description="what must also hold, each as a full sentence")


class Recipients(Record):
    """Who gets a mail and how the address came in."""

    who: Text = Field(description="who gets the mail, as a noun phrase: users who ...")
    address_source: Text | None = Field(None, description="which form or screen the address comes from, as a full sentence")
    verified: Literal["none", "single", "double", "account"] | None = Field(
        None,
        title="How the address is confirmed",
        description="how the address was confirmed: none, single, double (opt-in), account (code or link at sign-up)",
    )
    internal: Flag | None = Field(None, title="Internal only", description="true where only the company's own mailbox gets it")
    address: EmailAddress | None = Field(None, description="the one address that gets it, where there is only one")


class StreamVolume(Record):
    """How many recipients a stream reaches."""

    unit: Literal["recipients", "messages"] | None = Field(None, description="what is counted; SES counts recipients")
    min_day: Count | None = Field(None, title="Fewest a day", description="fewest a day")
    typical_day: Count | None = Field(None, title="Usual a day", description="on an ordinary day")
    max_day: Count | None = Field(None, title="Most a day", description="most a day")
    max_hour: Count | None = Field(None, title="Most an hour", description="most an hour")
    burst: Count | None = Field(None, title="Most at once", description="most at one moment, where one event reaches many")
    active_days_month: Count | None = Field(None, title="Days a month", description="days a month on which mail goes out")
    basis: Text | None = Field(None, description="what the figures rest on, as a full sentence")

    @model_validator(mode="after")
    def _rises(self) -> Self:
        given = [value for value in (self.min_day, self.typical_day, self.max_day) if value is not None]
        if given != sorted(given):
            raise refuse("min_day, typical_day and max_day to rise")
        return self


class Unsubscribe(Record):
    """Whether and how a recipient can stop a stream."""

    offered: Flag = Field(description="true where recipients can stop this mail")
    header_one_click: Flag | None = Field(
        None, title="One-click header", description="true where List-Unsubscribe-Post is set (RFC 8058)"
    )
    body_link: Flag | None = Field(None, title="Link in the mail", description="true where the mail itself holds a link")
    scope: Text | None = Field(None, description="what still arrives afterwards, as a full sentence")
    honoured_within_h: Count | None = Field(
        None, title="Takes effect within (hours)", description="hours until it takes effect"
    )
    reason_if_not: Text | None = Field(None, title="Why not", description="why it cannot be stopped, as a full sentence")
    other_way_out: Text | None = Field(None, description="what a recipient can do instead, as a full sentence")
    unconditional: Flag | None = Field(None, description="true where it costs nothing and asks neither login nor further data")
    works_for_days: Count | None = Field(
        None, title="Works for (days)", description="days for which the way out in a mail works after it was sent"
    )
    record_days: Count | None = Field(
        None, title="Kept for (days)", description="days for which a request to stop is kept as it came in"
    )


class ExistingCustomers(Record):
    """What has to hold where advertising goes to existing customers without consent (ePrivacy art. 13(2))."""

    address_from_sale: Flag | None = Field(None, description="true where the address came with a sale to this customer")
    own_similar_goods: Flag | None = Field(
        None, title="Own, similar goods", description="true where only own, similar goods are advertised"
    )
    no_objection: Flag | None = Field(None, description="true where customers who object get no more advertising")
    told_each_time: Flag | None = Field(
        None, description="true where the right to object is told when the address is collected and in each mail"
    )


class UserContent(Record):
    """What one user can write that another receives."""

    fields: tuple[Text, ...] = Field(description="the fields users write: title, description")
    limits: Text | None = Field(None, description="limits of length and content, as a full sentence")


class Attachment(Record):
    """A file that goes with the mail."""

    name: Name | None = Field(None, description="file name, such as invite.ics")
    kind: Text = Field(description="what it is, as a noun phrase")
    standard: Name | None = Field(None, description="the standard it follows, such as RFC 5545")


class Calendar(Record):
    """How calendar objects are made (RFC 5545, 5546, 6047)."""

    methods: tuple[Literal["REQUEST", "CANCEL", "PUBLISH", "REPLY"], ...] = Field((), description="iTIP methods sent")
    uid_stable: Flag | None = Field(None, title="Stable UID", description="true where updates keep the UID")
    sequence: Flag | None = Field(None, title="Rising SEQUENCE", description="true where SEQUENCE rises with each update")
    organizer: Text | None = Field(None, description="who stands as ORGANIZER")
    tzid: Name | None = Field(None, title="Time zone", description="time zone used, or UTC")


class OneTimeCode(Record):
    """A code that is sent to be typed in."""

    channel: tuple[Literal["email", "sms", "totp"], ...] = Field(description="the channels the source names")
    digits: Count | None = Field(None, description="length of the code")
    validity_min: Count | None = Field(None, title="Valid for (minutes)", description="minutes for which it is valid")


class Gloss(Record):
    """A sample mail in the reader's language, to be understood, never to be sent."""

    subject: Name = Field(description="subject line in that language")
    text: Name | None = Field(None, description="text in that language")


_MINUTES_OF_A_MONTH = 31 * 24 * 60


class SampleEvent(Record):
    """The event that a sample invitation invites to."""

    title: Name = Field(description="title of the event in the sample's language, variables as [name]")
    start: LocalTime = Field(description="when it begins, as clocks show it in its zone: 2024-12-28 14:00")
    minutes: Count = Field(title="Duration (minutes)", description="how long it lasts, in minutes")
    zone: Zone = Field(description="time zone as the IANA database names it, such as America/New_York")
    location: Name | None = Field(None, description="where it takes place, as the sample says")
    example: Flag | None = Field(
        None, title="Example values only", description="true where these are example values, because the source gives none"
    )

    @model_validator(mode="after")
    def _takes_place(self) -> Self:
        if not 1 <= self.minutes <= _MINUTES_OF_A_MONTH:
            raise refuse("minutes from one to those of a month")
        there_and_back = self.starts.astimezone(UTC).astimezone(self.starts.tzinfo)
        if there_and_back.time() != self.starts.time():
            raise refuse(f"a time that exists: in {self.zone} the clocks skip {self.start}")
        if self.ends.fold:
            # A local time in a calendar object means the first of two (RFC 5545 3.3.5).
            raise refuse(f"an end that clocks show once: in {self.zone} they show {self.ends:%H:%M} twice that night")
        return self

    @property
    def starts(self) -> datetime:
        """When it begins, with its zone."""
        return datetime.fromisoformat(self.start).replace(tzinfo=ZoneInfo(self.zone))

    @property
    def ends(self) -> datetime:
        """When it ends, with its zone; the time between is real time, also over a change of the clocks."""
        return (self.starts.astimezone(UTC) + timedelta(minutes=self.minutes)).astimezone(self.starts.tzinfo)


class Sample(Record):
    """A mail as recipients see it, in its own language."""

    language: LanguageTag = Field(description="language of the mail")
    subject: Name = Field(description="subject line")
    sent_from: Name | None = Field(None, description="From header as shown")
    sent_to: Name | None = Field(None, description="To header as shown")
    text: Name | None = Field(None, description="the whole plain text, variables as [name]")
    outline: tuple[Text, ...] = Field((), description="what the body holds, where the source does not give its text")
    variables: dict[Name, Name] = Field({}, description="each [name] in the mail -> an example value")
    glosses: dict[LanguageTag, Gloss] = Field({}, description="language code -> translation for readers of that language")
    date: Day | None = Field(None, description="the date the sample shows")
    event: SampleEvent = Field(
        default_factory=SampleEvent.absent, description="the event in its calendar file, where the mail is an invitation"
    )


class Stream(Record):
    """One kind of mail."""

    id: Id = Field(description="short id, stable: it is part of links")
    title: Text = Field(description="name of the stream, a noun phrase")
    class_: Literal["transactional", "relationship", "system", "marketing"] = Field(
        alias="class", description="transactional, relationship, system or marketing"
    )
    purpose: Text | None = Field(None, description="what the mail is for, as a full sentence")
    trigger: Trigger = Field(default_factory=Trigger.absent, description="what sets it off")
    recipients: Recipients = Field(default_factory=Recipients.absent, description="who gets it")
    consent: Text | None = Field(None, description="how recipients asked for it, as a full sentence")
    from_: EmailAddress | None = Field(None, alias="from", title="Sender address", description="sender address")
    from_name: Name | None = Field(None, title="Sender name", description="sender name recipients see")
    reply_to: Text | None = Field(None, title="Replies go to", description="where answers go")
    volume: StreamVolume = Field(default_factory=StreamVolume.absent, description="how often")
    unsubscribe: Unsubscribe = Field(default_factory=Unsubscribe.absent, description="whether and how it can be stopped")
    user_content: UserContent = Field(
        default_factory=UserContent.absent, description="text from one user that another receives"
    )
    parts: tuple[Literal["text", "html"], ...] = Field((), description="MIME parts of the body")
    attachments: tuple[Attachment, ...] = Field((), description="files that go with it")
    calendar: Calendar = Field(default_factory=Calendar.absent, description="how calendar objects are made")
    otp: OneTimeCode = Field(default_factory=OneTimeCode.absent, title="One-time code", description="the code it carries")
    sample: Sample = Field(default_factory=Sample.absent, description="the mail as recipients see it")
    legal_basis: Text | None = Field(None, description="legal basis of the processing, where the source names one")
    existing_customers: ExistingCustomers = Field(
        default_factory=ExistingCustomers.absent, description="advertising to existing customers without consent"
    )
