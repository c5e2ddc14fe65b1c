"""The kinds of letters and the signs of AWS's questions: every link leads somewhere, every pattern is harmless."""

from __future__ import annotations

import re
import re._parser as regex_parser

import pytest
from projects import settings

from policykit.catalog.loader import load
from policykit.foundation.settings import PROJECT

CATALOGUE = load(settings())
PATTERNS = {
    **{f"{name}: certain {i}": p for name, letter in CATALOGUE.letters.items() for i, p in enumerate(letter.certain, 1)},
    **{f"{name}: hint {i}": p for name, letter in CATALOGUE.letters.items() for i, p in enumerate(letter.hints, 1)},
    **{f"{question.id}: sign {i}": p for question in CATALOGUE.questions for i, p in enumerate(question.signs, 1)},
}
# Questions that no letter of AWS asks in words, each with the reason.
WITHOUT_SIGNS: dict[str, str] = {}


@pytest.mark.parametrize("kind", CATALOGUE.letters)
def test_a_kind_leads_to_a_reply_or_a_guide_that_exists(kind):
    letter = CATALOGUE.letters[kind]
    assert letter.reply or letter.guide
    assert letter.reply is None or letter.reply in CATALOGUE.template_ids("reply")
    assert letter.source in CATALOGUE.sources
    if letter.guide:
        page, _, anchor = letter.guide.partition("#")
        for code in CATALOGUE.languages:
            text = (PROJECT / "docs" / code / f"{page.rstrip('/')}.md").read_text(encoding="utf-8")
            assert not anchor or f"{{ #{anchor} }}" in text, (code, anchor)


def test_a_kind_is_told_in_every_language():
    texts = {kind: (letter.title, letter.means) for kind, letter in CATALOGUE.letters.items()}
    languages = set(CATALOGUE.languages)
    assert [kind for kind, both in texts.items() if any(set(CATALOGUE.in_languages(text)) != languages for text in both)] == []


def test_every_reply_is_reached_from_a_kind():
    assert set(CATALOGUE.template_ids("reply")) - {letter.reply for letter in CATALOGUE.letters.values()} == set()


def test_every_kind_has_a_place_of_its_own_in_the_list():
    orders = [letter.order for letter in CATALOGUE.letters.values()]
    assert len(set(orders)) == len(orders)


ALIKE = {kind: letter for kind, letter in CATALOGUE.letters.items() if letter.like}


@pytest.mark.parametrize("kind", ALIKE)
def test_a_kind_like_another_repeats_none_of_its_patterns_and_comes_after_it(kind):
    letter, base = ALIKE[kind], CATALOGUE.letters[ALIKE[kind].like]
    for field in ("certain", "hints"):
        assert set(getattr(letter, field)) & set(getattr(base, field)) == set()
    assert not base.like
    assert base.order < letter.order


def nested(parsed, inside: bool = False) -> bool:
    """Whether a repetition stands in a repetition, which can take exponential time."""
    for operator, value in parsed:
        if operator in (regex_parser.MAX_REPEAT, regex_parser.MIN_REPEAT):
            _, most, inner = value
            if inside or nested(inner, inside=most > 1):
                return True
        elif operator is regex_parser.SUBPATTERN:
            if nested(value[3], inside):
                return True
        elif operator is regex_parser.BRANCH:
            if any(nested(branch, inside) for branch in value[1]):
                return True
        elif operator in (regex_parser.ASSERT, regex_parser.ASSERT_NOT) and nested(value[1], inside):
            return True
    return False


def test_the_search_for_nested_repetitions_finds_one():
    assert nested(regex_parser.parse("(a+b)*"))
    assert nested(regex_parser.parse("((x|a{0,3})c){2,5}"))
    assert not nested(regex_parser.parse("(now |also )*moved.{0,60}(sand+box)?"))


def test_no_pattern_can_take_forever():
    assert [name for name, pattern in PATTERNS.items() if nested(regex_parser.parse(pattern))] == []


def test_every_pattern_fits_into_an_attribute():
    """The check of the site would take a class for a blank, and a line break would split the pattern in two."""
    assert [name for name, pattern in PATTERNS.items() if "[" in pattern or "\n" in pattern] == []


def test_no_pattern_has_a_character_that_the_text_it_is_read_against_has_not():
    words = {name: re.sub(r"\{\d+,\d*\}", "", pattern).replace("?:", "") for name, pattern in PATTERNS.items()}
    gone = re.compile(r"[,:\"“”’]|(?<!\\)-|can't|cannot")
    assert {name: found[0] for name, text in words.items() if (found := gone.search(text))} == {}


def test_every_question_has_signs_or_a_reason_to_have_none():
    assert {question.id for question in CATALOGUE.questions if not question.signs} == set(WITHOUT_SIGNS)
