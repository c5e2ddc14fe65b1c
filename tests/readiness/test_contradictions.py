"""What in a file speaks against its claims: an open box, a sample that does not show what a text claims, missing marketing."""

import pytest

from policykit.model import Product, validate
from policykit.model.view import ProductView
from policykit.readiness.claims import FactState, claims_of
from policykit.yamlio.reader import parse_yaml


def product(text: str) -> ProductView:
    return ProductView.of(validate(Product, parse_yaml(f"name: T\nsummary: S.\n{text}", "t.yml"), {"languages": ["en"]}))


def against(text: str) -> dict[str, str]:
    """The contradicted claims of a product, each with the kind of what speaks against it."""
    claims = claims_of(product(text)).values()
    return {claim.id: claim.against.kind for claim in claims if claim.state is FactState.CONTRADICTED and claim.against}


def box(about: str, *, done: str = "false") -> str:
    return f"checklist: [{{list: before-request, text: Do it, done: {done}, about: '{about}'}}]\n"


def streams(*samples: str, more: str = "") -> str:
    """One stream per sample text; with an empty one, the stream has no sample."""
    listed = []
    for index, sample in enumerate(samples):
        given = f", sample: {{language: en, subject: Code, text: '{sample}'}}" if sample else ""
        listed.append(f"  - {{id: s{index}, title: S, class: transactional{more}{given}}}\n")
    return "streams:\n" + "".join(listed)


def content(claim: str) -> str:
    return f"content: [{{status: implemented, text: '{claim}'}}]\n"


# Open boxes

COMPLAINT = "handling: {complaint: {status: implemented, mechanism: It comes., action: It stops.}}\n"
DOMAIN = "identities: {domains: [{domain: example.com, status: tested, dkim: {status: tested, method: easy}}]}\n"


def test_an_open_box_contradicts_the_claim_it_is_about():
    assert against(COMPLAINT + box("handling.complaint")) == {"handling.complaint": "box"}


def test_an_open_box_contradicts_the_details_of_its_field():
    assert against(DOMAIN + box("identities.domains")) == {
        "identities.domains[0]": "box",
        "identities.domains[0].dkim": "box",
    }


def test_an_open_box_about_the_status_of_a_field_is_about_the_field():
    assert "identities.domains[0]" in against(DOMAIN + box("identities.domains[].status"))


def test_an_open_box_contradicts_no_other_claim():
    assert against(COMPLAINT + box("handling.bounce_hard")) == {}


def test_a_ticked_box_contradicts_nothing():
    assert against(COMPLAINT + box("handling.complaint", done="true")) == {}


def test_what_is_planned_stays_planned_under_an_open_box():
    made = product("handling: {complaint: {status: planned, planned: It will.}}\n" + box("handling.complaint"))
    assert claims_of(made)["handling.complaint"].state is FactState.PLANNED


# Samples

CODE = "Your code is 123456."
CLAIMS = [
    ("Every email has a postal address.", "Example Ltd, 4 Harbour Row"),
    ("Each email clearly states that it is a transactional message.", "This is an automatic message."),
    ("Each email includes contact information.", "Write to help@example.com"),
    ("All emails contain verification links.", "https://example.com/confirm"),
    ("Every email has a one-click unsubscribe link.", "To unsubscribe: [link]"),
    ("Every email offers an unsubscribe option.", "Change your preferences: [link]"),
]
ADDRESS = "company: {name: T Ltd, address: {street: 4 Harbour Row}}\n"


@pytest.mark.parametrize("claim", [claim for claim, _ in CLAIMS])
def test_a_claim_about_every_email_is_contradicted_by_a_sample_that_does_not_show_it(claim):
    assert against(ADDRESS + content(claim) + streams(CODE)) == {"content[0]": "sample"}


@pytest.mark.parametrize(("claim", "shown"), CLAIMS)
def test_a_claim_that_every_sample_shows_is_not_contradicted(claim, shown):
    assert against(ADDRESS + content(claim) + streams(f"{CODE} {shown}")) == {}


def test_a_claim_about_every_email_is_contradicted_by_a_single_sample():
    assert against(content("Each email includes contact information.") + streams(f"{CODE} help@example.com", CODE)) == {
        "content[0]": "sample"
    }


def test_a_claim_about_some_emails_needs_one_sample_that_shows_it():
    assert against(content("Our emails include contact information.") + streams(f"{CODE} help@example.com", CODE)) == {}


def test_a_claim_is_not_contradicted_without_samples():
    assert against(content("Each email includes contact information.") + streams("")) == {}


def test_a_denied_claim_is_not_contradicted():
    assert against(content("No email contains verification links.") + streams(CODE)) == {}


def test_how_recipients_unsubscribe_is_contradicted_by_samples_without_the_link():
    handled = "handling: {unsubscribe: {status: implemented, action: All emails have an unsubscribe link.}}\n"
    assert against(handled + streams(CODE)) == {"handling.unsubscribe": "sample"}


def test_a_stream_with_a_link_to_stop_it_is_contradicted_by_a_sample_without():
    assert against(streams(CODE, more=", unsubscribe: {offered: true, body_link: true}")) == {
        "streams[0].unsubscribe": "sample"
    }


def test_a_stream_without_such_a_link_is_not_contradicted():
    assert against(streams(CODE, more=", unsubscribe: {offered: true, body_link: false}")) == {}


# Marketing

CONSENT = "lists: {double_opt_in: Double opt-in applies to marketing emails.}\n"


def test_a_rule_for_marketing_is_contradicted_where_no_stream_is_marketing():
    assert against(CONSENT + streams("")) == {"lists.double_opt_in": "marketing"}


def test_a_rule_for_marketing_stands_where_a_stream_is_marketing():
    assert against(CONSENT + streams("").replace("transactional", "marketing")) == {}


def test_that_there_is_no_marketing_is_not_contradicted():
    assert against("lists: {double_opt_in: We send no marketing emails.}\n" + streams("")) == {}


def test_consent_of_people_whose_address_somebody_else_enters_is_contradicted():
    made = """streams:
  - id: invite
    title: Invite
    class: transactional
    recipients: {who: guests, address_source: The organizer types in the addresses of the guests.}
    consent: Guests have opted in.
"""
    assert against(made)["streams[0].consent"] == "invitee"


def test_consent_of_people_who_enter_their_own_address_is_stated():
    made = """streams:
  - id: invite
    title: Invite
    class: transactional
    recipients: {who: guests, address_source: Guests type in their own address.}
    consent: Guests have opted in.
"""
    assert "streams[0].consent" not in against(made)
