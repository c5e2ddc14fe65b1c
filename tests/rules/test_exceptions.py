"""Exceptions from a rule stand in the product, with a reason, and none outlives its cause."""

from __future__ import annotations

from examples import outcome

RETRIED = "handling: {bounce_soft: {mechanism: (leave out), action: Soft bounces are retried.}}\n"
RULE = "soft-bounce-retried-by-application"


def found(fragment: str) -> list[tuple[str, str]]:
    return [(finding.diagnostic.rule, finding.diagnostic.severity) for finding in outcome(fragment).findings]


def test_a_reason_silences_the_rule_in_this_product():
    assert (RULE, "warning") in found(RETRIED)
    assert found(RETRIED + f"allow: {{{RULE}: The queue retries API calls only.}}") == []


def test_a_lowered_severity_keeps_the_finding_and_its_reason():
    allowed = RETRIED + f"allow: {{{RULE}: {{severity: note, because: The queue retries API calls only.}}}}"
    assert found(allowed) == [(RULE, "note")]
    assert outcome(allowed).findings[0].lowered == "The queue retries API calls only."


def test_an_exception_that_silences_nothing_is_a_fault():
    faults = outcome(f"allow: {{{RULE}: The queue retries API calls only.}}").faults
    assert [(fault.rule, fault.severity) for fault in faults] == [("unused-exception", "error")]
    assert RULE in faults[0].message


def test_an_exception_from_a_rule_that_does_not_exist_is_a_fault():
    assert [fault.rule for fault in outcome("allow: {no-such-rule: The queue retries API calls only.}").faults] == [
        "unknown-rule"
    ]
