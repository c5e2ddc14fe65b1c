"""Decides which parts of a sending setup a product still needs. What its file states, or a look has shown, is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from policykit.model import SesNumber
from policykit.model.evidence import IdentityLook
from policykit.model.identities import DomainIdentity
from policykit.model.scalars import DOMAIN
from policykit.model.view import ProductView
from policykit.readiness.claims import may_be_stated
from policykit.readiness.dns_records import sender_hosts
from policykit.readiness.email_addresses import base_of, is_freemail
from policykit.readiness.evidence import seen
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
    exists: bool
    """Whether SES has the identity, so that a template must not create it again."""
    dkim: bool
    mail_from: bool
    mx: bool
    """Whether the MX record of its MAIL FROM domain is missing."""
    spf: bool
    """Whether the SPF record of its MAIL FROM domain is missing."""
    mail_from_name: str | None
    on_mx_failure: str = USE_DEFAULT
    tokens: tuple[str, ...] = ()
    """The tokens of Easy DKIM that a look has shown; private."""
    dkim_zone: str | None = None
    """The domain that its DKIM records point to, which differs between Regions; as a look has shown."""
    default_set: str | None = None
    """Its default configuration set, as a look has shown; private."""

    @property
    def is_listed(self) -> bool:
        """Whether the file lists it as a domain identity."""
        return self.place.endswith("]")


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
    def default_set(self) -> str | None:
        """The configuration set that a look has shown to be the default already."""
        return next((item.default_set for item in self.domains if item.default_set), None)

    @property
    def configuration_set(self) -> bool:
        """Whether the stack creates one: never beside a default one, whose events would end."""
        return (self.events or self.suppression) and not self.default_set

    @property
    def new_domains(self) -> tuple[DomainNeed, ...]:
        """The domains that the stack creates in SES."""
        return tuple(item for item in self.domains if not item.exists)

    @property
    def old_domains(self) -> tuple[DomainNeed, ...]:
        """The domains that SES has already."""
        return tuple(item for item in self.domains if item.exists)

    @property
    def stack(self) -> bool:
        """Whether the stack has anything in it."""
        return bool(self.events or self.configuration_set or self.alarms or self.new_domains)

    def __bool__(self) -> bool:
        """Whether anything is missing."""
        lacking = (item.dkim or item.mail_from or item.mx or item.spf for item in self.domains)
        return bool(self.stack or self.suppression or self.dmarc or any(lacking))


def needs_of(product: ProductView, numbers: Mapping[str, SesNumber]) -> Needs:
    """Return what a product needs; `numbers` are those of data/ses.yml."""
    listed = product.identities.domains
    region = product.request.region or next((item.region for item in listed if item.region), None)
    emails = emails_a_month(product)
    domains = tuple(_listed(product, index, item, region) for index, item in enumerate(listed)) or (_suggested(product),)
    return Needs(
        region=region,
        emails=emails,
        email=_mailbox(product),
        domains=domains,
        bounces=not _is_noticed(product, "bounce_hard"),
        complaints=not _is_noticed(product, "complaint"),
        suppression=not _suppresses(product),
        alarms=tuple(_alarms(product, numbers)) if emails >= FEW_A_MONTH else (),
        dmarc=_without_dmarc(product, domains),
    )


def has(product: ProductView, place: str, value: Any) -> bool:
    """Whether a claim of the file may be stated, or a look has confirmed it."""
    return place in seen(product) or (bool(value) and may_be_stated(product, place, value))


def published(product: ProductView, kind: str, name: str, sign: str) -> bool:
    """Whether a DNS lookup has shown a record that contains `sign`."""
    asked = f"{kind} {name}"
    found = (record for look in product.evidence.dns if look.on and look.asked == asked for record in look.records)
    return any(sign in record.lower() for record in found)


def _listed(product: ProductView, index: int, item: DomainIdentity, region: str | None) -> DomainNeed:
    """What a domain of the file lacks."""
    place = f"identities.domains[{index}]"
    look = _look_at(product, item.domain, item.region or region)
    exists = look.exists if look else has(product, place, item)
    dkim = look.dkim == "SUCCESS" if look else exists and has(product, f"{place}.dkim", item.dkim)
    own = item.mail_from if item.mail_from and item.mail_from.status != "none" else None
    name = (look and look.mail_from) or (own and own.domain) or f"bounce.{item.domain}"
    mail_from = bool(look.mail_from) if look else exists and has(product, f"{place}.mail_from", item.mail_from)
    return DomainNeed(
        place=place,
        name=item.domain,
        exists=exists,
        dkim=not dkim,
        mail_from=not mail_from,
        mx=not mail_from and not published(product, "MX", name, "feedback-smtp."),
        spf=not (mail_from and _has_spf(product, name)) and not published(product, "TXT", name, "include:amazonses.com"),
        mail_from_name=name,
        on_mx_failure=(own and own.on_mx_failure) or USE_DEFAULT,
        tokens=tuple(token for token in look.dkim_tokens if token.isalnum() and token.isascii()) if look else (),
        dkim_zone=look.dkim_zone if look else None,
        default_set=look.configuration_set if look and re.fullmatch(r"[\w-]+", look.configuration_set or "", re.A) else None,
    )


def _suggested(product: ProductView) -> DomainNeed:
    """The domain to verify where the file lists none: that of the senders, or of the verified addresses."""
    addresses = (address.rpartition("@")[2] for address in product.identities.addresses)
    name = next(iter(_bases([*sender_hosts(product), *(host for host in addresses if not is_freemail(host))])), None)
    mail_from = f"bounce.{name}" if name else None
    return DomainNeed(
        "identities.domains", name, exists=False, dkim=True, mail_from=True, mx=True, spf=True, mail_from_name=mail_from
    )


def _look_at(product: ProductView, domain: str, region: str | None) -> IdentityLook | None:
    looks = (look for look in product.evidence.identities if look.on and look.identity == domain)
    return next((look for look in looks if region in (None, look.region)), None)


def _has_spf(product: ProductView, name: str) -> bool:
    """Whether the file states an SPF record for a MAIL FROM domain, or one without a name, which may be it."""
    records = enumerate(product.dns.spf)
    return any(record.name in (None, name) and has(product, f"dns.spf[{index}]", record) for index, record in records)


def _without_dmarc(product: ProductView, domains: tuple[DomainNeed, ...]) -> tuple[str, ...]:
    """The domains that need a DMARC record: those of the senders, else those of the identities."""
    stated = [record for index, record in enumerate(product.dns.dmarc) if has(product, f"dns.dmarc[{index}]", record)]
    if any(record.name is None for record in stated):
        return ()
    names = {record.name for record in stated}
    hosts = list(sender_hosts(product)) or [item.name for item in domains if item.name]
    open_hosts = [host for host in hosts if not {f"_dmarc.{host}", f"_dmarc.{base_of(host)}"} & names]
    return tuple(base for base in _bases(open_hosts) if not published(product, "TXT", f"_dmarc.{base}", "v=dmarc1"))


def _bases(hosts: list[str]) -> list[str]:
    """The registered domains of hosts. An email address may contain characters that no domain has."""
    return [base for base in dict.fromkeys(base_of(host.lower()) for host in hosts) if re.fullmatch(DOMAIN, base)]


def _is_noticed(product: ProductView, name: str) -> bool:
    """Whether the product handles an event and says how it learns of it."""
    mechanism = getattr(product.handling, name)
    place = f"handling.{name}"
    return place in seen(product) or (bool(mechanism.mechanism) and has(product, place, mechanism))


def _suppresses(product: ProductView) -> bool:
    """Whether bounces and complaints lead to suppression."""
    both = {"BOUNCE", "COMPLAINT"}
    reasons = product.suppression.account_level
    if both <= set(reasons) and has(product, "suppression.account_level", reasons):
        return True
    if any(look.on and both <= set(look.suppression) for look in product.evidence.accounts):
        return True
    return has(product, "handling.suppression", product.handling.suppression)


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
