"""Determines which of AWS's questions a product answers and which checklist items its data proves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from policykit.foundation.diagnostics import Severity
from policykit.model import Checklist, ChecklistItem, Condition, FactNeeded, Question, Text
from policykit.model.paths import placed_values
from policykit.model.view import ProductView

from .claims import FactState, states_by_place, worst_of
from .countries import concerns
from .ledger import seen_of

_ELEMENT = re.compile(r".*?\[\d+\]")


class Asked(Protocol):
    """What a rule asks for and the file lacks, as far as the coverage reads it."""

    @property
    def label(self) -> Text | str:
        """What is missing: a text of data, or of the rule."""

    @property
    def severity(self) -> Severity:
        """What happens without it."""

    @property
    def state(self) -> FactState:
        """Missing, or only planned."""


class Answer(StrEnum):
    """Whether a question can be answered from the data: fully, partly or not at all."""

    ANSWERED = "answered"
    PARTLY = "partly"
    OPEN = "open"


@dataclass(frozen=True)
class Fact:
    """A fact that AWS asks for, with the state at each place where it applies."""

    needed: FactNeeded
    places: tuple[tuple[str, FactState], ...]
    severity: Severity
    """What happens without it, in this product."""

    @property
    def states(self) -> tuple[FactState, ...]:
        """The state of each element."""
        return tuple(state for _, state in self.places)

    @property
    def is_stated(self) -> bool:
        """Whether all elements provide it."""
        return all(state is FactState.STATED for state in self.states)

    @property
    def stated_count(self) -> int:
        """The number of elements that provide it."""
        return sum(state is FactState.STATED for state in self.states)

    @property
    def worst(self) -> FactState:
        """The worst state, which is shown."""
        return worst_of(self.states)


@dataclass(frozen=True)
class Coverage:
    """A question from AWS with the facts that a product provides."""

    question: Question
    facts: tuple[Fact, ...]
    more: tuple[Asked, ...] = ()
    """What else rules ask for here."""

    @property
    def answer(self) -> Answer:
        """Answered if every fact is stated without which AWS may refuse, open if none is, otherwise partly answered.

        If no fact is as serious as that, those count that AWS asks everybody for.
        """
        needed = [fact for fact in self.facts if fact.severity == "error"] or [
            fact for fact in self.facts if not fact.needed.when
        ]
        if all(fact.is_stated for fact in needed):
            return Answer.PARTLY if any(asked.severity == "error" for asked in self.more) else Answer.ANSWERED
        return Answer.PARTLY if any(fact.stated_count for fact in needed) else Answer.OPEN

    @property
    def has_gaps(self) -> bool:
        """Whether AWS will ask for more, even if nothing here makes it refuse."""
        return any(asked.severity != "note" for asked in self.more) or any(
            fact.severity != "note" and not fact.is_stated for fact in self.facts
        )


@dataclass(frozen=True)
class ItemState:
    """A checklist item, and what the data shows about it; None if only a person can tell."""

    item: ChecklistItem
    proof: FactState | None
    seen: date | None = None
    """The oldest day on which everything it is about was seen; None if something of it is only self-reported."""

    @property
    def is_done(self) -> bool:
        """Whether the data proves it, or a look where only a look can."""
        return self.proof is FactState.STATED or bool(self.item.seen and self.seen)


def coverage(questions: Iterable[Question], product: ProductView) -> tuple[Coverage, ...]:
    """Return the coverage of every question about the product, in AWS's order, with the facts that apply to it."""
    return tuple(Coverage(question, facts_of(product, question.facts)) for question in questions if question.facts)


def facts_of(product: ProductView, facts: Iterable[FactNeeded]) -> tuple[Fact, ...]:
    """Return the facts that apply to a product."""
    return tuple(fact for needed in facts if _law_applies(product, needed) and (fact := _fact(product, needed)).places)


def _law_applies(product: ProductView, needed: FactNeeded) -> bool:
    is_unknown = "unknown" in needed.law_in and not product.markets
    return not needed.law_in or is_unknown or concerns(product, *needed.law_in)


def _fact(product: ProductView, needed: FactNeeded) -> Fact:
    """A fact with the places where all its conditions hold."""
    return Fact(
        needed,
        tuple(
            (place, state)
            for path in needed.paths
            for place, state in states_by_place(product, path)
            if all(holds(product, condition, place) for condition in needed.when)
        ),
        _severity(product, needed),
    )


def _severity(product: ProductView, needed: FactNeeded) -> Severity:
    instead = needed.instead
    return instead.severity if instead and all(holds(product, condition) for condition in instead.when) else needed.severity


def holds(product: ProductView, condition: Condition, place: str = "") -> bool:
    """Whether a condition holds; in a list that `place` lies in, only the same element counts."""
    element = _ELEMENT.match(place)
    beside = [path for path in condition.paths if place.startswith((f"{_list_of(path)}[", f"{_list_of(path)}."))]
    start = element[0] if element and beside else ""
    placed = [found for path in beside or condition.paths for found in placed_values(product, path)]
    values = [value for at, value in placed if at.startswith(start) and value is not None]
    if condition.at_most is not None:
        return bool(values) and max(values) <= condition.at_most
    if condition.is_:
        return any(_written(value) in condition.is_ for value in values) != condition.missing
    return all(value is False for value in values) if condition.missing else bool(values)


def _list_of(path: str) -> str:
    """The list that a path leads through: `streams[].from` -> `streams`; other paths are returned unchanged."""
    return path.partition("[]")[0]


def _written(value: object) -> str:
    """A value as in the file."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def proof_of(product: ProductView, paths: tuple[str, ...]) -> FactState | None:
    """The worst state of the values at these paths; None without paths, because then only a person can tell.

    A company's own staff need not consent to a notice.
    """
    found = [item for path in paths for item in states_by_place(product, path)]
    internal = {f"{place}.consent" for place, stream in product.each_stream() if stream.recipients.internal}
    return worst_of([state for place, state in found if place not in internal]) if paths else None


def item_states(product: ProductView, checklist: Checklist) -> tuple[ItemState, ...]:
    """Return the items of a checklist, each with what the data shows about it."""
    return tuple(
        ItemState(item, proof_of(product, item.paths), seen_on(product, item.paths or item.seen)) for item in checklist.items
    )


def seen_on(product: ProductView, paths: tuple[str, ...]) -> date | None:
    """The oldest day on which all values at these paths were seen to be true; None if one is only self-reported."""
    found = [seen_of(product, place) for path in paths for place, _ in states_by_place(product, path)]
    return min((item.on for item in found if item), default=None) if all(found) else None
