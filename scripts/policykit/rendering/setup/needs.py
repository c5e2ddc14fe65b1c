"""Decides which parts of a sending setup a product still needs. What its file states, or a look has shown, is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from policykit.model import SesNumber
from policykit.model.evidence import IdentityLook
from policykit.model.identities import DomainIdentity
from policykit.model.scalars import DOMAIN
from policykit.model.view import ProductView
from policykit.readiness.claims import may_be_stated
from policykit.readiness.dns_answers import Answers, dmarc_records, dmarc_walk, spf_records
from policykit.readiness.dns_questions import dmarc_hosts
from policykit.readiness.email_addresses import base_of
from policykit.readiness.evidence import newest_account, seen
from policykit.readiness.evidence.channels import CARRIERS, EVENTS
from policykit.readiness.evidence.identities import identity_look, sending_identities, set_look
from policykit.rules.lib.figures import FEW_A_MONTH, emails_a_month

MANY_A_MONTH = 30_000
"""Our choice, the guides' 1,000 emails per day: from here on, nobody reads an email about each bounce."""
USE_DEFAULT = "USE_DEFAULT_VALUE"
"""What SES does without the MX record of a MAIL FROM domain: use its own."""

Metric = Literal["bounce_rate", "complaint_rate"]


@dataclass(frozen=True)
class DomainNeed:
    """What one domain lacks."""

    place: str
    """Its place in the file: `identities.domains[0]`, or `identities.domains` if the file lists none."""
    name: str | None
    """None if nothing in the file suggests one; the reader then enters it."""
    mail_from_name: str | None
    look: IdentityLook | None = None
    """What was seen of it in SES; private."""
    exists: bool = False
    """Whether SES has the identity."""
    dkim: bool = True
    own_key: bool = False
    """Whether it signs with a key of its own, so that its DKIM has no CNAME records."""
    mail_from: bool = True
    mx: bool = True
    """Whether the MX record of its MAIL FROM domain is missing."""
    spf: bool = True
    """Whether the SPF record of its MAIL FROM domain is missing."""
    on_mx_failure: str = USE_DEFAULT

    @property
    def is_listed(self) -> bool:
        """Whether the file lists it as a domain identity."""
        return self.place.endswith("]")

    @property
    def default_set(self) -> str | None:
        """Its default configuration set, as a look has shown; private."""
        name = (self.look and self.look.configuration_set) or ""
        return name if re.fullmatch(r"[\w-]+", name, re.A) else None

    @property
    def cnames(self) -> dict[str, str]:
        """Name -> target of its DKIM records, once a look has shown the tokens and the zone of the Region; private."""
        look = self.look
        if not look or not look.dkim_zone or not self.dkim or self.own_key:
            return {}
        tokens = [token for token in look.dkim_tokens if token.isalnum() and token.isascii()]
        return {f"{token}._domainkey.{self.name}": f"{token}.{look.dkim_zone}" for token in tokens}


@dataclass(frozen=True)
class AlarmNeed:
    """A missing alarm on a rate; both numbers in percent."""

    metric: Metric
    threshold: Decimal
    review: Decimal
    """The rate at which AWS starts a review."""


@dataclass(frozen=True)
class Needs:
    """What a product needs, and how large it is."""

    region: str | None
    emails: int
    """Emails of an ordinary month; 0 if the file does not say."""
    email: str | None
    """Where notifications go, if the file says."""
    domains: tuple[DomainNeed, ...]
    bounces: bool
    complaints: bool
    suppression: bool
    alarms: tuple[AlarmNeed, ...]
    dmarc: tuple[str, ...]
    """Domains without a DMARC record."""

    @property
    def is_small(self) -> bool:
        """Whether a person can read each event: no queue, no alarms on rates."""
        return self.emails < FEW_A_MONTH

    @property
    def is_large(self) -> bool:
        """Whether bounces are too many to read by email."""
        return self.emails >= MANY_A_MONTH

    @property
    def events(self) -> bool:
        """Whether bounces or complaints are not handled yet."""
        return self.bounces or self.complaints

    @property
    def queue(self) -> bool:
        """Whether the stack keeps events in a queue."""
        return self.events and not self.is_small

    @property
    def default_set(self) -> str | None:
        """The configuration set that a look has shown to be the default already."""
        return next((item.default_set for item in self.domains if item.default_set), None)

    @property
    def configuration_set(self) -> bool:
        """Whether the stack creates one: never beside a default one, whose events would end."""
        return self.events and not self.default_set

    @property
    def stack(self) -> bool:
        """Whether the stack has anything in it."""
        return bool(self.events or self.alarms)

    @property
    def new_domains(self) -> tuple[DomainNeed, ...]:
        """The domains that SES does not have yet."""
        return tuple(item for item in self.domains if not item.exists)

    @property
    def unconnected(self) -> tuple[DomainNeed, ...]:
        """The domains in SES that are to use the configuration set by default, because they have none."""
        return tuple(item for item in self.domains if self.events and item.exists and not item.default_set)

    def __bool__(self) -> bool:
        """Whether anything is missing."""
        lacking = (not item.exists or item.dkim or item.mail_from or item.mx or item.spf for item in self.domains)
        return bool(self.stack or self.suppression or self.dmarc or any(lacking))


def needs_of(product: ProductView, numbers: Mapping[str, SesNumber]) -> Needs:
    """Return what a product needs; `numbers` are those of data/ses.yml."""
    listed, answers = product.identities.domains, Answers(product.evidence.dns)
    region = product.request.region or next((item.region for item in listed if item.region), None)
    emails = emails_a_month(product)
    domains = [_listed(product, answers, index, item, region) for index, item in enumerate(listed)]
    return Needs(
        region=region,
        emails=emails,
        email=_mailbox(product),
        domains=tuple(domains) or (_suggested(product),),
        bounces=not _is_noticed(product, "bounce_hard"),
        complaints=not _is_noticed(product, "complaint"),
        suppression=not _suppresses(product),
        alarms=tuple(_alarms(product, numbers)) if emails >= FEW_A_MONTH else (),
        dmarc=_without_dmarc(product, answers),
    )


def has(product: ProductView, place: str, value: Any) -> bool:
    """Whether a claim of the file may be stated, or a look has confirmed it."""
    return place in seen(product) or (bool(value) and may_be_stated(product, place, value))


def _listed(product: ProductView, answers: Answers, index: int, item: DomainIdentity, region: str | None) -> DomainNeed:
    """What a domain of the file lacks."""
    place = f"identities.domains[{index}]"
    look = identity_look(product, item.domain, item.region or region)
    exists = look.exists if look else has(product, place, item)
    dkim = look.dkim == "SUCCESS" if look else exists and has(product, f"{place}.dkim", item.dkim)
    own = item.mail_from if item.mail_from and item.mail_from.status != "none" else None
    name = (look and look.mail_from) or (own and own.domain) or f"bounce.{item.domain}"
    stated = exists and has(product, f"{place}.mail_from", item.mail_from)
    mx, txt = answers.at("MX", name), answers.at("TXT", name)
    return DomainNeed(
        place=place,
        name=item.domain,
        mail_from_name=name,
        look=look,
        exists=exists,
        dkim=not dkim,
        own_key=item.dkim.method == "byo",
        mail_from=not (look.mail_from if look else stated),
        mx=not (mx and mx.records) and not (look.mail_from_status == "SUCCESS" if look else stated),
        spf=not (txt and spf_records(txt)) and not (stated and _has_spf(product, name)),
        on_mx_failure=(own and own.on_mx_failure) or USE_DEFAULT,
    )


def _suggested(product: ProductView) -> DomainNeed:
    """The domain to verify where the file lists none: that of the senders, or of the verified addresses."""
    name = next(iter(_bases(dmarc_hosts(product))), None)
    return DomainNeed("identities.domains", name, f"bounce.{name}" if name else None)


def _has_spf(product: ProductView, name: str) -> bool:
    """Whether the file states an SPF record for a MAIL FROM domain, or one without a name, which may be it."""
    records = enumerate(product.dns.spf)
    return any(record.name in (None, name) and has(product, f"dns.spf[{index}]", record) for index, record in records)


def _without_dmarc(product: ProductView, answers: Answers) -> tuple[str, ...]:
    """The domains that need a DMARC record: those of the senders, else those of the identities."""
    stated = [record for index, record in enumerate(product.dns.dmarc) if has(product, f"dns.dmarc[{index}]", record)]
    names = {record.name for record in stated}

    def has_record(host: str) -> bool:
        looks = ((name, answers.at("TXT", f"_dmarc.{name}")) for name in dmarc_walk(host))
        return any(f"_dmarc.{name}" in names or (look and dmarc_records(look)) for name, look in looks)

    return () if None in names else tuple(_bases(host for host in dmarc_hosts(product) if not has_record(host)))


def _bases(hosts: Iterable[str]) -> list[str]:
    """The registered domains of hosts. An email address may contain characters that no domain has."""
    return [base for base in dict.fromkeys(base_of(host.lower()) for host in hosts) if re.fullmatch(DOMAIN, base)]


def _is_noticed(product: ProductView, name: str) -> bool:
    """Whether SES reports an event, as a look has shown, or the file says how the product learns of it and what it does."""
    mechanism = getattr(product.handling, name)
    stated = bool(mechanism.mechanism) and has(product, f"handling.{name}", mechanism)
    return stated or any(_reports(product, identity, EVENTS[name]) for identity in sending_identities(product))


def _reports(product: ProductView, identity: IdentityLook, event: str) -> bool:
    """Whether an identity has somewhere to report an event. Whether it arrives there is for the rules to say."""
    default = set_look(product, identity)
    by_set = (
        item.enabled and item.kind in CARRIERS and event in item.events for item in (default.destinations if default else ())
    )
    return any(by_set) or bool(identity.bounce_topic if event == "BOUNCE" else identity.complaint_topic)


def _suppresses(product: ProductView) -> bool:
    """Whether bounces and complaints lead to suppression."""
    account, stated = newest_account(product), product.suppression.account_level
    reasons = {
        *(account.suppression if account else ()),
        *(stated if has(product, "suppression.account_level", stated) else ()),
    }
    return reasons >= {"BOUNCE", "COMPLAINT"} or has(product, "handling.suppression", product.handling.suppression)


def _alarms(product: ProductView, numbers: Mapping[str, SesNumber]) -> Iterator[AlarmNeed]:
    """Yield the alarms that the file lacks. One that fires only when AWS is already reviewing does not count."""
    bounces, complaints = numbers["bounce-review"].value, numbers["complaint-review"].value
    for need in (
        AlarmNeed("bounce_rate", numbers["bounce-good"].value, bounces),
        AlarmNeed("complaint_rate", complaints / 2, complaints),
    ):
        own = (
            alarm
            for index, alarm in enumerate(product.monitoring.alarms)
            if alarm.metric == need.metric and has(product, f"monitoring.alarms[{index}]", alarm)
        )
        if not any(alarm.threshold is None or alarm.threshold < need.review for alarm in own):
            yield need


def _mailbox(product: ProductView) -> str | None:
    """The address of the people who handle email, as far as the file says."""
    contacts = (product.contacts.get(role) for role in ("technical", "support", "primary"))
    return next((contact.email for contact in contacts if contact and contact.email), None)
