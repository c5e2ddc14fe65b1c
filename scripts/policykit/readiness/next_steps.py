"""Decides what to do next, from data/next-steps.yml."""

from __future__ import annotations

from policykit.model import STATE_INPUTS, AccountState, NextStep, NextSteps, Stage
from policykit.model.view import ProductView

from .evidence import account_state


class Undecided(ValueError):
    """Several steps fit the known state. `missing` lists the inputs that are not given."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(f"the next step also depends on: {', '.join(missing)}")
        self.missing = missing


def next_step(steps: NextSteps, stage: Stage, given: AccountState | None = None) -> NextStep:
    """Return the next step at the stage in a product's file.

    `given` is the state read in the account: it takes precedence, and the stage fills in the rest. Raises `Undecided`.
    """
    known = steps.stages[stage]
    if given is None or given == AccountState():
        return steps.steps[known.step]
    state = AccountState.model_construct(**{name: getattr(given, name) or getattr(known, name) for name in STATE_INPUTS})
    found = {row.step for row in steps.rows if row.may_apply(state)}
    if len(found) > 1:
        raise Undecided([name for name in STATE_INPUTS if getattr(state, name) is None])
    return steps.steps[found.pop()]


def step_of(steps: NextSteps, product: ProductView) -> NextStep:
    """Return the next step at the state of the account that was seen last, else at the stage in the file.

    After AWS has written, the stage knows more unless production access is on: SES does not show what is in the case, and a
    look from before an approval would undo it.
    """
    seen, knows_more = account_state(product), product.stage in ("asked", "answered", "refused", "granted")
    try:
        return next_step(steps, product.stage, None if knows_more and seen.production_access != "yes" else seen)
    except Undecided:
        return next_step(steps, product.stage)
