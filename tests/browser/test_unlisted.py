"""The letter for a product without a file: everything is filled in the browser, with a row per kind of email."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, expect
from projects import settings

from policykit.catalog.loader import load
from policykit.foundation.settings import PROJECT
from policykit.model.view import UNLISTED
from policykit.rendering import blanks, statement_functions
from policykit.site.session import session_of

CATALOGUE = load(settings())
LETTER = session_of(CATALOGUE).replies.unlisted("more-information").text()
MARKS = blanks.marks(CATALOGUE, UNLISTED)
BLOCKED = ["*/assets/javascripts/*", "*.css"]
PRODUCT = """
name: Moon Choir
website: {url: "https://moon.example.com"}
request: {region: eu-west-1, mail_type: TRANSACTIONAL}
volume:
  figures:
    - {kind: peak, per: day, max: 4000, note: {en: before concerts}}
    - {kind: forecast, per: day, max: 200, fewer_than_max: true, months_ahead: 1}
streams:
  - {id: code, title: {en: Sign-in code}, trigger: {event: {en: A singer signs in.}}, recipients: {who: singers}}
  - {id: plan, title: Rehearsal plan, trigger: {event: A leader publishes a plan.}, from: plans@moon.example.com}
"""


@pytest.fixture
def letter(fast, address) -> Page:
    fast.goto(f"{address}reply/more-information/")
    return fast


def text(page: Page) -> str:
    return page.locator("#reply-text").text_content() or ""


def add_kind(page: Page) -> None:
    page.get_by_role("button", name="Add a kind of email").click()


@pytest.fixture
def with_form(letter) -> Page:
    """The letter in a browser that has a product in the form "Add a product"."""
    letter.evaluate("text => localStorage.setItem('kit:onboarding', JSON.stringify({ text }))", PRODUCT)
    letter.reload()
    return letter


def take(page: Page) -> None:
    page.get_by_role("button", name="Use what you entered").click()
    expect(page.locator("[data-taken]")).not_to_be_empty()


def test_the_letter_is_that_of_the_library(letter):
    assert text(letter) == LETTER


def test_what_is_typed_is_in_the_letter(letter):
    letter.locator("#fill-product-name").fill("Moon Choir")
    assert text(letter) == blanks.fill(LETTER, {"product-name": "Moon Choir"}, MARKS)


def test_what_is_typed_survives_a_reload(letter):
    letter.locator("#fill-product-name").fill("Moon Choir")
    letter.reload()
    assert text(letter) == blanks.fill(LETTER, {"product-name": "Moon Choir"}, MARKS)


def test_what_is_typed_is_in_every_letter(letter, address):
    letter.locator("#fill-product-name").fill("Moon Choir")
    letter.goto(f"{address}reply/field-list/")
    assert "our request for Moon Choir" in text(letter)


def test_a_further_kind_of_email_has_a_row(letter):
    add_kind(letter)
    expect(letter.locator("#streams tbody tr")).to_have_count(2)
    expect(letter.locator("#fill-stream-title\\.email-2")).to_be_focused()


def test_a_further_kind_of_email_has_its_own_paragraph(letter):
    add_kind(letter)
    letter.locator("#fill-stream-title\\.email-2").fill("Newsletter")
    letter.locator("#fill-stream-trigger\\.email-2").fill("the month begins")
    assert '\n\n[fill in: the name of email 1]: Sent when [fill in: what triggers "email 1"].' in text(letter)
    assert "\n\nNewsletter: Sent when the month begins." in text(letter)
    assert '\n\nNewsletter:\n\n[fill in: the complete text of "email 2"]' in text(letter)


def test_a_further_kind_of_email_survives_a_reload(letter):
    add_kind(letter)
    letter.locator("#fill-stream-title\\.email-2").fill("Newsletter")
    letter.reload()
    expect(letter.locator("#streams tbody tr")).to_have_count(2)
    assert "\n\nNewsletter: Sent when" in text(letter)


def test_without_a_product_in_the_form_nothing_can_be_taken_over(letter):
    expect(letter.locator("[data-take]")).to_be_hidden()


def test_the_form_fills_what_is_about_the_product(with_form):
    take(with_form)
    assert "This is how Moon Choir uses Amazon SES.\n\nRegion: eu-west-1\nWebsite: https://moon.example.com\nMail type: transactional" in text(with_form)  # fmt: skip


def test_the_form_fills_the_figures_with_their_qualifiers(with_form):
    take(with_form)
    assert "We expect peaks of up to 4,000 emails per day before concerts." in text(with_form)
    assert "We expect fewer than 200 emails per day within 1 month." in text(with_form)


def test_the_form_fills_a_paragraph_for_each_kind_of_email(with_form):
    take(with_form)
    assert "Sign-in code: Sent when a singer signs in. It goes to singers," in text(with_form)
    assert "Rehearsal plan: Sent when a leader publishes a plan." in text(with_form)
    assert "from plans@moon.example.com." in text(with_form)


def test_the_form_does_not_replace_what_was_typed(with_form):
    with_form.locator("#fill-product-name").fill("Sun Choir")
    take(with_form)
    assert "This is how Sun Choir uses Amazon SES." in text(with_form)


def test_a_product_of_the_form_that_cannot_be_read_fills_nothing(letter):
    letter.evaluate("stored => localStorage.setItem('kit:onboarding', stored)", json.dumps({"text": "name: [open"}))
    letter.reload()
    take(letter)
    assert text(letter) == LETTER


def test_the_words_that_lose_their_capital_are_those_of_the_library():
    script = (PROJECT / "overrides/assets/unlisted.js").read_text(encoding="utf-8")
    listed = re.search(r"COMMON = new Set\((.*?)\);", script, re.DOTALL)
    assert listed
    assert set(re.findall(r"\w+", " ".join(re.findall(r'"([^"]+)"', listed[1])))) == statement_functions._COMMON_WORDS


def test_a_removed_kind_of_email_leaves_the_others_with_their_answers(letter):
    add_kind(letter)
    add_kind(letter)
    for number, name in enumerate(("Code", "Newsletter", "Receipt"), 1):
        letter.locator(f"#fill-stream-title\\.email-{number}").fill(name)
    letter.locator("#streams tbody tr").nth(1).get_by_role("button", name="Remove").click()
    expect(letter.locator("#streams tbody tr")).to_have_count(2)
    assert "Newsletter" not in text(letter)
    assert text(letter).index("Code: Sent when") < text(letter).index("Receipt: Sent when")


def test_what_was_cleared_can_be_brought_back(letter):
    letter.get_by_label("The name of your product").fill("Moon Choir")
    letter.get_by_role("button", name="Clear all entries").click()
    letter.get_by_role("button", name="Undo").click()
    assert "This is how Moon Choir uses Amazon SES." in text(letter)


def test_a_blank_in_the_letter_leads_to_its_field(letter):
    letter.locator("#reply-text mark[data-blank=website]").click()
    expect(letter.locator("#fill-website")).to_be_focused()


@pytest.mark.parametrize("name", CATALOGUE.template_ids("reply"))
def test_every_letter_can_be_copied_without_a_product_file(fast, address, name):
    faults: list[str] = []
    fast.on("pageerror", lambda error: faults.append(str(error)))
    fast.goto(f"{address}reply/{name}/#extra=Who%20are%20you%3F")
    expect(fast.get_by_role("button", name="Copy reply")).to_be_visible()
    expect(fast.locator("#reply-text")).to_contain_text("Who are you?")
    assert faults == []


def test_taking_over_a_half_finished_file_takes_what_can_be_read(letter):
    half = {"slug": "x", "text": "name: {en: Moon Choir}\nvolume: {figures: {a: b}}\nstreams: soon\nwebsite: 3\n"}
    letter.evaluate("kept => localStorage.setItem('kit:onboarding', kept)", json.dumps(half))
    letter.reload()
    letter.locator("[data-take]").click()
    expect(letter.locator("#reply-text")).to_contain_text("This is how Moon Choir uses Amazon SES.")
