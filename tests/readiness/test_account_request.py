"""The request as PutAccountDetails takes it, its command, and what the data shows of the acknowledgement."""

from __future__ import annotations

import shlex

import pytest

from policykit.model import Product, is_field, validate
from policykit.model.view import ProductView
from policykit.readiness import account_request
from policykit.readiness.account_request import HALVES, halves, put_account_details
from policykit.readiness.claims import FactState
from policykit.yamlio.reader import parse_yaml

FULL = """
website: {url: "https://example.com"}
request: {region: eu-central-1, mail_type: MARKETING, contact_language: JA, additional_contacts: [a@example.com, b@example.com]}
streams:
  - id: one
    title: One
    class: system
    trigger: {actor: recipient, event: It happens.}
    recipients: {who: users, address_source: A form asks for it.}
    consent: They tick a box.
lists: {purchased: false}
handling:
  bounce_hard: {status: implemented, mechanism: It comes., action: It stops.}
  complaint: {status: tested, mechanism: It comes., action: It stops.}
"""


def product(text: str) -> ProductView:
    return ProductView.of(validate(Product, parse_yaml(f"name: T\nsummary: S.\n{text}", "t.yml"), {"languages": ["en"]}))


def state(made: ProductView, path: str) -> FactState:
    return next(fact.state for half in halves(made) for fact in half.facts if fact.path == path)


def test_the_input_holds_what_the_file_states(catalogue):
    assert put_account_details(catalogue, product(FULL)) == {
        "MailType": "MARKETING",
        "WebsiteURL": "https://example.com",
        "ContactLanguage": "JA",
        "AdditionalContactEmailAddresses": ["a@example.com", "b@example.com"],
        "ProductionAccessEnabled": True,
    }


def test_what_is_required_and_missing_is_a_declared_blank_and_the_deprecated_field_is_never_set(catalogue):
    assert put_account_details(catalogue, product("")) == {
        "MailType": "[fill in: the mail type, TRANSACTIONAL or MARKETING]",
        "WebsiteURL": "[fill in: your website]",
        "ContactLanguage": "EN",
        "ProductionAccessEnabled": True,
    }


def test_the_commands_are_exact(catalogue):
    made = product(FULL)
    assert account_request.details_command(catalogue, made) == (
        "aws sesv2 put-account-details --region eu-central-1 --cli-input-json file://put-account-details.json"
    )
    assert account_request.find_case_command(catalogue, product('request: {case_id: "123456789012345"}\n')) == (
        "aws support describe-cases --display-id 123456789012345 --region us-east-1"
    )


def test_a_blank_in_a_command_is_one_word_for_the_shell(catalogue):
    made = product("")
    for command, blank in (
        (account_request.details_command(catalogue, made), "[fill in: the AWS Region of your request]"),
        (account_request.find_case_command(catalogue, made), "[fill in: your case number]"),
        (
            account_request.answer_command(catalogue, made, "more-information"),
            "[fill in: the ID from the first command, starting with case-]",
        ),
    ):
        assert blank in shlex.split(command)
        assert blank in command, "the page finds the blank in the command by its words"


def test_the_answer_goes_in_from_the_file_of_the_reply(catalogue):
    words = shlex.split(account_request.answer_command(catalogue, product(""), "more-information"))
    assert words[:5] == ["aws", "support", "add-communication-to-case", "--region", "us-east-1"]
    assert words[-2:] == ["--cli-input-json", "file://more-information.json"]


@pytest.mark.parametrize("path", [path for paths in HALVES.values() for path in paths])
def test_each_path_of_the_acknowledgment_is_a_field_with_words(catalogue, path):
    assert is_field(Product, path)
    assert all(language.word(f"request.fact.{path}") for language in catalogue.languages.values())


def test_both_halves_are_borne_by_a_file_that_states_everything():
    assert [(half.id, half.is_supported) for half in halves(product(FULL))] == [("requested", True), ("process", True)]


def test_nothing_is_borne_by_a_file_that_states_nothing():
    assert [(half.id, len(half.open_facts)) for half in halves(product(""))] == [("requested", 3), ("process", 4)]


@pytest.mark.parametrize(
    ("old", "new", "path", "wanted"),
    [
        ("status: tested, mechanism", "status: planned, mechanism", "handling.complaint.mechanism", FactState.PLANNED),
        ("{status: tested, mechanism: It comes., action: It stops.}", "{status: planned, planned: It will.}",
         "handling.complaint.action", FactState.PLANNED),
        ("{status: tested, mechanism: It comes., action: It stops.}", "{status: none}", "handling.complaint.action", FactState.NONE),
        ("mechanism: It comes., action: It stops.}\n  complaint", "action: It stops.}\n  complaint",
         "handling.bounce_hard.mechanism", FactState.ABSENT),
        ("purchased: false", "purchased: true", "lists.purchased", FactState.CONTRADICTED),
        ("lists: {purchased: false}\n", "", "lists.purchased", FactState.ABSENT),
    ],
)  # fmt: skip
def test_what_is_open_opens_its_half(old, new, path, wanted):
    assert FULL.count(old) == 1
    made = product(FULL.replace(old, new))
    assert state(made, path) is wanted
    assert [half.is_supported for half in halves(made)].count(False) == 1


def test_an_open_box_of_the_source_outweighs_its_claim():
    box = "\nchecklist:\n  - {list: x, text: Handle complaints, done: false, about: handling.complaint}\n"
    made = product(FULL + box)
    assert state(made, "handling.complaint.action") is FactState.CONTRADICTED
    assert [half.is_supported for half in halves(made)] == [True, False]
    assert state(product(FULL + box.replace("false", "true")), "handling.complaint.action") is FactState.STATED


def test_one_stream_without_consent_opens_the_first_half():
    second = "  - {id: two, title: Two, class: system, recipients: {who: users, address_source: A form.}}\nlists:"
    half = halves(product(FULL.replace("lists:", second)))[0]
    assert [(fact.path, fact.open_count, len(fact.states)) for fact in half.open_facts] == [("streams[].consent", 1, 2)]


def test_streams_that_another_user_sets_off_are_named_unless_they_go_to_the_company_itself():
    def found(actor: str, internal: str = "") -> list[str]:
        made = product(FULL.replace("actor: recipient", f"actor: {actor}").replace("who: users,", f"who: users,{internal}"))
        return [stream.id for stream in account_request.streams_triggered_by_others(made)]

    assert found("other_user") == ["one"]
    assert found("recipient") == found("schedule") == found("other_user", " internal: true,") == []
