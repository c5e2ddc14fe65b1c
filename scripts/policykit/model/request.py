"""What a product asks of AWS, and why."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .records import PRIVATE, Record, Text
from .scalars import Amount, Count, Digits, EmailAddress, Flag, Name, Region, Url


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


class Justification(Record):
    """Why production access is needed."""

    reasons: tuple[Text, ...] = Field((), description="why, each as a full sentence")
    sandbox_limits: tuple[Text, ...] = Field((), description="what the sandbox prevents, each as a full sentence")
