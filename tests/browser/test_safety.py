"""What a browser refuses: a page runs its own scripts only, and asks nobody else for anything, whatever it is for."""

from __future__ import annotations

import pytest

PAGES = (
    "", "products/", "products/tidepool/", "products/tidepool/use-case/", "products/tidepool/policies/", "products/tidepool/checklist/",
    "products/tidepool/request/", "products/tidepool/reply/more-information/", "products/tidepool/files/", "products/edit/",
    "products/tidepool/readiness/", "reply/", "reply/more-information/", "rules/request/", "products/add/", "questions/",
    "guides/tutorial/", "de/", "de/products/tidepool/reply/more-information/",
)  # fmt: skip


@pytest.fixture
def complaints(page, address):
    """What the browser refused, and every address of another host that was asked."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    host = address.removesuffix("kit/")
    page.on("request", lambda request: None if request.url.startswith((host, "data:", "blob:")) else found.append(request.url))
    return found


@pytest.mark.parametrize("name", PAGES)
def test_a_page_violates_none_of_its_own_policy(page, address, complaints, name):
    page.goto(address + name, wait_until="networkidle")
    assert complaints == []


def test_a_script_that_is_not_the_sites_does_not_run(page, address, complaints):
    page.goto(address + "products/tidepool/")
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = true'}))")
    assert page.evaluate("window.ran") is None
    assert any("Content Security Policy" in words for words in complaints)


def test_search_finds_something_under_the_policy(page, address, complaints):
    page.goto(address)
    page.keyboard.press("s")
    page.keyboard.type("bounce")
    page.locator(".md-search-result__item").first.wait_for()
    assert complaints == []
