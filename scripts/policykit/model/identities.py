"""What is verified in SES, and the DNS records that the source states."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .records import Record, Status, Text
from .scalars import Count, Day, Domain, EmailAddress, Name, Region


class Dkim(Record):
    """How mail is signed."""

    status: Status = Field(description="tested, implemented (claimed), planned or none")
    method: Literal["easy", "byo"] | None = Field(None, description="Easy DKIM or an own key")
    records: Count | None = Field(None, description="how many DNS records are said to be set")
    bits: Count | None = Field(None, description="key length in bits")
    domain: Domain | None = Field(None, description="signing domain (d=)")


class MailFrom(Record):
    """A custom MAIL FROM domain."""

    status: Status = Field(description="tested, implemented (claimed), planned or none")
    domain: Domain = Field(description="a subdomain of the identity that is used for nothing else")
    mx: Name | None = Field(None, description="its MX record")
    on_mx_failure: Literal["USE_DEFAULT_VALUE", "REJECT_MESSAGE"] | None = Field(
        None, title="Without MX", description="what SES does without MX"
    )


class DomainIdentity(Record):
    """A domain verified in SES."""

    domain: Domain = Field(description="the domain")
    status: Status = Field(description="tested, implemented (claimed to be verified), planned or none")
    region: Region | None = Field(None, description="Region in which it is verified")
    verified_on: Day | None = Field(None, description="when it was verified")
    method: Name | None = Field(None, description="how it was verified, such as TXT record")
    dkim: Dkim = Field(default_factory=Dkim.absent, description="DKIM of this domain")
    mail_from: MailFrom = Field(default_factory=MailFrom.absent, title="MAIL FROM", description="custom MAIL FROM domain")
    inbound_mail: Text | None = Field(None, description="whether the domain receives mail, as a full sentence")


class Identities(Record):
    """What is verified in SES."""

    domains: tuple[DomainIdentity, ...] = Field((), description="domain identities")
    addresses: tuple[EmailAddress, ...] = Field((), description="single verified addresses; private where a person's")


class DnsRecord(Record):
    """A record the source states; its value is absent where only its existence is claimed."""

    status: Status = Field(description="tested, implemented (claimed), planned or none")
    name: Domain | None = Field(None, description="name of the record")
    value: Name | None = Field(None, description="the record as published")
    checked_on: Day | None = Field(None, description="when somebody looked it up")


class Dns(Record):
    """DNS records by kind."""

    spf: tuple[DnsRecord, ...] = Field((), description="SPF records (TXT, v=spf1)")
    dmarc: tuple[DnsRecord, ...] = Field((), description="DMARC records (TXT at _dmarc)")
    mx: tuple[DnsRecord, ...] = Field((), description="MX records")
