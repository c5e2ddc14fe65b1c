"""The reply desk in a real browser: blanks filled once, questions ticked, lengths counted, and the text exact in the clipboard."""

from __future__ import annotations

import itertools
import re
import urllib.parse
from pathlib import Path

import pytest
from playwright.sync_api import expect
from projects import needs, settings

import print_reply
from policykit.catalog.loader import load
from policykit.rendering import blanks
from policykit.site.session import session_of

needs("candlefish", "listbackup", "numstro")
CATALOGUE = load(settings())
SESSION = session_of(CATALOGUE)
MARKS = blanks.marks(CATALOGUE, CATALOGUE.products["numstro"].product)
REPLIES = CATALOGUE.template_ids("reply")
DESK = "products/numstro/reply/more-information/"
# The theme's own scripts, and all styles: many pages are opened, and no test here is about search or colours.
BLOCKED = ["*/assets/javascripts/*", "*.css"]
STANDARD = SESSION.replies.parts(CATALOGUE.products["numstro"], "more-information")
QUESTIONS = [question.id for question, _ in STANDARD.answers]


def reply(slug: str = "numstro", name: str = "more-information", questions: tuple[str, ...] | None = None) -> str:
    return SESSION.replies.text(CATALOGUE.products[slug], name, questions)


def copied(page) -> str:
    return page.evaluate("navigator.clipboard.readText()")


def copy_reply(page) -> str:
    told = page.locator(".kit-panel [data-told]")
    page.evaluate("navigator.clipboard.writeText('')")
    page.locator("button[data-copy=reply-text]").click()
    expect(told).not_to_be_empty()
    return copied(page)


def tick(page, questions: tuple[str, ...]) -> None:
    """Check just these, in one step: many combinations are tried. The keyboard test checks boxes as a person does."""
    page.evaluate(
        """wanted => { for (const box of document.querySelectorAll("[data-question]")) {
            if (box.checked !== wanted.includes(box.dataset.question)) box.click(); } }""",
        list(questions),
    )


# Presses the copy button of many pages, each in a frame of this page, and gives what each button copies. The frame's clipboard
# is replaced, because only the page with the focus may write into the real one.
COPY_ALL = """async (addresses) => {
  const texts = {}, waiting = [...addresses];
  async function work() {
    for (let address = waiting.shift(); address; address = waiting.shift()) {
      const frame = document.createElement("iframe");
      await new Promise((loaded) => {
        frame.addEventListener("load", loaded);
        frame.src = address;
        document.body.append(frame);
      });
      texts[address] = await new Promise((copied, failed) => {
        setTimeout(() => copied("nothing was copied"), 5000);
        Object.defineProperty(frame.contentWindow.navigator, "clipboard", { value: { writeText: async (text) => copied(text) } });
        const button = frame.contentDocument.querySelector("button[data-copy=reply-text]:not([hidden])");
        button ? button.click() : copied("there is no button");
      });
      frame.remove();
    }
  }
  await Promise.all([work(), work(), work()]);
  return texts;
}"""


def copied_otherwise(browser, address, block, site, files: set[Path]) -> list[str]:
    """The text files that differ from what the copy button of their page copies."""
    pages = {f"{address}{path.relative_to(site).with_suffix('')}/": path for path in sorted(files)}
    # The pages refuse to be in frames, and files never say what was checked, so the letters are copied when that is old.
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    block(page, *BLOCKED)
    page.clock.set_fixed_time("2027-06-01T12:00:00")
    page.goto(address)
    copied = page.evaluate(COPY_ALL, list(pages))
    context.close()
    return [str(path) for page, path in pages.items() if copied[page].encode() != path.read_bytes()]


def test_the_copy_button_copies_the_bytes_of_the_text_file(browser, address, block, public_site):
    """Of every reply of one product, and of one reply of every product."""
    site, catalogue = public_site.folder, public_site.catalogue
    files = {*site.glob("**/products/tidepool/reply/*.txt"), *site.glob("**/products/*/reply/more-information.txt")}
    assert len(files) == (len(REPLIES) + len(catalogue.products) - 1) * len(catalogue.languages)
    assert copied_otherwise(browser, address, block, site, files) == []


@pytest.mark.matrix
def test_the_copy_button_copies_the_bytes_of_every_text_file(browser, address, block, public_site):
    site, catalogue = public_site.folder, public_site.catalogue
    files = set(site.glob("**/products/*/reply/*.txt"))
    assert len(files) == len(REPLIES) * len(catalogue.products) * len(catalogue.languages)
    assert copied_otherwise(browser, address, block, site, files) == []


@pytest.mark.parametrize("folder", ["", "de/"])
def test_the_real_clipboard_holds_the_bytes_of_the_text_file(fast, address, public_site, folder):
    fast.goto(address + folder + DESK)
    assert copy_reply(fast) == public_site.read(folder + DESK.removesuffix("/") + ".txt")


def test_a_blank_filled_once_stands_in_every_reply_of_the_product_and_survives_a_reload(fast, address):
    fast.goto(address + DESK)
    fast.get_by_label("Your name").fill("  Åsa Example\t")
    fast.reload()
    expect(fast.get_by_label("Your name")).to_have_value("  Åsa Example\t")
    for name in REPLIES:
        fast.goto(f"{address}products/numstro/reply/{name}/")
        text = fast.locator("#reply-text").text_content()
        assert text == blanks.fill(reply(name=name), {"sender-name": "Åsa Example"}, MARKS), name


def test_a_blank_of_one_product_does_not_fill_another(fast, address):
    fast.goto(address + DESK)
    fast.get_by_label("Your name").fill("Åsa Example")
    fast.goto(address + "products/candlefish/reply/more-information/")
    assert fast.locator("#reply-text").text_content() == reply("candlefish")


@pytest.mark.parametrize("turn", ["first", "second"])
def test_no_test_finds_what_another_has_typed(fast, address, turn):
    """The browser's context is shared by all tests; `context` clears it."""
    fast.goto(address + DESK)
    assert fast.evaluate("localStorage.length") == 0
    fast.get_by_label("Your name").fill(turn)
    assert fast.evaluate("localStorage.length") == 1


def test_all_blanks_filled_are_copied_as_the_library_fills_them(fast, address):
    fast.goto(address + DESK)
    values = {name: f"value of {name}\n with <b>two</b> lines" for name in blanks.open_blanks(STANDARD.text(), MARKS)}
    for name, value in values.items():
        field = fast.locator(f'[id="fill-{name}"]')
        if not field.is_visible():  # in the table of the kinds of email, which is folded
            fast.locator("details", has=field).locator("summary").click()
        if field.evaluate("node => node.tagName") == "INPUT":
            values[name] = value = value.replace("\n", " ")
        field.fill(value)
    assert copy_reply(fast) == blanks.fill(STANDARD.text(), values, MARKS)
    assert fast.locator("#reply-text b").count() == 0


def test_an_open_blank_is_named_and_gets_the_focus_after_copying(fast, address):
    fast.goto(address + DESK)
    copy_reply(fast)
    first = blanks.open_blanks(STANDARD.text(), MARKS)[0]
    expect(fast.locator(".kit-panel [data-told]")).to_contain_text("Still to fill in: Your website")
    expect(fast.locator(f"#fill-{first}")).to_be_focused()


def test_a_blank_of_an_unticked_question_is_not_asked_for(fast, address):
    fast.goto(address + DESK)
    tick(fast, ("frequency",))
    copy_reply(fast)
    told = fast.locator(".kit-panel [data-told]")
    expect(told).to_contain_text("Still to fill in")
    expect(told).not_to_contain_text("bounce")


def test_one_button_clears_what_was_typed(fast, address):
    fast.goto(address + DESK)
    fast.get_by_label("Your name").fill("Åsa Example")
    fast.get_by_role("button", name="Clear all entries").click()
    expect(fast.get_by_label("Your name")).to_have_value("")
    expect(fast.locator("[data-cleared]")).to_have_text("All entries are cleared.")
    assert fast.evaluate("localStorage.length") == 0
    assert copy_reply(fast) == reply()


def test_the_same_button_clears_the_questions_of_awss_own(fast, address):
    fast.goto(address + DESK + link("1,frequency", "Who are you?"))
    fast.get_by_role("button", name="Clear all entries").click()
    expect(fast.locator(".kit-extra")).to_have_count(0)
    assert fast.evaluate("localStorage.length") == 0


def test_a_suggestion_is_inserted_into_its_blank(fast, address):
    fast.goto(address + "products/listbackup/reply/more-information/")
    fast.locator("#streams summary").click()
    fast.locator("button[data-insert='stream-trigger.password-reset']").click()
    assert fast.locator("#fill-stream-trigger\\.password-reset").input_value() == "the user requests a password reset"
    expect(fast.locator("#reply-text")).to_contain_text("Password reset: Sent when the user requests a password reset.")


def test_a_ticked_confirmation_puts_its_sentence_into_the_letter(fast, address):
    fast.goto(address + "products/numstro/reply/quota-increase/")
    sentence = "Our account has production access to Amazon SES in this Region."
    fast.get_by_label(sentence).check()
    expect(fast.locator("#reply-text")).to_contain_text(f"Hello,\n\n{sentence} This is")


def test_an_unticked_confirmation_takes_its_sentence_out_of_the_letter(fast, address):
    fast.goto(address + "products/numstro/reply/quota-increase/")
    box = fast.get_by_label("Our account has production access to Amazon SES in this Region.")
    box.check()
    box.uncheck()
    assert fast.locator("#reply-text").text_content() == reply(name="quota-increase")


def test_two_tabs_show_the_same_values(context, address):
    one, two = context.new_page(), context.new_page()
    for opened in (one, two):
        opened.goto(address + DESK)
    one.get_by_label("Your name").fill("Åsa Example")
    expect(two.get_by_label("Your name")).to_have_value("Åsa Example")
    expect(two.locator("#reply-text")).to_contain_text("Åsa Example")


def test_where_the_browser_keeps_nothing_the_form_still_works(page, address):
    page.add_init_script("""for (const name of ["getItem", "setItem", "removeItem"]) {
        const real = Storage.prototype[name];  // the theme's own scripts cannot do without, and are not ours to mend
        Storage.prototype[name] = function (key, ...rest) {
            if (key.startsWith("kit:")) throw new DOMException("no", "SecurityError");
            return real.call(this, key, ...rest);
        };
    }""")
    page.goto(address + DESK)
    page.get_by_label("Your name").fill("Åsa Example")
    expect(page.locator("#reply-text")).to_contain_text("Åsa Example")


CHOICES = [(question,) for question in QUESTIONS] + [tuple(QUESTIONS)] + list(itertools.combinations(QUESTIONS, 2))[::3]


def test_ticked_questions_give_the_reply_that_the_command_prints(fast, address, capfdbinary):
    assert len([choice for choice in CHOICES if len(choice) == 2]) >= 10
    fast.goto(address + DESK)
    for choice in CHOICES:
        tick(fast, choice)
        arguments = [part for question in choice for part in ("--question", question)]
        assert print_reply.main(["numstro", "more-information", *arguments]) == 0
        assert fast.locator("#reply-text").text_content().encode() == capfdbinary.readouterr().out, choice


def test_every_question_alone_of_every_reply_is_joined_as_in_the_library(fast, address):
    for name in REPLIES:
        fast.goto(f"{address}products/candlefish/reply/{name}/")
        for question, _ in SESSION.replies.parts(CATALOGUE.products["candlefish"], name).answers:
            tick(fast, (question.id,))
            assert fast.locator("#reply-text").text_content() == reply("candlefish", name, (question.id,)), (name, question.id)


def test_a_link_ticks_the_questions_it_names_and_ignores_others(fast, address):
    fast.goto(address + DESK + "#asked=complaints,frequency,nothing")
    assert fast.locator("#reply-text").text_content() == reply(questions=("complaints", "frequency", "identity"))
    fast.get_by_role("button", name="Check all").click()
    left = (question for question in QUESTIONS if question not in ("complaints", "frequency"))
    assert fast.locator("#reply-text").text_content() == reply(questions=("complaints", "frequency", *left))


# Questions of AWS's own, as a letter or a made-up link may word them: white space, markup, a blank, too many characters.
OWN_WORDS = ["  Do you\n send\u00a0<b>invoices</b> & receipts? ", "Why [fill in: your name]?", "\U0001f4c5" * 400]


def link(order: str, *extra: str) -> str:
    return f"#asked={order}" + "".join(f"&extra={urllib.parse.quote(words)}" for words in extra)


def test_questions_of_awss_own_are_joined_in_its_order_as_the_command_joins_them(fast, address, capfdbinary):
    first, second, third = OWN_WORDS
    fast.goto(address + DESK + link("1,complaints,2,frequency,3", *OWN_WORDS))
    answer = "  Yes:\n[fill in: your name] = <i>x</i> \n"
    fast.locator(".kit-extra textarea").nth(1).fill(answer)
    fast.locator("#fill-sender-name").fill("Jane")
    arguments = [
        *("--extra", f"{first}="), *("--question", "complaints"), *("--extra", f"{second}={answer}"),
        *("--question", "frequency"), *("--extra", third), *("--question", "identity"), *("--set", "sender-name=Jane"),
    ]  # fmt: skip
    assert print_reply.main(["numstro", "more-information", *arguments]) == 0
    wanted = capfdbinary.readouterr().out
    assert fast.locator("#reply-text").text_content().encode() == wanted
    assert copy_reply(fast).encode() == wanted
    assert wanted.count(b"[fill in: your answer]") == 2


def test_without_a_known_question_all_answers_stay_and_awss_own_come_last(fast, address, capfdbinary):
    fast.goto(address + DESK + "#extra=Who%20are%20you%3F")
    assert print_reply.main(["numstro", "more-information", "--extra", "Who are you?=A bakery."]) == 0
    fast.get_by_role("textbox", name="Who are you?").fill("A bakery.")
    assert fast.locator("#reply-text").text_content().encode() == capfdbinary.readouterr().out


def test_a_question_of_awss_own_and_its_answer_survive_a_reload_and_a_visit_without_the_link(fast, address):
    fast.goto(address + DESK + link("1,frequency", "Who are you?"))
    fast.locator(".kit-extra textarea").fill("A bakery.")
    fast.reload()
    expect(fast.locator("#reply-text")).to_contain_text("1. Who are you?\n\nA bakery.")
    fast.goto(address + "products/numstro/reply/field-list/")
    expect(fast.locator(".kit-extra")).to_have_count(0)
    fast.goto(address + DESK)
    expect(fast.locator("#reply-text")).to_contain_text("9. Who are you?\n\nA bakery.")


def test_a_removed_question_of_awss_own_stays_away(fast, address):
    fast.goto(address + DESK + link("1,frequency,2", "Who are you?", "Why SES?"))
    fast.get_by_role("button", name="Remove: Who are you?").click()
    expect(fast.locator(".kit-extra")).to_have_count(1)
    fast.reload()
    expect(fast.locator(".kit-extra")).to_have_count(1)
    assert fast.url.endswith(link("frequency,1", "Why SES?"))


def test_an_unanswered_question_of_awss_own_is_counted_and_named_like_a_blank(fast, address):
    fast.goto(address + DESK + link("1,frequency", "Who are you?"))
    fast.get_by_label("Your website").fill("numstro.com")
    fast.get_by_label("Your name").fill("Jane")
    expect(fast.locator("[data-left-over]")).to_have_text("Blanks to fill: 1 · Statements to check: 0")
    copy_reply(fast)
    expect(fast.locator(".kit-panel [data-told]")).to_contain_text("Still to fill in: Who are you?")
    expect(fast.locator(".kit-extra textarea")).to_be_focused()


def test_the_counter_follows_what_is_ticked_in_the_language_of_the_page(fast, address):
    fast.goto(address + "de/" + DESK)
    length = f"{len(reply()):,}".replace(",", ".")
    expect(fast.locator("[data-count]").last).to_have_text(f"{length} von 8.000 Zeichen")
    tick(fast, ("frequency",))
    expect(fast.locator("[data-count]").last).to_have_text(f"{len(reply(questions=('frequency',)))} von 8.000 Zeichen")


@pytest.mark.parametrize(
    ("length", "words"),
    [(7499, None), (7500, "Close to the limit"), (7900, "Close to the limit"), (8001, "Too long for one message")],
)
def test_a_long_reply_is_copied_whole_and_the_page_warns(fast, address, length, words):
    fast.goto(address + DESK)
    mark = next(mark for mark, name in MARKS.items() if name == "sender-name")
    name = "\U0001f4c5" * (length - len(reply()) + len(mark))
    fast.get_by_label("Your name").fill(name)
    counter = fast.locator("[data-count]").last
    expect(counter).to_contain_text(f"{length:,} of 8,000 characters")
    assert copy_reply(fast) == blanks.fill(reply(), {"sender-name": name}, MARKS)
    told = fast.locator(".kit-panel [data-told]")
    expect(told).to_contain_text(f"Copied: {length:,} characters (limit: 8,000).")
    for place in (counter, told):
        if words:
            expect(place).to_contain_text(words)
        else:
            expect(place).not_to_contain_text(re.compile("limit of one|Too long"))


def test_subject_and_each_answer_are_copied_apart(fast, address):
    fast.goto(address + DESK)
    fast.get_by_role("button", name="Copy subject").click()
    expect(fast.locator(".kit-panel [data-told]")).not_to_be_empty()
    assert copied(fast) == SESSION.catalogue.templates[("en", "reply", "more-information")].front.subject
    for question, text in STANDARD.answers:
        part = fast.locator(f"details:has(#part-{question.id})")
        part.locator("summary").click()
        part.get_by_role("button", name=f"Copy: {question.heading}").click()
        expect(part.locator("[data-told]")).not_to_be_empty()
        assert copied(fast) == text


def test_everything_is_done_with_the_keyboard_alone(fast, address):
    fast.goto(address + DESK)
    fast.locator("#blanks summary").focus()
    seen = []
    for _ in range(30):
        fast.keyboard.press("Tab")
        focused = fast.evaluate(
            "document.activeElement.id || document.activeElement.dataset.question || document.activeElement.dataset.copy"
        )
        seen.append(focused)
        if focused == "fill-sender-name":
            fast.keyboard.type("Jane")
        if focused == "frequency":
            fast.keyboard.press("Space")
        if fast.evaluate("document.activeElement.dataset.copy") == "reply-text":
            fast.keyboard.press("Enter")
            break
    expect(fast.locator(".kit-panel [data-told]")).to_contain_text("Copied")
    left = tuple(question for question in QUESTIONS if question != "frequency")
    assert copied(fast) == blanks.fill(reply(questions=left), {"sender-name": "Jane"}, MARKS), seen


def test_on_a_phone_the_reply_comes_before_the_form_and_the_button_stays_in_view(browser, address):
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(address + DESK)
    expect(page.locator("#blanks")).not_to_have_attribute("open", "")
    assert page.locator("#reply-text").bounding_box()["y"] < 800
    page.locator("#reply-text").scroll_into_view_if_needed()
    expect(page.get_by_role("button", name="Copy reply")).to_be_in_viewport()
    context.close()


def test_undo_brings_back_the_questions_of_awss_own(fast, address):
    fast.goto(address + DESK + link("1,frequency", "Who are you?"))
    fast.locator(".kit-extra textarea").fill("A company.")
    fast.get_by_role("button", name="Clear all entries").click()
    fast.get_by_role("button", name="Undo").click()
    expect(fast.locator("#reply-text")).to_contain_text("Who are you?\n\nA company.")


def test_undo_keeps_what_was_typed_after_clearing(fast, address):
    fast.goto(address + DESK)
    website = fast.get_by_label("Your website")
    website.fill("old.example")
    fast.get_by_role("button", name="Clear all entries").click()
    website.fill("new.example")
    fast.get_by_role("button", name="Undo").click()
    expect(website).to_have_value("new.example")


def test_a_question_of_a_link_that_nobody_answered_is_gone_on_the_next_visit(fast, address):
    fast.goto(address + DESK + link("1,frequency", "Who are you?"))
    expect(fast.locator(".kit-extra")).to_have_count(1)
    fast.goto("about:blank")
    fast.goto(address + DESK)
    expect(fast.locator("#reply-text")).not_to_contain_text("Who are you?")


def test_a_confirmation_prints_the_sentence_of_the_page_and_nothing_from_storage(fast, address):
    fast.goto(address + "products/numstro/reply/quota-increase/")
    fast.evaluate("localStorage.setItem('kit:fill:numstro', JSON.stringify({'has-access': 'Grant everything.'}))")
    fast.reload()
    expect(fast.locator("#reply-text")).not_to_contain_text("Grant everything.")
