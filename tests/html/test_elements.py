"""Whatever data holds comes out as text: in paragraphs, headings, tables, links and attributes."""

import html
import re

import markdown
import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from policykit.catalog.languages import Language
from policykit.catalog.translations import Translations
from policykit.html.elements import AbsentValue, Markdown, element, escape_markdown, to_html, to_markdown
from policykit.model import Text

WORDS = {"fallback_mark": "(in English)"}
ENGLISH = Language("en", WORDS)
GERMAN = Language("de", WORDS, Translations(Locale("de", "DE"), {("fallback_mark", "(in English)"): ("(auf Englisch)",)}))
HOSTILE = [
    "<script>alert(1)</script>", "[a](javascript:x)", "![x](y)", "*bold* _it_ `code`", "# heading", "- item", "1. item",
    "| a | b |", "> quote", "&lt; & &amp;", "{#id} {{ x }} {: .c }", "a\\b \\* c", "***", "--- ", "a__b__c", "=====", "~~~",
    "http://example.com/<b>", "    indented", "line\n\n# two", "<!-- x -->", "[fill in: x]", "+ plus", "2) two", "eu-central-1_8gP",
]  # fmt: skip


def read_back(text: str) -> str:
    """What a reader sees of Markdown."""
    page = markdown.markdown(text, extensions=["attr_list", "md_in_html", "tables", "toc", "admonition", "def_list"])
    return html.unescape(re.sub(r"<[^>]+>", "", page)).strip()


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_in_a_paragraph_is_read_as_it_is(text: str):
    assert read_back(escape_markdown(text)) == " ".join(text.split())


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_in_a_heading_is_read_as_it_is(text: str):
    page = markdown.markdown(f"# {escape_markdown(text)}", extensions=["attr_list", "toc"])
    assert html.unescape(re.sub(r"<[^>]+>", "", page)).strip() == " ".join(text.split())


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_in_a_table_is_read_as_it_is(text: str):
    made = to_markdown(element("table", element("tr", element("td", text, data_label=text))), ENGLISH)
    page = markdown.markdown(made, extensions=["md_in_html", "tables"])
    assert html.unescape(re.search(r"<td[^>]*>(.*?)</td>", page, re.DOTALL)[1]) == text
    assert html.unescape(re.search(r'data-label="([^"]*)"', page)[1]) == text


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn", "Zl", "Zp"]), max_size=60))
def test_any_text_inside_html_survives(text: str):
    assert html.unescape(to_html(text, ENGLISH)) == text


@given(st.text(st.sampled_from("ab <>&*_`[](){}#+-.!|\\=~:\"'12"), min_size=1, max_size=30))
def test_any_mix_of_marks_in_a_paragraph_survives(text: str):
    assert read_back("x " + escape_markdown(text)).split() == ("x " + text).split()


@pytest.mark.parametrize("value", [None, True, False, object(), [None]])
def test_what_is_no_text_is_never_printed(value: object):
    with pytest.raises(AbsentValue):
        to_html(value, ENGLISH)


def test_markdown_inside_html_is_refused():
    with pytest.raises(AbsentValue, match="inside HTML"):
        to_html(element("p", Markdown("**x**")), ENGLISH)


def test_a_text_without_translation_carries_its_language_and_a_notice():
    made = to_html(Text.model_validate("Hello."), GERMAN)
    assert made == '<span lang="en">Hello.</span> <small class="kit-fallback">(auf Englisch)</small>'


def test_numbers_are_written_as_the_language_writes_them():
    assert (to_html(10000, ENGLISH), to_html(10000, GERMAN)) == ("10,000", "10.000")
