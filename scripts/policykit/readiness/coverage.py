"""Determines which of AWS's questions a product answers and which checklist items its data proves."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from policykit.catalog.catalog import Catalogue
from policykit.model import Checklist, ChecklistItem, FactNeeded, Question
from policykit.model.view import ProductView

from .claims import FactState, states_at, worst_of


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
    """A checklist item, and what the data shows about it; None if only a person can tell."""

    item: ChecklistItem
    proof: FactState | None

    @property
    def is_done(self) -> bool:
        """Whether the data proves it."""
        return self.proof is FactState.STATED


def coverage(catalogue: Catalogue, product: ProductView) -> tuple[Coverage, ...]:
    """Return the coverage of every question about the product, in AWS's order."""
    return tuple(
        Coverage(question, tuple(Fact(needed, states_at(product, needed.path)) for needed in question.facts))
        for question in catalogue.questions
        if question.facts
    )


def proof_of(product: ProductView, paths: tuple[str, ...]) -> FactState | None:
    """The worst state of the values at these paths; None without paths, because then only a person can tell."""
    return worst_of([state for path in paths for state in states_at(product, path)]) if paths else None


def item_states(product: ProductView, checklist: Checklist) -> tuple[ItemState, ...]:
    """Return the items of a checklist, each with what the data shows about it."""
    return tuple(ItemState(item, proof_of(product, item.paths)) for item in checklist.items)
