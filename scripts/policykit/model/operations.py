"""The parts of a product that are not mail streams or mechanisms."""

from __future__ import annotations

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from .records import PRIVATE, Claim, Record, Status, Text
from .scalars import (
    Amount,
    Count,
    Country,
    Day,
    Digits,
    EmailAddress,
    Flag,
    Label,
    Name,
    Percent,
    Region,
    TimeOfDay,
    Url,
    refuse,
)
from .stream import Period


class Address(Record):
    """A postal address."""

    street: Name = Field(description="street and number; a post box is not enough for some laws")
    postcode: Name | None = Field(None, description="postal code, in quotes")
    city: Name | None = Field(None, description="town")
    state: Name | None = Field(None, description="state or province")
    country: Country | None = Field(None, description="country as ISO 3166 code")


class Company(Record):
    """The legal person behind a product."""

    name: Label = Field(description="name of the company")
    legal_form: Name | None = Field(None, description="such as GmbH or Inc.")
    country: Country | None = Field(None, description="seat, as ISO 3166 code")
    address: Address = Field(default_factory=Address.absent, description="postal address")
    signature: Name | None = Field(None, description="how the company signs a reply; a business name, no person's")
    signature_line: Name | None = Field(None, description="a second line under the signature, such as the domain")
    activity: Text | None = Field(None, description="what the company does, as a full sentence")


class Website(Record):
    """The page a reviewer opens."""

    url: Url = Field(description="address of the website")
    checked_on: Day | None = Field(None, description="when somebody last looked at it")
    privacy_url: Url | None = Field(None, description="privacy policy")
    terms_url: Url | None = Field(None, description="terms of use")
    imprint_url: Url | None = Field(None, title="Legal notice URL", description="legal notice")


class Audience(Record):
    """Who the product is for."""

    kind: Literal["b2b", "b2c", "mixed"] | None = Field(None, description="b2b, b2c or mixed")
    who: Text | None = Field(None, description="target audience, as a noun phrase")
    relationship: Text | None = Field(None, description="how they relate to the product, as a full sentence")
    geography: Text | None = Field(None, description="where they are, as a full sentence")
    minors: Literal["none", "users", "subject_only"] | None = Field(None, description="whether minors use it")
    min_age: Count | None = Field(None, title="Youngest age", description="youngest age for an account, in years")
    parental_consent: Text | None = Field(
        None, description="how a parent agrees before data of a child is collected, as a full sentence"
    )


class Request(Record):
    """What is asked of AWS."""

    region: Region | None = Field(None, description="AWS Region; access is granted per Region")
    mail_type: Literal["TRANSACTIONAL", "MARKETING"] | None = Field(None, description="mail type in AWS's form")
    mail_type_stated: Text | None = Field(
        None, title="Mail type in own words", description="the mail type in the source's own words, where it differs"
    )
    sandbox: Flag | None = Field(None, description="true while the account is in the sandbox")
    current_daily_quota: Count | None = Field(None, description="messages a day allowed today")
    current_send_rate: Amount | None = Field(None, description="messages a second allowed today")
    service: Name | None = Field(None, description="service as the agent's list names it")
    limit_name: Name | None = Field(None, description="limit as the agent's list names it")
    daily_quota: Count | None = Field(None, description="messages a day asked for")
    send_rate: Amount | None = Field(None, description="messages a second asked for")
    quota_reason: Text | None = Field(None, description="why this quota, as a full sentence")
    additional_contacts: tuple[EmailAddress, ...] = Field((), description="up to four further contacts")
    contact_language: Literal["EN", "JA"] | None = Field(None, description="language AWS writes in")
    account_id: Digits | None = Field(
        None, title="AWS account", description="AWS account id; private", json_schema_extra=PRIVATE
    )
    case_id: Digits | None = Field(
        None, title="Case number", description="number of the support case; private", json_schema_extra=PRIVATE
    )
    case_url: Url | None = Field(
        None, title="Link to the case", description="link to the support case; private", json_schema_extra=PRIVATE
    )
    case_subject: Name | None = Field(None, description="subject of the case; private", json_schema_extra=PRIVATE)
    addressee: Name | None = Field(None, description="AWS staff member addressed by name; private", json_schema_extra=PRIVATE)


class Figure(Record):
    """One figure over all streams: how many mails in a period, at which time."""

    kind: Literal["current", "forecast", "peak", "maximum"] = Field(
        description="current (today), forecast (expected), peak (at busy times) or maximum (never above)"
    )
    per: Period = Field(title="Period", description="hour, day or month")
    min: Count | None = Field(None, title="Lower end", description="lower end")
    max: Count = Field(title="Upper end", description="upper end")
    fewer_than_max: Flag | None = Field(
        None, title="Fewer than the upper end", description="true where the source says fewer than `max`"
    )
    months_ahead: Count | None = Field(None, description="months from now; leave out for a start figure")
    note: Text | None = Field(None, description="when or why, as a short phrase")

    @model_validator(mode="after")
    def _rises(self) -> Self:
        if self.min is not None and self.min > self.max:
            raise refuse("min to be at most max")
        return self


class Volume(Record):
    """Figures over all streams."""

    figures: tuple[Figure, ...] = Field((), description="the figures, in the source's order")
    pattern: Text | None = Field(None, description="what sets the rhythm, as a full sentence")
    basis: Text | None = Field(None, description="what the figures rest on, as a full sentence")


class Lists(Record):
    """How addresses come and are kept."""

    none_because: Text | None = Field(
        None, title="Why there is no list", description="why there is no list, as a full sentence"
    )
    stored_where: Text | None = Field(
        None, title="Where addresses are kept", description="where addresses are kept, as a full sentence"
    )
    sources: tuple[Text, ...] = Field((), description="how addresses come in, each as a full sentence")
    confirmation: Text | None = Field(None, description="how an address is confirmed, as a full sentence")
    double_opt_in: Text | None = Field(
        None, title="Double opt-in", description="what the source says about double opt-in, as a full sentence"
    )
    purchased: Flag | None = Field(None, description="true where lists were bought, rented or scraped")
    never: tuple[Text, ...] = Field((), title="What is never done", description="what is never done, each as a full sentence")
    hygiene: tuple[Claim, ...] = Field((), description="how stale and bad addresses leave")


class Suppression(Record):
    """Details of the suppression list."""

    account_level: tuple[Literal["BOUNCE", "COMPLAINT"], ...] = Field(
        (), title="Account-level list", description="reasons on SES's account-level list"
    )
    app_store: Name | None = Field(None, title="Own list", description="where the product keeps its own list, such as DynamoDB")
    retention: Text | None = Field(None, description="how long an entry stays, as a full sentence")
    release_rule: Text | None = Field(None, description="who may release an address and on what proof, as a full sentence")


class Alarm(Record):
    """An alarm on a rate or on a part of the system."""

    status: Status = Field(description="tested, implemented (claimed), planned or none")
    metric: Literal["bounce_rate", "complaint_rate", "dead_letter_queue"] = Field(description="what is watched")
    operator: Literal["above", "at_or_above"] | None = Field(None, description="above, or at_or_above")
    threshold: Percent | None = Field(None, description="in per cent")
    channel: Name | None = Field(None, description="service that raises it, such as CloudWatch")
    action: Text | None = Field(None, description="what happens then, as a full sentence")


class Target(Record):
    """A rate the product means to stay below."""

    metric: Literal["bounce_rate", "complaint_rate"] = Field(description="the rate")
    below: Percent = Field(description="in per cent")


class Monitoring(Record):
    """Alarms, reports and targets."""

    alarms: tuple[Alarm, ...] = Field((), description="alarms the source names")
    targets: tuple[Target, ...] = Field((), description="rates to stay below")
    review_interval_days: Count | None = Field(None, title="Days between looks", description="days between looks at the rates")
    reports: tuple[Claim, ...] = Field((), description="reports and dashboards")
    owner: Name | None = Field(None, description="role that watches")
    gmail_postmaster: Flag | None = Field(
        None, title="Gmail Postmaster Tools", description="true where Gmail Postmaster Tools are watched"
    )


class DataKind(Record):
    """A kind of personal data."""

    what: Text = Field(description="what is kept, as a noun phrase")
    purpose: Text | None = Field(None, description="what for, as a full sentence")
    store: Name | None = Field(None, description="where, such as S3")
    region: Region | None = Field(None, description="Region of the store")
    days: Count | None = Field(None, description="days until it is deleted")
    deletion: Text | None = Field(None, description="how it is deleted, as a full sentence")


class Processor(Record):
    """Somebody who processes data for the product."""

    name: Name = Field(description="company")
    role: Text | None = Field(None, description="what it does, as a full sentence")
    country: Country | None = Field(None, description="seat, as ISO 3166 code")
    contract: Text | None = Field(None, description="the contract, as a full sentence")
    transfer: Text | None = Field(None, description="ground for a transfer abroad, as a full sentence")


class Data(Record):
    """Personal data."""

    measures: tuple[Claim, ...] = Field((), description="how data is protected")
    kinds: tuple[DataKind, ...] = Field((), description="kinds of data that are kept")
    processors: tuple[Processor, ...] = Field((), description="who processes data for the product")


class Law(Record):
    """A law the source says it follows; a claim, not our judgement."""

    name: Text = Field(description="short name, such as CAN-SPAM")
    claim: Text | None = Field(None, description="what the source says it does under this law, as a full sentence")


class Part(Record):
    """A service that takes part in sending."""

    service: Name = Field(description="name of the service")
    role: Text | None = Field(None, description="what it does here, as a full sentence")
    region: Region | None = Field(None, description="its Region")
    resource_id: Name | None = Field(None, description="id of the resource; private", json_schema_extra=PRIVATE)


class FlowStep(Record):
    """One step of a chain: a service, or words."""

    name: Name | None = Field(None, description="service, alike in every language")
    text: Text | None = Field(None, description="what it is or does, as a short phrase")


class Flow(Record):
    """A chain of services in the order in which things pass through them."""

    title: Text = Field(description="what passes through, as a noun phrase")
    steps: tuple[FlowStep, ...] = Field(description="the steps in order")


class Justification(Record):
    """Why production access is needed."""

    reasons: tuple[Text, ...] = Field((), description="why, each as a full sentence")
    sandbox_limits: tuple[Text, ...] = Field((), description="what the sandbox prevents, each as a full sentence")


class Availability(Record):
    """When somebody can be reached."""

    days: Text = Field(description="days, as a noun phrase")
    from_: TimeOfDay = Field(alias="from", description="from, such as 09:00")
    to: TimeOfDay = Field(description="until")
    time_zone: Name = Field(description="time zone as the source writes it")


class Contact(Record):
    """How to reach a role. A person's name and address belong into the private overlay."""

    name: Name | None = Field(None, description="person; private", json_schema_extra=PRIVATE)
    email: EmailAddress | None = Field(None, description="mailbox; private where it is a person's")
    phone: Text | None = Field(None, description="phone number in quotes, or what the source says of it")
    availability: Availability = Field(default_factory=Availability.absent, description="when")
    may_be_published: Flag | None = Field(None, description="true where the person agreed to stand in public by name")


class Policies(Record):
    """Owner and review of the policies."""

    owner: Name | None = Field(None, description="role that owns the policies; no person's name")
    version: Name | None = Field(None, description="version, in quotes")
    last_review: Day | None = Field(None, description="date of the last review")
    review_interval_months: Count | None = Field(None, title="Months between reviews", description="months between reviews")

    @property
    def next_review(self) -> date | None:
        """The first of the month in which the next review is due."""
        if self.last_review is None or self.review_interval_months is None:
            return None
        months = self.last_review.month - 1 + self.review_interval_months
        return date(self.last_review.year + months // 12, months % 12 + 1, 1)
