"""Which questions close what a product file leaves open."""

from __future__ import annotations

import pytest

from policykit.catalog.catalog import Entry
from policykit.model import Product, validate
from policykit.onboarding.answers import Answers
from policykit.onboarding.gaps import missing_text
from policykit.onboarding.interview import answer, prompts, remaining
from policykit.onboarding.open_questions import OpenPlaces
from policykit.site.session import session_of
from policykit.yamlio.reader import PlainScalar, Source, Tree

MARKETING = {"id": "news", "title": "News", "class": "marketing", "unsubscribe": {"offered": PlainScalar("true")}}


def verdict_of(catalogue, tree: dict[str, Tree]):
    context = {"languages": list(catalogue.languages), "regions": frozenset(catalogue.ses.regions)}
    slug = f"kite-{abs(hash(str(tree)))}"  # findings are remembered by slug
    source = Source(f"data/products/{slug}.yml", tree)
    entry = Entry(slug, validate(Product, source, context), source)
    return entry, session_of(catalogue).verdict(entry)


def asked(catalogue, **given: Tree) -> list[str]:
    answers = Answers("kite", {"name": "Kite", "summary": "Kite tells the wind.", **given})
    places = OpenPlaces(catalogue)
    places.add(answers, verdict_of(catalogue, answers.tree)[1].questions)
    return [prompt.path for prompt in places.left(answers)]


def test_a_list_without_elements_is_asked_for(catalogue):
    assert {"streams[0]", "identities.domains[0]"} <= set(asked(catalogue, streams=[]))


def test_a_record_that_the_file_lacks_is_asked_for_from_its_first_field(catalogue):
    assert "handling.complaint.status" in asked(catalogue)
    assert "handling.complaint.mechanism" not in asked(catalogue)
    found = asked(catalogue, handling={"complaint": {"status": "implemented"}})
    assert {"handling.complaint.mechanism", "handling.complaint.action"} <= set(found)


def test_what_the_interview_leaves_to_the_rules_is_asked_for(catalogue):
    found = asked(catalogue, streams=[MARKETING], handling={"monitoring": {"status": "implemented", "mechanism": "We watch."}})
    assert {"streams[0].unsubscribe.honoured_within_h", "monitoring.targets[0]"} <= set(found)


def test_good_practice_is_not_asked_for(catalogue):
    assert "streams[0].legal_basis" not in asked(catalogue, streams=[MARKETING])


def test_a_stream_is_named_once_however_many_of_its_fields_are_open(catalogue):
    entry, verdict = verdict_of(catalogue, {"name": "Kite", "summary": "Kite tells the wind.", "streams": [MARKETING]})
    assert "(news, news)" not in missing_text(catalogue, entry, verdict)


@pytest.mark.parametrize("status", ["implemented", "planned", "none"])
def test_a_choice_never_raises_what_is_left(catalogue, status):
    answers = Answers("kite")
    left = []
    while open_now := prompts(catalogue, answers):
        left.append(sum(remaining(open_now)))
        prompt = open_now[0]
        given = {"status": status, "name": "Kite", "summary": "Kite.", "mechanism": "So.", "action": "So.", "planned": "Soon."}
        assert answer(catalogue, answers, prompt, given.get(prompt.field.name, "") if not prompt.is_more else "no") is None
    assert left == sorted(left, reverse=True)
