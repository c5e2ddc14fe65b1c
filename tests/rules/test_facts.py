"""What AWS or a law asks for: a fact is open where its field is missing and its conditions hold, and its example closes it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from examples import catalogue, product_with, valid

from policykit.model.view import ProductView
from policykit.readiness.coverage import facts_of

FACTS = {fact.id: fact for fact in catalogue().facts}
HONG_KONG = "markets: [HK]"
WHERE_ASKED = {
    "list-upkeep-not-stated": "lists: {hygiene: (leave out)}",
    "unsubscribe-refused-without-reason": "streams: [{unsubscribe: {offered: false, reason_if_not: (leave out)}}]",
    "sender-address-missing": "streams: [{sample: {sent_from: (leave out)}}]",
    "sender-name-missing": "streams: [{sample: {sent_from: (leave out)}}]",
    "parental-consent-missing": "markets: [US]\naudience: {minors: users, min_age: 10}",
    "advertising-address-missing": "markets: [US]",
    "advertising-sender-missing": "markets: [CH]",
    "advertiser-contact-missing": "markets: [HK]\ncontacts: (leave out)",
    "opt-out-conditions-missing": "markets: [CH]",
    "opt-out-lifetime-missing": "markets: [US]",
    "unsubscribe-record-missing": HONG_KONG,
    "company-country-missing": "company: {address: (leave out)}",
    "data-kind-without-days": "data: {kinds: [{deletion: (leave out)}]}",
    "imprint-missing": "markets: [DE]",
    "processor-transfer-missing": "data: {processors: [{country: US}]}",
    "swiss-information-missing": "company: {country: CH}",
    "processor-country-missing": "markets: [CH]",
    "ordinary-day-missing": "streams: [{volume: {min_day: (leave out)}}]",
    "dkim-without-detail": "identities: {domains: [{dkim: {records: (leave out), bits: (leave out), domain: (leave out)}}]}",
    "existing-customer-conditions-missing": "streams: [{}, {}, {existing_customers: {address_from_sale: true}}]",
    "legal-basis-missing": "markets: [US]\ncompany: {country: DE}",
}
"""Fact -> what makes its conditions hold, where the valid product does not."""
LEFT_OUT = {
    "website-missing": "website: (leave out)",
    "company-name-missing": "company: (leave out)",
    "domain-not-verified": "identities: (leave out)",
}
"""Fact -> what is left out, where its field alone cannot be."""
OPEN = [
    ("account-suppression-not-recorded", "suppression: {account_level: (leave out)}"),
    ("code-requests-unlimited", "handling: {abuse_limit: {status: planned}}"),
    ("complaint-channel", "handling: {complaint: {status: implemented, mechanism: (leave out)}}"),
    ("data-kinds-missing", "markets: (leave out)\ndata: (leave out)"),
    ("dkim-missing", "identities: {domains: [{dkim: {status: none}}]}"),
    ("dns-record-without-value", "dns: {dmarc: [{name: (leave out)}]}"),
    ("domain-not-verified", "identities: {domains: (leave out), addresses: [codes@lantern.example.com]}"),
    ("mail-from-missing", "identities: {domains: [{mail_from: {status: planned}}]}"),
    ("marketing-unsubscribe-incomplete", "streams: [{}, {}, {unsubscribe: {honoured_within_h: (leave out)}}]"),
    ("policies-incomplete", "policies: {review_interval_months: (leave out), version: (leave out)}"),
    (
        "suppression-retention-missing",
        "suppression: {account_level: (leave out), app_store: (leave out), retention: (leave out)}",
    ),
    ("unasked-recipients", "streams: [{trigger: {actor: schedule}, consent: (leave out)}]"),
]
"""Other ways in which a fact is missing."""
CLOSED = [
    ("advertising-address-missing", "markets: [IE]\ncompany: {address: (leave out)}"),
    ("advertising-address-missing", "markets: [US]\ncompany: {address: (leave out)}\nstreams: [{}, {}, (leave out)]"),
    ("advertising-sender-missing", "markets: [FR]\ncompany: (leave out)"),
    ("calendar-updates-not-described", "streams: [{}, {calendar: {methods: [REQUEST], uid_stable: (leave out)}}]"),
    ("code-requests-unlimited", "handling: {abuse_limit: (leave out)}\nstreams: [{otp: (leave out)}]"),
    ("company-country-missing", "company: {country: (leave out), address: {country: IE}}"),
    ("company-country-missing", "company: {country: (leave out), address: {country: (leave out), state: TX}}"),
    ("identity-without-region", "identities: {domains: [{status: planned, region: (leave out)}]}"),
    ("identity-without-region", "identities: {domains: (leave out)}"),
    ("dkim-missing", "identities: {domains: (leave out)}"),
    ("ordinary-day-missing", "streams: [{}, {}, {volume: {typical_day: (leave out)}}]"),
    ("data-kind-without-days", "data: {kinds: [{days: (leave out), deletion: It is deleted with the account.}]}"),
    ("data-kinds-missing", "markets: [US]\ncompany: {country: US}\ndata: {kinds: (leave out)}"),
    ("dkim-without-detail", "identities: {domains: [{dkim: {method: (leave out), bits: (leave out)}}]}"),
    ("dkim-without-detail", "identities: {domains: [{dkim: {status: planned, method: (leave out), records: (leave out)}}]}"),
    ("dns-record-without-value", "dns: {dmarc: [{status: planned, name: (leave out), value: (leave out)}]}"),
    ("dns-record-without-value", "dns: {spf: (leave out)}"),
    (
        "existing-customer-conditions-missing",
        "markets: [US]\ncompany: {country: US}\nstreams: [{}, {}, {existing_customers: {address_from_sale: true}}]",
    ),
    ("imprint-missing", "website: {imprint_url: (leave out)}"),
    ("imprint-missing", "markets: [DE]\nwebsite: (leave out)"),
    ("legal-basis-missing", "markets: [US]\ncompany: {country: US}\nstreams: [{legal_basis: (leave out)}]"),
    ("legal-basis-missing", "streams: [{legal_basis: (leave out), recipients: {internal: true}}]"),
    ("mail-from-missing", "identities: {domains: [{status: none, mail_from: (leave out)}]}"),
    ("marketing-unsubscribe-incomplete", "streams: [{}, {unsubscribe: {header_one_click: (leave out)}}]"),
    ("marketing-unsubscribe-incomplete", "streams: [{}, {}, {unsubscribe: {offered: false, body_link: (leave out)}}]"),
    ("marketing-without-consent", "streams: [{consent: (leave out)}]"),
    ("marketing-without-consent", "streams: [{}, {}, {consent: (leave out), existing_customers: {address_from_sale: true}}]"),
    ("opt-out-conditions-missing", "markets: [DE]\nstreams: [{}, {}, {unsubscribe: {unconditional: (leave out)}}]"),
    ("opt-out-lifetime-missing", "markets: [DE]\nstreams: [{}, {}, {unsubscribe: {works_for_days: (leave out)}}]"),
    ("organizer-missing", "streams: [{}, {calendar: (leave out), attachments: (leave out)}]"),
    ("parental-consent-missing", "markets: [US]\naudience: {minors: users, min_age: 13}"),
    ("parental-consent-missing", "markets: [IE]\naudience: {minors: users, min_age: 10}"),
    ("processor-transfer-missing", "data: {processors: [{transfer: (leave out)}]}"),
    ("processor-without-contract", "markets: [US]\ncompany: {country: US}\ndata: {processors: [{contract: (leave out)}]}"),
    ("sender-name-missing", "streams: [{from_name: (leave out), sample: {sent_from: Lantern <codes@lantern.example.com>}}]"),
    ("suppression-release-rule-missing", "suppression: (leave out)\nhandling: {suppression: (leave out)}"),
    ("swiss-information-missing", "data: {kinds: [{region: (leave out)}]}"),
    ("unasked-recipients", "streams: [{consent: (leave out)}]"),
    ("unasked-recipients", "streams: [{}, {consent: (leave out), recipients: {internal: true}}]"),
    ("unsubscribe-record-missing", "markets: [IE]\nstreams: [{}, {}, {unsubscribe: {record_days: (leave out)}}]"),
]
"""Near misses: the field is missing, but nobody asks for it here."""


def open_places(name: str, *fragments: str) -> int:
    """How many fields of a fact the valid product lacks with these fragments."""
    view = ProductView.of(product_with(*fragments).product)
    return sum(len(fact.states) - fact.stated_count for fact in facts_of(view, [FACTS[name]]))


def leaving_out(tree: Any, path: str) -> Any:
    """The change that leaves out every value at a path: `a[].b` gives `{a: [{b: (leave out)}, ...]}`."""
    name, _, rest = path.partition(".")
    key = name.removesuffix("[]")
    if not tree or key not in tree:
        return {}
    if not rest:
        return {key: "(leave out)"}
    return {key: [leaving_out(item, rest) for item in tree[key]] if name.endswith("[]") else leaving_out(tree[key], rest)}


def test_the_valid_product_lacks_nothing():
    assert {name: open_places(name) for name in FACTS if open_places(name)} == {}


@pytest.mark.parametrize("name", FACTS)
def test_a_fact_is_open_where_its_fields_are_missing_and_its_example_closes_it(name):
    fact, setting = FACTS[name], WHERE_ASKED.get(name, "")
    change = [LEFT_OUT[name]] if name in LEFT_OUT else [json.dumps(leaving_out(valid().tree, path)) for path in fact.paths]
    left = open_places(name, setting, *change)
    assert left
    assert open_places(name, setting, *change, fact.example) < left


@pytest.mark.parametrize(("name", "fragment"), OPEN)
def test_a_fact_is_open(name, fragment):
    assert open_places(name, fragment)


@pytest.mark.parametrize(("name", "fragment"), CLOSED)
def test_a_fact_is_not_asked_for(name, fragment):
    assert not open_places(name, fragment)


SOME = "streams: [{}, {sample: (leave out)}, {sample: (leave out)}]\n"
NONE = "streams: [{sample: (leave out)}, {sample: (leave out)}, {sample: (leave out)}]\n"
UNSPLIT = "streams: [{volume: (leave out)}, {volume: (leave out)}, {volume: (leave out)}]\n"


@pytest.mark.parametrize(
    ("name", "fragment", "severity"),
    [
        ("sample-missing", SOME, "warning"),
        ("sample-missing", NONE, "error"),
        ("sample-without-text", SOME, "warning"),
        ("stream-without-volume", UNSPLIT + "volume: {figures: [{}, {max: 3000}]}", "note"),
        ("stream-without-volume", UNSPLIT + "volume: {figures: [{max: 50000}]}", "warning"),
        ("stream-without-volume", UNSPLIT + "volume: (leave out)", "warning"),
    ],
)
def test_the_severity_of_a_fact_may_depend_on_the_entire_file(name, fragment, severity):
    view = ProductView.of(product_with(fragment).product)
    assert [fact.severity for fact in facts_of(view, [FACTS[name]])] == [severity]


def test_no_fact_has_the_id_or_a_former_id_of_another():
    names = [name for fact in FACTS.values() for name in (fact.id, *fact.formerly)]
    assert sorted(set(names)) == sorted(names)
