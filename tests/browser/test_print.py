"""Pages as they are printed: the document alone, as wide as the paper, with a heading never at the end of a sheet."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from projects import needs
from pypdf import PdfReader

needs("candlefish", "numstro")
PAPER = {"width": 643, "height": 990}
"""An A4 sheet less our margins, in CSS pixels."""
PAGES = (
    "products/numstro/", "products/candlefish/use-case/", "products/numstro/policies/", "products/candlefish/readiness/",
    "de/products/candlefish/request/", "products/numstro/reply/more-information/", "products/numstro/files/",
    "products/numstro/setup/", "guides/production-access/", "rules/authentication/", "de/questions/",
)  # fmt: skip
FRAME = (
    ".md-header, .md-footer, .md-sidebar, .md-top, .kit-menu, .kit-next, .kit-quiet, .md-typeset button, #answers, "
    ".kit-parts, .headerlink"
)
SEEN = "all => all.filter((one) => one.checkVisibility()).map((one) => one.outerHTML.slice(0, 80))"


@pytest.fixture
def printed(page):
    page.set_viewport_size(PAPER)
    page.emulate_media(media="print")
    return page


@pytest.mark.parametrize("path", PAGES)
def test_only_the_document_is_printed_with_its_date_and_nothing_is_cut_off(printed, address, path):
    """Fault: a menu, a button or a note to copy on paper, a table wider than the sheet, a page without its date."""
    printed.goto(address + path)
    assert printed.eval_on_selector_all(FRAME, SEEN) == []
    assert printed.locator(".kit-printed").is_visible()
    wide = printed.evaluate("""() => [...document.querySelectorAll('.md-content *')].filter((one) => one.checkVisibility()
        && one.getBoundingClientRect().right > innerWidth + 1).map((one) => one.outerHTML.slice(0, 120))""")
    assert wide == []
    stranded = printed.eval_on_selector_all(
        ".md-typeset :is(h1, h2, h3)", "all => all.filter((one) => getComputedStyle(one).breakAfter !== 'avoid').length"
    )
    assert stranded == 0


def test_a_checklist_prints_with_the_ticks_of_this_browser(printed, address):
    """Fault: paper that shows every box empty, because boxes are drawn by a style that print leaves out."""
    printed.goto(address + "products/numstro/checklist/")
    box = printed.locator("input[data-hand]").first
    box.check()
    assert box.evaluate("(one) => getComputedStyle(one, '::after').content").strip('"') == "✓"
    assert printed.locator(".kit-progress").first.is_visible()


def test_on_the_screen_the_date_of_the_paper_is_hidden(page, address):
    page.goto(address + "products/numstro/")
    assert page.locator(".kit-printed").is_hidden()


def test_each_sheet_after_the_first_has_title_and_date_in_its_margin(browser, address):
    """Fault: two sheets on a desk, and nobody knows which page of which day they are from."""
    page = browser.new_page()
    page.goto(address + "products/numstro/checklist/")
    sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    page.close()
    margin = re.compile(r"Checklist: Numstro · As of \w+ \d+, \d{4}, SES production-access kit")
    assert len(sheets) > 1
    assert [bool(margin.search(sheet.extract_text())) for sheet in sheets] == [False, *[True] * (len(sheets) - 1)]
