"""What a product's file still lacks before the case can be answered, as text for a terminal.

The outcome of the rules is handed in, as to the pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policykit.catalog.catalog import Catalogue, Entry
from policykit.readiness.claims import FactState
from policykit.readiness.coverage import Answer, Coverage, coverage
from policykit.rules import Finding, Outcome

_STATES = {FactState.PLANNED: "only planned", FactState.NONE: "said not to be there", FactState.CONTRADICTED: "contradicted"}


def missing_text(catalogue: Catalogue, entry: Entry, outcome: Outcome) -> str:
    """Every question of AWS in its order: the facts that are missing, and the errors the rules find there."""
    covered = coverage(catalogue, entry.product)
    asked = {item.question.id for item in covered}
    lines: list[str] = []
    for number, item in enumerate(covered, 1):
        lines += [f"{number}. {item.question.title.root['en']}: {_state(item)}"]
        lines += [*_facts(item), *_errors(v for v in outcome.findings if v.rule.question == item.question.id)]
    whole = list(_errors(v for v in outcome.findings if v.rule.question not in asked))
    lines += ["The request as a whole:", *whole] if whole else []
    return "\n".join(lines)


def _state(item: Coverage) -> str:
    if item.answer is Answer.ANSWERED:
        return "every fact is stated"
    stated = sum(fact.is_stated for fact in item.facts)
    return f"{stated} of {len(item.facts)} facts are stated"


def _facts(item: Coverage) -> Iterator[str]:
    for fact in item.facts:
        if not fact.is_stated:
            state = _STATES.get(fact.worst, "not stated")
            yield f"   - {fact.needed.label.root['en']}: {state} ({fact.needed.path})"


def _errors(findings: Iterable[Finding]) -> Iterator[str]:
    """What the rules call an error; warnings and notes stand on the readiness page."""
    for finding in findings:
        diagnostic = finding.diagnostic
        if diagnostic.severity == "error":
            yield f"   ! {diagnostic.message} [{diagnostic.rule}, {diagnostic.place}]"
            yield f"     {diagnostic.fix}"
