"""What a browser refuses: a page runs its own scripts only, and asks nobody else for anything, whatever it is for."""

from __future__ import annotations

import json
import shlex

import pytest
from built_pages import KINDS

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
    page.on("dialog", lambda dialog: (found.append(dialog.message), dialog.dismiss()))
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
    page.locator("dialog input").fill("bounce")
    page.locator("dialog li").first.wait_for()
    assert complaints == []


# The hostile product: nothing of it runs, and what is copied is what its file says.


@pytest.mark.parametrize("folder", ["", "de/"])
def test_no_page_of_the_hostile_product_runs_anything_of_it(page, address, complaints, folder):
    for kind in KINDS:
        page.goto(f"{address}{folder}products/hostile/{kind}")
        assert page.locator("[onerror], [onload], img[src=x], a[href^='javascript:']").count() == 0, kind
    assert complaints == []


def test_the_copied_reply_of_the_hostile_product_is_its_text(page, address, complaints, public_site):
    page.goto(f"{address}products/hostile/reply/field-list/")
    page.locator("button[data-copy=reply-text]").click()
    page.locator(".kit-panel [data-told]:not(:empty)").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.strip() == public_site.read("products/hostile/reply/field-list.txt").strip()
    assert complaints == []


def test_commands_of_the_hostile_product_have_the_parts_of_any_other(page, address, complaints):
    parts = {}
    for slug in ("hostile", "tidepool"):
        commands = []
        for kind in ("request/", "setup/"):
            page.goto(f"{address}products/{slug}/{kind}")
            commands += page.locator("pre[data-quoting=shell]").all_text_contents()
            for text in page.locator("pre[data-quoting=json]").all_text_contents():
                assert json.loads(text)["WebsiteURL"] == "https://tidepool.example.com"
        parts[slug] = [
            [part.replace("hostile", "tidepool") for part in shlex.split(command, comments=True)] for command in commands
        ]
    assert parts["hostile"] == parts["tidepool"] != []
    assert complaints == []
