"""Which question comes next, what is refused, and that a walk through all of them ends with a product."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest

from policykit.catalog.catalog import Entry
from policykit.model import Product, validate
from policykit.onboarding.answers import Answers, check_answers, read_answers
from policykit.onboarding.gaps import missing_text
from policykit.onboarding.interview import Prompt, answer, in_order, prompts
from policykit.site.session import session_of
from policykit.yamlio.reader import Source, parse_yaml
from policykit.yamlio.writer import yaml_text

NEEDED = {
    "name": "Moon Choir", "summary": "It plans rehearsals.", "streams[].title": "Sign-in code", "streams[].class": "transactional",
    "volume.figures[].kind": "forecast", "volume.figures[].per": "day", "volume.figures[].max": "400",
    "streams[].trigger.actor": "recipient", "streams[].trigger.event": "A singer signs in.", "streams[].recipients.who": "singers",
}  # fmt: skip


def walk(catalogue, answers: Answers, give: Callable[[Prompt], str], most: int = 400) -> list[Prompt]:
    """Answer until nothing is left; returns what was asked. `give` must fit."""
    asked = []
    while prompt := next(iter(prompts(catalogue, answers)), None):
        asked.append(prompt)
        told = answer(catalogue, answers, prompt, give(prompt))
        assert told is None, f"{prompt.path}: {told}"
        assert len(asked) < most, f"asked again and again: {prompt.path}"
    return asked


def until(catalogue, path: str, **given: str) -> tuple[Answers, Prompt]:
    """The answers and the question at `path`, with what is needed answered on the way, and `given` (`__` for a dot)."""
    answers = Answers("moon-choir")
    wanted = {**NEEDED, **{name.replace("__", ".").replace("_0", "[0]"): value for name, value in given.items()}}
    while prompt := next(iter(prompts(catalogue, answers)), None):
        if prompt.path == path and not prompt.is_more:
            return answers, prompt
        text = wanted.get(prompt.path) or NEEDED.get(prompt.field.path, "")
        if prompt.is_more:
            text = "yes" if prompt.element == 1 and path.startswith(prompt.path) else "no"
        assert answer(catalogue, answers, prompt, text) is None, prompt.path
    raise AssertionError(f"{path} is not asked")


def give_needed(prompt: Prompt) -> str:
    """Only what the file cannot be without, and one stream."""
    if prompt.is_more:
        return "yes" if prompt.path == "streams[0]" else "no"
    return NEEDED[prompt.field.path] if prompt.is_required else ""


def give_example(catalogue) -> Callable[[Prompt], str]:
    """What the example product states."""
    whole = Answers("", catalogue.example.source.tree)

    def give(prompt: Prompt) -> str:
        value = whole.get(prompt.loc)
        if prompt.is_more:
            return "yes" if value is not None else "no"
        return str(value["en"] if isinstance(value, dict) else "" if value is None else value)

    return give


def product_of(catalogue, answers: Answers) -> Product:
    check_answers(catalogue, answers, Source("a.yml", answers.tree))
    context = {"languages": list(catalogue.languages), "regions": frozenset(catalogue.ses.regions)}
    return validate(Product, Source("a.yml", answers.tree), context)


# The order


def test_questions_come_in_the_order_of_aws(catalogue):
    """What a list asks for later stands with the list; everything else keeps the order."""
    order = [path for question in in_order(catalogue) for path in question.ask]
    asked = [
        prompt.field.path for prompt in walk(catalogue, Answers("moon-choir"), give_example(catalogue)) if not prompt.is_more
    ]
    plain = [path for path in asked if "[]" not in path]
    assert plain == sorted(plain, key=order.index)


def test_the_first_thing_asked_is_the_first_of_the_file(catalogue):
    first = next(path for question in in_order(catalogue) for path in question.ask)
    assert next(iter(prompts(catalogue, Answers())), None).path == first


def test_all_fields_of_an_element_are_asked_before_the_next_element(catalogue):
    asked = walk(catalogue, Answers("moon-choir"), give_example(catalogue))
    streams = [prompt.element for prompt in asked if prompt.loc[0] == "streams"]
    assert streams == sorted(streams)
    assert max(streams) == 4  # three of the example, and whether there is another one


def test_fields_of_one_list_come_together_whatever_question_they_belong_to(catalogue):
    places = [prompt.loc[0] for prompt in walk(catalogue, Answers("moon-choir"), give_example(catalogue))]
    first, last = places.index("streams"), len(places) - 1 - places[::-1].index("streams")
    assert set(places[first : last + 1]) == {"streams"}


def test_nothing_is_asked_twice(catalogue):
    asked = [(prompt.path, prompt.is_more) for prompt in walk(catalogue, Answers("moon-choir"), give_example(catalogue))]
    assert len(asked) == len(set(asked))


def test_what_is_left_goes_down(catalogue):
    answers, left = Answers("moon-choir"), []
    while prompt := next(iter(prompts(catalogue, answers)), None):
        left.append(len(prompts(catalogue, answers)))
        answer(catalogue, answers, prompt, "" if not prompt.is_required else NEEDED[prompt.field.path])
        if prompt.is_more:
            assert prompt.path.rpartition("[")[0] in answers.skipped
    assert left == sorted(left, reverse=True)
    assert len(prompts(catalogue, answers)) == 0


def test_whether_a_list_goes_on_counts_as_one_question(catalogue):
    answers = Answers("moon-choir")
    walk(catalogue, answers, lambda prompt: NEEDED[prompt.field.path] if prompt.is_required else "no" if prompt.is_more else "")
    answers.skipped.remove("streams")
    assert (len(prompts(catalogue, answers)), next(iter(prompts(catalogue, answers)), None).path) == (1, "streams[0]")


# Conditions


def asked_below(catalogue, prefix: str, given: dict[str, str]) -> list[str]:
    def give(prompt: Prompt) -> str:
        if prompt.field.path in given:
            return given[prompt.field.path]
        return give_needed(prompt)

    return [prompt.field.path for prompt in walk(catalogue, Answers("m"), give) if prompt.field.path.startswith(prefix)]


@pytest.mark.parametrize(
    ("status", "asked"),
    [("tested", ["status", "mechanism", "action"]), ("implemented", ["status", "mechanism", "action"]), ("planned", ["status", "planned"]),
     ("none", ["status"]), ("", ["status"])],
)  # fmt: skip
def test_a_mechanism_is_asked_for_as_far_as_it_is(catalogue, status, asked):
    found = asked_below(catalogue, "handling.complaint.", {"handling.complaint.status": status})
    assert found == [f"handling.complaint.{name}" for name in asked]


@pytest.mark.parametrize(
    ("offered", "asked"),
    [
        ("true", ["offered", "body_link", "header_one_click"]),
        ("false", ["offered", "reason_if_not", "other_way_out"]),
        ("", ["offered"]),
    ],
)
def test_a_way_out_is_asked_for_only_where_there_is_one(catalogue, offered, asked):
    found = asked_below(catalogue, "streams[].unsubscribe.", {"streams[].unsubscribe.offered": offered})
    assert found == [f"streams[].unsubscribe.{name}" for name in asked]


# Leaving out


@pytest.mark.parametrize("path", ["name", "summary", "streams[0].title", "streams[0].class"])
def test_what_the_file_cannot_be_without_cannot_be_left_out(catalogue, path):
    answers, prompt = until(catalogue, path)
    before = answers.copy()
    assert "this field is required" in answer(catalogue, answers, prompt, "  ")
    assert answers == before


def test_an_optional_field_that_is_left_out_is_not_asked_again(catalogue):
    answers, prompt = until(catalogue, "request.region")
    assert answer(catalogue, answers, prompt, "") is None
    assert answers.skipped >= {"request.region"}
    assert next(iter(prompts(catalogue, answers)), None).path != "request.region"


@pytest.mark.parametrize(
    ("path", "record"),
    [
        ("streams[0].trigger.actor", "streams[0].trigger"),
        ("handling.complaint.status", "handling.complaint"),
        ("company.name", "company"),
    ],
)
def test_without_its_first_required_field_a_record_is_left_out(catalogue, path, record):
    answers, prompt = until(catalogue, path)
    assert answer(catalogue, answers, prompt, "") is None
    assert record in answers.skipped
    rest = walk(catalogue, answers, give_needed)
    assert [prompt.path for prompt in rest if prompt.path.startswith(f"{record}.")] == []


def test_a_record_that_was_begun_needs_its_other_required_fields(catalogue):
    answers, prompt = until(catalogue, "streams[0].trigger.event")
    assert prompt.is_required
    assert answer(catalogue, answers, prompt, "") is not None


def test_an_empty_answer_ends_a_list_of_texts(catalogue):
    answers, prompt = until(catalogue, "lists.sources[0]")
    answer(catalogue, answers, prompt, "The sign-up form asks for it.")
    prompt = next(iter(prompts(catalogue, answers)), None)
    assert prompt.path == "lists.sources[1]"
    answer(catalogue, answers, prompt, "")
    assert answers.get(("lists", "sources")) == ["The sign-up form asks for it."]
    assert not next(iter(prompts(catalogue, answers)), None).path.startswith("lists.sources")


# Wrong answers


@pytest.mark.parametrize(
    ("path", "text", "wanted"),
    [("name", "x" * 300, "at most 100 characters"), ("name", "a\x07b", "control character"), ("name", "a\u202eb", "control character"), ("stage", "done", "one of: preparing, requested"),
     ("website.url", "https://", "complete web address"), ("website.url", "example.com", "web address"), ("request.region", "eu-west-9", "an AWS Region with an Amazon SES endpoint"),
     ("request.mail_type", "both", "one of: TRANSACTIONAL, MARKETING"), ("streams[0].from", "nobody", "email address"),
     ("streams[0].unsubscribe.offered", "yes", "true or false"), ("streams[0].volume.typical_day", "many", "whole number"),
     ("streams[0].volume.typical_day", "1_000", "whole number"), ("streams[0].volume.typical_day", "1,000", "whole number"),
     ("streams[0].volume.typical_day", "-1", "whole number"), ("streams[0].sample.language", "xx", "language tag"),
     ("volume.figures[0].max", "many", "whole number"), ("identities.domains[0].domain", "müller.example", "lowercase domain"),
     ("request.daily_quota", "1e3", "whole number"), ("handling.complaint.status", "done", "one of: tested")],
)  # fmt: skip
def test_a_wrong_answer_is_refused_at_once_and_changes_nothing(catalogue, path, text, wanted):
    answers, prompt = until(catalogue, path)
    before = answers.copy()
    assert wanted in answer(catalogue, answers, prompt, text)
    assert answers == before
    assert next(iter(prompts(catalogue, answers)), None).path == path


def test_an_upper_end_below_the_lower_one_is_refused(catalogue):
    answers, prompt = until(catalogue, "volume.figures[0].min")
    assert answer(catalogue, answers, prompt, "50") is None
    prompt = next(iter(prompts(catalogue, answers)), None)
    assert prompt.path == "volume.figures[0].max"
    assert answer(catalogue, answers, prompt, "10") == "min to be at most max"
    assert answer(catalogue, answers, prompt, "50") is None


@pytest.mark.parametrize("text", ["5", "true", "~", "null", "yes", "a: b", "# a", "{en: a}", "[a]", "'", "two\nlines"])
def test_what_is_typed_as_text_is_text(catalogue, text):
    answers, prompt = until(catalogue, "name")
    assert answer(catalogue, answers, prompt, text) is None
    again = read_answers(parse_yaml(yaml_text(answers.written()), "a.yml"))
    assert again.tree == {"name": text}
    assert validate(Product, Source("a.yml", {**again.tree, "summary": "A."}), {}).name == text


def test_spaces_around_an_answer_are_taken_away(catalogue):
    answers, prompt = until(catalogue, "name")
    answer(catalogue, answers, prompt, "  Moon Choir \n")
    assert answers.tree == {"name": "Moon Choir"}


def test_a_stream_has_its_id_as_soon_as_it_has_a_title(catalogue):
    answers, prompt = until(catalogue, "streams[0].title")
    answer(catalogue, answers, prompt, "Sign-in code")
    assert answers.get(("streams", 0, "id")) == "sign-in-code"


# Going on


def test_kept_answers_lead_to_the_same_next_question(catalogue):
    answers, give = Answers("moon-choir"), give_example(catalogue)
    while prompt := next(iter(prompts(catalogue, answers)), None):
        again = read_answers(parse_yaml(yaml_text(answers.written()), "a.yml"))
        assert again == answers
        assert next(iter(prompts(catalogue, again)), None) == prompt
        answer(catalogue, answers, prompt, give(prompt))


# All the way


def test_the_example_s_answers_make_a_product(catalogue):
    answers = Answers("moon-choir")
    asked = walk(catalogue, answers, give_example(catalogue))
    product = product_of(catalogue, answers)
    assert [stream.id for stream in product.streams] == ["sign-in-code", "rehearsal-invitation", "newsletter"]
    assert {prompt.field.path for prompt in asked if prompt.is_required} >= {
        "name",
        "summary",
        "streams[].title",
        "streams[].class",
    }


def test_what_is_needed_alone_makes_a_product(catalogue):
    answers = Answers("moon-choir")
    walk(catalogue, answers, give_needed)
    assert [stream.title.root["en"] for stream in product_of(catalogue, answers).streams] == ["Sign-in code"]


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_left_out_a_product_comes_of_it(catalogue, seed):
    choose, example, answers = random.Random(seed), give_example(catalogue), Answers("moon-choir")

    def give(prompt: Prompt) -> str:
        if prompt.is_more:
            return "yes" if prompt.element < 3 and choose.random() < 0.6 else "no"
        text = example(prompt) if choose.random() < 0.6 or prompt.is_required else ""
        return text or (_fitting(prompt) if prompt.is_required else "")

    walk(catalogue, answers, give)
    assert product_of(catalogue, answers).name == answers.get(("name",))


def _fitting(prompt: Prompt) -> str:
    kinds = {"Count": "400", "Flag": "true", "Domain": "example.com", "LanguageTag": "en"}
    return NEEDED.get(prompt.field.path) or (prompt.field.choices[-1:] or [kinds.get(prompt.field.kind, "Words.")])[0]


# What is missing


def missing(catalogue, answers: Answers) -> str:
    product = product_of(catalogue, answers)
    slug = f"moon-choir-{len(str(answers.tree))}"  # findings are remembered by slug
    entry = Entry(slug, product, Source(f"data/products/{slug}.yml", answers.tree))
    return missing_text(catalogue, entry, session_of(catalogue).verdict(entry))


def test_what_is_missing_is_listed_with_what_aws_may_refuse_for_first(catalogue):
    text = missing(catalogue, Answers("m", {"name": "Moon", "summary": "It plans."}))
    facts = [fact for question in catalogue.questions for fact in question.facts]
    severity = {fact.path: fact.severity for fact in reversed(facts)}
    asked = [severity[path] for path in re.findall(r"^  \? .*\(([\w.\[\]]+)\)$", text, re.MULTILINE) if path in severity]
    assert set(asked) >= {"error", "warning"}
    assert asked == sorted(asked)


def test_every_missing_fact_is_told_with_its_path(catalogue):
    text = missing(catalogue, Answers("m", {"name": "Moon", "summary": "It plans."}))
    facts = [fact for question in catalogue.questions for fact in question.facts if fact.severity == "error" and not fact.when]
    assert [fact.path for fact in facts if f"({fact.path})" not in text] == []
    assert "(summary)" not in text


def test_what_is_stated_is_not_told(catalogue):
    answers = Answers("moon-choir")
    walk(catalogue, answers, give_example(catalogue))
    text = missing(catalogue, answers)
    paths = [fact.path for question in catalogue.questions for fact in question.facts if fact.severity == "error"]
    assert [path for path in paths if f"({path})" in text] == []


def test_what_is_only_planned_is_told_as_such(catalogue):
    answers = Answers(
        "m", {"name": "M", "summary": "S.", "handling": {"complaint": {"status": "planned", "planned": "We will."}}}
    )
    assert "Only planned: What happens after a complaint (handling.complaint.action)" in missing(catalogue, answers)
