"""A fix speaks about the stream and the address it is shown for, and brings no next finding."""

from __future__ import annotations

import pytest
from examples import look_at, outcome, product_with

from policykit.rules import all_rules, check_product

RULES = all_rules()


def fix(rule: str, fragment: str) -> str:
    (finding,) = outcome(fragment, RULES[rule]).findings
    return finding.diagnostic.fix


def test_only_a_product_with_sign_in_codes_says_how_a_person_gets_them_again():
    missing = "handling: {complaint: {scope: (leave out)}}\n"
    assert "sign-in codes" in fix("complaint-scope-missing", missing)
    assert "sign-in" not in fix("complaint-scope-missing", missing + "streams: [{otp: (leave out)}]")


@pytest.mark.parametrize("rule", ["rate-alarm-missing", "only-infrastructure-alarms", "complaint-alarm-too-late"])
def test_the_alarms_to_paste_bring_no_finding_where_the_file_says_nothing_of_monitoring(rule):
    nothing = "monitoring: (leave out)\nhandling: {monitoring: (leave out)}\nvolume: {figures: [{per: month, max: 100}]}"
    entry = product_with(nothing, RULES[rule].examples("Right")[0])
    subjects = [item.id for item in RULES.values() if item.topic == "handling" and item.id != "gmail-complaints-unseen"]
    assert [str(finding.diagnostic) for finding in check_product(entry, look_at(entry), subjects).findings] == []
