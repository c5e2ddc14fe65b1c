"""What every policy of every product has in common: a short document about the company, with nothing that may not be stated."""

from __future__ import annotations

import re

import pytest
from projects import examples, needs, settings

from policykit.catalog.loader import load
from policykit.foundation.settings import PROJECT
from policykit.html.elements import plain
from policykit.readiness.claims import FactState, claims_of
from policykit.site.session import session_of

CATALOGUE = load(settings())
POLICIES = {
    (slug, code, policy.id): policy
    for slug, entry in examples(CATALOGUE).items()
    for code, language in CATALOGUE.languages.items()
    for policy in session_of(CATALOGUE).pages.policies.of(language, entry)
}
DOCUMENTS = {key: policy.text for key, policy in POLICIES.items() if policy.sections}


def test_a_policy_has_at_most_160_words_on_average():
    assert sum(len(text.split()) for text in DOCUMENTS.values()) <= 160 * len(DOCUMENTS)


def test_a_policy_says_nothing_that_is_planned_or_contradicted():
    language = CATALOGUE.source_language
    found = []
    for slug, entry in examples(CATALOGUE).items():
        claims = [claim for claim in claims_of(entry.view).values() if claim.state is not FactState.STATED]
        parts = [
            getattr(claim.value, name, None) for claim in claims for name in ("text", "claim", "mechanism", "action", "planned")
        ]
        texts = [plain(part, language) for part in parts if part]
        found += [
            (slug, policy, text)
            for (s, code, policy), body in DOCUMENTS.items()
            for text in texts
            if (s, code) == (slug, "en") and text in body
        ]
    assert found == []


def test_a_policy_has_no_tag_no_blank_and_no_mark_of_markdown():
    marks = re.compile(r"\[|\]|`|\*\*|^#|\((?:self-reported|tested|planned)\)|Eigenangabe|\bmissing\b|\bfehlt\b", re.MULTILINE)
    assert {key: marks.findall(text) for key, text in DOCUMENTS.items() if marks.search(text)} == {}


@pytest.mark.parametrize(
    ("product", "policy"),
    [
        pytest.param("numstro", "suppression", id="only planned"),
        pytest.param("numstro", "unsubscribe", id="honors requests, but names no way to make one"),
        pytest.param("numstro", "incidents", id="a limit alone is no response to an incident"),
        pytest.param("siu-tin-dei", "monitoring", id="an alarm on a dead-letter queue watches no rate"),
        pytest.param("siu-tin-dei", "data", id="names laws, but does not say what happens to data"),
    ],
)
def test_a_policy_without_its_main_statement_is_no_document(product, policy, code):
    needs(product)
    assert POLICIES[(product, code, policy)].sections == ()


def test_the_purpose_of_the_lists_policy_promises_no_more_than_the_text_says():
    needs("numstro", "candlefish", "listbackup")
    purposes = {slug: DOCUMENTS[(slug, "en", "lists-consent")].split("\n")[3] for slug in examples(CATALOGUE)}
    assert purposes["numstro"] == (
        "This policy describes where our recipients' addresses come from, and how recipients agree to get email."
    )
    assert purposes["candlefish"] == "This policy describes where our recipients' addresses come from."
    assert purposes["listbackup"] == "This policy describes how recipients agree to get email."


def test_a_law_about_the_content_of_email_is_in_the_content_policy_with_its_name():
    needs("candlefish", "siu-tin-dei")
    assert "- We comply with CAN-SPAM: every email has a valid physical address" in DOCUMENTS[("candlefish", "en", "content")]
    assert "- We comply with CAN-SPAM and" in DOCUMENTS[("siu-tin-dei", "en", "content")]
    assert "GDPR" in DOCUMENTS[("candlefish", "en", "data")]
    assert "physical address" not in DOCUMENTS[("candlefish", "en", "data")]


def test_a_limit_on_misuse_that_makes_no_incident_policy_is_in_acceptable_use():
    needs("numstro")
    assert "- Our application includes rate limiting to prevent abuse." in DOCUMENTS[("numstro", "en", "acceptable-use")]


@pytest.mark.parametrize("folder", CATALOGUE.languages)
def test_every_policy_has_a_guide(folder):
    guides = {path.stem for path in (PROJECT / "docs" / folder / "policies").glob("*.md")} - {"index"}
    assert guides == set(CATALOGUE.template_ids("policy"))


@pytest.mark.parametrize("policy", CATALOGUE.template_ids("policy"))
def test_every_former_anchor_of_a_policy_leads_on(public_site, policy):
    needs("candlefish")
    page = public_site.read("products/candlefish/policies/index.html")
    former = POLICIES[("candlefish", "en", policy)].former
    assert former
    assert [anchor for anchor in (policy, *former) if not re.search(rf'id="?{anchor}"?[ >]', page)] == []
