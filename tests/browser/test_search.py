"""The search: what it finds first, what it loads, and how it is used without a mouse."""

from __future__ import annotations

import gzip
import re

import pytest
from playwright.sync_api import expect

HITS = "dialog li a"
GUIDES = ("guides/", "policies/")


def search(page, words: str) -> list[str]:
    """Opens the search by its key; gives the first five addresses below the language."""
    page.keyboard.press("/")
    page.locator("dialog input").fill(words)
    page.locator(HITS).first.wait_for()
    expect(page.locator("dialog [role=status]")).to_contain_text(words)
    found = [link.get_attribute("href").split("/kit/")[1] for link in page.locator(HITS).all()[:5]]
    return [each.removeprefix("de/") for each in found]


@pytest.mark.parametrize(
    ("language", "words", "first"),
    [
        ("", "bounce", GUIDES),
        ("", "SPF", "policies/authentication/"),
        ("", "Sperrliste", "policies/suppression/"),
        ("de/", "Bounce", GUIDES),
        ("de/", "Sperrliste", "policies/suppression/"),
        ("", "how long does it take", "guides/production-access/"),
        ("de/", "Wie lange dauert es?", "guides/production-access/"),
    ],
)
def test_guides_and_policies_are_found_before_rules(page, address, language, words, first):
    page.goto(f"{address}{language}guides/")
    found = search(page, words)
    assert found[0].startswith(first)
    assert sum(each.startswith("rules/") for each in found) <= 1, found
    assert sum(each.startswith(GUIDES) for each in found) >= 2, found
    assert not any(each.startswith("rules/") for each in found[:1])
    expect(page.locator("dialog")).not_to_contain_text("\u2063")


def test_an_excerpt_that_starts_or_ends_within_a_sentence_says_so(page, address):
    page.goto(f"{address}guides/")
    search(page, "complaint")
    texts = [text.strip() for text in page.locator("dialog li p").all_text_contents()]
    assert [text for text in texts if not text.startswith("…") and not text[0].isupper()] == []
    assert [text for text in texts if text[-1] not in "….!?:"] == []
    assert any(text.endswith("…") for text in texts)


def test_the_search_repeats_a_term_as_it_was_typed(page, address):
    page.goto(f"{address}guides/")
    page.keyboard.press("/")
    page.locator("dialog input").fill("bounce $&")
    expect(page.locator("dialog [role=status]")).to_have_text(re.compile(r"“bounce \$&”"))


def test_nothing_is_loaded_before_the_first_search_and_little_before_its_first_result(page, address):
    sizes: dict[str, int] = {}

    def weigh(response) -> None:
        if "pagefind" in response.url or "/search." in response.url:
            body = response.body()
            sizes[response.url] = (
                len(gzip.compress(body)) if response.url.split("?")[0].endswith(("js", "css", "json")) else len(body)
            )

    page.on("response", weigh)
    page.goto(address, wait_until="networkidle")
    assert sizes == {}
    search(page, "bounce")
    page.wait_for_load_state("networkidle")
    fragments = [size for url, size in sizes.items() if url.endswith("pf_fragment")]
    assert 0 < sum(sizes.values()) - sum(fragments) + max(fragments) < 120_000


def test_the_search_is_used_by_keyboard_and_gives_the_focus_back(page, address):
    page.goto(address + "guides/")
    page.locator(".kit-search").focus()
    page.keyboard.press("Enter")
    field = page.get_by_role("dialog", name="Search").get_by_role("searchbox", name="Search")
    expect(field).to_be_focused()
    page.keyboard.type("bounce")
    page.locator(HITS).nth(1).wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(HITS).nth(1)).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    expect(page.locator(".kit-search")).to_be_focused()
    search(page, "bounce")
    first = page.locator(HITS).first.get_attribute("href")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(first) + "$"))


def test_a_letter_typed_into_a_field_does_not_open_the_search(page, address):
    page.goto(address + "reply/")
    page.locator("textarea").click()
    page.keyboard.type("s/")
    expect(page.locator("dialog")).to_have_count(0)
    expect(page.locator("textarea")).to_have_value("s/")


def test_what_is_hostile_in_a_product_is_text_in_a_result(page, address):
    page.goto(address)
    search(page, "onerror alert")
    assert page.locator("dialog :is(img, script)").count() == 0
    assert "<img" in page.locator("dialog ol").text_content()


def test_without_the_index_the_search_says_so(fast, address, context):
    fast.route("**/pagefind/**", lambda route: route.abort())
    fast.goto(address)
    fast.keyboard.press("s")
    fast.locator("dialog input").fill("bounce")
    expect(fast.locator("dialog [role=status]")).to_contain_text("could not be loaded")
    fast.unroute("**/pagefind/**")


def test_without_scripts_there_is_no_search(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator(".kit-search").is_hidden()
    context.close()


BLOCKED = ("*/never/*",)
