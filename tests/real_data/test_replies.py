"""What every reply of every product has in common: each test looks at all of them and names those that differ."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from projects import settings

from policykit.catalog.loader import load
from policykit.model import Product
from policykit.rendering.blanks import marks_in_all_languages
from policykit.site.session import session_of

CATALOGUE = load(settings())
SESSION = session_of(CATALOGUE)
REPLIES = [(slug, reply) for slug in CATALOGUE.products for reply in CATALOGUE.template_ids("reply")]


@cache
def body(slug: str, reply: str) -> str:
    return SESSION.replies.text(CATALOGUE.products[slug], reply)


@cache
def without_samples(slug: str, reply: str) -> str:
    """The reply without names and sample mails (they are indented), which may have any character."""
    text = re.sub(r"^    .*$", "", body(slug, reply), flags=re.MULTILINE)
    return text.replace(CATALOGUE.products[slug].product.name, "")


def wrong(look: Callable[[str, str], object]) -> dict[str, object]:
    """What `look(slug, reply)` finds wrong, for each reply where it finds anything."""
    assert len(REPLIES) >= 40
    return {f"{slug}: {reply}": found for slug, reply in REPLIES if (found := look(slug, reply))}


def test_a_reply_fits_into_one_message_of_a_case():
    limit = CATALOGUE.ses.numbers["case-characters"].value
    assert wrong(lambda *which: max(len(body(*which)) - limit, 0)) == {}


def test_a_reply_is_ascii_outside_names_and_samples():
    assert wrong(lambda *which: re.findall(r"[^\x00-\x7f]", without_samples(*which))) == {}


def test_a_reply_has_no_marks_of_markdown():
    marks = re.compile(r"\*\*|__|^#+ |`|^\|.*\|$|^> ", re.MULTILINE)
    assert wrong(lambda *which: marks.findall(without_samples(*which))) == {}


def test_a_reply_answers_the_questions_of_its_blocks_in_the_order_of_aws():
    def other_headings(slug: str, reply: str) -> object:
        blocks = re.findall(r"{% block (\w+) %}", CATALOGUE.template("en", "reply", reply)[0].body)
        found = re.findall(r"^\d+\. (.+)$", without_samples(slug, reply), re.MULTILINE)
        wanted = [question.heading for question in CATALOGUE.questions if question.id in blocks]
        return found != wanted and (found, wanted)

    assert wrong(other_headings) == {}


def test_a_reply_numbers_its_answers_without_a_gap():
    def numbers(slug: str, reply: str) -> object:
        found = re.findall(r"^(\d+)\. ", without_samples(slug, reply), re.MULTILINE)
        return found != [str(number) for number in range(1, len(found) + 1)] and found

    assert wrong(numbers) == {}


def test_a_reply_greets():
    assert wrong(lambda *which: None if body(*which).startswith("Hello,\n") else body(*which)[:40]) == {}


def unfinished(product: Product) -> Iterator[str]:
    """The texts of what is planned, or was never done."""
    for mechanism in (product.handling.named if product.handling else {}).values():
        if mechanism.planned:
            yield mechanism.planned.root["en"]
        if not mechanism.is_in_place:
            yield from (part.root["en"] for part in (mechanism.action, mechanism.mechanism) if part)
    for claims in (product.content, product.sending, product.security, product.lists.hygiene if product.lists else ()):
        yield from (claim.text.root["en"] for claim in claims if not claim.status.is_in_place)


def test_a_reply_states_nothing_that_is_planned_or_absent():
    assert any(list(unfinished(entry.product)) for entry in CATALOGUE.products.values())
    texts = {slug: list(unfinished(entry.product)) for slug, entry in CATALOGUE.products.items()}
    assert wrong(lambda slug, reply: [text for text in texts[slug] if text in body(slug, reply)]) == {}


def test_a_reply_has_no_future_tense_outside_samples():
    future = re.compile(r"\b(?:will|shall|going to|plan to|intend to|soon)\b")
    assert wrong(lambda *which: future.findall(without_samples(*which))) == {}


def test_a_reply_has_no_placeholder_but_declared_ones():
    marks = marks_in_all_languages(CATALOGUE)
    assert wrong(lambda *which: set(re.findall(r"\[[^\]\n]+\]", without_samples(*which))) - marks) == {}


def test_a_reply_has_no_two_empty_lines_and_no_space_at_the_end_of_a_line():
    assert wrong(lambda *which: re.findall(r"\n\n\n|[ \t]+$", body(*which), re.MULTILINE)) == {}


def test_a_reply_ends_with_the_end_of_a_line():
    assert wrong(lambda *which: not body(*which).endswith("\n")) == {}
