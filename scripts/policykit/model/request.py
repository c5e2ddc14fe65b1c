"""Records for the request to AWS and its justification."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .records import PRIVATE, Record, Text
from .scalars import Amount, Count, Digits, EmailAddress, Flag, Name, Region, Url


class Request(Record):
    """The request to AWS."""

    region: Region | None = Field(None, description="AWS Region; access is granted per Region")
    mail_type: Literal["TRANSACTIONAL", "MARKETING"] | None = Field(None, description="mail type in AWS's form")
    mail_type_stated: Text | None = Field(
        None, title="Mail type in own words", description="mail type in the source's own words, if they differ"
    )
    sandbox: Flag | None = Field(None, description="true while the account is in the sandbox")
    current_daily_quota: Count | None = Field(None, description="messages per day allowed today")
    current_send_rate: Amount | None = Field(None, description="messages per second allowed today")
    service: Name | None = Field(None, description="service as named in the support agent's list")
    limit_name: Name | None = Field(None, description="limit as named in the support agent's list")
    daily_quota: Count | None = Field(None, description="messages per day requested")
    send_rate: Amount | None = Field(None, description="messages per second requested")
    quota_reason: Text | None = Field(None, description="why this quota, as a full sentence")
    additional_contacts: tuple[EmailAddress, ...] = Field((), description="email addresses of up to four additional contacts")
    contact_language: Literal["EN", "JA"] | None = Field(None, description="language in which AWS writes: EN or JA")
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
    addressee: Name | None = Field(None, description="AWS staff member addressed by name; private", json_schema_extra=PRIVATE)


class Justification(Record):
    """Why production access is needed."""

    reasons: tuple[Text, ...] = Field((), description="why, each as a full sentence")
    at_this_volume: Text | None = Field(
        None,
        description="why production access even at this volume, as full sentences: who cannot be verified beforehand, what one "
        "event sends at once, who sends today",
    )
    sandbox_limits: tuple[Text, ...] = Field((), description="what the sandbox prevents, each as a full sentence")
