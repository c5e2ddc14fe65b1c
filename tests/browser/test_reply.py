"""What people come for, in a real browser: the reply in the clipboard, byte for byte; the page on a phone, in the dark, without a script."""

from __future__ import annotations

import json
import re
import shlex

import pytest
from playwright.sync_api import expect
from projects import needs, settings

from policykit.catalog.loader import load

CATALOGUE = load(settings())
REPLY = "products/{}/reply/more-information/"


def text_file(public_site, slug: str) -> str:
    return public_site.read(REPLY.format(slug).removesuffix("/") + ".txt")


def test_copying_is_told_to_screen_readers_and_keeps_the_focus(page, address):
    page.goto(address + REPLY.format("tidepool"))
    for field in page.locator("[data-fill]").all():
        field.fill("x")
    told = page.locator(".kit-panel [role=status]")
    expect(told).to_have_text("")
    button = page.get_by_role("button", name="Copy reply")
    button.focus()
    page.keyboard.press("Enter")
    expect(told).to_have_text(re.compile(r"^Copied: [\d,]+ characters \(limit: 8,000\)\.$"))
    expect(button).to_be_focused()


def test_where_the_clipboard_is_refused_the_text_is_selected_and_the_page_says_so(page, address, public_site):
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'))")
    page.goto(address + REPLY.format("hostile"))  # nothing of it was seen on a day, which a script would judge
    page.get_by_role("button", name="Copy reply").click()
    expect(page.locator(".kit-panel [role=status]")).to_contain_text("The browser did not allow copying.")
    assert page.evaluate("getSelection().toString()").split() == text_file(public_site, "hostile").split()


def test_without_a_script_the_text_is_there_and_no_button_lies(browser, address, public_site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + REPLY.format("hostile"))
    assert page.locator("#reply-text").text_content() == text_file(public_site, "hostile")
    for dead in page.locator("button[data-copy], button[data-clear], [data-fill], [data-question]").all():
        expect(dead).to_be_hidden()
    expect(page.get_by_role("link", name="Text file")).to_be_visible()
    context.close()


def test_the_language_switch_stays_on_the_page_without_a_script(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + REPLY.format("hostile"))
    page.get_by_role("link", name="Deutsch").click()
    assert page.url == address + "de/" + REPLY.format("hostile")
    page.get_by_role("link", name="English").click()
    assert page.url == address + REPLY.format("hostile")
    context.close()


def test_any_reply_is_two_clicks_from_home(page, address):
    for slug, entry in CATALOGUE.products.items():
        page.goto(address)
        row = page.locator("tr", has_text=entry.product.name).first
        row.locator(f"a[href$='{slug}/reply/more-information/']").click()
        expect(page.locator(".kit-panel")).to_be_visible()


def test_the_filter_of_the_product_list_shows_what_fits_and_says_how_many(page, address, public_site):
    page.goto(address + "products/")
    page.locator("input[data-filter]").fill("onerror")
    expect(page.locator("table.kit-table tbody tr:visible")).to_have_count(1)
    expect(page.locator(".kit-filter-frame [role=status]")).to_contain_text("1")
    page.locator("input[data-filter]").fill("")
    expect(page.locator("table.kit-table tbody tr:visible")).to_have_count(len(public_site.catalogue.products))


def test_the_filter_of_rules_hides_rules_and_the_headings_above_none(page, address):
    page.goto(address + "rules/authentication/")
    page.locator("input[data-filter]").focus()
    page.keyboard.type("ptr record")
    expect(page.locator(".kit-rule:visible h3")).to_have_text([re.compile("An SPF record uses ptr")])
    expect(page.locator(".kit-filter-frame [role=status]")).to_have_text("1 of 19 rules")
    expect(page.locator("article h2:visible")).to_have_text(
        [re.compile("SPF"), re.compile("Asked as questions"), re.compile("Exceptions")]
    )
    page.locator("input[data-filter]").fill("")
    expect(page.locator("#spf-omits-ses")).to_be_visible()


def test_a_box_ticked_by_hand_stays_in_this_browser_for_this_product(page, address):
    page.goto(address + "products/tidepool/checklist/")
    box = page.locator("input[data-hand]").first
    progress = page.locator("[data-progress]").filter(visible=True).first
    before = progress.inner_text()
    box.check()
    expect(progress).not_to_have_text(before)
    page.reload()
    expect(page.locator("input[data-hand]").first).to_be_checked()
    page.goto(address + "products/hostile/checklist/")
    expect(page.locator("input[data-hand]").first).not_to_be_checked()


def test_a_box_that_the_data_ticks_cannot_be_changed(page, address):
    page.goto(address + "products/hostile/checklist/")
    expect(page.locator("input[type=checkbox]:checked").first).to_be_disabled()


# Loads many pages, each in a frame of this page, and gives those that are wider than a frame of a phone's width.
SIDEWAYS = """async ([addresses, widths]) => {
  const wide = [], waiting = [...addresses];
  async function work() {
    for (let address = waiting.shift(); address; address = waiting.shift()) {
      const frame = document.createElement("iframe");
      frame.style = `border: 0; height: 800px; width: ${widths[0]}px`;
      await new Promise((loaded) => {
        frame.addEventListener("load", loaded);
        frame.src = address;
        document.body.append(frame);
      });
      for (const width of widths) {
        frame.style.width = `${width}px`;
        if (frame.contentWindow.innerWidth !== width) wide.push(`${address}: the frame is not ${width} wide`);
        if (frame.contentDocument.documentElement.scrollWidth > width) wide.push(`${address} at ${width}`);
      }
      frame.remove();
    }
  }
  await Promise.all([work(), work(), work()]);
  return wide;
}"""


def test_no_page_scrolls_sideways_on_a_phone(page, address, public_site, block):
    block(page, "*.js")  # the width is the style sheets' business
    site = public_site.folder
    # German words are the longer ones: every German page of one product, the English ones of another, and the largest page
    # of rules, since those are all made alike.
    widest = max(site.glob("de/rules/*/index.html"), key=lambda path: len(path.read_bytes()))
    wanted = re.compile(r"(?!de/products/(?!manuel-weiss|tidepool)\w|de/rules/[\w-]+/)de/|products/(?:candlefish|hostile)/")
    pages = [path for path in site.rglob("index.html") if wanted.match(path.relative_to(site).as_posix()) or path == widest]
    assert len(pages) > 40
    page.goto(address + REPLY.format("tidepool").removesuffix("/") + ".txt")  # a page without styles of its own
    addresses = [f"{address}{path.parent.relative_to(site).as_posix()}/" for path in sorted(pages)]
    assert page.evaluate(SIDEWAYS, [addresses, [390, 320]]) == []


def test_print_shows_the_whole_text_without_buttons(page, address):
    page.goto(address + REPLY.format("tidepool"))
    page.emulate_media(media="print")
    expect(page.locator("#reply-text")).to_be_visible()
    expect(page.get_by_role("button", name="Copy reply")).to_be_hidden()
    expect(page.locator(".kit-desk__form")).to_be_hidden()
    expect(page.locator(".kit-menu")).to_be_hidden()


@pytest.mark.parametrize(
    "value", ["1' ; touch /tmp/x ; '", '"; }, {"a": "b\\', "$(id) `id` \\' \\\\"], ids=["quote", "json", "shell"]
)
def test_a_value_cannot_end_the_quotes_of_a_command_or_of_its_json(page, address, value):
    needs("numstro")  # Tidepool states its website
    page.goto(address + "products/numstro/request/")
    page.evaluate(
        "value => localStorage.setItem('kit:fill:numstro', JSON.stringify({'case-id': value, website: value}))", value
    )
    page.reload()
    command = page.locator("pre[data-quoting=shell]", has_text="describe-cases").text_content()
    assert shlex.split(command)[4] == value
    assert json.loads(page.locator("pre[data-quoting=json]").text_content())["WebsiteURL"] == value
