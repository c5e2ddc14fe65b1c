"""Every language has the structure of English: the same pages, headings, calls and words."""

from __future__ import annotations

import re

import yaml

from policykit.foundation.settings import PROJECT
from policykit.site.hand_written import missing_translations
from policykit.site.messages import translation_diagnostics


def hand_written(code: str) -> list[str]:
    folder = PROJECT / "docs" / code
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*.md")]


def ids(text: str) -> list[str]:
    return re.findall(r"\{ #([^ }]+(?: \}\}[^ }]*)?)", text)


def calls(text: str) -> list[str]:
    """The functions that a template calls, in order; words in quotes differ from language to language."""
    return re.findall(r"\b([a-z_]+)\(", "".join(re.findall(r"\{\{.*?\}\}|\{%.*?%\}", text, re.DOTALL)))


def sentences(text: str) -> set[str]:
    """The words of each line that has an English sentence or part of one; also of the texts in quotes that a template prints."""
    text = re.sub(r"^```.*?^```|\{#.*?#\}|^ *# [^\n]*$", "", text, flags=re.MULTILINE | re.DOTALL)  # comments are English
    text = re.sub(r"`[^`]*`|https?://\S+|\{ #[^}]*\}|\]\([^)]*\)|<[^>]*>|\w+(?:\[\])?(?:\.\w+)+", "", text)
    code = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
    lines = [*code.sub(" ", text).splitlines(), *re.findall(r'"([^"]*)"', " ".join(code.findall(text)))]
    words = (re.findall(r"[^\W\d_]+", line) for line in lines)
    english = {"the", "of", "is", "are", "and", "to", "with", "for", "it", "that", "not", "who", "how", "what"}
    return {" ".join(line) for line in words if len(line) >= 3 and english & {word.lower() for word in line}}


def test_no_sentence_of_a_page_or_template_is_the_english_one(other):
    docs = PROJECT / "docs"
    pairs = {docs / "en" / uri: docs / other / uri for uri in hand_written(other)}
    for path in (docs / "templates/en/policy").iterdir():
        pairs[path] = docs / "templates" / other / "policy" / path.name
    english, translated = (
        {path: sentences(path.read_text(encoding="utf-8")) for path in paths} for paths in (pairs, pairs.values())
    )
    assert sum(map(len, english.values())) > 500
    same = {str(pairs[path].relative_to(docs)): english[path] & translated[pairs[path]] for path in pairs}
    assert {path: found for path, found in same.items() if found} == {}


def test_no_page_is_untranslated_but_contributing(catalogue, other):
    assert missing_translations(catalogue)[other] == []


def test_no_page_exists_in_a_translation_only(catalogue, other):
    source = set(hand_written("en"))
    assert set(hand_written(other)) - source == set()


def test_every_policy_is_translated(catalogue, other):
    have = {name for language, kind, name in catalogue.templates if language == other and kind == "policy"}
    assert have == set(catalogue.template_ids("policy"))


def test_no_text_of_a_catalog_is_missing_outdated_or_unused(catalogue, other):
    assert list(translation_diagnostics(catalogue, other)) == []


def test_no_sentence_of_a_catalog_is_the_english_one(catalogue, other):
    texts = catalogue.languages[other].translations.texts
    assert [text for (_, text), (own, *_) in texts.items() if len(text.split()) > 3 and own == text] == []


def test_policies_have_the_headings_and_calls_of_english(catalogue, other):
    for (language, kind, name), template in catalogue.templates.items():
        if language == other and kind == "policy":
            source = catalogue.templates[("en", kind, name)]
            assert ids(template.body) == ids(source.body), template.file
            assert sorted(set(calls(template.body)) - {"word"}) == sorted(set(calls(source.body)) - {"word"}), template.file


def test_hand_written_pages_have_the_headings_and_calls_of_english(other):
    for uri in hand_written(other):
        text, source = ((PROJECT / "docs" / c / uri).read_text(encoding="utf-8") for c in (other, "en"))
        assert ids(text) == ids(source), uri
        assert calls(text) == calls(source), uri


def test_the_navigation_has_the_same_pages_in_every_language():
    def paths(name: str) -> list[str]:
        nav = yaml.load((PROJECT / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)["nav"]
        return re.findall(r"[\w/-]+\.md", str(nav))

    assert paths("mkdocs.de.yml") == paths("mkdocs.yml")


def test_german_words_and_pages_avoid_what_the_glossary_forbids(catalogue):
    wrong = re.compile(
        r"(?<!Simple )\bEmails?\b|Complaint-Rate|suspendier|\bfuer\b|\bueber\b|Production Access|Produktivzugriff"
    )
    for path in (PROJECT / "docs").rglob("*"):
        if path.is_file() and "de" in path.relative_to(PROJECT / "docs").parts and path.suffix in (".md", ".txt"):
            assert wrong.findall(path.read_text(encoding="utf-8")) == [], path
    for text, (own, *_) in catalogue.languages["de"].translations.texts.items():
        assert wrong.findall(own) == [], text
