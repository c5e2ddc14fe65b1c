"""The verdict ranks problems and open questions together, and reports what is contradicted once."""

from __future__ import annotations

from examples import catalogue, look_at, product_with

from policykit.model.view import ProductView
from policykit.readiness.claims import FactState
from policykit.readiness.verdict import OpenQuestion, Verdict, verdict
from policykit.rules import Finding, check_product


def judged(fragment: str) -> Verdict[Finding]:
    entry = product_with(fragment)
    found = check_product(entry, look_at(entry)).findings
    return verdict(ProductView.of(entry.product), found, catalogue().questions, catalogue().general_facts)


def ids(points: Verdict[Finding]) -> list[str]:
    return [point.id if isinstance(point, OpenQuestion) else point.findings[0].rule.id for point in points.points]


def test_what_concerns_the_entire_request_and_the_domain_come_before_the_questions_of_aws():
    found = judged(
        "identities: (leave out)\n"
        "streams: [{trigger: (leave out), from: (leave out)}, {from: (leave out)}, {from: (leave out)}]\n"
        "handling: {complaint: {action: Each complaint is logged.}}\n"
        "checklist: [{list: before-request, text: SPF record added, done: false, about: dns.spf}]\n"
    )
    errors = [name for name, point in zip(ids(found), found.points, strict=True) if point.severity == "error"]
    assert errors == ["claim-with-open-box", "domain-not-verified", "stream-without-trigger", "complaint-without-suppression"]


def test_what_an_open_box_contradicts_is_a_problem_and_not_asked_for_again():
    found = judged("checklist: [{list: before-request, text: Endpoint configured, done: false, about: handling.complaint}]")
    assert ids(found) == ["claim-with-open-box"]


def test_what_only_a_sentence_of_the_draft_says_comes_after_what_a_reply_would_say():
    found = judged(
        "statements: [{about: handling.bounce_hard, says: We handle a bounce when the send fails., line: 3}]\n"
        "streams: [{trigger: (leave out)}]\n"
        "handling: {complaint: {action: Each complaint is logged.}}\n"
    )
    errors = [name for name, point in zip(ids(found), found.points, strict=True) if point.severity == "error"]
    assert errors == ["stream-without-trigger", "complaint-without-suppression", "send-failure-taken-for-bounce"]


def test_what_a_rule_asks_for_and_the_file_plans_is_planned():
    found = judged(
        "monitoring: {alarms: [{status: planned, metric: bounce_rate, threshold: 2}, {status: planned, metric: complaint_rate, "
        "threshold: 0.05}]}"
    )
    (alarms,) = (question for question in found.questions if question.path == "monitoring.alarms")
    assert alarms.state is FactState.PLANNED


def test_a_step_that_only_the_plan_describes_is_planned():
    found = judged("handling: {complaint: {action: (leave out), planned: We will stop the stream.}}")
    (action,) = (question for question in found.questions if question.id == "complaint-action-missing")
    assert action.state is FactState.PLANNED
