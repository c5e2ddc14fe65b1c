"""Every language has the structure of English: the same pages, headings, calls and words."""

from __future__ import annotations

import re

import yaml

from policykit.foundation.settings import PROJECT
from policykit.site.hand_written import missing_translations


def hand_written(code: str) -> list[str]:
    folder = PROJECT / "docs" / code
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*.md")]


def ids(text: str) -> list[str]:
    return re.findall(r"\{ #([^ }]+(?: \}\}[^ }]*)?)", text)


def calls(text: str) -> list[str]:
    """The functions that a template calls, in order; words in quotes differ from language to language."""
    return re.findall(r"\b([a-z_]+)\(", "".join(re.findall(r"\{\{.*?\}\}|\{%.*?%\}", text, re.DOTALL)))


def test_no_page_is_untranslated_but_contributing(catalogue, other):
    assert missing_translations(catalogue)[other] == []


def test_no_page_exists_in_a_translation_only(catalogue, other):
    source = set(hand_written("en"))
    assert set(hand_written(other)) - source == set()


def test_every_template_is_translated(catalogue, other):
    have = {(kind, name) for language, kind, name in catalogue.templates if language == other}
    want = {(kind, name) for language, kind, name in catalogue.templates if language == "en"}
    assert have == want


def test_templates_have_the_headings_and_calls_of_english(catalogue, other):
    for (language, kind, name), template in catalogue.templates.items():
        if language == other and kind != "reply":
            source = catalogue.templates[("en", kind, name)]
            assert ids(template.body) == ids(source.body), template.file
            assert sorted(set(calls(template.body)) - {"word"}) == sorted(set(calls(source.body)) - {"word"}), template.file


def test_hand_written_pages_have_the_headings_and_calls_of_english(other):
    for uri in hand_written(other):
        text, source = ((PROJECT / "docs" / c / uri).read_text(encoding="utf-8") for c in (other, "en"))
        assert ids(text) == ids(source), uri
        assert calls(text) == calls(source), uri


def test_preconditions_of_a_reply_rest_on_the_same_fields(catalogue, other):
    def paths(code: str) -> dict[str, list]:
        replies = catalogue.template_ids("reply")
        return {reply: [first.paths for first in catalogue.templates[(code, "reply", reply)].front.first] for reply in replies}

    assert paths(other) == paths("en")


def test_the_navigation_has_the_same_pages_in_every_language():
    def paths(name: str) -> list[str]:
        nav = yaml.load((PROJECT / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)["nav"]
        return re.findall(r"[\w/-]+\.md", str(nav))

    assert paths("mkdocs.de.yml") == paths("mkdocs.yml")


def test_words_have_the_same_blanks_in_every_language(catalogue, other):
    for key, word in catalogue.languages["en"].entry.words.items():
        own = catalogue.languages[other].entry.words[key]
        assert set(re.findall(r"\{(\w+)\}", own)) == set(re.findall(r"\{(\w+)\}", word)), key


def test_german_words_and_pages_avoid_what_the_glossary_forbids(catalogue):
    wrong = re.compile(r"\bEmails?\b|Complaint-Rate|suspendier|\bfuer\b|\bueber\b|Production Access|Produktivzugriff")
    for path in (PROJECT / "docs").rglob("*"):
        if path.is_file() and "de" in path.relative_to(PROJECT / "docs").parts and path.suffix in (".md", ".yml"):
            assert wrong.findall(path.read_text(encoding="utf-8")) == [], path
