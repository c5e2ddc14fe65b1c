"""Where sentences end, and which of them deny something."""

from __future__ import annotations

import re

import pytest

from policykit.readiness.sentences import affirmed, denies, denies_verb, is_denied, sentence_at, sentences

SPLIT = [
    ("At 0.05% we stop. Then we look; nobody waits.", ["At 0.05% we stop.", "Then we look;", "nobody waits."]),
    ("We send ca. 500 emails, e.g. Codes. It is all.", ["We send ca. 500 emails, e.g. Codes.", "It is all."]),
    ("The record is v=DMARC1; p=none; it is live.", ["The record is v=DMARC1; p=none;", "it is live."]),
    ("One line\nAnother line", ["One line", "Another line"]),
    ("", []),
]
DENIED = [
    ("We send no newsletters.", True),
    ("We don’t keep a list.", True),
    ("Nobody waits.", True),
    ("Wir versenden keine Werbung.", True),
    ("Codes gehen statt Links an die Adresse.", True),
    ("Das Training findet am Montag statt.", False),
    ("Replies to no-reply@lantern.example.com are read.", False),
    ("Recipients can stop the newsletter.", False),
]


@pytest.mark.parametrize(("text", "parts"), SPLIT)
def test_a_text_is_split_into_its_sentences(text, parts):
    assert sentences(text) == parts


@pytest.mark.parametrize(("sentence", "is_denial"), DENIED)
def test_a_sentence_denies_something_or_not(sentence, is_denial):
    assert denies(sentence) is is_denial


def test_only_a_denied_verb_denies_what_is_done():
    assert denies_verb("We do not send marketing")
    assert not denies_verb("No marketing, only service email")


def test_a_match_is_judged_by_its_own_sentence():
    text = "There is no list. We send newsletters; nobody asked."
    match = re.search("newsletters", text)
    assert match
    assert sentence_at(text, match) == "We send newsletters;"
    assert not is_denied(text, match)


def test_what_is_prevented_is_not_affirmed():
    assert affirmed(re.compile("attempts"), "Suppression stops further attempts.") is None
    assert affirmed(re.compile("attempts"), "It never waits. We make three attempts.")
