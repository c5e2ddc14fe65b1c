"""A fix speaks about the stream and the address it is shown for, and brings no next finding."""

from __future__ import annotations

import pytest
from examples import look_at, outcome, product_with

from policykit.rules import QUOTED, all_rules, check_product

RULES = all_rules()


def fix(rule: str, fragment: str) -> str:
    (finding,) = outcome(fragment, RULES[rule]).findings
    return finding.diagnostic.fix


def test_only_a_product_with_sign_in_codes_says_how_a_person_gets_them_again():
    missing = "handling: {complaint: {scope: (leave out)}}\n"
    assert "sign-in codes" in fix("complaint-scope-missing", missing)
    assert "sign-in" not in fix("complaint-scope-missing", missing + "streams: [{otp: (leave out)}]")


@pytest.mark.parametrize("rule", ["rate-alarm-missing", "only-infrastructure-alarms", "complaint-alarm-too-late"])
def test_the_example_of_alarms_brings_no_finding_where_the_file_says_nothing_of_monitoring(rule):
    nothing = "monitoring: (leave out)\nhandling: {monitoring: (leave out)}\nvolume: {figures: [{per: month, max: 100}]}"
    entry = product_with(nothing, RULES[rule].examples("Right")[0])
    subjects = [item.id for item in RULES.values() if item.topic == "handling" and item.id != "gmail-complaints-unseen"]
    assert [str(finding.diagnostic) for finding in check_product(entry, look_at(entry), subjects).findings] == []


def paths(rule: str, fragment: str) -> list[str]:
    return [finding.path for finding in outcome(fragment, RULES[rule]).findings]


QUOTED_TWICE = "{about: handling.complaint, says: We have implemented it., line: 6}, {about: dns.dmarc, says: We have implemented it., line: 6}"


@pytest.mark.parametrize(
    ("rule", "fragment"),
    [
        (
            "marketing-without-stream",
            "lists: {double_opt_in: Double opt-in is required for all marketing communications.}\n"
            "streams: [{}, {}, (leave out)]\ncontent: (leave out)\nhandling: {unsubscribe: (leave out)}\n"
            "statements: [{about: lists, says: Newsletters go only to subscribers., line: 3}]",
        ),
        (
            "send-failure-taken-for-bounce",
            "handling: {bounce_hard: {mechanism: When a send fails with a hard bounce, action: It is logged.}}\n"
            "statements: [{about: handling.bounce_hard, says: If a send fails with a hard bounce we log it., line: 3}]",
        ),
        (
            "implemented-said-of-plans",
            f"handling: {{complaint: {{status: planned}}}}\ndns: {{dmarc: [{{status: none}}]}}\nstatements: [{QUOTED_TWICE}]",
        ),
        (
            "invitee-called-opted-in",
            "streams: [{}, {recipients: {who: people who explicitly expect it, address_source: The organizer types in the "
            "addresses of the guests.}, consent: Guests have opted in.}]",
        ),
        (
            "marketing-denied-but-sent",
            "purpose: [We send transactional emails only.]\nlists: {never: [No newsletters are sent.]}",
        ),
    ],
)
def test_all_places_of_a_problem_are_shown_at_once(rule, fragment):
    assert len(paths(rule, fragment)) == 2


def test_a_sentence_of_the_draft_may_be_deleted():
    quoted = "handling: {complaint: {status: planned}}\nstatements: [{about: handling.complaint, says: It is tested., line: 6}]"
    assert QUOTED in fix("implemented-said-of-plans", quoted)


@pytest.mark.parametrize(
    ("about", "says", "expected"),
    [
        ("handling.complaint", "We wait.", "set that field to `status: planned`"),
        ("website.url", "We wait.", "correct that field"),
        ("justification", "It is tested.", "under `statements`"),
    ],
)
def test_an_open_box_says_what_to_change_where_it_is_not_done(about, says, expected):
    box = f"checklist: [{{list: before-request, text: Endpoint configured, done: false, about: {about}}}]"
    assert expected in fix("claim-with-open-box", f"{box}\nstatements: [{{about: {about}, says: {says}, line: 4}}]")
