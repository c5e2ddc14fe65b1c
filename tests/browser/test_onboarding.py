"""The onboarding page in a real browser: every product typed in gives its own file; what does not fit is told, never lost."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from form import at, enter, file_of, read_in, run_script
from playwright.sync_api import expect
from projects import rest_at_night, settings

import lint
from policykit.catalog.loader import load
from policykit.foundation.settings import PROJECT
from policykit.onboarding.answers import part_private
from policykit.onboarding.fields import product_fields
from policykit.yamlio.reader import parse_yaml, read_yaml

CATALOGUE = load(settings())
SLUGS = sorted(CATALOGUE.products)
PAGE = "products/add/"
# The theme's own scripts and styles: no test here is about search or colours.
BLOCKED = ["*assets/javascripts/*", "*stylesheets/*"]
MAPPINGS = sorted({field.name for field in product_fields().values() if field.is_mapping})
TYPIST = (Path(__file__).parent / "typist.js").read_text(encoding="utf-8")


@pytest.fixture
def fast(fast, address):
    """The page with an empty form."""
    fast.goto(address + PAGE)
    fast.locator("[data-spot=with]").wait_for()
    return fast


def told(page) -> str:
    return page.locator("[data-spot=problems-list]").text_content()


def typed(page, tree) -> None:
    """Type a whole tree through the form's controls."""
    run_script(page, TYPIST)
    page.evaluate("([tree, mappings]) => typist(tree, mappings)", [tree, MAPPINGS])
    page.locator("#onboarding-slug").focus()
    page.locator("#onboarding-slug").blur()  # a field that is left makes the page look at once


def test_countries_are_in_the_order_of_their_names(fast):
    """By code, Germany (DE) would come before Denmark (DK)."""
    values = (
        fast.locator("select:has(option[value=DK])").first.locator("option").evaluate_all("all => all.map(one => one.value)")
    )
    assert [value for value in values if value in ("DE", "DK", "GR")] == ["DK", "DE", "GR"]


@pytest.mark.parametrize("slug", rest_at_night(SLUGS, now=["candlefish"]))
def test_every_product_typed_in_gives_its_own_file_and_make_lint_takes_it(fast, slug, tmp_path, monkeypatch):
    """Candlefish has the most kinds of fields."""
    tree = read_yaml(PROJECT / "data" / "products" / f"{slug}.yml").tree
    fast.locator("#onboarding-slug").fill(f"{slug}-2")
    typed(fast, tree)
    assert fast.locator(".kit-problem--fault").all_text_contents() == []
    assert parse_yaml(file_of(fast), "typed").tree == tree
    assert fast.locator("[data-spot=name]").text_content() == f"data/products/{slug}-2.yml"
    (tmp_path / f"{slug}-2.yml").write_text(file_of(fast), encoding="utf-8")
    monkeypatch.setattr("gc.disable", lambda: None)  # it is for a process that ends with the command
    assert lint.main(["--faults", "--profile", "public", str(tmp_path / f"{slug}-2.yml")]) == 0


def test_one_stream_is_typed_with_the_browsers_own_focus_keys_and_choices(fast):
    """The test above types inside the page, which is quicker; this one goes the whole way."""
    stream = {"id": "wind", "title": {"en": "Wind: strong", "de": "Wind: stark"}, "class": "system", "from": "wind@example.com",
              "trigger": {"actor": "system", "event": {"en": "It blows.", "de": "Es weht."}}, "sample": {"language": "en", "subject": "Wind"}}  # fmt: skip
    at(fast, "streams", by="add").click()
    by_hand(fast, stream, ("streams", 0))
    fast.locator("#onboarding-slug").focus()
    assert parse_yaml(file_of(fast), "typed").tree == {"streams": [stream]}


def by_hand(page, tree, loc) -> None:
    if isinstance(tree, dict):
        for key, value in tree.items():
            by_hand(page, value, (*loc, key))
    elif at(page, *loc).evaluate("node => node.tagName") == "SELECT":
        at(page, *loc).select_option(tree)
    else:
        at(page, *loc).fill(tree)


# What does not fit


def add_stream(page) -> None:
    at(page, "streams", by="add").click()
    expect(at(page, "streams", 0, "id")).to_be_focused()


def error_of(page, *loc: str | int):
    """What is said at a control, found as a screen reader finds it."""
    names = at(page, *loc).get_attribute("aria-describedby").split()
    return page.locator(f"#{names[-1]}")


WRONG = [
    (("website", "url"), "https://", "Enter a complete web address"),
    (("name",), "x" * 300, "This text has 300 characters; the limit is 100"),
    (("streams", 0, "volume", "typical_day"), "about forty", "Enter a whole number"),
    (("streams", 0, "from"), "post at example", "Enter an email address"),
    (("streams", 0, "purpose", "en"), "It tells [what it tells].", "[what it tells] is still a placeholder"),
    (("summary", "en"), "TODO", "TODO is still a placeholder"),
]


def test_what_does_not_fit_is_told_on_leaving_it_and_kept(fast):
    add_stream(fast)
    for loc, text, words in WRONG:
        enter(fast, text, *loc)
        expect(error_of(fast, *loc), str(loc)).to_contain_text(words)
        expect(at(fast, *loc), str(loc)).to_have_attribute("aria-invalid", "true")
        assert words in told(fast), loc
        assert text in file_of(fast), loc
    fast.reload()
    fast.locator(".kit-record > summary").click()
    for loc, text, words in WRONG:
        expect(at(fast, *loc), str(loc)).to_have_value(text)
        expect(error_of(fast, *loc), str(loc)).to_contain_text(words)


def test_a_region_is_chosen_and_a_wrong_one_is_none_of_the_choices(fast):
    choices = at(fast, "request", "region").locator("option").evaluate_all("all => all.map((one) => one.value)")
    assert choices == ["", *sorted(CATALOGUE.ses.regions)]


UNUSABLE = [
    *((slug, f"The product {slug} already exists") for slug in SLUGS[:1]),
    ("Müller & Söhne", "such as mueller-soehne"),
    ("a--b", "such as a-b"),
    ("x" * 61, "at most 60 characters"),
    ("edit", "edit is the address of a page of this site"),
    ("", "Enter a short name"),
]


def test_a_slug_that_cannot_be_used_is_told_at_once(fast):
    field = fast.locator("#onboarding-slug")
    for slug, words in UNUSABLE:
        field.fill("x")
        field.blur()
        expect(fast.locator("#onboarding-slug-error")).to_have_text("")
        field.fill(slug)
        field.blur()
        expect(fast.locator("#onboarding-slug-error")).to_contain_text(words)
        expect(field).to_have_value(slug)


def test_the_slug_follows_from_the_name_and_a_streams_id_from_its_title(fast):
    enter(fast, "Müller & Söhne", "name")
    expect(fast.locator("#onboarding-slug")).to_have_value("mueller-soehne")
    add_stream(fast)
    enter(fast, "Sign-in code", "streams", 0, "title", "en")
    expect(at(fast, "streams", 0, "id")).to_have_value("sign-in-code")


def test_what_is_needed_is_told_after_it_was_left_empty_and_links_to_the_field(fast):
    expect(error_of(fast, "summary", "en")).to_be_hidden()
    assert "Summary" in told(fast)
    fast.locator("[data-spot=problems] > summary").click()
    fast.get_by_role("link", name="Summary › English", exact=True).click()
    expect(at(fast, "summary", "en")).to_be_focused()
    at(fast, "summary", "en").blur()
    expect(error_of(fast, "summary", "en")).to_contain_text("This field is required")


def test_an_example_is_of_the_field_itself(fast):
    fast.locator("[data-section=identity] > summary").click()
    at(fast, "dns", "dmarc", by="add").click()
    field = fast.locator(".kit-field", has=at(fast, "dns", "dmarc", 0, "value"))
    expect(field.locator(".kit-ask__example")).to_contain_text("v=DMARC1; ")


def test_a_name_in_brackets_asks_for_its_example_as_long_as_the_sample_contains_it(fast):
    add_stream(fast)
    sample = ("streams", 0, "sample")
    enter(fast, "Hello [name],\nyour code is [code].", *sample, "text")
    expect(at(fast, *sample, "variables", "code")).to_be_visible()
    expect(at(fast, *sample, "text")).not_to_have_attribute("aria-invalid", "true")
    enter(fast, "Jane", *sample, "variables", "name")
    enter(fast, "Your code is [code].", *sample, "text")
    expect(at(fast, *sample, "variables", "name")).to_have_value("Jane")
    enter(fast, "Welcome.", *sample, "text")
    expect(at(fast, *sample, "variables", "code")).to_have_count(0)
    enter(fast, "[code]", *sample, "text")
    at(fast, *sample, "variables", "code").focus()
    at(fast, *sample, "variables", "code").blur()
    expect(error_of(fast, *sample, "variables", "code")).to_contain_text("Give an example of [code]")
    assert "code:" not in file_of(fast)


def test_a_section_whose_lists_are_filled_in_above_repeats_no_field(fast):
    fast.locator("[data-section=examples] > summary").click()
    expect(fast.locator("[data-section=examples]").get_by_role("link", name="Purpose of your email")).to_be_visible()
    expect(fast.locator("[data-section=examples] [data-path]")).to_have_count(0)


def test_an_untouched_form_has_no_problems_only_fields_to_fill_in(fast):
    status = fast.locator("[data-spot=status]")
    expect(status).to_have_text("3 required fields are empty")
    expect(fast.locator(".kit-problem--fault, .kit-ask--faulty, [aria-invalid]")).to_have_count(0)
    at(fast, "summary", "en").focus()
    at(fast, "summary", "en").blur()
    expect(status).to_have_text("1 problem · 2 required fields are empty")
    enter(fast, "Kite", "name")
    enter(fast, "Kite tells the wind.", "summary", "en")
    expect(status).to_have_text("no format errors")


def test_figures_that_contradict_each_other_are_told(fast):
    tree = {
        "name": "Kite", "summary": "Kite tells the wind.", "request": {"daily_quota": "80"},
        "streams": [{"id": "wind", "title": "Wind", "class": "system", "volume": {"min_day": "50", "typical_day": "40", "max_day": "100"}},
                    {"id": "wind", "title": "Storm", "class": "system", "volume": {"max_day": "20"}}],
        "volume": {"figures": [{"kind": "forecast", "per": "day", "min": "300", "max": "200"}]},
    }  # fmt: skip
    typed(fast, tree)
    for words in ("wind already exists", "The lower end is above the upper end", "in ascending order", "100 + 20 = 120",
                  "You request 80 emails in 24 hours, but the busiest day has 200"):  # fmt: skip
        assert words in told(fast)


def test_a_name_of_a_new_entry_that_cannot_be_used_is_told(fast):
    typed(fast, {"infrastructure": {"mailer": {"service": "Mailer"}}})
    key = at(fast, "infrastructure", by="key")
    for name, words in (("Mail er", "Enter lowercase letters"), ("mailer", "mailer already exists")):
        key.fill(name)
        at(fast, "infrastructure", by="add").click()
        expect(fast.locator(f"#{key.get_attribute('aria-describedby')}")).to_contain_text(words)


# What is kept


def test_the_work_is_there_after_a_reload_and_after_another_page(fast, address):
    enter(fast, "Kite", "name")
    typed(fast, {"streams": [{"id": "wind"}], "contacts": {"support": {"name": "Jane Example"}}})
    text = file_of(fast)
    fast.goto(address)
    fast.goto(address + PAGE)
    fast.locator("[data-spot=with]").wait_for()
    assert file_of(fast) == text
    expect(fast.locator("#onboarding-slug")).to_have_value("kite")


def test_private_values_go_into_a_text_of_their_own(fast):
    panel = fast.locator("[data-spot=overlay-panel]")
    expect(panel).to_be_hidden()
    typed(fast, {"name": "Kite", "request": {"region": "eu-west-1", "account_id": "011122223333"}})
    expect(panel).to_be_visible()
    assert parse_yaml(file_of(fast), "x").tree == {"name": "Kite", "request": {"region": "eu-west-1"}}
    assert parse_yaml(fast.locator("#overlay-file").text_content(), "x").tree == {"request": {"account_id": "011122223333"}}


@pytest.mark.parametrize("agreed", [None, "true"])
def test_a_contact_with_a_persons_name_is_parted_as_the_library_parts_it(fast, agreed):
    contact = {"name": "Jane Example", "email": "jane@example.com", **({"may_be_published": agreed} if agreed else {})}
    typed(fast, {"name": "Kite", "contacts": {"support": contact}})
    public, private = part_private({"name": "Kite", "contacts": {"support": contact}})
    overlay = fast.locator("#overlay-file").text_content()
    assert parse_yaml(file_of(fast), "x").tree == public
    assert (parse_yaml(overlay, "x").tree if overlay else {}) == private


def test_an_element_is_removed_taken_back_and_moved(fast):
    typed(fast, {"purpose": ["One.", "Two.", "Three."]})
    items = [at(fast, "purpose", index, "en") for index in range(3)]
    row = fast.locator(".kit-item", has=items[1])
    row.get_by_role("button", name="Remove Purpose Two.").click()
    assert parse_yaml(file_of(fast), "x").tree == {"purpose": ["One.", "Three."]}
    expect(fast.get_by_role("button", name="Undo")).to_be_focused()
    fast.keyboard.press("Enter")
    fast.locator(".kit-item", has=items[2]).get_by_role("button", name="Move Purpose Three. up").press("Enter")
    expect(items[1]).to_have_value("Three.")
    fast.locator("#onboarding-slug").focus()
    assert parse_yaml(file_of(fast), "x").tree == {"purpose": ["One.", "Three.", "Two."]}


def test_starting_over_can_be_taken_back(fast):
    enter(fast, "Kite", "name")
    fast.get_by_role("button", name="Start over").click()
    expect(at(fast, "name")).to_have_value("")
    expect(fast.locator("#onboarding-slug")).to_have_value("")
    fast.get_by_role("button", name="Undo").click()
    expect(at(fast, "name")).to_have_value("Kite")
    assert "name: Kite" in file_of(fast)


def test_where_the_browser_keeps_nothing_the_page_works_and_says_so_once(page, address):
    page.add_init_script("""for (const name of ["getItem", "setItem", "removeItem"]) {
        const real = Storage.prototype[name];
        Storage.prototype[name] = function (key, ...rest) {
            if (key.startsWith("kit:")) throw new DOMException("no", "SecurityError");
            return real.call(this, key, ...rest);
        };
    }""")
    page.goto(address + PAGE)
    at(page, "name").fill("Kite")
    expect(page.locator("[data-spot=storage]")).to_contain_text("This browser cannot save your input")
    expect(page.locator("#product-file")).to_contain_text("name: Kite")


# Files from outside


@pytest.mark.parametrize("slug", SLUGS)
def test_a_file_that_is_read_in_comes_out_as_it_was(fast, slug):
    path = PROJECT / "data" / "products" / f"{slug}.yml"
    fast.locator("#onboarding-picker").set_input_files(path)
    expect(fast.locator("#onboarding-slug")).to_have_value(slug)
    assert fast.locator(".kit-problem--fault").all_text_contents() == []
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in file_of(fast).splitlines() if line not in lines] == []


def test_the_example_product_is_parted_as_the_library_parts_it(fast):
    source = read_yaml(PROJECT / "data" / "example.yml")
    fast.locator("#onboarding-picker").set_input_files(PROJECT / "data" / "example.yml")
    expect(fast.locator("[data-spot=notice]")).to_contain_text("File imported")
    public, private = part_private(source.tree)
    overlay = fast.locator("#overlay-file").text_content()
    assert (parse_yaml(file_of(fast), "x").tree, parse_yaml(overlay, "x").tree) == (public, private)
    assert len(fast.locator(".kit-problem--fault").all_text_contents()) == 1  # its successor is made up, too


def test_comments_and_unknown_keys_survive_and_are_reported(fast):
    read_in(
        fast,
        '# ours\nname: Kite # short\nsumary: x\nsummary: Kite tells the wind.\nrequest:\n  # asked for\n  daily_quota: "500"\n',
    )
    expect(fast.locator("[data-spot=notice]")).to_contain_text("Quotation marks corrected: 1")
    enter(fast, "Kites", "name")
    text = file_of(fast)
    for words in ("# ours", "name: Kites # short", "# asked for\n  daily_quota: 500\n", "sumary: x"):
        assert words in text
    assert "Product files have no field sumary here" in told(fast)
    fast.locator("[data-spot=problems] > summary").click()
    fast.get_by_role("button", name="Remove", exact=True).click()
    assert "sumary" not in file_of(fast)
    fast.get_by_role("button", name="Undo").click()
    assert "sumary: x" in file_of(fast)


UNREADABLE = [
    ("name: Kite\nsummary: a: b\n", "Line 2"),
    ("name: Kite\nrequest:\n\tregion: eu-west-1\n", "is indented with a tab"),
    ("- one\n- two\n", "not a product file"),
    ("---\nname: One\n---\nname: Two\n", "Line 3 begins a second YAML document"),
    ("name: Kite\nx: " + "[" * 60 + "]" * 60, "nested more than 50 levels deep"),
    ("   ", "nothing to import"),
    ("name: Kite\nx: " + "[" * 100_000 + "]" * 100_000, "nested more than 50 levels deep"),
]


def test_a_text_that_cannot_be_read_changes_nothing_and_stays(fast):
    enter(fast, "Kite", "name")
    fast.locator("[data-spot=import] > summary").click()
    for text, words in UNREADABLE:
        fast.locator("#onboarding-paste").fill(text)
        fast.get_by_role("button", name="Import file").click()
        expect(fast.locator("[data-spot=import-told]")).to_contain_text(words)
        expect(fast.locator("#onboarding-paste")).to_have_value(text)
        expect(at(fast, "name")).to_have_value("Kite")


def test_reading_in_can_be_taken_back(fast):
    enter(fast, "Kite", "name")
    read_in(fast, "name: Lantern\n")
    expect(at(fast, "name")).to_have_value("Lantern")
    fast.get_by_role("button", name="Undo").click()
    expect(at(fast, "name")).to_have_value("Kite")


# The file leaves the page


def test_what_is_copied_is_what_is_downloaded_and_shown(fast):
    enter(fast, "Kite", "name")
    enter(fast, "Kite tells the wind.", "summary", "en")
    fast.locator("button[data-copy=product-file]").click()
    expect(fast.locator(".kit-panel [data-told]").first).to_have_text("Copied.")
    with fast.expect_download() as started:
        fast.locator("[data-spot=download]").click()
    text = Path(started.value.path()).read_text(encoding="utf-8")
    assert started.value.suggested_filename == "kite.yml"
    assert text == fast.evaluate("navigator.clipboard.readText()") == file_of(fast)
    assert text.startswith("# yaml-language-server: $schema=../../schema/product.schema.json\nname: Kite\n")


def test_other_pages_load_neither_the_form_nor_the_code_of_others(page, address):
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    for name in ("", "products/", "products/tidepool/", "reply/"):
        page.goto(address + name)
        page.wait_for_load_state("networkidle")
    assert [url for url in loaded if "onboarding/" in url or "vendor/" in url] == []


def test_the_german_page_speaks_german(page, address):
    page.goto(address + "de/" + PAGE)
    expect(page.get_by_role("textbox", name="Kurzname (Slug) (erforderlich)")).to_be_visible()
    expect(page.get_by_label("Deutsch (optional)").first).to_be_visible()
    expect(page.locator("[data-spot=status]")).to_have_text("3 Pflichtfelder sind leer")
    title = load(settings()).languages["de"].translated("Name", "field Product.name")
    expect(page.locator(f"label:has-text('{title}')").first).to_be_visible()


def test_without_a_script_the_page_says_how_else_the_file_is_made(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PAGE)
    expect(page.locator("[data-spot=without]")).to_contain_text("scripts/new_product.py")
    expect(page.locator("[data-spot=with]")).to_be_hidden()
    context.close()


def test_the_repository_gets_the_file_in_a_link_that_is_short_enough(page, address):
    def with_repository(route) -> None:
        body = (
            route.fetch().text().replace("data-onboarding ", 'data-onboarding data-repo="https://github.com/example/kit" ', 1)
        )
        route.fulfill(body=body, content_type="text/html")

    page.route(address + PAGE, with_repository)
    page.goto(address + PAGE)
    enter(page, "Kite & Co", "name")
    link = page.get_by_role("link", name="Create the file in the repository")
    start = "https://github.com/example/kit/new/main?filename=data%2Fproducts%2Fkite-co.yml"
    expect(link).to_have_attribute("href", f"{start}&value={quote(file_of(page), safe=chr(39) + '()*!~')}")
    enter(page, "x" * 6000, "summary", "en")
    expect(link).to_have_attribute("href", start)
    expect(page.locator("[data-spot=repository-note]")).to_contain_text("Copy it first")


@pytest.mark.parametrize(("folder", "width"), [("", 390), ("de/", 320)])
def test_on_a_phone_status_and_button_stay_in_view_and_nothing_scrolls_sideways(browser, address, folder, width):
    context = browser.new_context(viewport={"width": width, "height": 700})
    page = context.new_page()
    page.goto(address + folder + PAGE)
    page.locator("[data-spot=bar]").wait_for()
    page.locator("[data-section=lists] > summary").click()
    page.locator("[data-section=frequency] > summary").click()
    for name in ("bar-status", "bar-copy"):
        expect(page.locator(f"[data-spot={name}]")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    context.close()


def test_every_control_has_a_label_and_what_describes_it(fast):
    add_stream(fast)
    fast.evaluate(
        "for (const fold of document.querySelectorAll('[data-spot=fields] details')) { fold.open = true; fold.build(); }"
    )
    wrong = fast.evaluate("""() => [...document.querySelectorAll("[data-spot=fields] :is(input, select, textarea)")].filter((one) =>
        !one.labels.length || !one.labels[0].textContent.trim()
        || one.getAttribute("aria-describedby").split(" ").some((id) => !document.getElementById(id))).map((one) => one.outerHTML)""")
    assert wrong == []
    ids = fast.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)")
    assert len(ids) == len(set(ids))
