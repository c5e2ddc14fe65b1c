"""The record of a product: the schema from which editor help, field reference and error messages are derived."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .company import Audience, Company, Contact, Policies, Website
from .identities import Dns, Identities
from .notes import Allowance, ChecklistEntry, Retirement, Review, Statement
from .operations import Data, Flow, Law, Lists, Monitoring, Part, Suppression, Volume
from .records import Claim, Mechanism, Record, SoftBounceMechanism, Text
from .request import AccountUse, Justification, Request
from .scalars import Country, Id, Label, LanguageTag, Name
from .stream import Stream


class Handling(Record):
    """How the product handles events such as bounces. Leave out what you do not know."""

    bounce_hard: Mechanism = Field(
        default_factory=Mechanism.absent,
        title="Hard bounce",
        description="what happens when an email is permanently undeliverable",
    )
    bounce_soft: SoftBounceMechanism = Field(
        default_factory=SoftBounceMechanism.absent,
        title="Soft bounce",
        description="what happens when an email is temporarily undeliverable",
    )
    complaint: Mechanism = Field(
        default_factory=Mechanism.absent, description="what happens when a recipient marks an email as spam"
    )
    unsubscribe: Mechanism = Field(
        default_factory=Mechanism.absent, description="what happens when a recipient no longer wants email"
    )
    suppression: Mechanism = Field(default_factory=Mechanism.absent, description="how addresses are excluded from sending")
    monitoring: Mechanism = Field(default_factory=Mechanism.absent, description="who monitors the rates, and how")
    abuse_limit: Mechanism = Field(
        default_factory=Mechanism.absent, description="what prevents bulk sending through the product"
    )
    reply_handling: Mechanism = Field(default_factory=Mechanism.absent, description="what happens to replies to your emails")

    @property
    def named(self) -> dict[str, Mechanism]:
        """The mechanisms that the file contains, by field name."""
        return {name: value for name in type(self).model_fields if (value := getattr(self, name))}


Stage = Literal["preparing", "requested", "asked", "answered", "refused", "granted"]


class Product(Record):
    """A product as its request describes it, including flaws."""

    name: Label = Field(description="name of the product, as its users know it")
    summary: Text = Field(description="what the product does, in one sentence")
    application: Name | None = Field(None, description="name of the application, if it differs from the product's name")
    stage: Stage = Field(
        "preparing",
        description="status of the case: preparing, requested (form submitted), asked (AWS asked for information), answered, "
        "refused or granted",
    )
    company: Company = Field(default_factory=Company.absent, description="who runs the product")
    website: Website = Field(default_factory=Website.absent, description="website that AWS's reviewer opens")
    purpose: tuple[Text, ...] = Field((), description="why the product sends email, one full sentence each")
    markets: tuple[Country, ...] = Field((), description="countries whose laws apply (ISO 3166 codes)")
    audience: Audience = Field(default_factory=Audience.absent, description="who the product is for")
    site_languages: tuple[LanguageTag, ...] = Field(
        (), title="Languages of the website", description="languages of the product's website"
    )
    request: Request = Field(default_factory=Request.absent, description="the request to AWS")
    account: AccountUse = Field(default_factory=AccountUse.absent, description="how the AWS account is used")
    identities: Identities = Field(default_factory=Identities.absent, description="identities verified in SES")
    dns: Dns = Field(default_factory=Dns.absent, description="DNS records for email: SPF, DMARC, MX")
    sending: tuple[Claim, ...] = Field((), description="how emails are generated and passed to SES")
    streams: tuple[Stream, ...] = Field((), description="mail streams: the kinds of email that the product sends")
    volume: Volume = Field(default_factory=Volume.absent, description="email volume of all streams combined")
    lists: Lists = Field(default_factory=Lists.absent, description="how recipients' addresses are collected and stored")
    handling: Handling = Field(
        default_factory=Handling.absent, description="how bounces, complaints, unsubscribes and other events are handled"
    )
    suppression: Suppression = Field(default_factory=Suppression.absent, description="details of the suppression list")
    monitoring: Monitoring = Field(default_factory=Monitoring.absent, description="alarms, reports and target rates")
    content: tuple[Claim, ...] = Field((), description="what every email contains or avoids")
    security: tuple[Claim, ...] = Field((), description="how accounts, keys and access are protected")
    data: Data = Field(default_factory=Data.absent, description="personal data: kinds, storage, retention, processors")
    laws: tuple[Law, ...] = Field((), description="laws that the product says it follows")
    infrastructure: dict[Id, Part] = Field({}, description="services involved in sending, by id")
    flows: tuple[Flow, ...] = Field((), description="chains of services that data passes through")
    justification: Justification = Field(default_factory=Justification.absent, description="why you need production access")
    commitments: tuple[Text, ...] = Field((), description="promises to AWS, one full sentence each")
    contacts: dict[Literal["primary", "technical", "support"], Contact] = Field({}, description="contacts, by role")
    policies: Policies = Field(default_factory=Policies.absent, description="owner, version and review dates of the policies")
    checklist: tuple[ChecklistEntry, ...] = Field((), description="steps and checkboxes of the draft's own checklist")
    allow: dict[Id, Allowance] = Field(
        {}, title="Exceptions to rules", description="reasons to allow the findings of a rule, by rule id"
    )
    statements: tuple[Statement, ...] = Field((), description="draft sentences that differ from a field or fit none")
    review: tuple[Review, ...] = Field((), title="To review", description="draft sentences that you still have to review")
    formerly: tuple[Id, ...] = Field(
        (), title="Former slugs", description="earlier slugs of the product; their URLs redirect here"
    )
    retired: Retirement = Field(default_factory=Retirement.absent, description="when and why the product stopped sending")
