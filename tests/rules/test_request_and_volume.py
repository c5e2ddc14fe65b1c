"""What counts as a reason for a quota, and that a missing website is one point of the verdict."""

from __future__ import annotations

import pytest
from examples import catalogue, look_at, product_with

from policykit.model.view import ProductView
from policykit.readiness.verdict import verdict
from policykit.rules import check_product
from policykit.rules.lib.reasons import has_reason


def reason_counts(reason: str) -> bool:
    entry = product_with(f"request: {{daily_quota: 1000, send_rate: 14, quota_reason: {reason!r}}}")
    return has_reason(ProductView.of(entry.product))


@pytest.mark.parametrize(
    "reason",
    [
        "This accommodates growth.",
        "Room for growth",
        "We chose 1,000 emails per 24 hours to leave room for future growth.",
        "14 per second scales with the business.",
        "We want some headroom; the user base is growing.",
    ],
)
def test_room_for_growth_is_no_reason(reason):
    assert not reason_counts(reason)


@pytest.mark.parametrize(
    "reason",
    [
        "Recipients cannot be verified one by one.",
        "Two federations with 400 singers join in March, and we are growing.",
        "The user base grows from 100 to 1,000 singers.",
        "One rehearsal plan goes to a whole choir, and there is room for growth.",
        "This leaves room for growth. Choir leaders invite their members on the same evening.",
    ],
)
def test_a_reason_beside_growth_counts(reason):
    assert reason_counts(reason)


def test_no_text_is_no_reason():
    entry = product_with("request: {quota_reason: (leave out)}")
    assert not has_reason(ProductView.of(entry.product))


def test_a_missing_website_is_one_open_question_and_no_problem():
    entry = product_with("website: (leave out)")
    findings = check_product(entry, look_at(entry)).findings
    judged = verdict(ProductView.of(entry.product), findings, catalogue().questions)
    assert judged.problems == ()
    assert [question.id for question in judged.questions if question.path.startswith("website")] == ["website-missing"]
