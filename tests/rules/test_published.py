"""What a rule takes for public: every value of the product's own file, nothing that the private overlay adds."""

from __future__ import annotations

from examples import catalogue, look_at

from policykit.catalog.catalog import Entry
from policykit.model import Product, validate
from policykit.rules import all_rules, check_product
from policykit.yamlio.reader import merge, parse_yaml

PUBLIC = """
name: Lantern
summary: Lantern plans rehearsals.
streams:
  - id: code
    title: Code
    class: transactional
    sample: {language: en, subject: Your code, variables: {"a.b[c]": "176000000000001"}}
statements: [{about: request, says: "Hello Jane, see the case.", line: 4}]
"""
OVERLAY = """
request: {account_id: "111122223333", case_id: "176000000000002", addressee: Jane}
contacts: {technical: {name: Jane Keller, email: jane.keller@gmail.com}}
commitments: ["arn:aws:sns:eu-west-1:111122223333:bounces is the topic."]
"""


def found(public: str, overlay: str = "") -> list[tuple[str, str]]:
    source = parse_yaml(public, "data/products/lantern.yml")
    if overlay:
        source = merge(source, parse_yaml(overlay, "data/private/lantern.yml"))
    product = validate(Product, source, {"languages": ["en", "de"], "regions": frozenset(catalogue().ses.regions)})
    entry = Entry("lantern", product, source)
    private = [rule.id for rule in all_rules().values() if rule.topic == "private"]
    return [(v.diagnostic.rule, v.path) for v in check_product(entry, look_at(entry), private).findings]


def test_values_of_the_overlay_are_not_published():
    assert found(PUBLIC.partition("streams:")[0], OVERLAY) == []


def test_the_same_values_in_the_public_file_are():
    assert {rule for rule, _ in found(PUBLIC.partition("streams:")[0] + OVERLAY)} == {
        "account-id-published",
        "case-number-published",
        "person-named",
        "private-address-published",
        "support-staff-named",
    }


def test_what_must_not_be_published_makes_lint_fail():
    severities = {rule.id: rule.severity for rule in all_rules().values() if rule.topic == "private"}
    kinds = ("access-key", "account-id", "case-number", "private-address")
    assert {severities[f"{kind}-published"] for kind in kinds} == {"error"}


def test_samples_and_statements_are_published_whatever_the_overlay_adds():
    paths = {path for _, path in found(PUBLIC, OVERLAY)}
    assert paths == {"streams[0].sample.variables.a-b-c-", "statements[0].says"}
