"""One product: everything its request states. THE schema; editor help, reference and messages derive from it."""

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
    """What happens when something happens to a mail. Leave out what the source does not mention."""

    bounce_hard: Mechanism = Field(
        default_factory=Mechanism.absent, title="Hard bounce", description="a mail that can never be delivered"
    )
    bounce_soft: SoftBounceMechanism = Field(
        default_factory=SoftBounceMechanism.absent, title="Soft bounce", description="a mail that cannot be delivered for now"
    )
    complaint: Mechanism = Field(default_factory=Mechanism.absent, description="a recipient marks a mail as spam")
    unsubscribe: Mechanism = Field(default_factory=Mechanism.absent, description="a recipient asks for no more mail")
    suppression: Mechanism = Field(default_factory=Mechanism.absent, description="addresses that get no mail any more")
    monitoring: Mechanism = Field(default_factory=Mechanism.absent, description="who watches the rates, and how")
    abuse_limit: Mechanism = Field(
        default_factory=Mechanism.absent, description="what keeps people from sending through it in bulk"
    )
    reply_handling: Mechanism = Field(default_factory=Mechanism.absent, description="what happens to answers to the mail")

    @property
    def named(self) -> dict[str, Mechanism]:
        """The mechanisms the source mentions, by field name."""
        return {name: value for name in type(self).model_fields if (value := getattr(self, name))}


class Product(Record):
    """One product, as its request states it; flaws included."""

    name: Label = Field(description="name of the product as its users know it")
    summary: Text = Field(description="what it does, in one sentence")
    application: Name | None = Field(None, description="name of the application, where it differs from the product's")
    stage: Literal["preparing", "requested", "asked", "answered", "refused", "granted"] = Field(
        "preparing",
        description="where the case stands: preparing, requested (the form is sent), asked (AWS wrote back), answered, "
        "refused, granted",
    )
    company: Company = Field(default_factory=Company.absent, description="who runs the product")
    website: Website = Field(default_factory=Website.absent, description="the website AWS's reviewer will open")
    purpose: tuple[Text, ...] = Field((), description="why the product sends mail, each as a full sentence")
    markets: tuple[Country, ...] = Field((), description="countries whose law applies, as ISO 3166 codes")
    audience: Audience = Field(default_factory=Audience.absent, description="who the product is for")
    site_languages: tuple[LanguageTag, ...] = Field(
        (), title="Languages of the website", description="languages of the product's website"
    )
    request: Request = Field(default_factory=Request.absent, description="what is asked of AWS")
    identities: Identities = Field(default_factory=Identities.absent, description="what is verified in SES")
    dns: Dns = Field(default_factory=Dns.absent, description="records the source states")
    sending: tuple[Claim, ...] = Field((), description="how mail is made and handed to SES, each as a full sentence")
    streams: tuple[Stream, ...] = Field((), description="the kinds of mail")
    volume: Volume = Field(default_factory=Volume.absent, description="figures over all streams")
    lists: Lists = Field(default_factory=Lists.absent, description="how recipients' addresses come and are kept")
    handling: Handling = Field(default_factory=Handling.absent, description="bounces, complaints, unsubscribes and the rest")
    suppression: Suppression = Field(default_factory=Suppression.absent, description="details of the suppression list")
    monitoring: Monitoring = Field(default_factory=Monitoring.absent, description="alarms, reports and targets")
    content: tuple[Claim, ...] = Field((), description="what holds of every mail's content")
    security: tuple[Claim, ...] = Field((), description="how accounts, keys and access are guarded")
    data: Data = Field(default_factory=Data.absent, description="personal data: kinds, stores, days, processors")
    laws: tuple[Law, ...] = Field((), description="laws the source says it follows")
    infrastructure: dict[Id, Part] = Field({}, description="id -> service that takes part in sending")
    flows: tuple[Flow, ...] = Field((), description="chains of services, in order")
    justification: Justification = Field(default_factory=Justification.absent, description="why production access is needed")
    commitments: tuple[Text, ...] = Field((), description="promises to AWS, each as a full sentence")
    contacts: dict[Literal["primary", "technical", "support"], Contact] = Field({}, description="role -> how to reach it")
    policies: Policies = Field(default_factory=Policies.absent, description="owner and review of the policies")
    checklist: tuple[ChecklistEntry, ...] = Field((), description="the source's own steps and boxes")
    allow: dict[Id, Allowance] = Field(
        {}, title="Exceptions from rules", description="rule id -> why its findings are allowed here"
    )
    statements: tuple[Statement, ...] = Field((), description="sentences that differ from a field or fit none")
    review: tuple[Review, ...] = Field(
        (), title="Still to be read", description="sentences of a draft that somebody still has to read"
    )
    formerly: tuple[Id, ...] = Field((), title="Former slugs", description="slugs it had before; their addresses lead here")
    retired: Retirement = Field(default_factory=Retirement.absent, description="that it no longer sends, since when and why")
