"""Every rule: its Wrong fires, its Right and its near misses are silent, and nothing fires on the valid product."""

from __future__ import annotations

import re

import pytest
from examples import catalogue, outcome, pasted
from projects import PROJECT

from policykit.foundation.diagnostics import SEVERITIES
from policykit.rules import Rule, all_rules, found_texts

RULES = list(all_rules().values())
EXAMPLES = {
    kind: [(rule, text) for rule in RULES for text in rule.examples(kind)] for kind in ("Wrong", "Milder", "Right", "Silent")
}


def named(example: tuple[Rule, str]) -> str:
    return f"{example[0].id}: {' '.join(example[1].split())[:40]}"


@pytest.mark.parametrize("example", EXAMPLES["Wrong"], ids=named)
def test_the_rule_fires_on_its_wrong_example(example):
    rule, text = example
    findings = outcome(text, rule).findings
    assert {finding.diagnostic.rule for finding in findings} == {rule.id}
    assert all(finding.diagnostic.severity == rule.severity for finding in findings)


@pytest.mark.parametrize("example", EXAMPLES["Milder"], ids=named)
def test_the_rule_reports_its_milder_example_with_a_lower_severity(example):
    rule, text = example
    (finding,) = outcome(text, rule).findings
    assert SEVERITIES.index(finding.severity) > SEVERITIES.index(rule.severity)


@pytest.mark.parametrize("example", EXAMPLES["Right"] + EXAMPLES["Silent"], ids=named)
def test_the_rule_is_silent_on_its_right_example_and_near_misses(example):
    rule, text = example
    assert [str(finding.diagnostic) for finding in outcome(text, rule).findings] == []


def test_no_rule_fires_on_the_valid_product():
    assert [str(finding.diagnostic) for finding in outcome("").findings] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_has_a_title_a_reason_and_examples_of_both_kinds(rule):
    assert re.fullmatch(r"[A-Z\"].{15,110}", rule.title), rule.title
    assert len(rule.why) > 60
    assert rule.examples("Wrong")
    assert rule.examples("Right")
    assert rule.find is None or rule.examples("Silent"), "a text rule needs near misses"


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.fix], ids=lambda rule: rule.id)
def test_pasting_the_right_fragment_over_the_wrong_one_leaves_no_finding_of_the_subject(rule):
    assert [str(finding.diagnostic) for finding in pasted(rule).findings] == []


@pytest.mark.parametrize("file", sorted({rule.file for rule in RULES if rule.fix}))
def test_each_message_of_a_rule_is_a_literal_text_which_can_be_translated(file):
    assert [line for line, text in found_texts(PROJECT / file) if text is None] == []


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.fix], ids=lambda rule: rule.id)
def test_the_texts_of_a_rule_name_no_code_of_the_reference(rule):
    codes = re.compile(r"\b[A-Z]{2,6}-\d{1,2}[a-z]?\b")
    allowed = {"SHA-1", "UTF-8", "BASE-64"}
    assert set(codes.findall(" ".join((rule.title, rule.why, rule.fix)))) <= allowed


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_names_sources_and_questions_that_exist(rule):
    assert [name for name in rule.sources if name not in catalogue().sources] == []
    assert rule.question is None or rule.question in {question.id for question in catalogue().questions}
    assert rule.covers


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_what_a_rule_says_has_a_remedy_and_no_threat(rule):
    for text in (*rule.examples("Wrong"), *rule.examples("Milder")):
        for finding in outcome(text, rule).findings:
            assert finding.diagnostic.fix
            assert not re.search(r"illegal|unlawful|violat", f"{finding.diagnostic.message} {finding.diagnostic.fix}", re.I)


@pytest.mark.parametrize(
    "part",
    [
        "purpose: [{}]",
        "sending: [{{status: implemented, text: {}}}]",
        "justification: {{at_this_volume: {}}}",
        "lists: {{confirmation: {}}}",
        "monitoring: {{alarms: [{{action: {}}}]}}",
        "security: [{{status: implemented, text: {}}}]",
        "data: {{measures: [{{status: implemented, text: {}}}]}}",
    ],
)
def test_every_part_of_a_reply_can_make_it_too_long(part):
    assert outcome(part.format(f"We {'x' * 8000}."), all_rules()["reply-too-long"]).findings
