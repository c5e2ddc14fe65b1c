"""Barriers: what axe-core finds on each kind of page, and what it cannot find, as the way through a page without a mouse.

`make test` looks at each kind once, and at some on a phone, dark and in German; `make test-all` at all of them in all looks.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from importlib.resources import files

import pytest
from playwright.sync_api import expect

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")

KINDS = (
    "", "products/", "products/tidepool/", "products/tidepool/use-case/", "products/tidepool/policies/", "products/tidepool/checklist/",
    "products/tidepool/request/", "products/tidepool/reply/", "products/tidepool/reply/more-information/", "products/tidepool/files/",
    "products/tidepool/readiness/", "products/tidepool/setup/", "products/hostile/", "products/harbour/", "products/edit/",
    "products/add/", "reply/", "reply/more-information/", "rules/", "rules/policies/", "questions/", "guides/", "guides/tutorial/", "guides/numbers-and-sources/",
    "policies/", "policies/bounces/", "contributing/performance/", "404.html",
)  # fmt: skip
PHONE = ("", "products/", "products/tidepool/reply/more-information/", "products/tidepool/readiness/", "reply/", "questions/")
LONG = "guides/product-file/"
"""So many elements that axe needs ten seconds."""

FOUND = """axe.run(document, {resultTypes: ["violations"]}).then(({violations}) => violations.map(
  ({id, nodes}) => `${id}: ${nodes.length}, first ${nodes[0].html.slice(0, 160)} - ${nodes[0].failureSummary}`))"""


@contextmanager
def look(browser, width: int = 1280, scheme: str = "light", height: int = 844, **options):
    """A page in a look of its own; nothing moves in it."""
    size = {"width": width, "height": height}
    context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce", **options)
    context.set_default_timeout(5000)
    yield context.new_page()
    context.close()


def barriers(page) -> list[str]:
    """What axe finds in what the page shows now. An evaluated script is no part of the page, so its policy does not refuse it."""
    page.evaluate(f"() => {{ {AXE} }}")
    return page.evaluate(FOUND)


def visit(page, address: str, name: str) -> None:
    if name == "404.html":  # it is served at any depth, so its files have absolute addresses, and this site has no address
        page.route(
            re.compile("^http://[^/]+/(de/)?assets/"),
            lambda route: route.continue_(url=address.removesuffix("de/") + route.request.url.split("/", 3)[3]),
        )
    page.goto(address + name, wait_until="load")


def barriers_of(page, address: str, names: tuple[str, ...]) -> dict[str, list[str]]:
    found = {}
    for name in names:
        visit(page, address, name)
        found[name] = barriers(page)
    return {name: said for name, said in found.items() if said}


@pytest.fixture(scope="module")
def visits(browser, address, block) -> dict[str, tuple[list[str], list[int]]]:
    """Each kind of page, once: its barriers at 1280 px, and by how much it is wider than windows of 640 and 320 px."""
    seen = {}
    with look(browser) as page:
        block(page, "*/search/*", "*.map")
        for name in KINDS:
            visit(page, address, name)
            found, wide = barriers(page), []
            for width in (640, 320):
                page.set_viewport_size({"width": width, "height": 422})
                wide.append(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
            page.set_viewport_size({"width": 1280, "height": 844})
            seen[name] = found, wide
    return seen


def test_axe_finds_nothing_on_any_kind_of_page(visits):
    """Red by a field without a label, a link that differs by color only, two landmarks of one name, text of too little contrast."""
    assert {name: found for name, (found, _) in visits.items() if found} == {}


def test_no_kind_of_page_is_wider_than_its_window(visits):
    """640 px is 1280 px at a zoom of 200 %. Red by a table or a word that cannot break."""
    assert {name: wide for name, (_, wide) in visits.items() if max(wide) > 0} == {}


def test_axe_finds_nothing_on_a_dark_phone_in_german(browser, address):
    with look(browser, 390, "dark", has_touch=True) as page:
        assert barriers_of(page, address + "de/", PHONE) == {}
        page.locator(".md-header [for=__drawer]").tap()
        assert barriers(page) == [], "the open menu"


@pytest.mark.matrix
@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("root", ["", "de/"])
def test_axe_finds_nothing_in_any_look(browser, address, root, scheme, width):
    with look(browser, width, scheme) as page:
        assert barriers_of(page, address + root, KINDS) == {}


@pytest.mark.matrix
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_in_what_opens_later(browser, address, width):
    """The long page, the menu, the search and its results, the decoder's answer, the unfolded reply desk."""
    with look(browser, width) as page:
        assert barriers_of(page, address, (LONG,)) == {}
        if width < 1280:
            page.locator(".md-header [for=__drawer]").click()
            assert barriers(page) == [], "menu"
        page.goto(address)
        page.keyboard.press("s")
        page.locator(".kit-search-dialog input").fill("bounce")
        page.locator(".kit-search-dialog ol li").first.wait_for()
        assert barriers(page) == [], "search"
        page.goto(address + "reply/")
        page.locator(".kit-decoder textarea").fill(
            "We would like to know how you handle bounces, complaints and unsubscribe requests."
        )
        page.locator(".kit-decoder__found .kit-next").wait_for()
        assert barriers(page) == [], "decoder"
        page.goto(address + "products/tidepool/reply/more-information/")
        page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
        page.locator("[data-fill]:visible").first.fill("x")
        assert barriers(page) == [], "desk"


# Without a mouse.

SIGHT = """() => {
  const place = document.activeElement.getBoundingClientRect();
  return [document.activeElement.outerHTML.slice(0, 120), place.right > 0 && place.left < innerWidth];
}"""


def tab_to(page, locator, presses: int = 60) -> None:
    """Red if Tab never reaches it."""
    for _ in range(presses):
        page.keyboard.press("Tab")
        if locator.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"{presses} times Tab do not reach {locator}")


@pytest.mark.parametrize("name", ["products/tidepool/reply/more-information/", "products/add/", "questions/", "de/products/"])
def test_the_skip_link_leads_to_the_title(page, address, name):
    """Red if it passes the desk, the form or the table: the theme takes the first entry of the table of contents."""
    page.goto(address + name)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("#"))
    assert page.evaluate("document.querySelector(':target').tagName") == "H1"
    page.keyboard.press("Tab")
    assert page.evaluate(
        "document.querySelector('h1').compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING"
    )


def test_nothing_beside_a_phones_screen_takes_the_focus(browser, address):
    """Red if the closed menu can be reached: it held 22 stops."""
    with look(browser, 390) as page:
        page.goto(address + "guides/tutorial/")
        unseen = []
        for _ in range(30):
            page.keyboard.press("Tab")
            stop, seen = page.evaluate(SIGHT)
            unseen += [] if seen else [stop]
    assert unseen == []


def test_the_menu_of_a_phone_opens_and_closes_by_keyboard(browser, address):
    with look(browser, 390) as page:
        page.goto(address + "products/tidepool/")
        menu = page.get_by_role("button", name="Navigation")
        tab_to(page, menu, 3)
        expect(menu).to_have_attribute("aria-expanded", "false")
        page.keyboard.press("Enter")
        expect(menu).to_have_attribute("aria-expanded", "true")
        tab_to(page, page.get_by_role("link", name="Home", exact=True), 1)
        tab_to(page, page.get_by_role("link", name="Guides"), 8)
        tab_to(page, page.get_by_role("link", name="What AWS asks"), 4)
        page.keyboard.press("Escape")
        expect(menu).to_be_focused()
        expect(menu).to_have_attribute("aria-expanded", "false")
        tab_to(page, page.get_by_role("link", name="Deutsch"), 2)


@pytest.mark.parametrize("width", [1280, 390])
def test_a_reply_is_found_filled_and_copied_by_keyboard(page, address, width):
    """From the home page to the clipboard. Red by a link, field or button that Tab does not reach, or that a key does not work."""
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(address + "products/tidepool/")
    tab_to(page, page.locator(".kit-menu").get_by_role("link", name="Reply"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/reply/$"))
    tab_to(page, page.locator(".md-content a[href$='more-information/']").first)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("more-information/"))
    page.locator(".kit-desk [data-question]").first.wait_for(state="attached")
    for group in page.locator(".kit-desk__form details:has([data-fill]), .kit-desk__form details:has([data-question])").all():
        if group.get_attribute("open") is None:
            tab_to(page, group.locator("> summary"))
            page.keyboard.press("Space")
    page.evaluate("document.activeElement.blur()")
    fields = page.locator("[data-fill]:not([type=checkbox]):visible").all()
    assert len(fields) >= 2
    for n, field in enumerate(fields):
        field.evaluate("element => element.closest('details')?.querySelector('summary').focus()")
        tab_to(page, field)
        page.keyboard.type(f"Answer {n}")
    box = page.locator("[data-question]").last
    was = box.is_checked()
    tab_to(page, box)
    page.keyboard.press("Space")
    assert box.is_checked() != was
    tab_to(page, page.get_by_role("button", name="Copy reply"))
    page.keyboard.press("Enter")
    expect(page.locator(".kit-panel [role=status]").first).to_contain_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "Answer 0" in copied


def test_what_has_the_focus_is_not_under_the_header(browser, address):
    """Red if Shift+Tab scrolls a link only just into the window, where the header covers it."""
    with look(browser, 640, height=422) as page:
        page.goto(address + "questions/")
        page.locator(".md-footer a").last.focus()
        covered = []
        for _ in range(40):
            page.keyboard.press("Shift+Tab")
            top = page.evaluate("document.activeElement.getBoundingClientRect().top")
            covered += [page.evaluate(SIGHT)[0]] if top < 48 else []
    assert covered == []


# Where one is, and in which colors.


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("products/tidepool/use-case/", "Products"),
        ("reply/more-information/", "Got an email from AWS?"),
        ("rules/policies/", "Rules"),
        ("guides/tutorial/", "Tutorial: your first product"),
        ("de/products/tidepool/", "Produkte"),
    ],
)
def test_the_navigation_shows_where_one_is(page, address, name, entry):
    """Red on a page outside the nav, unless its folder's entry is marked."""
    page.goto(address + name)
    expect(page.locator(".md-nav--primary a[aria-current]")).to_have_text(entry)
    expect(page.locator(".md-nav--primary a[aria-current]")).to_have_class(re.compile("md-nav__link--active"))


@pytest.mark.parametrize(("root", "name"), [("", "SES kit"), ("de/", "SES-Kit")])
def test_a_phone_shows_a_short_name_and_the_products_menu_in_one_line(browser, address, root, name):
    with look(browser, 320) as page:
        page.goto(f"{address}{root}products/tidepool/readiness/")
        title = page.locator(".md-header__topic").first
        assert title.inner_text().strip() == name
        assert title.locator(".md-ellipsis").evaluate("element => element.scrollWidth <= element.clientWidth")
        menu, current = page.locator(".kit-menu ul"), page.locator(".kit-menu [aria-current]")
        assert menu.bounding_box()["height"] < 50
        frame, box = menu.bounding_box(), current.bounding_box()
        assert frame["x"] <= box["x"] and box["x"] + box["width"] <= frame["x"] + frame["width"] + 1


def test_the_colors_follow_the_system_until_somebody_chooses(browser, address):
    """Red if the first visit's colors are kept as if they had been chosen."""
    with look(browser, scheme="dark") as page:
        shown = page.locator("body")
        page.goto(address)
        expect(shown).to_have_attribute("data-md-color-scheme", "slate")
        page.emulate_media(color_scheme="light")
        expect(shown).to_have_attribute("data-md-color-scheme", "default")
        page.goto(address + "products/")
        expect(shown).to_have_attribute("data-md-color-scheme", "default")
        for n in (1, 2):  # light, then dark
            page.locator(f".md-header label[for=__palette_{n}]").click()
        expect(shown).to_have_attribute("data-md-color-scheme", "slate")
        expect(page.get_by_role("radio", name="Dark colors")).to_be_checked()
        page.goto(address)
        expect(shown).to_have_attribute("data-md-color-scheme", "slate")
