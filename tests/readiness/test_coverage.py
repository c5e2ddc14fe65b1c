"""What counts as stated: presence, status, and the product's own open boxes."""

import pytest

from policykit.html.components import answer_tag
from policykit.model import PathError, Product, is_field, validate, values_at
from policykit.model.view import ProductView
from policykit.readiness.claims import FactState, states_at
from policykit.readiness.coverage import Answer, coverage, proof_of
from policykit.rendering.controls import Controls
from policykit.yamlio.reader import parse_yaml

STREAMS = """
streams:
  - {id: one, title: One, class: system, volume: {max_day: 5}}
  - {id: two, title: Two, class: system}
"""


def product(text: str) -> ProductView:
    return ProductView.of(validate(Product, parse_yaml(f"name: T\nsummary: S.\n{text}", "t.yml"), {"languages": ["en"]}))


def test_a_path_through_a_list_gives_one_state_an_element():
    assert states_at(product(STREAMS), "streams[].volume") == (FactState.STATED, FactState.ABSENT)


def test_a_path_through_what_is_absent_is_absent_once():
    assert states_at(product(""), "streams[].volume") == (FactState.ABSENT,)


@pytest.mark.parametrize(
    ("status", "state"),
    [("tested", FactState.STATED), ("implemented", FactState.STATED), ("planned", FactState.PLANNED), ("none", FactState.NONE)],
)
def test_a_mechanism_is_as_far_as_its_status(status, state):
    made = product(f"handling: {{complaint: {{status: {status}, mechanism: It comes., action: It stops.}}}}\n")
    assert states_at(made, "handling.complaint") == (state,)


@pytest.mark.parametrize(
    ("status", "state"), [("tested", FactState.STATED), ("planned", FactState.PLANNED), ("none", FactState.NONE)]
)
def test_a_detail_of_a_mechanism_is_as_far_as_the_mechanism(status, state):
    made = product(f"handling: {{complaint: {{status: {status}, mechanism: It comes., action: It stops.}}}}\n")
    assert states_at(made, "handling.complaint.mechanism") == (state,)


def test_a_detail_that_a_planned_mechanism_leaves_out_is_planned_too():
    made = product("handling: {complaint: {status: planned, planned: It will stop.}}\n")
    assert states_at(made, "handling.complaint.action") == (FactState.PLANNED,)


def test_the_region_of_a_planned_domain_is_planned_too_but_not_its_dkim():
    domain = product("identities: {domains: [{domain: a.example, status: planned}]}")
    assert proof_of(domain, ("identities.domains[].status", "identities.domains[].region")) is FactState.PLANNED
    assert proof_of(domain, ("identities.domains[].dkim",)) is FactState.ABSENT


def test_a_list_counts_as_its_best_claim():
    made = product("content: [{status: planned, text: It will be fine.}, {status: implemented, text: It is fine.}]\n")
    assert states_at(made, "content") == (FactState.STATED,)


def test_a_mechanism_that_says_nothing_is_not_stated():
    assert states_at(product("handling: {complaint: {status: implemented}}\n"), "handling.complaint") == (FactState.ABSENT,)


def test_all_paths_of_a_proof_must_be_stated():
    made = product("handling: {complaint: {status: implemented, mechanism: It comes.}}\n")
    assert proof_of(made, ("handling.complaint.mechanism",)) is FactState.STATED
    assert proof_of(made, ("handling.complaint.mechanism", "handling.complaint.action")) is FactState.ABSENT


def test_staff_need_not_consent():
    stream = "{{id: {0}, title: S, class: system, {1}}}"
    people = stream.format("a", "consent: Users ask for it.")
    staff = stream.format("b", "recipients: {who: our team, internal: true}")
    assert proof_of(product(f"streams: [{people}, {staff}]\n"), ("streams[].consent",)) is FactState.STATED
    assert (
        proof_of(product(f"streams: [{people}, {stream.format('b', 'from: a@b.example')}]\n"), ("streams[].consent",))
        is FactState.ABSENT
    )


def test_only_a_person_can_tell_what_no_path_proves():
    assert proof_of(product(""), ()) is None


def test_a_question_is_not_answered_by_a_claim_that_an_open_box_contradicts(catalogue):
    made = product(
        "handling: {complaint: {status: implemented, mechanism: It comes., action: It stops.}}\n"
        "checklist: [{list: before-request, text: Handle it, done: false, about: handling.complaint}]\n"
    )
    answers = {item.question.id: item for item in coverage(catalogue.questions, made)}
    assert answers["complaints"].answer is Answer.OPEN
    assert answers["complaints"].facts[0].worst is FactState.CONTRADICTED


@pytest.mark.parametrize(("volume", "words"), [("volume: {max_day: 5}", "answered"), ("", "answered, with gaps")])
def test_a_question_is_only_answered_without_gaps_where_nothing_is_missing(catalogue, volume, words):
    stream = f"streams: [{{id: a, title: A, class: transactional, {volume}}}]\nvolume: {{figures: [{{kind: peak, per: day, max: 5000}}]}}"
    cover = next(item for item in coverage(catalogue.questions, product(stream)) if item.question.id == "frequency")
    assert answer_tag(cover, catalogue.languages["en"]).children == (words,)
    assert cover.answer is Answer.ANSWERED


def test_a_question_is_answered_partly_or_open(catalogue):
    made = product("purpose: [It plans.]\n" + STREAMS)
    answers = {item.question.id: item.answer for item in coverage(catalogue.questions, made)}
    assert answers["purpose"] is Answer.PARTLY
    assert answers["complaints"] is Answer.OPEN


@pytest.mark.parametrize("path", ["handling.complain", "streams.volume", "nothing", "streams[].from_"])
def test_a_path_that_the_model_lacks_is_no_field(path):
    assert not is_field(Product, path)


def test_a_path_that_the_model_lacks_raises():
    with pytest.raises(PathError):
        values_at(product(""), "nothing")


@pytest.mark.parametrize(
    "path", ["streams[].from", "contacts.technical.email", "infrastructure.queue.service", "data.kinds[].days"]
)
def test_aliases_ids_and_lists_are_found(path):
    assert is_field(Product, path)


def test_what_is_planned_never_stands_among_the_controls_in_place(catalogue):
    made = product(
        "handling: {complaint: {status: planned, action: It stops., owner: Support}}\n"
        "monitoring: {alarms: [{status: planned, metric: bounce_rate}]}\n"
        "content: [{status: planned, text: It will be fine.}]\n"
    )
    controls = Controls(made, catalogue.languages["en"])
    for path in ("handling.complaint", "handling.complaint.owner", "monitoring.alarms", "content"):
        assert controls.control(path) == "", path
    assert len(controls.open) == 4
