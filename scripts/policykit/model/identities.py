"""Records for identities verified in SES and for DNS records."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .records import Record, Status, Text
from .scalars import Count, Day, Domain, EmailAddress, Name, Region


class Dkim(Record):
    """DKIM signing of a domain."""

    status: Status = Field(description="tested, implemented (self-reported), planned or none (does not exist)")
    method: Literal["easy", "byo"] | None = Field(None, description="easy (Easy DKIM) or byo (bring your own key)")
    records: Count | None = Field(None, description="number of DNS records that you report as published")
    bits: Count | None = Field(None, description="key length in bits")
    domain: Domain | None = Field(None, description="signing domain (d=)")


class MailFrom(Record):
    """A custom MAIL FROM domain."""

    status: Status = Field(description="tested, implemented (self-reported), planned or none (does not exist)")
    domain: Domain = Field(description="subdomain of the identity that is used for nothing else")
    mx: Name | None = Field(None, description="MX record of the MAIL FROM domain")
    on_mx_failure: Literal["USE_DEFAULT_VALUE", "REJECT_MESSAGE"] | None = Field(
        None,
        title="Without MX record",
        description="what SES does without the MX record: USE_DEFAULT_VALUE (use its default domain) or REJECT_MESSAGE (reject "
        "the email)",
    )


class DomainIdentity(Record):
    """A domain verified in SES."""

    domain: Domain = Field(description="the domain")
    status: Status = Field(description="tested, implemented (self-reported as verified), planned or none (does not exist)")
    region: Region | None = Field(None, description="Region in which the domain is verified")
    verified_on: Day | None = Field(None, description="date of the verification")
    method: Name | None = Field(None, description="how the domain was verified, such as TXT record")
    dkim: Dkim = Field(default_factory=Dkim.absent, description="DKIM of this domain")
    mail_from: MailFrom = Field(default_factory=MailFrom.absent, title="MAIL FROM", description="custom MAIL FROM domain")
    inbound_mail: Text | None = Field(
        None, title="Incoming email", description="whether the domain receives email, as a full sentence"
    )


class Identities(Record):
    """Identities verified in SES."""

    domains: tuple[DomainIdentity, ...] = Field((), description="domain identities")
    addresses: tuple[EmailAddress, ...] = Field(
        (), description="individually verified email addresses; private if they belong to a person"
    )


class DnsRecord(Record):
    """A DNS record. `value` is absent if the source only says that the record exists."""

    status: Status = Field(description="tested, implemented (self-reported), planned or none (does not exist)")
    name: Domain | None = Field(None, description="name of the record")
    value: Name | None = Field(None, description="value of the record as published")
    checked_on: Day | None = Field(None, description="date of the last lookup")


class Dns(Record):
    """DNS records by kind."""

    spf: tuple[DnsRecord, ...] = Field((), description="SPF records (TXT, v=spf1)")
    dmarc: tuple[DnsRecord, ...] = Field((), description="DMARC records (TXT at _dmarc)")
    mx: tuple[DnsRecord, ...] = Field((), description="MX records")
