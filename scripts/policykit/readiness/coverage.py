"""What a product states of what is asked: facts, questions of AWS, checklist items.

A claim is a claim: "stated" here means that the data says so, not that it is true.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from policykit.catalog.catalog import Catalogue
from policykit.model import Checklist, ChecklistItem, FactNeeded, Mechanism, Product, Question, Status, values_at


class FactState(StrEnum):
    """How far one fact is stated."""

    STATED = "stated"
    PLANNED = "planned"
    NONE = "none"
    ABSENT = "absent"
    CONTRADICTED = "contradicted"
    """Stated, but a box of the product's own checklist says that it is still to do."""


class Answer(StrEnum):
    """How far a question can be answered from the data."""

    ANSWERED = "answered"
    PARTLY = "partly"
    OPEN = "open"


@dataclass(frozen=True)
class Fact:
    """One fact that a question needs, and how far each element states it."""

    needed: FactNeeded
    states: tuple[FactState, ...]

    @property
    def is_stated(self) -> bool:
        """Whether every element states it."""
        return all(state is FactState.STATED for state in self.states)

    @property
    def stated_count(self) -> int:
        """How many elements state it."""
        return sum(state is FactState.STATED for state in self.states)

    @property
    def worst(self) -> FactState:
        """The state to show: what is missing weighs more than what is there."""
        return worst_of(self.states)


@dataclass(frozen=True)
class Coverage:
    """A question of AWS and how far a product answers it."""

    question: Question
    facts: tuple[Fact, ...]

    @property
    def answer(self) -> Answer:
        """Answered where every fact is stated, open where none is."""
        if all(fact.is_stated for fact in self.facts):
            return Answer.ANSWERED
        return Answer.PARTLY if any(fact.stated_count for fact in self.facts) else Answer.OPEN


@dataclass(frozen=True)
class ItemState:
    """A checklist item, and whether the data shows it done."""

    item: ChecklistItem
    is_done: bool
    is_contradicted: bool


def worst_of(states: Collection[FactState]) -> FactState:
    """The state to show for several: what is missing or contradicted weighs more than what is there."""
    order = (FactState.CONTRADICTED, FactState.ABSENT, FactState.NONE, FactState.PLANNED)
    return next((state for state in order if state in states), FactState.STATED)


def state_of(value: Any) -> FactState:
    """How far a single value states something: its status where it has one, else its presence."""
    if value is None or value == "":
        return FactState.ABSENT
    status = value if isinstance(value, Status) else getattr(value, "status", None)
    if status is Status.PLANNED:
        return FactState.PLANNED
    if status is Status.NONE:
        return FactState.NONE
    if isinstance(value, Mechanism) and not value.is_described:
        return FactState.ABSENT
    return FactState.STATED


def is_detail(product: Product, path: str) -> bool:
    """Whether `path` is a detail of a mechanism, such as its owner."""
    parent, _, last = path.rpartition(".")
    return bool(parent) and not last.endswith("[]") and any(isinstance(v, Mechanism) for v in values_at(product, parent))


def states_at(product: Product, path: str) -> tuple[FactState, ...]:
    """The states of all that stands at `path`; a list of things with a status counts as its best one.

    A detail of a mechanism that is planned is planned too: what is not in place is noticed by nobody.
    """
    states = tuple(_state_of_any(value) for value in values_at(product, path))
    if is_detail(product, path):
        parents = [state_of(value) for value in values_at(product, path.rpartition(".")[0])]
        states = tuple(
            parent if state is FactState.STATED and parent in (FactState.PLANNED, FactState.NONE) else state
            for state, parent in zip(states, parents, strict=True)
        )
    return states


def _state_of_any(value: Any) -> FactState:
    if isinstance(value, tuple) and value:
        states = [state_of(item) for item in value]
        order = (FactState.STATED, FactState.PLANNED, FactState.NONE, FactState.ABSENT)
        return min(states, key=order.index)
    return state_of(value)


def coverage(catalogue: Catalogue, product: Product) -> tuple[Coverage, ...]:
    """Every question about the product, in AWS's order, with what the product states of it."""
    return tuple(
        Coverage(question, tuple(Fact(needed, _claimed_at(product, needed.path)) for needed in question.facts))
        for question in catalogue.questions
        if question.facts
    )


def _claimed_at(product: Product, path: str) -> tuple[FactState, ...]:
    """The states at a path, where an open box of the product's own checklist outweighs a claim."""
    open_box = are_contradicted(product, (path,))
    contradicted = FactState.CONTRADICTED
    return tuple(contradicted if open_box and s is FactState.STATED else s for s in states_at(product, path))


def are_shown(product: Product, paths: tuple[str, ...]) -> bool:
    """Whether the data states everything at these paths."""
    return bool(paths) and all(state is FactState.STATED for path in paths for state in states_at(product, path))


def are_contradicted(product: Product, paths: tuple[str, ...]) -> bool:
    """Whether an open box of the product's own checklist is about one of these fields, or about what holds it."""
    open_boxes = [entry.about for entry in product.checklist if entry.done is False and entry.about]
    return any(path == about or path.startswith(f"{about}.") for path in paths for about in open_boxes)


def item_states(product: Product, checklist: Checklist) -> tuple[ItemState, ...]:
    """The items of a checklist; contradicted where the data claims what the source's own box leaves open."""
    result = []
    for item in checklist.items:
        shown, contradicted = are_shown(product, item.paths), are_contradicted(product, item.paths)
        result.append(ItemState(item, shown and not contradicted, contradicted))
    return tuple(result)
