"""The age of what was seen, judged when a letter is copied: a static page ages without being built again."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

REPLY = "products/tidepool/reply/more-information/"
CHECKED = "DNS checked on November 19, 2026"


def open_on(page, url: str, day: str) -> None:
    page.clock.set_fixed_time(f"{day}T12:00:00")
    page.goto(url)


def copied(page) -> str:
    page.get_by_role("button", name="Copy reply").click()
    expect(page.locator(".kit-panel [role=status]")).to_contain_text("Copied")
    return page.evaluate("navigator.clipboard.readText()")


@pytest.mark.parametrize("folder", ["", "de/"])
@pytest.mark.parametrize(("day", "is_fresh"), [("2026-12-19", True), ("2026-12-20", False)])
def test_the_letter_says_what_was_checked_as_long_as_it_is_fresh(page, address, public_site, folder, day, is_fresh):
    open_on(page, address + folder + REPLY, day)
    text = page.locator("#reply-text").text_content()
    assert (CHECKED in text) is is_fresh
    without = re.sub(rf"\n\n{CHECKED}[^\n]*", "", text)
    assert without == public_site.read(f"{REPLY.rstrip('/')}.txt")


def test_a_page_that_stays_open_is_judged_again_when_the_letter_is_copied(page, address):
    open_on(page, address + REPLY, "2026-12-19")
    assert CHECKED in copied(page)
    page.clock.set_fixed_time("2026-12-20T12:00:00")
    assert CHECKED not in copied(page)


def test_a_part_of_the_letter_is_judged_too(page, address):
    open_on(page, address + REPLY, "2026-12-20")
    part = page.locator("#part-identity")
    assert CHECKED not in part.text_content()
    assert "SPF" in part.text_content()


@pytest.mark.parametrize(
    ("folder", "fresh", "old"),
    [
        ("", "seen November 20, 2026", "seen November 20, 2026: look again"),
        ("de/", "gesehen am 20. November 2026", "bitte neu prüfen"),
    ],
)
def test_an_old_proof_asks_to_look_again(page, address, folder, fresh, old):
    tag = page.locator("#seen ~ ul .kit-status", has_text="20").first
    open_on(page, f"{address}{folder}products/tidepool/readiness/", "2026-12-01")
    expect(tag).to_have_text(fresh)
    open_on(page, f"{address}{folder}products/tidepool/readiness/", "2027-01-15")
    expect(tag).to_contain_text(old)
    expect(tag).to_have_class(re.compile("kit-status--stale"))


def test_a_disproved_claim_is_left_out_and_the_page_says_what_was_seen(page, address):
    open_on(page, address + "products/tidepool/readiness/", "2026-12-01")
    expect(page.locator("article")).to_contain_text("There is no page at https://tidepool.example.com/privacy (status 404).")
