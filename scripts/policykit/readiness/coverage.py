"""Which of AWS's questions a product answers, and which items of a checklist its data shows done."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from policykit.catalog.catalog import Catalogue
from policykit.model import Checklist, ChecklistItem, FactNeeded, Product, Question

from .claims import FactState, are_contradicted, states_at, worst_of


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


def coverage(catalogue: Catalogue, product: Product) -> tuple[Coverage, ...]:
    """Every question about the product, in AWS's order, with what the product states of it."""
    return tuple(
        Coverage(question, tuple(Fact(needed, states_at(product, needed.path, heed_boxes=True)) for needed in question.facts))
        for question in catalogue.questions
        if question.facts
    )


def are_shown(product: Product, paths: tuple[str, ...]) -> bool:
    """Whether the data states everything at these paths."""
    return bool(paths) and all(state is FactState.STATED for path in paths for state in states_at(product, path))


def item_states(product: Product, checklist: Checklist) -> tuple[ItemState, ...]:
    """The items of a checklist; contradicted where the data claims what the source's own box leaves open."""
    result = []
    for item in checklist.items:
        shown, contradicted = are_shown(product, item.paths), are_contradicted(product, item.paths)
        result.append(ItemState(item, shown and not contradicted, contradicted))
    return tuple(result)
