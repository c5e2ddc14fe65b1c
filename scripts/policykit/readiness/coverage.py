"""Determines which of AWS's questions a product answers and which checklist items its data proves."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from policykit.catalog.catalog import Catalogue
from policykit.model import Checklist, ChecklistItem, FactNeeded, Product, Question

from .claims import FactState, are_contradicted, states_at, worst_of


class Answer(StrEnum):
    """Whether a question can be answered from the data: fully, partly or not at all."""

    ANSWERED = "answered"
    PARTLY = "partly"
    OPEN = "open"


@dataclass(frozen=True)
class Fact:
    """A fact that a question needs, with the state of each element."""

    needed: FactNeeded
    states: tuple[FactState, ...]

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

    @property
    def answer(self) -> Answer:
        """Answered if every fact is stated, open if none is, otherwise partly answered."""
        if all(fact.is_stated for fact in self.facts):
            return Answer.ANSWERED
        return Answer.PARTLY if any(fact.stated_count for fact in self.facts) else Answer.OPEN


@dataclass(frozen=True)
class ItemState:
    """A checklist item, and whether the data proves or contradicts it."""

    item: ChecklistItem
    is_done: bool
    is_contradicted: bool


def coverage(catalogue: Catalogue, product: Product) -> tuple[Coverage, ...]:
    """Return the coverage of every question about the product, in AWS's order."""
    return tuple(
        Coverage(question, tuple(Fact(needed, states_at(product, needed.path, heed_boxes=True)) for needed in question.facts))
        for question in catalogue.questions
        if question.facts
    )


def are_shown(product: Product, paths: tuple[str, ...]) -> bool:
    """Whether the data states all values at these paths; false without paths."""
    return bool(paths) and all(state is FactState.STATED for path in paths for state in states_at(product, path))


def item_states(product: Product, checklist: Checklist) -> tuple[ItemState, ...]:
    """Return the items of a checklist. An item is contradicted if an open box of the source is about its fields."""
    result = []
    for item in checklist.items:
        shown, contradicted = are_shown(product, item.paths), are_contradicted(product, item.paths)
        result.append(ItemState(item, shown and not contradicted, contradicted))
    return tuple(result)
