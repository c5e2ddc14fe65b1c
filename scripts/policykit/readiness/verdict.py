"""Judges whether a product is ready to send: the one verdict for readiness, request, checklists, desk, home and lint.

Two kinds are never mixed. A problem is something wrong: a contradiction, a false statement, a technical error. An open question
is something that AWS asks and the file lacks. Both are ranked by what happens: AWS may refuse, AWS will ask, or good practice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from policykit.foundation.diagnostics import SEVERITIES, Severity
from policykit.model import FactNeeded, Obstacle, Question, Text
from policykit.model.paths import field_of
from policykit.model.view import ProductView

from .claims import FactState, worst_of
from .coverage import Fact, coverage, facts_of, holds
from .found import Found

SHOWN = 5
"""How many points a page leads with."""


class State(StrEnum):
    """What the verdict says."""

    NOT_YET = "not_yet"
    """The account shows what AWS has refused before, whatever the text says."""
    READY = "ready"
    PROBLEMS = "problems"
    """Every question is answered, but AWS may refuse because of a problem."""
    QUESTIONS = "questions"
    """AWS may refuse because something that it asks is missing."""


class JudgedRule(Protocol):
    """What the verdict reads of a rule."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def question(self) -> str | None:
        """The question from AWS that it affects, if any."""

    @property
    def asks(self) -> str | None:
        """What it asks for; None if it finds problems."""

    @property
    def covers(self) -> tuple[str, ...]:
        """Ids of the entries of the reference that it stands for."""


class Judged(Protocol):
    """What the verdict reads of a finding."""

    @property
    def rule(self) -> JudgedRule:
        """The rule that found it."""

    @property
    def path(self) -> str:
        """The field, with list indexes."""

    @property
    def severity(self) -> Severity:
        """What happens if it stays."""

    @property
    def found(self) -> Found:
        """What it found."""

    @property
    def is_quoted(self) -> bool:
        """Whether it is in a sentence of the draft, which no reply prints."""


F = TypeVar("F", bound=Judged)


@dataclass(frozen=True)
class Problem(Generic[F]):
    """What one rule found: all its findings of one severity."""

    findings: tuple[F, ...]

    @property
    def severity(self) -> Severity:
        """What happens if it stays."""
        return self.findings[0].severity

    @property
    def question(self) -> str | None:
        """The question from AWS that it affects; None if it affects the entire request."""
        return self.findings[0].rule.question

    @property
    def is_first(self) -> bool:
        """Whether it comes before AWS's questions."""
        return False

    @property
    def is_quoted(self) -> bool:
        """Whether it is only in sentences of the draft, which no reply prints."""
        return all(finding.is_quoted for finding in self.findings)


@dataclass(frozen=True)
class OpenQuestion(Generic[F]):
    """Something that AWS asks and the file lacks, at all its places."""

    id: str
    label: Text | str
    severity: Severity
    question: str | None
    path: str
    """Field path: `streams[].trigger`."""
    places: tuple[str, ...]
    """Fields, with list indexes: `streams[0].trigger`."""
    covers: tuple[str, ...]
    state: FactState = FactState.ABSENT
    findings: tuple[F, ...] = ()
    """The findings of the rule that asks; empty for a fact."""
    fact: FactNeeded | None = None
    """The fact, of data/questions.yml or data/facts.yml; None if a rule asks."""

    @property
    def is_first(self) -> bool:
        """Whether it comes before AWS's questions, because no answer helps without it."""
        return bool(self.fact and self.fact.first)

    @property
    def is_quoted(self) -> bool:
        """Whether it is only in sentences of the draft: never, because what is missing is missing in the file."""
        return False


@dataclass(frozen=True)
class Verdict(Generic[F]):
    """All problems and open questions of a product, the most harmful first."""

    points: tuple[Problem[F] | OpenQuestion[F], ...]
    """Problems and questions together: by harm, then in the order of AWS's questions, and for one question problems first."""
    obstacles: tuple[Obstacle, ...] = ()
    """What no text can fix."""

    @property
    def state(self) -> State:
        """Not yet, ready to send, complete with problems, or with open questions."""
        if self.obstacles:
            return State.NOT_YET
        if self.count("error", self.questions):
            return State.QUESTIONS
        return State.PROBLEMS if self.count("error", self.problems) else State.READY

    @property
    def problems(self) -> tuple[Problem[F], ...]:
        """What is wrong, in the same order."""
        return tuple(point for point in self.points if isinstance(point, Problem))

    @property
    def questions(self) -> tuple[OpenQuestion[F], ...]:
        """What AWS asks and the file lacks, in the same order."""
        return tuple(point for point in self.points if isinstance(point, OpenQuestion))

    @property
    def first(self) -> tuple[Problem[F] | OpenQuestion[F], ...]:
        """What to do first: at most `SHOWN` points without which AWS may refuse or will ask."""
        return tuple(point for point in self.points if point.severity != "note")[:SHOWN]

    @staticmethod
    def count(severity: Severity, points: Sequence[Problem[F] | OpenQuestion[F]]) -> int:
        """The number of points with a severity."""
        return sum(point.severity == severity for point in points)


def verdict(
    product: ProductView, findings: Iterable[F], questions: Sequence[Question], general: Sequence[FactNeeded] = ()
) -> Verdict[F]:
    """Judge a product by the findings of the rules, by AWS's questions and by the facts that no single question asks for."""
    order = {question.id: place for place, question in enumerate(questions)}
    grouped: dict[tuple[str, str], list[F]] = {}
    for finding in findings:
        grouped.setdefault((finding.rule.id, finding.severity), []).append(finding)
    problems = []
    asked: list[OpenQuestion[F]] = []
    for cover in coverage(questions, product):
        asked += _unanswered(product, cover.facts, cover.question.id)
    asked += _unanswered(product, facts_of(product, general), None)
    for group in grouped.values():
        rule = group[0].rule
        if rule.asks is None:
            problems.append(Problem(tuple(group)))
        else:
            places = tuple(finding.path for finding in group)
            asked.append(
                OpenQuestion(
                    rule.id,
                    rule.asks,
                    group[0].severity,
                    rule.question,
                    field_of(places[0]),
                    places,
                    rule.covers,
                    FactState.PLANNED if all(finding.found.is_planned for finding in group) else FactState.ABSENT,
                    tuple(group),
                )
            )

    # An error about the entire request comes before AWS's questions; what is milder and belongs to none of them comes last.
    # What only a sentence of the draft says comes after what the file says, because no reply prints that sentence.
    def rank(point: Problem[F] | OpenQuestion[F]) -> tuple[int, bool, int]:
        of_all = -2 if point.severity == "error" else len(order)
        place = -1 if point.is_first else order.get(point.question or "", of_all)
        return SEVERITIES.index(point.severity), point.is_quoted, place

    obstacles = tuple(
        obstacle
        for question in questions
        for obstacle in question.obstacles
        if all(holds(product, condition) for condition in obstacle.when)
    )
    return Verdict(tuple(sorted((*problems, *asked), key=rank)), obstacles)


def _unanswered(product: ProductView, facts: Iterable[Fact], question: str | None) -> Iterable[OpenQuestion[F]]:
    """The facts that the product does not state; `allow` lowers or drops them as it does rules."""
    for fact in facts:
        # The rules on conflicts and evidence report what is contradicted.
        states = {place: state for place, state in fact.places if state not in (FactState.STATED, FactState.CONTRADICTED)}
        needed, places = fact.needed, tuple(states)
        allowance = product.allow.get(needed.id)
        if not places or (allowance and not allowance.severity):
            continue
        severity: Severity = allowance.severity if allowance and allowance.severity else fact.severity
        state = worst_of(states.values())
        yield OpenQuestion(needed.id, needed.label, severity, question, needed.path, places, needed.covers, state, fact=needed)
