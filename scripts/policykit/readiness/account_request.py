"""The request for production access: what the form and `PutAccountDetails` take, and how far the data bears its tick.

Pure. Names and limits are those of the SES API v2, `PutAccountDetails`
(docs.aws.amazon.com/ses/latest/APIReference-V2/API_PutAccountDetails.html); a test holds them against botocore's model.
"""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from typing import Any

from policykit.catalog.addresses import DETAILS_FILE
from policykit.catalog.catalog import Catalogue
from policykit.catalog.languages import Language
from policykit.model import Product, Stream, values_at

from .claims import FactState, states_at, worst_of

CONTACT_LANGUAGE = "EN"
"""Where the file names none: the form takes English or Japanese, and every reply of the kit is English."""

HALVES: dict[str, tuple[str, ...]] = {
    "requested": ("streams[].consent", "streams[].recipients.address_source", "lists.purchased"),
    "process": (
        "handling.bounce_hard.mechanism",
        "handling.bounce_hard.action",
        "handling.complaint.mechanism",
        "handling.complaint.action",
    ),
}
"""The two statements of the acknowledgement, each with the fields that bear it. The form alone has it, the API has no field."""


@dataclass(frozen=True)
class HalfFact:
    """One field that a half of the acknowledgement rests on, and how far each element states it."""

    path: str
    states: tuple[FactState, ...]

    @property
    def state(self) -> FactState:
        """The state to show."""
        return worst_of(self.states)

    @property
    def open_count(self) -> int:
        """How many elements do not state it."""
        return sum(state is not FactState.STATED for state in self.states)


@dataclass(frozen=True)
class Half:
    """One of the two statements, and what the data shows of it. Whether to tick stays with whoever files the request."""

    id: str
    facts: tuple[HalfFact, ...]

    @property
    def open_facts(self) -> tuple[HalfFact, ...]:
        """The facts that are missing, planned, not there or contradicted."""
        return tuple(fact for fact in self.facts if fact.open_count)

    @property
    def is_supported(self) -> bool:
        """Whether the data states every fact, and nothing contradicts it."""
        return not self.open_facts


def halves(product: Product) -> tuple[Half, ...]:
    """Both halves of the acknowledgement, in the form's order."""
    return tuple(Half(name, tuple(_half_fact(product, path) for path in paths)) for name, paths in HALVES.items())


def _half_fact(product: Product, path: str) -> HalfFact:
    states = states_at(product, path, open_details="all", heed_boxes=True)
    if path == "lists.purchased" and product.lists.purchased:
        states = (FactState.CONTRADICTED,)  # the file says it, and it is the opposite of what is acknowledged
    return HalfFact(path, states)


def streams_set_off_by_others(product: Product) -> list[Stream]:
    """The streams that another user sets off: their recipients may not have asked. Those to the company itself are left out."""
    return [
        stream
        for stream in product.streams
        if stream.trigger and stream.trigger.actor == "other_user" and not stream.recipients.internal
    ]


def value_or_blank(catalogue: Catalogue, product: Product, name: str, language: Language | None = None) -> str:
    """What fills a blank where the data holds it, else the blank as it prints.

    In the source language, which JSON and commands are in, unless told otherwise.
    """
    blank, language = catalogue.blanks[name], language or catalogue.source_language
    value = values_at(product, blank.path)[0] if blank.path else None
    return str(value) if value is not None else language.blank(blank)


def put_account_details(catalogue: Catalogue, product: Product) -> dict[str, Any]:
    """The input of `PutAccountDetails`. What it requires and the file does not state is the text of its blank.

    `UseCaseDescription` is never set: deprecated since 2024-08-16. The acknowledgement has no field.
    """
    request = product.request
    details: dict[str, Any] = {
        "MailType": value_or_blank(catalogue, product, "mail-type"),
        "WebsiteURL": value_or_blank(catalogue, product, "website"),
        "ContactLanguage": (request.contact_language) or CONTACT_LANGUAGE,
        "ProductionAccessEnabled": True,
    }
    if request.additional_contacts:
        details["AdditionalContactEmailAddresses"] = list(request.additional_contacts)
    return details


def details_command(catalogue: Catalogue, product: Product) -> str:
    """The command that files the request from the JSON file beside it."""
    region = value_or_blank(catalogue, product, "region")
    words = ["aws", "sesv2", "put-account-details", "--region", region, "--cli-input-json", f"file://{DETAILS_FILE}"]
    return shlex.join(words)


_SUPPORT_REGION = ("--region", "us-east-1")  # the endpoint of the Support API, whichever Region the mail goes out from


def find_case_command(catalogue: Catalogue, product: Product) -> str:
    """The command that turns the number of a case into the id that the Support API wants."""
    number = value_or_blank(catalogue, product, "case-id")
    return shlex.join(["aws", "support", "describe-cases", "--display-id", number, *_SUPPORT_REGION])


def answer_command(catalogue: Catalogue, product: Product, reply: str) -> str:
    """The command that sends a reply from its JSON file into the case."""
    case = ("--case-id", value_or_blank(catalogue, product, "support-case-id"))
    words = ["aws", "support", "add-communication-to-case", *_SUPPORT_REGION, *case, "--cli-input-json", f"file://{reply}.json"]
    return shlex.join(words)
