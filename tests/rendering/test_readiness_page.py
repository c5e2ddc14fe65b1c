"""The readiness page names the state of what it asks for, shows every place and its fix, and says what else may lead to a refusal."""

from __future__ import annotations

import re

import pytest
from projects import pages_of

from policykit.site.session import session_of

READINESS = "products/tidepool/readiness/index.md"
PLANNED = ("domain: tidepool.example.com\n      status: tested", "domain: tidepool.example.com\n      status: planned")
NEWSLETTER = ("statements:\n", 'statements:\n  - {about: lists, says: "Newsletters go only to subscribers.", line: 3}\n')
BOX = "  - {list: before-request, text: Look at it, done: false, about: website.url}\n"


def page(project, *changes: tuple[str, str], code: str = "en") -> str:
    """The page of the made-up product with some changes."""
    for old, new in changes:
        project.replace("data/products/tidepool.yml", old, new)
    return str(pages_of(project.load(), code)[READINESS])


@pytest.mark.parametrize(("code", "words"), [("en", "Only planned:"), ("de", "Nur geplant:")])
def test_a_question_says_how_far_what_it_asks_for_is(project, code, words):
    assert re.search(rf"{words} <strong><a [^>]*#domain-not-verified", page(project, PLANNED, code=code))


@pytest.mark.parametrize(("code", "words"), [("en", "Put it in place, then change its status."), ("de", "Richten Sie es ein")])
def test_what_is_only_planned_is_to_be_put_in_place_and_not_to_be_called_implemented(project, code, words):
    (point,) = re.findall(
        r"<li data-kind(?:(?!<li ).)*#domain-not-verified.*?</li>", page(project, PLANNED, code=code), re.DOTALL
    )
    assert words in point
    assert "<pre" not in point


def test_a_question_that_a_rule_asks_is_among_the_facts_of_its_question(project):
    project.write("data/products/tidepool.yml", FILE)
    shown, catalogue = page(project), project.load()
    questions = session_of(catalogue).verdict(catalogue.products["tidepool"]).questions
    asked = [point for point in questions if point.findings and point.question and point.severity != "note"]
    for point in asked:
        section = shown.partition(f"{{ #{point.question} }}")[2].partition("\n### ")[0]
        lines = re.findall(r"<li><span[^>]*kit-status--absent.*?</li>", section, re.DOTALL)
        assert any(str(point.label) in line for line in lines), point.id
    assert len(asked) > 1


def test_an_example_says_that_the_file_may_have_the_block_already(project):
    found = re.search(r"<details[^>]*><summary>Example</summary>.*?</details>", page(project, PLANNED), re.DOTALL)
    assert found and "do not add a second one" in found[0]


def test_a_quotation_of_the_draft_is_a_place_with_a_fix_of_its_own(project):
    assert "quotes your draft" not in page(project)
    assert "quotes your draft" in page(project, NEWSLETTER)


def test_a_fix_that_fits_one_place_only_is_shown_there(project):
    shown = page(project, ("checklist:\n", f"checklist:\n{BOX}"))
    assert "correct that field" in shown and "set that field to <code>status: planned</code>" in shown


FILE = """name: Tidepool
summary: Sends.
identities: {domains: [{domain: tidepool.example.com, status: planned}]}
handling: {bounce_hard: {status: implemented, mechanism: A topic receives bounces.}}
checklist: [{list: before-request, text: Endpoint, done: false, about: handling.bounce_hard}]
"""


@pytest.mark.parametrize(
    ("kind", "status", "item"),
    [
        ("checklist", "planned", "Verify the sending domain"),
        ("reply/more-information", "planned", "The domain is verified"),
        ("policies", "contradicted", "Bounce handling"),
    ],
)
def test_a_state_has_the_same_word_on_every_page(project, kind, status, item):
    project.write("data/products/tidepool.yml", FILE)
    shown = str(pages_of(project.load())[f"products/tidepool/{kind}/index.md"])
    assert re.search(rf"{item}(?:(?!</li>|</tr>).)*kit-status--{status}", shown, re.DOTALL)


@pytest.mark.parametrize("code", ["en", "de"])
def test_what_else_may_lead_to_a_refusal_is_counted_and_linked(project, code):
    project.write("data/products/tidepool.yml", "name: Tidepool\nsummary: Sends.\n")
    shown, catalogue = page(project, code=code), project.load()
    found = session_of(catalogue).verdict(catalogue.products["tidepool"])
    left = [point for point in found.points if point.severity == "error" and point not in found.first]
    (line,) = re.findall(rf"<p[^>]*>{len(left)} (?:more|weitere) .*?</p>", shown)
    asked = {item.id for item in catalogue.questions if item.facts}
    assert set(re.findall(r'href="#([\w-]+)"', line)) == {p.question if p.question in asked else "whole" for p in left}


def test_nothing_is_said_about_more_where_there_is_none(project):
    example = (project.root / "data/example.yml").read_text(encoding="utf-8")
    project.write("data/products/tidepool.yml", re.sub(r"(?m)^(?:retired|formerly):.*\n", "", example))
    assert "may lead to a refusal:" not in page(project)
