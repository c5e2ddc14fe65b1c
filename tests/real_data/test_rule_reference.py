"""Nothing that was researched gets lost: every entry of the reference has a rule, or says why it has none."""

from __future__ import annotations

from collections import defaultdict

from projects import settings

from policykit.catalog.loader import load
from policykit.foundation.settings import PROJECT
from policykit.rules import all_rules

CATALOGUE = load(settings())
RULES = all_rules()
ENTRIES = {entry.id: entry for entry in CATALOGUE.rule_reference}
TOPICS = sorted({rule.topic for rule in RULES.values()})


def covered() -> dict[str, list[str]]:
    """Entry -> the rules and facts that stand for it."""
    found = defaultdict(list)
    for rule in RULES.values():
        for entry in rule.covers:
            found[entry].append(rule.id)
    for fact in CATALOGUE.facts:
        for entry in fact.covers:
            found[entry].append(fact.id)
    return found


def test_the_reference_is_whole():
    assert len(ENTRIES) == 188


def test_an_entry_has_rules_or_a_reason_and_not_both():
    rules, reasons = covered(), CATALOGUE.rule_states
    wrong = {entry: (rules.get(entry), reasons.get(entry)) for entry in ENTRIES if (entry in rules) == (entry in reasons)}
    assert wrong == {}


def test_no_rule_covers_an_unknown_entry():
    assert {entry: rules for entry, rules in covered().items() if entry not in ENTRIES} == {}


def test_a_rule_is_as_severe_as_what_it_covers_or_says_why_not():
    """An entry may name two severities, or a rule may check its milder half: then the rule says so, in `severity_because`."""
    wrong = {
        rule.id: rule.severity_because or "give `severity_because`, or the entry's severity"
        for rule in RULES.values()
        if (rule.severity in {ENTRIES[entry].severity for entry in rule.covers if entry in ENTRIES})
        != (rule.severity_because is None)
    }
    assert wrong == {}


def test_reasons_stand_in_files_named_after_a_topic():
    assert {path.stem for path in (PROJECT / "data/rules").glob("*.yml")} <= set(TOPICS)
