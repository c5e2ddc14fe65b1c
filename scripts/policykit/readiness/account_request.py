"""The request for production access: values for the form and `PutAccountDetails`, and support for the acknowledgment.

Pure. Names and limits are those of the SES API v2, `PutAccountDetails`
(docs.aws.amazon.com/ses/latest/APIReference-V2/API_PutAccountDetails.html); a test compares them with botocore's model.
"""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from typing import Any

from policykit.catalog.addresses import DETAILS_FILE
from policykit.catalog.catalog import Catalogue
from policykit.catalog.languages import Language
from policykit.model import Product, Stream, values_at
from policykit.model.view import ProductView

from .claims import FactState, states_at, worst_of

CONTACT_LANGUAGE = "EN"
"""Default contact language. The form accepts English or Japanese, and all replies of the kit are in English."""

HALVES: dict[str, tuple[str, ...]] = {
    "requested": ("streams[].consent", "streams[].recipients.address_source", "lists.purchased"),
    "process": (
        "handling.bounce_hard.mechanism",
        "handling.bounce_hard.action",
        "handling.complaint.mechanism",
        "handling.complaint.action",
    ),
}
"""The two statements of the acknowledgment, each with the fields that support it. Only the form has it, not the API."""


@dataclass(frozen=True)
class HalfFact:
    """A field that supports a half of the acknowledgment, with the state of each element."""

    path: str
    states: tuple[FactState, ...]

    @property
    def state(self) -> FactState:
        """The worst state, which is shown."""
        return worst_of(self.states)

    @property
    def open_count(self) -> int:
        """The number of elements that do not provide it."""
        return sum(state is not FactState.STATED for state in self.states)


@dataclass(frozen=True)
class Half:
    """One of the two statements, with its facts. The person who files the request decides whether to check the box."""

    id: str
    facts: tuple[HalfFact, ...]

    @property
    def open_facts(self) -> tuple[HalfFact, ...]:
        """The facts that are missing, planned, nonexistent or contradicted."""
        return tuple(fact for fact in self.facts if fact.open_count)

    @property
    def is_supported(self) -> bool:
        """Whether the data provides every fact and contradicts none."""
        return not self.open_facts


def halves(product: ProductView) -> tuple[Half, ...]:
    """Return both halves of the acknowledgment, in the order of the form."""
    return tuple(Half(name, tuple(_half_fact(product, path) for path in paths)) for name, paths in HALVES.items())


def _half_fact(product: ProductView, path: str) -> HalfFact:
    states = states_at(product, path)
    if path == "lists.purchased" and product.lists.purchased:
        states = (FactState.CONTRADICTED,)  # the file says the opposite of what is acknowledged
    return HalfFact(path, states)


def streams_triggered_by_others(product: Product) -> list[Stream]:
    """Return streams triggered by another user, whose recipients may not have asked for them, except internal ones."""
    return [
        stream
        for stream in product.streams
        if stream.trigger and stream.trigger.actor == "other_user" and not stream.recipients.internal
    ]


def value_or_blank(catalogue: Catalogue, product: Product, name: str, language: Language | None = None) -> str:
    """Return the value for a blank if the data contains it, else the printed blank.

    `language` defaults to the source language, which JSON and commands use.
    """
    blank, language = catalogue.blanks[name], language or catalogue.source_language
    value = values_at(product, blank.path)[0] if blank.path else None
    return str(value) if value is not None else language.blank(blank)


def put_account_details(catalogue: Catalogue, product: Product) -> dict[str, Any]:
    """Return the input of `PutAccountDetails`. Required values that the file lacks are the text of a blank.

    `UseCaseDescription` is never set: it is deprecated since 2024-08-16. The acknowledgment has no field.
    """
    request = product.request
    details: dict[str, Any] = {
        "MailType": value_or_blank(catalogue, product, "mail-type"),
        "WebsiteURL": value_or_blank(catalogue, product, "website"),
        "ContactLanguage": request.contact_language or CONTACT_LANGUAGE,
        "ProductionAccessEnabled": True,
    }
    if request.additional_contacts:
        details["AdditionalContactEmailAddresses"] = list(request.additional_contacts)
    return details


def details_command(catalogue: Catalogue, product: Product) -> str:
    """Return the command that files the request from the JSON file in the same folder."""
    region = value_or_blank(catalogue, product, "region")
    arguments = ["aws", "sesv2", "put-account-details", "--region", region, "--cli-input-json", f"file://{DETAILS_FILE}"]
    return shlex.join(arguments)


_SUPPORT_REGION = ("--region", "us-east-1")  # endpoint of the Support API, regardless of the sending Region


def find_case_command(catalogue: Catalogue, product: Product) -> str:
    """Return the command that looks up the case ID of the Support API by the case number."""
    number = value_or_blank(catalogue, product, "case-id")
    return shlex.join(["aws", "support", "describe-cases", "--display-id", number, *_SUPPORT_REGION])


def answer_command(catalogue: Catalogue, product: Product, reply: str) -> str:
    """Return the command that adds a reply to the case from its JSON file."""
    case = ("--case-id", value_or_blank(catalogue, product, "support-case-id"))
    arguments = [
        "aws",
        "support",
        "add-communication-to-case",
        *_SUPPORT_REGION,
        *case,
        "--cli-input-json",
        f"file://{reply}.json",
    ]
    return shlex.join(arguments)
