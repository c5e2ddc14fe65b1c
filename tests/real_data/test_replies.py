from __future__ import annotations

import re

from policykit.rendering.blanks import marks_in_all_languages
from policykit.rendering.session import session_of


def body(catalogue, slug: str, reply: str) -> str:
    return session_of(catalogue).replies.text(catalogue.products[slug], reply)


def without_samples(catalogue, slug: str, reply: str) -> str:
    """The reply without names and sample mails (they are indented), which may hold any character."""
    text = re.sub(r"^    .*$", "", body(catalogue, slug, reply), flags=re.MULTILINE)
    return text.replace(catalogue.products[slug].product.name, "")


def test_a_reply_fits_into_one_message_of_a_case(catalogue, slug, reply):
    assert len(body(catalogue, slug, reply)) <= catalogue.ses.numbers["case-characters"].value


def test_a_reply_is_ascii_outside_names_and_samples(catalogue, slug, reply):
    assert re.findall(r"[^\x00-\x7f]", without_samples(catalogue, slug, reply)) == []


def test_a_reply_has_no_marks_of_markdown(catalogue, slug, reply):
    text = without_samples(catalogue, slug, reply)
    assert re.findall(r"\*\*|__|^#+ |`|^\|.*\|$|^> ", text, re.MULTILINE) == []


def test_a_reply_answers_the_questions_of_its_blocks_in_the_order_of_aws(catalogue, slug, reply):
    blocks = re.findall(r"{% block (\w+) %}", catalogue.template("en", "reply", reply)[0].body)
    found = re.findall(r"^\d+\. (.+)$", without_samples(catalogue, slug, reply), re.MULTILINE)
    assert found == [question.heading for question in catalogue.questions if question.id in blocks]


def test_a_reply_numbers_its_answers_without_a_gap(catalogue, slug, reply):
    found = re.findall(r"^(\d+)\. ", without_samples(catalogue, slug, reply), re.MULTILINE)
    assert found == [str(number) for number in range(1, len(found) + 1)]


def test_a_reply_greets(catalogue, slug, reply):
    assert body(catalogue, slug, reply).startswith("Hello,\n")


def test_a_reply_states_nothing_that_is_planned_or_absent(catalogue, slug, reply):
    text = body(catalogue, slug, reply)
    product = catalogue.products[slug].product
    for mechanism in (product.handling.named if product.handling else {}).values():
        if mechanism.planned:
            assert mechanism.planned.root["en"] not in text
        if not mechanism.is_in_place:
            for part in (mechanism.action, mechanism.mechanism):
                assert part is None or part.root["en"] not in text
    for claims in (product.content, product.sending, product.security, product.lists.hygiene if product.lists else ()):
        for claim in claims:
            if not claim.status.is_in_place:
                assert claim.text.root["en"] not in text


def test_a_reply_has_no_future_tense_outside_samples(catalogue, slug, reply):
    text = without_samples(catalogue, slug, reply)
    assert re.findall(r"\b(?:will|shall|going to|plan to|intend to|soon)\b", text) == []


def test_a_reply_has_no_placeholder_but_declared_ones(catalogue, slug, reply):
    marks = marks_in_all_languages(catalogue)
    assert [mark for mark in re.findall(r"\[[^\]\n]+\]", without_samples(catalogue, slug, reply)) if mark not in marks] == []


def test_a_reply_never_has_two_empty_lines_or_a_space_at_a_line_end(catalogue, slug, reply):
    text = body(catalogue, slug, reply)
    assert "\n\n\n" not in text
    assert re.findall(r"[ \t]+$", text, re.MULTILINE) == []
    assert text.endswith("\n")
