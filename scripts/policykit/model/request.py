"""Records for the request to AWS and its justification."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .records import PRIVATE, Record, Text
from .scalars import Amount, Count, Day, Digits, EmailAddress, Flag, Name, Region, Url


class Request(Record):
    """The request to AWS."""

    region: Region | None = Field(None, description="AWS Region; production access is granted per Region")
    mail_type: Literal["TRANSACTIONAL", "MARKETING"] | None = Field(
        None, description="mail type in AWS's form: TRANSACTIONAL or MARKETING"
    )
    mail_type_stated: Text | None = Field(
        None, title="Mail type in your words", description="mail type in your own words, if they differ from AWS's"
    )
    sandbox: Flag | None = Field(None, description="true while the account is in the sandbox")
    current_daily_quota: Count | None = Field(None, description="emails per day that you may send today")
    current_send_rate: Amount | None = Field(
        None, title="Current maximum send rate", description="emails per second that you may send today"
    )
    service: Name | None = Field(None, description="service, as AWS Support names it in its list")
    limit_name: Name | None = Field(None, description="limit, as AWS Support names it in its list")
    daily_quota: Count | None = Field(None, title="Requested daily quota", description="emails per day that you request")
    send_rate: Amount | None = Field(
        None, title="Requested maximum send rate", description="emails per second that you request"
    )
    quota_reason: Text | None = Field(None, description="why you need this quota, as a full sentence")
    additional_contacts: tuple[EmailAddress, ...] = Field((), description="email addresses of up to four additional contacts")
    contact_language: Literal["EN", "JA"] | None = Field(
        None, description="language in which AWS writes to you: EN (English) or JA (Japanese)"
    )
    account_id: Digits | None = Field(
        None, title="AWS account", description="AWS account ID; private", json_schema_extra=PRIVATE
    )
    case_id: Digits | None = Field(
        None, title="Case number", description="number of the support case; private", json_schema_extra=PRIVATE
    )
    case_url: Url | None = Field(
        None, title="Link to the case", description="link to the support case; private", json_schema_extra=PRIVATE
    )
    case_subject: Name | None = Field(None, description="subject of the case; private", json_schema_extra=PRIVATE)
    addressee: Name | None = Field(
        None, description="person at AWS whom the reply addresses by name; private", json_schema_extra=PRIVATE
    )


class AccountUse(Record):
    """How the AWS account is used: what AWS sees before it reads a word. Private."""

    plan: Literal["free", "paid"] | None = Field(
        None, title="Account plan", description="free or paid, as the Billing console shows; private", json_schema_extra=PRIVATE
    )
    first_paid_invoice: Day | None = Field(
        None,
        title="First paid invoice",
        description="date of the first invoice that you paid; private",
        json_schema_extra=PRIVATE,
    )
    payment_confirmed: Flag | None = Field(
        None,
        title="Payment method confirmed",
        description="true if the Billing console shows no problem with the payment method; private",
        json_schema_extra=PRIVATE,
    )
    services: Name | None = Field(
        None,
        title="Other services",
        description="other AWS services that you use, such as EC2 and S3; private",
        json_schema_extra=PRIVATE,
    )
    sandbox_emails: Count | None = Field(
        None,
        title="Emails in the sandbox",
        description="test emails that you sent in the sandbox; private",
        json_schema_extra=PRIVATE,
    )


class Justification(Record):
    """Why production access is needed."""

    reasons: tuple[Text, ...] = Field((), description="why you need production access, one full sentence each")
    at_this_volume: Text | None = Field(
        None,
        description="why you need production access even at this volume, in full sentences: whom you cannot verify beforehand, "
        "what one event sends at once, who sends today",
    )
    sandbox_limits: tuple[Text, ...] = Field((), description="what the sandbox prevents, one full sentence each")
