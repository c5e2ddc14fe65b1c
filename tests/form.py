"""The controls of the form on the pages "Add a product" and "Edit a product", as the browser's tests use them."""

from __future__ import annotations

import json


def place(*loc: str | int) -> str:
    """The attribute by which a control is found: its place in the file."""
    return json.dumps(list(loc), separators=(",", ":"), ensure_ascii=False)


def at(page, *loc: str | int, by: str = "path"):
    return page.locator(f"[data-{by}='{place(*loc)}']")


def file_of(page) -> str:
    return page.locator("#product-file").text_content()


def enter(page, text: str, *loc: str | int) -> None:
    control = at(page, *loc)
    control.fill(text)
    control.blur()


def read_in(page, text: str) -> None:
    page.locator("[data-spot=import] > summary").click()
    page.locator("#onboarding-paste").fill(text)
    page.get_by_role("button", name="Import file").click()


def run_script(page, code: str) -> None:
    """Run code in the page as its own: the page's policy refuses a script tag of ours."""
    session = page.context.new_cdp_session(page)
    result = session.send("Runtime.evaluate", {"expression": code})
    assert "exceptionDetails" not in result, result
    session.detach()
