"""Country and markets: without them the rules on law ask instead of guessing, and stating them never costs an error."""

from __future__ import annotations

import pytest
from examples import catalogue, look_at, outcome, product_with

from policykit.model.view import ProductView
from policykit.readiness.verdict import verdict
from policykit.rules import check_product

SPARSE = """
website: {imprint_url: (leave out)}
data: (leave out)
laws: (leave out)
content: (leave out)
streams:
  - {legal_basis: (leave out)}
  - {legal_basis: (leave out)}
  - legal_basis: (leave out)
    recipients: {verified: single}
    unsubscribe: {unconditional: (leave out), works_for_days: (leave out), record_days: (leave out)}
"""
"""A product that says nothing of what only a law asks for."""
UNKNOWN = "company: {country: (leave out), address: (leave out)}\nmarkets: (leave out)\n"


def findings(fragment: str) -> dict[str, str]:
    """Rule or fact -> severity."""
    entry = product_with(SPARSE + fragment)
    found = check_product(entry, look_at(entry)).findings
    asked = verdict(ProductView.of(entry.product), found, catalogue().questions, catalogue().general_facts).questions
    return {finding.rule.id: finding.severity for finding in found} | {question.id: question.severity for question in asked}


def test_an_unknown_country_and_unknown_markets_are_asked_for_and_nothing_is_guessed():
    found = findings(UNKNOWN)
    assert {"company-country-missing", "markets-missing"} <= set(found)
    assert not {"imprint-missing", "aws-not-among-processors", "breach-path-missing", "legal-basis-missing"} & set(found)


@pytest.mark.parametrize("place", ["DE", "IE", "CH", "GB", "HK", "US"])
def test_stating_country_and_market_never_brings_an_error(place):
    def errors(fragment: str) -> set[str]:
        return {rule for rule, severity in findings(fragment).items() if severity == "error"}

    assert errors(f"company: {{country: {place}}}\nmarkets: [{place}]\n") <= errors(UNKNOWN)
    assert errors(f"company: {{country: {place}}}\nmarkets: (leave out)\n") <= errors(UNKNOWN)


@pytest.mark.parametrize(
    ("place", "rules"),
    [
        ("DE", {"imprint-missing", "aws-not-among-processors", "breach-path-missing", "legal-basis-missing"}),
        ("CH", {"imprint-missing", "aws-not-among-processors", "breach-path-missing"}),
        ("HK", set()),
        ("US", set()),
    ],
)
def test_what_a_country_asks_for_becomes_a_note_that_asks(place, rules):
    found = findings(f"company: {{country: {place}}}\nmarkets: [{place}]\n")
    concerned = {"imprint-missing", "aws-not-among-processors", "breach-path-missing", "legal-basis-missing"}
    assert {rule: found[rule] for rule in concerned & set(found)} == dict.fromkeys(rules, "note")


def test_the_country_of_the_address_is_enough():
    assert "company-country-missing" not in findings("company: {country: (leave out)}\n")


def test_the_fix_for_the_scope_of_an_unsubscribe_names_the_products_own_streams():
    (finding,) = (
        found
        for found in outcome("streams: [{}, {unsubscribe: {scope: (leave out)}}]").findings
        if found.rule.id == "unsubscribe-scope-missing"
    )
    assert (
        finding.diagnostic.fix
        == "Say in `scope:` that `rehearsal-invitation` stops, and that recipients still get `sign-in-code`."
    )


def test_one_click_claimed_where_nothing_can_be_stopped_is_fixed_by_removing_the_claim():
    text = "Emails carry the RFC 8058 headers to unsubscribe."
    found = outcome(f"handling: {{unsubscribe: {{mechanism: {text}}}}}\nstreams: [{{}}, (leave out), (leave out)]").findings
    (finding,) = (item for item in found if item.rule.id == "one-click-without-headers")
    assert finding.diagnostic.fix.startswith("Remove the sentence")
