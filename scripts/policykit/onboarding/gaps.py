"""Lists what a product file still lacks before the case can be answered, as text for a terminal.

The outcome of the rules is a parameter, as for the pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policykit.catalog.catalog import Catalogue, Entry
from policykit.readiness.claims import FactState
from policykit.readiness.coverage import Answer, Coverage, coverage
from policykit.rules import Finding, Outcome

_STATES = {FactState.PLANNED: "only planned", FactState.NONE: "not in place", FactState.CONTRADICTED: "contradicted"}


def missing_text(catalogue: Catalogue, entry: Entry, outcome: Outcome) -> str:
    """AWS's questions in order, each with its missing facts and the errors that the rules find for it."""
    covered = coverage(catalogue, entry.view)
    asked = {item.question.id for item in covered}
    lines: list[str] = []
    for number, item in enumerate(covered, 1):
        lines += [f"{number}. {item.question.title.root['en']}: {_state(item)}"]
        lines += [*_facts(item), *_errors(v for v in outcome.findings if v.rule.question == item.question.id)]
    other = list(_errors(v for v in outcome.findings if v.rule.question not in asked))
    lines += ["Other errors:", *other] if other else []
    return "\n".join(lines)


def _state(item: Coverage) -> str:
    if item.answer is Answer.ANSWERED:
        return "complete"
    stated = sum(fact.is_stated for fact in item.facts)
    return f"{stated} of {len(item.facts)} facts provided"


def _facts(item: Coverage) -> Iterator[str]:
    for fact in item.facts:
        if not fact.is_stated:
            state = _STATES.get(fact.worst, "missing")
            yield f"   - {fact.needed.label.root['en']}: {state} ({fact.needed.path})"


def _errors(findings: Iterable[Finding]) -> Iterator[str]:
    """The findings with severity error; warnings and notes are on the readiness page."""
    for finding in findings:
        diagnostic = finding.diagnostic
        if diagnostic.severity == "error":
            yield f"   ! {diagnostic.message} [{diagnostic.rule}, {diagnostic.place}]"
            yield f"     {diagnostic.fix}"
