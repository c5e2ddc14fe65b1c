"""The record of a product: the schema from which editor help, field reference and error messages are derived."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .company import Audience, Company, Contact, Policies, Website
from .identities import Dns, Identities
from .notes import Allowance, ChecklistEntry, Retirement, Review, Statement
from .operations import Data, Flow, Law, Lists, Monitoring, Part, Suppression, Volume
from .records import Claim, Mechanism, Record, SoftBounceMechanism, Text
from .request import Justification, Request
from .scalars import Country, Id, Label, LanguageTag, Name
from .stream import Stream


class Handling(Record):
    """How the product handles events such as bounces. Leave out what the source does not mention."""

    bounce_hard: Mechanism = Field(
        default_factory=Mechanism.absent, title="Hard bounce", description="an email that can never be delivered"
    )
    bounce_soft: SoftBounceMechanism = Field(
        default_factory=SoftBounceMechanism.absent,
        title="Soft bounce",
        description="an email that cannot be delivered at the moment",
    )
    complaint: Mechanism = Field(default_factory=Mechanism.absent, description="a recipient marks an email as spam")
    unsubscribe: Mechanism = Field(default_factory=Mechanism.absent, description="a recipient no longer wants email")
    suppression: Mechanism = Field(default_factory=Mechanism.absent, description="addresses that no longer get email")
    monitoring: Mechanism = Field(default_factory=Mechanism.absent, description="who monitors the rates, and how")
    abuse_limit: Mechanism = Field(
        default_factory=Mechanism.absent, description="what prevents people from sending in bulk through the product"
    )
    reply_handling: Mechanism = Field(default_factory=Mechanism.absent, description="what happens to replies to an email")

    @property
    def named(self) -> dict[str, Mechanism]:
        """The mechanisms that the source mentions, by field name."""
        return {name: value for name in type(self).model_fields if (value := getattr(self, name))}


Stage = Literal["preparing", "requested", "asked", "answered", "refused", "granted"]


class Product(Record):
    """A product as its request describes it, including flaws."""

    name: Label = Field(description="name of the product as its users know it")
    summary: Text = Field(description="what it does, in one sentence")
    application: Name | None = Field(None, description="name of the application, if it differs from the product's")
    stage: Stage = Field(
        "preparing",
        description="status of the case: preparing, requested (the form is sent), asked (AWS wrote back), answered, "
        "refused or granted",
    )
    company: Company = Field(default_factory=Company.absent, description="who runs the product")
    website: Website = Field(default_factory=Website.absent, description="the website AWS's reviewer will open")
    purpose: tuple[Text, ...] = Field((), description="why the product sends email, each as a full sentence")
    markets: tuple[Country, ...] = Field((), description="countries whose laws apply, as ISO 3166 codes")
    audience: Audience = Field(default_factory=Audience.absent, description="who the product is for")
    site_languages: tuple[LanguageTag, ...] = Field(
        (), title="Languages of the website", description="languages of the product's website"
    )
    request: Request = Field(default_factory=Request.absent, description="the request to AWS")
    identities: Identities = Field(default_factory=Identities.absent, description="identities verified in SES")
    dns: Dns = Field(default_factory=Dns.absent, description="DNS records that the source mentions")
    sending: tuple[Claim, ...] = Field((), description="how email is generated and passed to SES, each as a full sentence")
    streams: tuple[Stream, ...] = Field((), description="the kinds of email")
    volume: Volume = Field(default_factory=Volume.absent, description="email volume of all streams together")
    lists: Lists = Field(default_factory=Lists.absent, description="how recipients' addresses are collected and stored")
    handling: Handling = Field(
        default_factory=Handling.absent, description="how bounces, complaints, unsubscribes and other events are handled"
    )
    suppression: Suppression = Field(default_factory=Suppression.absent, description="details of the suppression list")
    monitoring: Monitoring = Field(default_factory=Monitoring.absent, description="alarms, reports and targets")
    content: tuple[Claim, ...] = Field((), description="what the content of every email contains or avoids")
    security: tuple[Claim, ...] = Field((), description="how accounts, keys and access are protected")
    data: Data = Field(default_factory=Data.absent, description="personal data: kinds, storage, retention, processors")
    laws: tuple[Law, ...] = Field((), description="laws the source says it follows")
    infrastructure: dict[Id, Part] = Field({}, description="id -> service that is involved in sending")
    flows: tuple[Flow, ...] = Field((), description="chains of services, in order")
    justification: Justification = Field(default_factory=Justification.absent, description="why production access is needed")
    commitments: tuple[Text, ...] = Field((), description="promises to AWS, each as a full sentence")
    contacts: dict[Literal["primary", "technical", "support"], Contact] = Field({}, description="role -> how to reach it")
    policies: Policies = Field(default_factory=Policies.absent, description="owner and review of the policies")
    checklist: tuple[ChecklistEntry, ...] = Field((), description="steps and checkboxes of the source's own checklist")
    allow: dict[Id, Allowance] = Field(
        {}, title="Exceptions to rules", description="rule id -> why its findings are allowed here"
    )
    statements: tuple[Statement, ...] = Field((), description="sentences that differ from a field or match none")
    review: tuple[Review, ...] = Field((), title="To review", description="draft sentences that somebody still has to review")
    formerly: tuple[Id, ...] = Field((), title="Former slugs", description="slugs it had before; their URLs redirect here")
    retired: Retirement = Field(default_factory=Retirement.absent, description="when and why it stopped sending")
