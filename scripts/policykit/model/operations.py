"""Records about operations: volume, lists, suppression, monitoring, personal data, laws and services."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from .records import PRIVATE, Claim, Record, Status, Text
from .scalars import Count, Country, Flag, Name, Percent, Region, refuse
from .stream import Period


class Figure(Record):
    """The number of emails of all streams in a period, at a certain time."""

    kind: Literal["current", "forecast", "peak", "maximum"] = Field(
        description="current (today), forecast (expected), peak (at busy times) or maximum (never exceeded)"
    )
    per: Period = Field(title="Period", description="hour, day or month")
    min: Count | None = Field(None, title="Lower end", description="lower end of the range")
    max: Count = Field(title="Upper end", description="upper end of the range, or the only number")
    fewer_than_max: Flag | None = Field(
        None, title="Fewer than the upper end", description="true if the figure means fewer than `max`"
    )
    months_ahead: Count | None = Field(None, description="months from now; leave out for a figure at launch")
    note: Text | None = Field(None, description="when or why, as a short phrase")

    @model_validator(mode="after")
    def _rises(self) -> Self:
        if self.min is not None and self.min > self.max:
            raise refuse("min to be at most max")
        return self


class Volume(Record):
    """Email volume of all streams together."""

    figures: tuple[Figure, ...] = Field((), description="figures for all streams combined")
    pattern: Text | None = Field(None, description="what determines the sending pattern, as a full sentence")
    basis: Text | None = Field(None, description="what the figures are based on, as a full sentence")


class Lists(Record):
    """How addresses are collected and stored."""

    none_because: Text | None = Field(
        None, title="Why there is no list", description="why there is no mailing list, as a full sentence"
    )
    stored_where: Text | None = Field(
        None, title="Where addresses are stored", description="where addresses are stored, as a full sentence"
    )
    sources: tuple[Text, ...] = Field((), description="how addresses are collected, one full sentence each")
    confirmation: Text | None = Field(None, description="how an address is confirmed, as a full sentence")
    double_opt_in: Text | None = Field(
        None, title="Double opt-in", description="whether and how you use double opt-in, as a full sentence"
    )
    purchased: Flag | None = Field(None, title="Purchased lists", description="true if lists were bought, rented or scraped")
    never: tuple[Text, ...] = Field(
        (), title="Excluded practices", description="practices that you rule out, one full sentence each"
    )
    hygiene: tuple[Claim, ...] = Field((), title="List hygiene", description="how stale and invalid addresses are removed")


class Suppression(Record):
    """Details of the suppression list."""

    account_level: tuple[Literal["BOUNCE", "COMPLAINT"], ...] = Field(
        (),
        title="Account-level list",
        description="reasons for which SES adds an address to its account-level list: BOUNCE, COMPLAINT",
    )
    app_store: Name | None = Field(
        None, title="Own list", description="where the product keeps its own list, such as Amazon DynamoDB"
    )
    retention: Text | None = Field(None, description="how long an entry stays, as a full sentence")
    release_rule: Text | None = Field(
        None, title="Removal rule", description="who may remove an address from the list, and on what proof, as a full sentence"
    )


class Alarm(Record):
    """An alarm on a rate or on a system component."""

    status: Status = Field(description="tested, implemented (self-reported), planned or none (does not exist)")
    metric: Literal["bounce_rate", "complaint_rate", "dead_letter_queue"] = Field(description="the monitored metric")
    operator: Literal["above", "at_or_above"] | None = Field(
        None, description="above (above the threshold) or at_or_above (at the threshold or above)"
    )
    threshold: Percent | None = Field(None, description="threshold in percent")
    channel: Name | None = Field(None, description="service that raises the alarm, such as Amazon CloudWatch")
    action: Text | None = Field(None, description="what happens when the alarm is raised, as a full sentence")


class Target(Record):
    """A rate that the product aims to stay below."""

    metric: Literal["bounce_rate", "complaint_rate"] = Field(description="the rate")
    below: Percent = Field(title="Upper limit", description="upper limit in percent")


class Monitoring(Record):
    """Alarms, reports and targets."""

    alarms: tuple[Alarm, ...] = Field((), description="alarms on rates and system components")
    targets: tuple[Target, ...] = Field((), description="rates to stay below")
    review_interval_days: Count | None = Field(
        None, title="Days between reviews", description="days between reviews of the rates"
    )
    reports: tuple[Claim, ...] = Field((), description="reports and dashboards")
    owner: Name | None = Field(None, description="role responsible for monitoring")
    gmail_postmaster: Flag | None = Field(
        None, title="Gmail Postmaster Tools", description="true if you check Gmail Postmaster Tools"
    )


class DataKind(Record):
    """A kind of personal data."""

    what: Text = Field(title="Data", description="data that is stored, as a noun phrase")
    purpose: Text | None = Field(None, description="why the data is stored, as a full sentence")
    store: Name | None = Field(None, description="where the data is stored, such as Amazon S3")
    region: Region | None = Field(None, description="Region of the store")
    days: Count | None = Field(None, title="Deleted after (days)", description="days until the data is deleted")
    deletion: Text | None = Field(None, description="how the data is deleted, as a full sentence")


class Processor(Record):
    """A company that processes data for the product."""

    name: Name = Field(description="name of the company")
    role: Text | None = Field(None, description="what the company does, as a full sentence")
    country: Country | None = Field(None, description="country of the registered office (ISO 3166 code)")
    contract: Text | None = Field(None, description="the data processing contract, as a full sentence")
    transfer: Text | None = Field(None, description="legal basis for a transfer abroad, as a full sentence")


class Data(Record):
    """Personal data."""

    measures: tuple[Claim, ...] = Field((), description="how data is protected")
    kinds: tuple[DataKind, ...] = Field((), description="kinds of data that are stored")
    processors: tuple[Processor, ...] = Field((), description="companies that process data for the product")


class Law(Record):
    """A law that the product says it follows: a claim, not our judgment."""

    name: Text = Field(description="short name, such as CAN-SPAM")
    claim: Text | None = Field(None, description="what you do to comply with the law, as a full sentence")


class Part(Record):
    """A service that is involved in sending."""

    service: Name = Field(description="name of the service")
    role: Text | None = Field(None, description="what the service does here, as a full sentence")
    region: Region | None = Field(None, description="Region of the service")
    resource_id: Name | None = Field(
        None, title="Resource ID", description="ID of the resource; private", json_schema_extra=PRIVATE
    )


class FlowStep(Record):
    """One step of a chain: a service, a description, or both."""

    name: Name | None = Field(None, description="name of the service, the same in every language")
    text: Text | None = Field(None, description="what the step is or does, as a short phrase")


class Flow(Record):
    """A chain of services, in the order in which data passes through them."""

    title: Text = Field(description="what passes through the chain, as a noun phrase")
    steps: tuple[FlowStep, ...] = Field(description="the steps in order")
