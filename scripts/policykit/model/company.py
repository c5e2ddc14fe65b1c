"""Records about the company behind a product: website, audience, contacts and owner of the policies."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from .records import PRIVATE, Record, Text
from .scalars import Count, Country, Day, EmailAddress, Flag, Id, Label, Name, TimeOfDay, Url


class Address(Record):
    """A postal address."""

    street: Name = Field(description="street and number; some laws do not accept a P.O. box")
    postcode: Name | None = Field(None, title="Postal code", description="postal code, in quotes")
    city: Name | None = Field(None, description="city or town")
    state: Name | None = Field(None, description="state or province")
    country: Country | None = Field(None, description="country code (ISO 3166)")


class Company(Record):
    """The legal entity behind a product."""

    name: Label = Field(description="name of the company")
    legal_form: Name | None = Field(None, description="legal form, such as GmbH or Inc.")
    country: Country | None = Field(None, description="country of the registered office (ISO 3166 code)")
    address: Address = Field(default_factory=Address.absent, description="postal address")
    signature: Name | None = Field(None, description="name under replies to AWS: a business name, not a person's")
    signature_line: Name | None = Field(None, description="second line of the signature, such as the domain")
    activity: Text | None = Field(None, description="what the company does, as a full sentence")


class Website(Record):
    """The website that AWS's reviewer opens."""

    url: Url = Field(description="URL of the website")
    checked_on: Day | None = Field(None, description="date of the last check")
    privacy_url: Url | None = Field(None, title="Privacy policy URL", description="URL of the privacy policy")
    terms_url: Url | None = Field(None, title="Terms of use URL", description="URL of the terms of use")
    imprint_url: Url | None = Field(None, title="Legal notice URL", description="URL of the legal notice")


class Audience(Record):
    """Who the product is for."""

    kind: Literal["b2b", "b2c", "mixed"] | None = Field(None, description="b2b (businesses), b2c (consumers) or mixed (both)")
    who: Text | None = Field(None, title="Target audience", description="target audience, as a noun phrase")
    relationship: Text | None = Field(None, description="how the audience relates to the product, as a full sentence")
    geography: Text | None = Field(None, description="where the audience is, as a full sentence")
    minors: Literal["none", "users", "subject_only"] | None = Field(
        None, description="minors: none, users (they use the product) or subject_only (they appear only in its data)"
    )
    min_age: Count | None = Field(None, title="Minimum age", description="minimum age for an account, in years")
    parental_consent: Text | None = Field(
        None, description="how a parent consents before a child's data is collected, as a full sentence"
    )


class Availability(Record):
    """When a contact is available."""

    days: Text = Field(description="days, such as Monday to Friday")
    from_: TimeOfDay = Field(alias="from", description="start time, such as 09:00")
    to: TimeOfDay = Field(description="end time, such as 17:00")
    time_zone: Name = Field(description="time zone, such as CET")


class Contact(Record):
    """How to reach a role. A person's name and address belong in the private overlay."""

    name: Name | None = Field(None, description="the person's name; private", json_schema_extra=PRIVATE)
    email: EmailAddress | None = Field(None, description="email address; private if it belongs to a person")
    phone: Text | None = Field(None, description="phone number in quotes, or a note about it")
    availability: Availability = Field(default_factory=Availability.absent, description="when the contact is available")
    may_be_published: Flag | None = Field(None, description="true if the person agreed to be named publicly")


class PolicyReview(Record):
    """Owner and review of a policy."""

    owner: Name | None = Field(None, description="role that owns the policies, not a person's name")
    version: Name | None = Field(None, description="version, in quotes")
    last_review: Day | None = Field(None, description="date of the last review")
    review_interval_months: Count | None = Field(None, title="Months between reviews", description="months between reviews")

    @property
    def next_review(self) -> date | None:
        """First day of the month in which the next review is due; None if it cannot be computed."""
        if self.last_review is None or self.review_interval_months is None:
            return None
        months = self.last_review.month - 1 + self.review_interval_months
        return date(self.last_review.year + months // 12, months % 12 + 1, 1)


class Policies(PolicyReview):
    """Owner and review of all policies."""

    each: dict[Id, PolicyReview] = Field(
        {}, title="Differences", description="values that differ for a single policy, by policy id"
    )

    def of(self, policy: str) -> PolicyReview:
        """Return owner and review of one policy: its own values, else those of all."""
        own = self.each.get(policy, PolicyReview.absent())
        values = {
            name: getattr(own, name) if getattr(own, name) is not None else getattr(self, name)
            for name in PolicyReview.model_fields
        }
        return PolicyReview.model_construct(set(values), **values)
