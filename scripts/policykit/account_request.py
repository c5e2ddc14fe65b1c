"""The request for production access: what the form and `PutAccountDetails` take, and how far the data bears its tick.

May import `catalogue`, `facts` and `model`. Pure. Names and limits are those of the SES API v2, `PutAccountDetails`
(docs.aws.amazon.com/ses/latest/APIReference-V2/API_PutAccountDetails.html); a test holds them against botocore's model.
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .catalogue import Catalogue
from .facts import FactState, are_contradicted, states_at, worst_of
from .languages import Language
from .model import Product, values_at

CONTACT_LANGUAGE = "EN"
"""Where the file names none: the form takes English or Japanese, and every reply of the kit is English."""

DETAILS_FILE = "put-account-details.json"

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
        """The state to show: what is missing or contradicted weighs more than what is there."""
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
    states = states_at(product, path)
    # Two things outweigh a claim: an open box of the product's own checklist, and a list that was bought.
    bought = path == "lists.purchased" and values_at(product, path)[0] is True
    if bought or are_contradicted(product, (path,)):
        states = tuple(FactState.CONTRADICTED if state is FactState.STATED else state for state in states)
    return HalfFact(path, states)


def blank_words(catalogue: Catalogue, name: str, language: Language | None = None) -> str:
    """A declared blank as it prints; in the source language, which JSON and commands are in, unless told otherwise."""
    language = language or catalogue.source_language
    return language.word("blank", label=language.text(catalogue.blanks[name].label)[0])


def put_account_details(catalogue: Catalogue, product: Product) -> dict[str, Any]:
    """The input of `PutAccountDetails`. What it requires and the file does not state is the text of its blank.

    `UseCaseDescription` is never set: deprecated since 2024-08-16. The acknowledgement has no field.
    """
    request = product.request
    details: dict[str, Any] = {
        "MailType": (request and request.mail_type) or blank_words(catalogue, "mail-type"),
        "WebsiteURL": product.website.url if product.website else blank_words(catalogue, "website"),
        "ContactLanguage": (request and request.contact_language) or CONTACT_LANGUAGE,
        "ProductionAccessEnabled": True,
    }
    if request and request.additional_contacts:
        details["AdditionalContactEmailAddresses"] = list(request.additional_contacts)
    return details


def details_command(catalogue: Catalogue, product: Product) -> str:
    """The command that files the request from the JSON file beside it."""
    region = (product.request and product.request.region) or blank_words(catalogue, "region")
    words = ["aws", "sesv2", "put-account-details", "--region", region, "--cli-input-json", f"file://{DETAILS_FILE}"]
    return shlex.join(words)


_SUPPORT_REGION = ("--region", "us-east-1")  # the Support API has this one endpoint, wherever the mail goes out


def find_case_command(catalogue: Catalogue, product: Product) -> str:
    """The command that turns the number of a case into the id that the Support API wants."""
    number = (product.request and product.request.case_id) or blank_words(catalogue, "case-id")
    return shlex.join(["aws", "support", "describe-cases", "--display-id", number, *_SUPPORT_REGION])


def answer_command(catalogue: Catalogue, reply: str) -> str:
    """The command that sends a reply from its JSON file into the case."""
    case = ("--case-id", blank_words(catalogue, "support-case-id"))
    words = ["aws", "support", "add-communication-to-case", *_SUPPORT_REGION, *case, "--cli-input-json", f"file://{reply}.json"]
    return shlex.join(words)


def mail_unasked_by_recipient(product: Product) -> Sequence[str]:
    """The ids of the streams that another user sets off: did their recipients ask for that mail?

    A stream that reaches only the company's own mailbox is left out.
    """
    return [
        stream.id
        for stream in product.streams
        if stream.trigger
        and stream.trigger.actor == "other_user"
        and not (stream.recipients and stream.recipients.internal)
    ]
