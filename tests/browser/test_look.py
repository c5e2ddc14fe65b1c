"""What the style sheets promise on every page: readable text, no narrow column beside an empty one, nothing that moves."""

from __future__ import annotations

import pytest

PAGES = (
    "", "products/", "products/tidepool/", "products/tidepool/use-case/", "products/tidepool/policies/", "products/tidepool/checklist/",
    "products/tidepool/request/", "products/tidepool/reply/more-information/", "products/tidepool/files/",
    "products/tidepool/readiness/", "reply/", "rules/request/", "products/add/", "questions/",
)  # fmt: skip

SMALL = """() => {
  const found = new Set(), walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || !parent.checkVisibility() || parent.getBoundingClientRect().width < 2) continue;
    if (parseFloat(getComputedStyle(parent).fontSize) < 14) found.add(`${parent.tagName} ${node.data.trim().slice(0, 40)}`);
  }
  return [...found];
}"""

SHIFTS = """window.moved = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.moved += entry.value;
}).observe({ type: "layout-shift", buffered: true });"""


def test_no_text_is_smaller_than_14_pixels(page, address):
    for name in PAGES:
        page.goto(address + name)
        assert page.evaluate(SMALL) == [], name


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_moves_while_a_page_loads(browser, address, width):
    context = browser.new_context(viewport={"width": width, "height": 844})
    context.add_init_script(SHIFTS)
    page = context.new_page()
    for name in (
        "products/",
        "reply/",
        "reply/more-information/",
        "products/tidepool/reply/more-information/",
        "products/add/",
    ):
        page.goto(address + name, wait_until="networkidle")
        assert page.evaluate("window.moved") < 0.02, name
    context.close()


def test_a_table_of_contents_with_few_entries_leaves_its_place_to_the_page(page, address):
    page.set_viewport_size({"width": 1280, "height": 800})
    contents, content = page.locator(".md-sidebar--secondary"), page.locator(".md-content")
    page.goto(address + "products/tidepool/use-case/")
    assert contents.is_visible()
    narrow = content.bounding_box()["width"]
    page.goto(address + "products/")
    assert contents.is_hidden()
    assert content.bounding_box()["width"] > narrow + 200


def test_each_page_has_at_most_one_primary_button(page, address):
    for name in PAGES:
        page.goto(address + name)
        assert page.locator(".md-button--primary:visible").count() <= 1, name
