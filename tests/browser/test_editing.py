"""The page "Edit a product" in a real browser: a link opens its field, and a change touches nothing else in the file."""

from __future__ import annotations

import re
from difflib import unified_diff
from pathlib import Path

import pytest
from form import at, enter, file_of, read_in
from playwright.sync_api import expect
from projects import EXAMPLES, needs, rest_at_night, settings

from policykit.catalog.loader import load as load_data
from policykit.foundation.settings import PROJECT

SLUGS = sorted(set(EXAMPLES) & set(load_data(settings()).products))
PAGE = "products/edit/"
BLOCKED = ["*assets/javascripts/*", "*stylesheets/*"]
KITE = """# ours
name:   Kite   # short
summary: >
    Kite tells
    the wind.

request:
    # asked
    region: eu-west-1
streams:
- id: wind
  title: "Wind"
  class: system
- {id: storm,   title: Storm, class: system}
"""


def product(slug: str) -> Path:
    needs(slug)
    return PROJECT / "data" / "products" / f"{slug}.yml"


def go(page, address, where: str, folder: str = "") -> None:
    page.goto("about:blank")
    page.goto(f"{address}{folder}{PAGE}#{where}")
    page.locator("[data-spot=with]").wait_for()


def load(page, slug: str) -> None:
    page.locator("#onboarding-picker").set_input_files(product(slug))
    expect(page.locator("#product-file")).to_be_visible()


def paste(page, text: str) -> None:
    page.locator("#onboarding-paste").fill(text)
    page.locator("[data-spot=take]").click()
    expect(page.locator("#product-file")).to_be_visible()


def changes(page, before: str) -> list[str]:
    """The lines that differ, as a diff shows them."""
    lines = unified_diff(before.splitlines(), file_of(page).splitlines(), lineterm="", n=0)
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


@pytest.mark.parametrize("slug", rest_at_night(SLUGS, now=["numstro"]))
def test_every_link_of_a_readiness_page_leads_to_a_field_of_the_form(fast, address, slug):
    fast.goto(f"{address}products/{slug}/readiness/")
    links = fast.locator("[data-kind] a[data-edit]")
    hrefs = links.evaluate_all("all => [...new Set(all.map((one) => one.getAttribute('href')))]")
    assert len(hrefs) > 20
    assert all(href.startswith(f"../../edit/#{slug}/") for href in hrefs)
    go(fast, address, f"{slug}/")
    load(fast, slug)
    assert file_of(fast) == product(slug).read_text(encoding="utf-8")
    found = fast.evaluate(
        """async (hashes) => {
            const lost = [];
            for (const hash of hashes) {
                document.activeElement.blur();
                const done = new Promise((resolve) => addEventListener("hashchange", resolve, { once: true }));
                location.hash = hash;
                await done;
                const { dataset } = document.activeElement;
                const place = JSON.parse(dataset.path ?? dataset.add ?? dataset.key ?? "[]");
                if (!decodeURIComponent(hash).split("/")[1].startsWith(place[0] ?? "-")) lost.push(hash);
            }
            return lost;
        }""",
        [href.partition("#")[2] for href in hrefs],
    )
    assert found == []


def test_a_link_waits_for_the_file_and_then_opens_its_field(fast, address):
    needs("listbackup", "numstro")
    go(fast, address, "listbackup/streams[1].trigger.actor")
    asked = fast.locator("[data-spot=asked]")
    expect(asked).to_contain_text("data/products/listbackup.yml")
    expect(asked).to_contain_text("Then the field streams[1].trigger.actor opens.")
    expect(asked.get_by_role("link", name="Back to the readiness page")).to_have_attribute("href", "../listbackup/readiness/")
    expect(fast.locator("[data-spot=fields]")).to_be_hidden()
    fast.locator("#onboarding-picker").set_input_files(product("numstro"))
    expect(fast.locator("[data-spot=import-told]")).to_contain_text("This is numstro.yml, but the link is about listbackup.yml")
    load(fast, "listbackup")
    control = at(fast, "streams", 1, "trigger", "actor")
    expect(control).to_be_focused()
    expect(control).to_be_in_viewport()
    expect(fast.locator("#onboarding-slug")).to_be_hidden()


def test_an_answer_closes_its_question_here_and_on_the_readiness_page(fast, address):
    before = product("listbackup").read_text(encoding="utf-8")
    go(fast, address, "listbackup/website.privacy_url")
    load(fast, "listbackup")
    told = fast.locator("[data-spot=target]")
    expect(told).to_have_text("From the link: website.privacy_url.")
    enter(fast, "https://listbackup.ai/privacy", "website", "privacy_url")
    expect(told).to_contain_text("Answered: website.privacy_url")
    assert changes(fast, before) == ["+  privacy_url: https://listbackup.ai/privacy"]
    go(fast, address, "listbackup/lists.confirmation")
    enter(fast, "We confirm every address.", "lists", "confirmation", "en")
    fast.goto(f"{address}products/listbackup/readiness/")
    points = fast.locator(".kit-edited")
    expect(points.filter(has_text="Answered in this browser").first).to_have_attribute("data-kind", "question")
    assert "#listbackup/lists.confirmation" in fast.locator("a[data-edited]").evaluate_all("all => all.map((one) => one.hash)")
    go(fast, address, "listbackup/lists.confirmation")
    expect(fast.locator("[data-spot=notice]")).to_contain_text("from this browser, with your changes")
    expect(at(fast, "website", "privacy_url")).to_have_value("https://listbackup.ai/privacy")
    fast.get_by_role("button", name="Discard my changes").click()
    assert file_of(fast) == before
    fast.get_by_role("button", name="Undo").click()
    assert "listbackup.ai/privacy" in file_of(fast)


def test_a_changed_problem_is_checked_by_make_lint(fast, address):
    needs("numstro")
    go(fast, address, "numstro/handling.bounce_hard.action")
    load(fast, "numstro")
    fast.keyboard.type("x")
    expect(fast.locator("[data-spot=target]")).to_contain_text("make lint checks it again")
    fast.goto(f"{address}products/numstro/readiness/")
    expect(fast.locator(".kit-edited[data-kind=problem]").first).to_contain_text("Changed in this browser")


@pytest.mark.parametrize(
    ("path", "loc", "text", "expected"),
    [
        ("name", ["name"], "Kites", ["-name:   Kite   # short", "+name: Kites # short"]),
        ("request.daily_quota", ["request", "daily_quota"], "500", ["+    daily_quota: 500"]),
        ("streams.from", ["streams", 0, "from"], "a@example.com", None),
        ("streams[storm].from", ["streams", 1, "from"], "a@example.com", None),
    ],
)
def test_a_change_keeps_the_style_of_everything_around_it(fast, address, path, loc, text, expected):
    go(fast, address, f"kite/{path}")
    paste(fast, KITE)
    expect(at(fast, *loc)).to_be_focused()
    enter(fast, text, *loc)
    if expected is not None:
        assert changes(fast, KITE) == expected
    else:  # lines of two styles do not mix in one list: only that list is written anew
        assert file_of(fast).startswith(KITE.partition("streams:")[0])
        assert "from: a@example.com" in file_of(fast)


def test_a_link_into_a_record_that_does_not_exist_yet_opens_the_field_it_needs_first(fast, address):
    go(fast, address, "kite/handling.complaint.action")
    paste(fast, KITE)
    status = at(fast, "handling", "complaint", "status")
    expect(status).to_be_focused()
    enter_all = {"mechanism": "Complaints come through an SNS topic.", "action": "All email to the address stops."}
    for name, text in enter_all.items():
        enter(fast, text, "handling", "complaint", name, "en")
    expect(fast.locator("[data-spot=status]")).to_have_text("1 problem")  # the person has come to the status and left it empty
    status.select_option("implemented")
    expect(fast.locator("[data-spot=status]")).to_have_text("no format errors")


def test_what_a_person_begins_is_no_error_until_it_is_left_empty(fast, address):
    go(fast, address, "kite/name")
    paste(fast, KITE)
    fast.locator("[data-section=complaints] > summary").click()
    enter(fast, "Complaints come through an SNS topic.", "handling", "complaint", "mechanism", "en")
    expect(fast.locator("[data-spot=status]")).to_have_text("1 required field is empty")
    expect(fast.locator("[aria-invalid]")).to_have_count(0)


def test_a_field_that_does_not_exist_is_told_with_the_nearest_one(fast, address):
    go(fast, address, "kite/streams[none].from")
    paste(fast, KITE)
    expect(fast.locator("[data-spot=target]")).to_contain_text("The file has no field streams[none].from")
    expect(at(fast, "streams", by="add")).to_be_focused()


def test_without_a_link_any_file_is_edited_under_its_own_name(fast, address):
    go(fast, address, "")
    load(fast, "numstro")
    expect(fast.locator("[data-spot=name]")).to_have_text("data/products/numstro.yml")
    enter(fast, "Other", "name")
    with fast.expect_download() as started:
        fast.locator("[data-spot=download]").click()
    assert started.value.suggested_filename == "numstro.yml"
    assert Path(started.value.path()).read_text(encoding="utf-8") == file_of(fast)


def test_each_product_is_kept_for_itself_and_apart_from_a_new_one(fast, address):
    for slug in ("numstro", "candlefish"):
        go(fast, address, f"{slug}/name")
        load(fast, slug)
        enter(fast, f"{slug} 2", "name")
    go(fast, address, "numstro/name")
    expect(at(fast, "name")).to_have_value("numstro 2")
    fast.goto(f"{address}products/add/")
    expect(at(fast, "name")).to_have_value("")


def test_another_file_replaces_changes_only_until_they_are_taken_back(fast, address):
    go(fast, address, "kite/name")
    paste(fast, KITE)
    enter(fast, "Kites", "name")
    read_in(fast, KITE.replace("Kite ", "Lantern "))
    expect(at(fast, "name")).to_have_value("Lantern")
    fast.get_by_role("button", name="Undo").click()
    expect(at(fast, "name")).to_have_value("Kites")
    assert "+name: Kites # short" in changes(fast, KITE)


def test_a_private_value_leaves_the_public_file_as_it_is(fast, address):
    go(fast, address, "kite/request.account_id")
    paste(fast, KITE)
    expect(at(fast, "request", "account_id")).to_be_focused()
    enter(fast, "011122223333", "request", "account_id")
    expect(fast.locator("#overlay-file")).to_contain_text('account_id: "011122223333"')
    assert changes(fast, KITE) == []


def test_the_repository_opens_its_editor(page, address):
    def with_repository(route) -> None:
        body = (
            route.fetch().text().replace("data-onboarding ", 'data-onboarding data-repo="https://github.com/example/kit" ', 1)
        )
        route.fulfill(body=body, content_type="text/html")

    page.route(re.compile(PAGE), with_repository)
    go(page, address, "numstro/name")
    load(page, "numstro")
    link = page.get_by_role("link", name="Open the file in the repository")
    expect(link).to_have_attribute("href", "https://github.com/example/kit/edit/main/data/products/numstro.yml")


def test_a_site_that_offers_the_file_needs_none_from_the_reader(page, address):
    """The internal site has each file beside its pages; here, the server is made to."""
    needs("numstro")
    page.route(re.compile(r"numstro/product\.yml"), lambda route: route.fulfill(path=product("numstro")))
    page.route(
        re.compile(PAGE),
        lambda route: route.fulfill(
            body=route.fetch().text().replace("data-edit ", 'data-edit data-files="../*/product.yml" ', 1),
            content_type="text/html",
        ),
    )
    go(page, address, "numstro/request.region")
    expect(at(page, "request", "region")).to_be_focused()
    assert file_of(page) == product("numstro").read_text(encoding="utf-8")


def test_on_a_phone_the_field_is_in_view_and_nothing_scrolls_sideways(browser, address):
    context = browser.new_context(viewport={"width": 390, "height": 700})
    page = context.new_page()
    go(page, address, "numstro/dns.dmarc[0]", "de/")
    load(page, "numstro")
    expect(page.locator(":focus")).to_be_in_viewport()
    expect(page.locator("[data-spot=bar-copy]")).to_be_in_viewport()
    expect(page.locator("[data-spot=target]")).to_contain_text("Aus dem Link: dns.dmarc[0]")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    context.close()


def test_without_a_script_the_page_says_how_else_a_file_is_edited(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PAGE)
    expect(page.locator("[data-spot=without]")).to_contain_text("make lint")
    expect(page.locator("[data-spot=with]")).to_be_hidden()
    context.close()


MERGE = """async ([url, ...texts]) => {
    const { merged } = await import(url);
    return merged(...texts.map((text) => text.split(""))).join("");
}"""


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "result"),
    [
        ("abc", "abc", "abc", "abc"),
        ("abc", "aBc", "abcd", "aBcd"),
        ("abc", "Abc", "abC", "AbC"),
        ("abc", "aBc", "aXc", "aXc"),
        ("abcd", "abXcd", "bcd", "bXcd"),
        ("ab", "a-b", "ab", "a-b"),
        ("", "x", "", "x"),
        ("abc", "abc", "", ""),
    ],
)
def test_the_merge_keeps_both_sides_changes_and_prefers_theirs(fast, address, base, mine, theirs, result):
    fast.goto(address)
    assert fast.evaluate(MERGE, [f"{address}assets/onboarding/merge.js", base, mine, theirs]) == result
