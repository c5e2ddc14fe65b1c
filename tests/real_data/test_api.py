"""The JSON that AWS takes, held against AWS's own service models, for every product and reply.

botocore's validator checks neither enums nor maxima nor patterns, so the shapes are walked here; the bad examples prove that
the walk sees each kind of fault.
"""

from __future__ import annotations

import json
import re

import botocore.session
import pytest

from policykit.rendering import blanks
from policykit.site.api import api_files
from policykit.site.session import session_of

SESSION = botocore.session.get_session()


def shape_of(service: str, operation: str):
    return SESSION.get_service_model(service).operation_model(operation).input_shape


DETAILS = shape_of("sesv2", "PutAccountDetails")
ANSWER = shape_of("support", "AddCommunicationToCase")
LIMIT = 8000


def faults(shape, value, path: str = "") -> list[str]:
    """What of a value a service would refuse, by the service's own model."""
    kinds = {"structure": dict, "list": list, "string": str, "boolean": bool}
    if type(value) is not kinds[shape.type_name]:
        return [f"{path}: not a {shape.type_name}"]
    found = []
    if shape.type_name == "structure":
        found += [f"{path}{name}: required" for name in shape.required_members if name not in value]
        for name, child in value.items():
            known = name in shape.members
            found += faults(shape.members[name], child, f"{path}{name}") if known else [f"{path}{name}: unknown"]
        return found
    rules = shape.metadata
    if shape.type_name == "list":
        found += [fault for index, item in enumerate(value) for fault in faults(shape.member, item, f"{path}[{index}]")]
    if "enum" in rules and value not in rules["enum"]:
        found.append(f"{path}: not one of {rules['enum']}")
    if "pattern" in rules and not re.search(rules["pattern"], value):
        found.append(f"{path}: not of the pattern")
    if shape.type_name in ("string", "list"):
        found += [f"{path}: too short"] if len(value) < rules.get("min", 0) else []
        found += [f"{path}: too long"] if len(value) > rules.get("max", len(value)) else []
    return found


GOOD = {"MailType": "TRANSACTIONAL", "WebsiteURL": "https://example.com", "ProductionAccessEnabled": True}


def test_the_models_are_those_the_kit_was_written_for():
    assert set(DETAILS.required_members) == {"MailType", "WebsiteURL"}
    assert ANSWER.required_members == ["communicationBody"]
    assert ANSWER.members["communicationBody"].metadata["max"] == LIMIT
    assert faults(DETAILS, GOOD) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"MailType": "PROMOTIONAL"}, "MailType: not one of ['MARKETING', 'TRANSACTIONAL']"),
        ({"ContactLanguage": "JP"}, "ContactLanguage: not one of ['EN', 'JA']"),
        ({"WebsiteURL": ""}, "WebsiteURL: too short"),
        ({"WebsiteURL": "https://example.com/" + "x" * 1000}, "WebsiteURL: too long"),
        ({"WebsiteURL": None}, "WebsiteURL: not a string"),
        ({"ProductionAccessEnabled": "true"}, "ProductionAccessEnabled: not a boolean"),
        ({"AdditionalContactEmailAddresses": []}, "AdditionalContactEmailAddresses: too short"),
        ({"AdditionalContactEmailAddresses": ["a@example.com"] * 5}, "AdditionalContactEmailAddresses: too long"),
        ({"AdditionalContactEmailAddresses": ["a@b.c"]}, "AdditionalContactEmailAddresses[0]: too short"),
        ({"AdditionalContactEmailAddresses": ["nobody"]}, "AdditionalContactEmailAddresses[0]: not of the pattern"),
        ({"UseCase": "x"}, "UseCase: unknown"),
    ],
)
def test_the_walk_sees_each_kind_of_fault(change, fault):
    assert faults(DETAILS, {**GOOD, **change}) == [fault]


def test_the_walk_sees_what_is_missing_and_what_is_too_long_for_a_case():
    assert faults(DETAILS, {}) == ["MailType: required", "WebsiteURL: required"]
    assert faults(ANSWER, {"communicationBody": "x" * LIMIT}) == []
    assert faults(ANSWER, {"communicationBody": "x" * (LIMIT + 1)}) == ["communicationBody: too long"]
    assert faults(ANSWER, {}) == ["communicationBody: required"]


@pytest.fixture(scope="module")
def read(catalogue):
    """A file of the API: `read("api/v1/products.json")`."""
    made = {file.path: file.make for file in api_files(session_of(catalogue))}
    return lambda path: json.loads(made[path]())


@pytest.fixture(scope="module")
def paths(catalogue) -> set[str]:
    return {file.path for file in api_files(session_of(catalogue))}


def test_the_request_of_each_product_has_the_form_that_ses_takes(read, slug):
    details = read(f"api/v1/products/{slug}/put-account-details.json")
    assert faults(DETAILS, details) == []
    assert details["ProductionAccessEnabled"] is True


def test_the_description_of_a_use_case_that_ses_still_takes_is_left_out(read, slug):
    assert "UseCaseDescription" not in read(f"api/v1/products/{slug}/put-account-details.json")
    assert DETAILS.members["UseCaseDescription"].metadata["max"] == 5000


def test_each_reply_has_the_form_that_the_support_api_takes(read, catalogue, slug):
    wrong = {}
    for reply in catalogue.template_ids("reply"):
        answer = read(f"api/v1/products/{slug}/add-communication-to-case/{reply}.json")
        wrong[reply] = faults(ANSWER, answer)
        if answer != {"communicationBody": session_of(catalogue).replies.text(catalogue.products[slug], reply)}:
            wrong[reply].append("another text than that of the page")
    assert {reply: found for reply, found in wrong.items() if found} == {}


def test_the_limit_that_the_kit_states_is_that_of_the_support_api(catalogue):
    assert catalogue.ses.numbers["case-characters"].value == LIMIT


def test_the_product_file_tells_of_each_reply_what_the_reply_is(read, paths, catalogue, slug):
    told = {item["id"]: item for item in read(f"api/v1/products/{slug}.json")["replies"]}
    marks = blanks.marks(catalogue, catalogue.products[slug].product)
    for reply in catalogue.template_ids("reply"):
        item, text = told[reply], session_of(catalogue).replies.text(catalogue.products[slug], reply)
        assert item["characters"] == len(text), reply
        assert set(item["blanks"]) == {name for mark, name in marks.items() if mark in text}, reply
        assert item["add_communication_to_case"] in paths, reply


def test_the_list_leads_to_every_product(read, paths, catalogue):
    listed = read("api/v1/products.json")["products"]
    assert [item["slug"] for item in listed] == list(catalogue.products)
    assert all({item["files"]["product"], item["files"]["put_account_details"]} <= paths for item in listed)


def test_no_sentence_of_a_draft_is_in_the_public_json(read, slug):
    assert "statements" not in read(f"api/v1/products/{slug}.json")["data"]
