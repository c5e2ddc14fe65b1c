"""The next step: one for every state of an account and every stage of a product file."""

from __future__ import annotations

import itertools
import re
from typing import get_args

import pytest
from examples import product_with

from policykit.foundation.settings import PROJECT
from policykit.model import STATE_INPUTS, AccountState, Stage
from policykit.readiness.next_steps import Undecided, next_step, step_of
from policykit.site.macros import functions_for
from policykit.site.session import session_of

STATES = [AccountState(**dict(zip(STATE_INPUTS, values, strict=True))) for values in itertools.product(*STATE_INPUTS.values())]


def named(catalogue, **state: str) -> str:
    """The id of the step in a state; where the test leaves an input out, the stage `requested` does not fill it in."""
    steps = catalogue.next_steps
    step = next_step(steps, "requested", AccountState(**state))
    return next(name for name, each in steps.steps.items() if each is step)


def test_every_state_is_in_exactly_one_row(catalogue):
    assert len(STATES) == 2 * 5 * 3
    assert [state for state in STATES if sum(row.may_apply(state) for row in catalogue.next_steps.rows) != 1] == []


@pytest.mark.parametrize("stage", get_args(Stage))
def test_what_is_read_in_the_account_counts_more_than_the_stage(catalogue, stage):
    found = [next_step(catalogue.next_steps, stage, state) for state in STATES]
    assert found == [next_step(catalogue.next_steps, "preparing", state) for state in STATES]


@pytest.mark.parametrize("stage", get_args(Stage))
def test_without_a_state_the_stage_decides(catalogue, stage):
    wanted = catalogue.next_steps.steps[catalogue.next_steps.stages[stage].step]
    assert next_step(catalogue.next_steps, stage, AccountState()) is next_step(catalogue.next_steps, stage) is wanted


def test_production_access_alone_lifts_the_sandbox(catalogue):
    sending = {state.production_access: set() for state in STATES}
    for state in STATES:
        sending[state.production_access].add(named(catalogue, **state.model_dump()) == "send")
    assert sending == {"yes": {True}, "no": {False}}


@pytest.mark.parametrize(("case", "step"), [("open", "read-denied-case"), ("closed", "new-case"), ("none", "new-case")])
def test_a_denied_request_stays_in_its_case_only_while_it_is_open(catalogue, case, step):
    assert named(catalogue, production_access="no", review="DENIED", case=case) == step


@pytest.mark.parametrize("review", ["PENDING", "GRANTED", "DENIED"])
def test_a_request_that_aws_received_is_never_filed_again(catalogue, review):
    found = {named(catalogue, production_access="no", review=review, case=case) for case in STATE_INPUTS["case"]}
    assert found & {"request", "request-again"} == set()


def test_a_request_that_aws_did_not_receive_is_filed_again(catalogue):
    assert named(catalogue, production_access="no", review="FAILED") == "request-again"


def test_a_state_that_is_known_in_part_names_what_is_missing(catalogue):
    with pytest.raises(Undecided) as caught:
        next_step(catalogue.next_steps, "preparing", AccountState(review="DENIED"))
    assert caught.value.missing == ["case"]


def test_the_stage_fills_in_what_is_not_given(catalogue):
    step = next_step(catalogue.next_steps, "refused", AccountState(case="closed"))
    assert step is catalogue.next_steps.steps["new-case"]


def test_a_guide_of_a_step_exists_in_every_language(catalogue):
    for step in catalogue.next_steps.steps.values():
        page, _, anchor = step.guide.partition("#")
        for code in catalogue.languages:
            text = (PROJECT / "docs" / code / f"{page.rstrip('/')}.md").read_text(encoding="utf-8")
            assert not anchor or f"{{ #{anchor} }}" in text, (code, step.guide)


@pytest.mark.parametrize("code", ["en", "de"])
def test_the_table_of_the_guide_shows_every_row_in_order(catalogue, code):
    shown = functions_for(session_of(catalogue), code)["next_step_table"]("../")
    steps, rows = catalogue.next_steps.steps, catalogue.next_steps.rows
    links = re.findall(r"\]\(\.\./(guides/[^)]*)\)", shown)
    assert links == [re.sub(r"/(#|$)", r".md\1", steps[row.step].guide) for row in rows]
    assert [row.step for row in rows if catalogue.in_languages(steps[row.step].text)[code][:30] not in shown] == []


@pytest.mark.parametrize(
    ("stage", "account", "wanted"),
    [
        ("preparing", "", "request"),
        ("preparing", "production_access: true", "send"),
        ("preparing", "production_access: false, review: FAILED", "request-again"),
        ("requested", "production_access: false, review: DENIED", "new-case"),
        ("requested", 'production_access: false, review: DENIED, case: "1"', "watch-case"),
        ("asked", "production_access: false, review: DENIED", "answer"),
        ("asked", "production_access: true", "send"),
        ("granted", "production_access: false, review: GRANTED", "send"),
    ],
)
def test_the_account_that_was_seen_decides_unless_the_case_knows_more(catalogue, stage, account, wanted):
    seen = (
        f'evidence: {{accounts: [{{asked: GetAccount eu-west-1, on: "2026-11-20T09:00:00Z", region: eu-west-1, {account}}}]}}\n'
    )
    product = product_with(f"stage: {stage}\n{seen if account else ''}").view
    steps = catalogue.next_steps
    assert step_of(steps, product) is steps.steps[wanted]
