"""Decides whether what a product's file says may be stated as fact.

The one answer for replies, policies, the request, checklists and readiness pages. A claim may be stated if it is in place,
described, and not contradicted by an open checkbox or a sample in the same file, or by evidence. That makes it self-reported;
`readiness/ledger.py` says which claims somebody looked at.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from policykit.model import Mechanism, Status, values_at
from policykit.model.paths import field_of, placed_values
from policykit.model.records import Record
from policykit.model.view import ProductView, location

from .contradictions import Contradiction, contradictions

CLAIMS = (
    "sending[]", "streams[].consent", "lists.confirmation", "lists.double_opt_in", "lists.hygiene[]",
    "handling.bounce_hard", "handling.bounce_soft", "handling.complaint", "handling.unsubscribe", "handling.suppression",
    "handling.monitoring", "handling.abuse_limit", "handling.reply_handling",
    "streams[].unsubscribe", "monitoring.alarms[]", "monitoring.reports[]", "content[]", "security[]", "data.measures[]",
    "laws[]", "identities.domains[]", "identities.domains[].dkim", "identities.domains[].mail_from", "dns.spf[]", "dns.dmarc[]",
    "website.url", "website.privacy_url", "website.terms_url", "website.imprint_url", "suppression.account_level",
)  # fmt: skip
"""The fields whose values a checkbox, a sample or evidence can decide."""


_NO_DETAIL = ("domain", "status", "dkim", "mail_from")
"""What is no detail of a domain's verification."""


class FactState(StrEnum):
    """Whether a fact is stated, and if not, why."""

    STATED = "stated"
    PLANNED = "planned"
    NONE = "none"
    ABSENT = "absent"
    CONTRADICTED = "contradicted"
    """Stated, but something else in the file speaks against it."""


@dataclass(frozen=True)
class Claim:
    """One claim of a product: where it is, and whether it may be stated."""

    id: str
    """Its place in the file: `content[1]`."""
    field: str
    """The field path of that place: `content[]`."""
    value: Any
    state: FactState
    against: Contradiction | None = None


def worst_of(states: Collection[FactState]) -> FactState:
    """Return the worst of several states; `STATED` only if nothing is missing, planned or contradicted."""
    order = (FactState.CONTRADICTED, FactState.ABSENT, FactState.NONE, FactState.PLANNED)
    return next((state for state in order if state in states), FactState.STATED)


@lru_cache(maxsize=4)
def claims_of(product: ProductView) -> dict[str, Claim]:
    """Return the claims that a product's file makes, by id, in the order of `CLAIMS`."""
    found = (
        claim_at(product, place, value)
        for field in CLAIMS
        for place, value in placed_values(product, field)
        if value is not None
    )
    return {claim.id: claim for claim in found}


def claim_at(product: ProductView, place: str, value: Any) -> Claim:
    """Return the claim that `value` at `place` makes. A detail of a mechanism is as open as the mechanism."""
    field = field_of(place)
    state = _mechanism_state(product, place) or _state_of(value)
    if state is FactState.STATED:
        against = next((item for item in contradictions(product) if item.is_about(place, field)), None)
        return Claim(place, field, value, FactState.CONTRADICTED if against else state, against)
    return Claim(place, field, value, state)


def may_be_stated(product: ProductView, place: str, value: Any) -> bool:
    """Whether `value` at `place` may be stated in the present tense."""
    return claim_at(product, place, value).state is FactState.STATED


def states_at(product: ProductView, path: str) -> tuple[FactState, ...]:
    """Return the states of all values at a field path. A list of records with a status counts as its best one."""
    return tuple(state for _, state in states_by_place(product, path))


def states_by_place(product: ProductView, path: str) -> tuple[tuple[str, FactState], ...]:
    """Return the same states, each with the place of its value: `streams[0].from`."""
    return tuple((place, _state_at(product, place, value)) for place, value in placed_values(product, path))


def _state_at(product: ProductView, place: str, value: Any) -> FactState:
    if isinstance(value, tuple) and value:
        states = [claim_at(product, f"{place}[{index}]", item).state for index, item in enumerate(value)]
        order = (FactState.STATED, FactState.CONTRADICTED, FactState.PLANNED, FactState.NONE, FactState.ABSENT)
        return min(states, key=order.index)
    return claim_at(product, place, value).state


def _state_of(value: Any) -> FactState:
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


def _mechanism_state(product: ProductView, place: str) -> FactState | None:
    """Return the state of the mechanism or identity that `place` is a detail of, if it is planned or none."""
    if place == "monitoring.review_interval_days":
        return _watching_state(product)
    if place.startswith("identities.domains["):
        return _domain_state(product, place)
    parent, _, _ = place.rpartition(".")
    if not parent.startswith("handling."):
        return None
    mechanism = values_at(product, parent)[0]
    state = _state_of(mechanism)
    if state in (FactState.PLANNED, FactState.NONE):
        return state
    is_planned = (
        mechanism and place.endswith((".mechanism", ".action")) and mechanism.planned and not values_at(product, place)[0]
    )
    return FactState.PLANNED if is_planned else None


def _domain_state(product: ProductView, place: str) -> FactState | None:
    """Return the state of the domain whose Region or date `place` is, if it is planned or none."""
    _, _, index, *rest = location(place)
    if not rest or rest[0] in _NO_DETAIL:
        return None
    state = _state_of(product.identities.domains[int(index)])
    return state if state in (FactState.PLANNED, FactState.NONE) else None


def _watching_state(product: ProductView) -> FactState | None:
    """Return the state of rate monitoring if it may not be stated. Without `handling.monitoring`, the alarms decide."""
    watching = product.handling.monitoring
    if watching:
        state = claim_at(product, "handling.monitoring", watching).state
        return None if state is FactState.STATED else state
    alarms = product.monitoring.alarms
    return FactState.PLANNED if alarms and not any(alarm.status.is_in_place for alarm in alarms) else None
