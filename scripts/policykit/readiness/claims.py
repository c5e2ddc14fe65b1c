"""Decides whether a product's data may be stated as fact in replies, policies, the request, checklists and readiness pages.

"Stated" means that the data says so, not that it is true. Callers differ in strictness; each difference is a parameter of
`states_at`.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import Any, Literal

from policykit.model import Mechanism, Product, Status, values_at
from policykit.model.records import Record


class FactState(StrEnum):
    """Whether a fact is stated, and if not, why."""

    STATED = "stated"
    PLANNED = "planned"
    NONE = "none"
    ABSENT = "absent"
    CONTRADICTED = "contradicted"
    """Stated, but an open box in the product's own checklist says that it is still to do."""


def worst_of(states: Collection[FactState]) -> FactState:
    """Return the worst of several states; `STATED` only if nothing is missing, planned or contradicted."""
    order = (FactState.CONTRADICTED, FactState.ABSENT, FactState.NONE, FactState.PLANNED)
    return next((state for state in order if state in states), FactState.STATED)


def state_of(value: Any) -> FactState:
    """Return the state of a single value: from its status if it has one, else from its presence."""
    if value is None or value == "" or (isinstance(value, Record) and not value):
        return FactState.ABSENT
    status = value if isinstance(value, Status) else getattr(value, "status", None)
    if status is Status.PLANNED:
        return FactState.PLANNED
    if status is Status.NONE:
        return FactState.NONE
    if isinstance(value, Mechanism) and not value.is_described:
        return FactState.ABSENT
    return FactState.STATED


def may_be_stated(value: Any) -> bool:
    """Whether a value may be stated in the present tense: it is in place, and a mechanism says how it works."""
    return state_of(value) is FactState.STATED


def is_detail(product: Product, path: str) -> bool:
    """Whether `path` is a detail of a mechanism, such as its owner."""
    parent, _, last = path.rpartition(".")
    return bool(parent) and not last.endswith("[]") and any(isinstance(v, Mechanism) for v in values_at(product, parent))


def states_at(
    product: Product, path: str, *, open_details: Literal["stated", "all"] = "stated", heed_boxes: bool = False
) -> tuple[FactState, ...]:
    """Return the states of all values at `path`. A list of records with a status counts as its best one.

    A detail of a mechanism that is planned or none gets the state of the mechanism. With `open_details="all"` this also applies
    to a missing detail, where "absent" would hide that the mechanism is planned. With `heed_boxes`, an open box in the
    product's own checklist outweighs a claim.
    """
    states = tuple(_state_of_any(value) for value in values_at(product, path))
    if is_detail(product, path):
        parents = [state_of(value) for value in values_at(product, path.rpartition(".")[0])]
        states = tuple(
            parent
            if parent in (FactState.PLANNED, FactState.NONE) and (open_details == "all" or state is FactState.STATED)
            else state
            for state, parent in zip(states, parents, strict=True)
        )
    if heed_boxes and are_contradicted(product, (path,)):
        states = tuple(FactState.CONTRADICTED if state is FactState.STATED else state for state in states)
    return states


def are_contradicted(product: Product, paths: tuple[str, ...]) -> bool:
    """Whether an open box in the product's own checklist is about one of these fields or a parent of one."""
    open_boxes = [entry.about for entry in product.checklist if entry.done is False and entry.about]
    return any(path == about or path.startswith(f"{about}.") for path in paths for about in open_boxes)


def _state_of_any(value: Any) -> FactState:
    if isinstance(value, tuple) and value:
        states = [state_of(item) for item in value]
        order = (FactState.STATED, FactState.PLANNED, FactState.NONE, FactState.ABSENT)
        return min(states, key=order.index)
    return state_of(value)
