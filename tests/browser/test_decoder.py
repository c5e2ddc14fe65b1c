"""The case decoder in a real browser: many letters in one page load, then what people do with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect
from projects import settings

from policykit.catalog.loader import load
from policykit.site.session import session_of

CATALOGUE = load(settings())
# File name: kind of letter, two hyphens, what is special about the text. All of them are made up, or are AWS's standard texts.
LETTERS = {path.stem: path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parent / "letters").glob("*.txt"))}
REPLIES = {
    f"own reply: {slug} {name}": session_of(CATALOGUE).replies.text(entry, name)
    for slug, entry in CATALOGUE.products.items()
    for name in CATALOGUE.template_ids("reply")
}
NOT_OURS = {name for name in LETTERS if name.startswith("none--")}
STANDARD = LETTERS["more-information--standard"]
PRODUCT = "products/tidepool/reply/"
# The theme's own scripts: none of the tests here is about search or colours.
BLOCKED = ["*/assets/javascripts/*"]

# What the SES console shows as the status of an account.
CONSOLE = {
    "Pending end of review decision": "sending-review",
    "Pending sending pause": "sending-review",
    "Sending paused for this account": "sending-paused",
}

# What the letter asks, as far as its reply answers it. Letters that ask nothing are in the list too: nothing must be ticked.
ASKED = {
    "more-information--standard": "purpose frequency lists bounces complaints unsubscribes examples",
    "more-information--quoted-and-wrapped": "purpose frequency lists bounces complaints unsubscribes examples",
    "more-information--quoted-printable": "purpose frequency lists bounces complaints unsubscribes",
    "more-information--the-questions-only": "frequency lists bounces complaints unsubscribes examples",
    "more-information--other-words": "frequency lists bounces complaints unsubscribes examples",
    "more-information--bullets": "frequency lists bounces complaints unsubscribes examples",
    "more-information--four-old-questions": "lists bounces complaints unsubscribes",
    "more-information--follow-up-bounces": "bounces complaints",
    "more-information--own-request-below-without-marks": "purpose lists bounces complaints unsubscribes",
    "more-information--whole-mail-with-own-request-below": "purpose frequency lists bounces complaints examples",
    "field-list--agent": "limits purpose compliance lists bounces complaints",
    "field-list--short": "limits purpose compliance lists bounces complaints",
    "refusal--standard": "",
    "second-refusal--full": "",
    "account-maturity--full": "account",
    "sending-review--faq": "cause fix prevention",
    "sending-paused--short": "cause fix prevention",
    "other-mail--new-kind": "stream",
    "grant--standard": "",
    "received--short": "",
    "payment--alert": "",
    "more-information--below-an-own-reply": "frequency lists bounces complaints",
    "more-information--own-answers-between-the-quoted-lines": "frequency bounces complaints",
}
# Sentences for which the reply has no answer. AWS's own standard letters have none.
EXTRA = {
    "more-information--standard": [],
    "refusal--standard": [],
    "sending-review--faq": [],
    "more-information--further-question-about-lists": [
        "Finally, please tell us whether you use a third-party service to collect addresses.",
        "Please also send us your business licence.",
    ],
    "more-information--asks-more": [
        "Which other AWS services do you use?",
        "Is your company registered in the country of your website?",
        "the date on which your domain was registered",
    ],
}

RECOGNISE = """async ([module, texts]) => {
  const { loadPatterns, recognize } = await import(module);
  const { letters, questions } = await loadPatterns(document.querySelector("[data-decoder]"));
  const found = {};
  for (const [name, text] of Object.entries(texts)) {
    const start = performance.now();
    const { letter, asked, isOwn } = recognize(text, letters, questions);
    const [known, extra] = [asked.filter(({ id }) => id), asked.filter(({ id }) => !id)];
    found[name] = {
      letter, isOwn, took: performance.now() - start,
      asked: known.map(({ id }) => id), extra: extra.map(({ words }) => words), order: asked.map(({ id, words }) => id ?? words),
    };
  }
  return found;
}"""


def variants(text: str) -> dict[str, str]:
    """The same letter as other mail programs show it."""
    # Where one message ends and the next begins is told by lines.
    is_thread = "wrote:" in text or "Original Message" in text
    without_lines = {} if is_thread else {"one line": " ".join(text.split()), "narrow": "\n".join(text.split())}
    return without_lines | {
        "quoted": "\n".join(f"> {line}" for line in text.splitlines()),
        "capitals": text.upper(),
        "curly, no-break and soft": text.replace("'", "’").replace("email", "e\u00admail").replace("your ", "your\u00a0"),
        "forwarded": f"Can somebody answer this?\n\n---------- Forwarded message ---------\nFrom: AWS\n\n{text}",
    }


@pytest.fixture(scope="module")
def found(browser, address) -> dict[str, dict]:
    """What the page's own module says of every text, in one page load."""
    context = browser.new_context()
    page = context.new_page()
    page.route("**/assets/javascripts/**", lambda route: route.abort())
    page.goto(address + PRODUCT)
    texts = LETTERS | REPLIES | {words: words for words in CONSOLE}
    for name in ASKED:
        texts |= {f"{name}: {variant}": text for variant, text in variants(LETTERS[name]).items()}
    junk = "how you bounce, we are not able to; request review your sending quota email\n> "
    texts |= {
        "junk: the same words": junk * 1300,
        "junk: one character": "-" * 100_000,
        "junk: digits": "0123456789 " * 10_000,
        "junk: a letter fifty times": STANDARD * 50,
        "junk: own words, then the letter": "Hello team, see below.\n" * 20 + STANDARD,
    }
    result = page.evaluate(RECOGNISE, [f"{address}assets/decoder.js", texts])
    context.close()
    return result


def test_every_kind_is_recognized_in_many_wordings(found):
    wrong = {name: found[name]["letter"] for name in LETTERS if (found[name]["letter"] or "none") != name.split("--")[0]}
    assert wrong == {}


def test_every_kind_has_several_wordings():
    count = {kind: sum(name.startswith(f"{kind}--") for name in LETTERS) for kind in CATALOGUE.letters}
    assert {kind: number for kind, number in count.items() if number < 10} == {}


def test_the_questions_that_a_letter_asks_are_found(found):
    assert {name: " ".join(found[name]["asked"]) for name in ASKED} == ASKED


def test_sentences_for_which_the_reply_has_no_answer_are_listed_as_aws_wrote_them(found):
    assert {name: found[name]["extra"] for name in EXTRA} == EXTRA


def test_the_questions_come_in_the_order_of_the_letter(found):
    first, second, third = EXTRA["more-information--asks-more"]
    assert found["more-information--asks-more"]["order"] == [first, "bounces", second, "lists", third, "frequency"]


def test_what_the_sender_wrote_is_called_so(found):
    own = [name for name in LETTERS if name.startswith("none--own-")]
    assert len(own) >= 4
    assert [name for name in own if not found[name]["isOwn"]] == []
    assert [name for name in LETTERS if found[name]["isOwn"] and name not in own] == []


def test_no_reply_of_the_kit_is_called_a_letter_from_aws(found):
    assert len(REPLIES) == len(CATALOGUE.products) * len(CATALOGUE.template_ids("reply"))
    assert {name: found[name]["letter"] for name in REPLIES if found[name]["letter"] or not found[name]["isOwn"]} == {}


@pytest.mark.parametrize(("words", "kind"), CONSOLE.items())
def test_the_words_of_the_console_are_recognized(found, words, kind):
    assert found[words]["letter"] == kind


def test_it_does_not_matter_how_the_text_was_copied(found):
    wrong = {}
    for name, entry in found.items():
        same = found.get(name.partition(": ")[0])
        if same and (entry["letter"], entry["asked"]) != (same["letter"], same["asked"]):
            wrong[name] = (entry["letter"], entry["asked"])
    assert wrong == {}


def test_what_is_no_letter_about_ses_is_not_recognized(found):
    assert len(NOT_OURS) >= 40
    assert {name: found[name]["letter"] for name in NOT_OURS if found[name]["letter"] or found[name]["asked"]} == {}


def test_a_huge_text_takes_no_noticeable_time(found):
    assert {name: round(entry["took"]) for name, entry in found.items() if entry["took"] > 400} == {}
    assert found["junk: digits"]["letter"] is None
    assert found["junk: one character"]["letter"] is None
    assert found["junk: a letter fifty times"]["letter"] == "more-information"
    assert found["junk: own words, then the letter"]["letter"] == "more-information"


def told(page):
    return page.locator("[data-decoder] [role=status]")


def paste(page, text: str) -> None:
    page.emulate_media(reduced_motion="reduce")  # else a click may miss what still moves
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.locator("#decoder-text").click()  # waits until the script has shown it
    page.keyboard.press("ControlOrMeta+V")


def test_pasting_a_letter_leads_to_the_reply_with_its_questions(fast, address):
    fast.goto(address + PRODUCT)
    paste(fast, STANDARD)
    expect(told(fast)).to_contain_text("This looks like: AWS asks for more information")
    expect(told(fast).locator("li")).to_have_count(7)
    told(fast).get_by_role("link").click()
    asked = "purpose,frequency,lists,bounces,complaints,unsubscribes,examples"
    assert fast.url == f"{address}{PRODUCT}more-information/#asked={asked}"
    ticked = fast.locator("[data-question]:checked")
    expect(ticked).to_have_count(8)  # the verified identity is never left out
    assert [box.get_attribute("data-question") for box in ticked.all()] == [*asked.split(","), "identity"]


def test_a_sentence_without_an_answer_goes_into_the_reply_unless_it_is_unticked(fast, address):
    fast.goto(address + PRODUCT)
    paste(fast, LETTERS["more-information--asks-more"])
    expect(told(fast)).to_contain_text("without a prepared answer: 3")
    for other in ("Which other AWS services", "the date on which"):
        told(fast).get_by_label(other).uncheck()
    told(fast).get_by_role("link").click()
    expect(fast.locator("#reply-text")).to_contain_text(
        "2. Is your company registered in the country of your website?\n\n[fill in"
    )
    expect(fast.locator("#reply-text")).to_contain_text("1. How we manage bounces")
    expect(fast.locator("#reply-text")).not_to_contain_text("Which other AWS services")
    assert fast.url.partition("#")[2].startswith("asked=bounces,1,lists,frequency&extra=Is%20your%20company")


def test_the_sender_is_told_to_paste_what_aws_wrote(fast, address):
    for folder, words in (("", "This looks like your own message."), ("de/", "Das sieht nach Ihrer eigenen Nachricht aus.")):
        fast.goto(address + folder + PRODUCT)
        paste(fast, next(text for name, text in REPLIES.items() if name.endswith(" more-information")))
        expect(told(fast)).to_contain_text(words)


@pytest.mark.parametrize("kind", CATALOGUE.letters)
def test_the_result_says_where_a_match_rests_on_likely_wording(fast, address, kind):
    fast.goto(address + PRODUCT)
    paste(fast, next(text for name, text in LETTERS.items() if name.startswith(f"{kind}--")))
    expect(told(fast)).to_contain_text("This looks like")
    likely = "We found no published example of this email" in (told(fast).text_content() or "")
    assert likely == bool(CATALOGUE.letters[kind].likely)


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
@pytest.mark.parametrize("path", [PRODUCT, "de/reply/"])
def test_after_pasting_the_result_and_its_button_are_in_view(browser, address, width, height, path):
    context = browser.new_context(
        viewport={"width": width, "height": height}, reduced_motion="reduce", permissions=["clipboard-read", "clipboard-write"]
    )
    page = context.new_page()
    page.goto(address + path)
    if path != PRODUCT:
        page.locator("#decoder-product").select_option(label="Tidepool & <Sons>")
    paste(page, LETTERS["more-information--asks-more"])
    expect(told(page).locator(".kit-next__title")).to_be_in_viewport(ratio=1)
    expect(told(page).get_by_role("link")).to_be_in_viewport(ratio=1)
    context.close()


def test_typing_does_not_move_the_page(fast, address):
    fast.goto(address + PRODUCT)
    fast.evaluate("() => { Element.prototype.scrollIntoView = () => { window.hasMoved = true; }; }")
    fast.locator("#decoder-text").click()
    fast.locator("#decoder-text").press_sequentially("Sending paused for this account")
    expect(told(fast)).to_contain_text("This looks like")
    assert fast.evaluate("window.hasMoved") is None
    fast.get_by_role("button", name="Find the reply").click()
    fast.wait_for_function("window.hasMoved")


def test_on_the_page_of_all_products_the_reply_with_blanks_opens_until_one_is_chosen(fast, address, public_site):
    fast.goto(address + "reply/")
    expect(fast.locator("#decoder-product option")).to_have_count(len(public_site.catalogue.products) + 1)
    fast.locator("#decoder-text").fill(LETTERS["refusal--standard"])
    link = told(fast).get_by_role("link", name="Open the reply")
    expect(link).to_have_attribute("href", "../reply/second-review/")
    fast.locator("#decoder-product").select_option(label="Tidepool & <Sons>")
    expect(link).to_have_attribute("href", "../products/tidepool/reply/second-review/")
    link.click()
    assert fast.url == address + "products/tidepool/reply/second-review/"


def test_every_kind_in_the_list_leads_to_the_chosen_product(fast, address):
    fast.goto(address + "reply/")
    fast.locator("#decoder-product").select_option(label="Tidepool & <Sons>")
    for kind, letter in CATALOGUE.letters.items():
        link = fast.locator(f"[data-letter={kind}] [data-open]")
        if letter.reply:
            expect(link).to_have_attribute("href", f"../products/tidepool/reply/{letter.reply}/")
        else:
            expect(link).to_have_count(0)


def test_every_kind_in_the_list_is_seen_before_anything_is_pasted(fast, address):
    fast.goto(address + "reply/")
    for kind in CATALOGUE.letters:
        expect(fast.locator(f"[data-letter={kind}]")).to_be_visible()


def test_the_german_page_says_it_in_german_and_stays_german(fast, address):
    fast.goto(f"{address}de/{PRODUCT}")
    paste(fast, LETTERS["sending-paused--short"])
    expect(told(fast)).to_contain_text("Das sieht so aus: AWS hat Ihren Versand angehalten")
    told(fast).get_by_role("link").click()
    assert fast.url == f"{address}de/{PRODUCT}sending-paused/#asked=cause,fix,prevention"


def test_a_letter_that_needs_no_reply_leads_to_what_to_do(fast, address):
    fast.goto(address + PRODUCT)
    paste(fast, LETTERS["grant--standard"])
    told(fast).get_by_role("link", name="What to do").click()
    assert fast.url == address + "guides/after-approval/"


def test_what_is_not_recognized_is_said_and_the_list_stays(fast, address):
    fast.goto(address + PRODUCT)
    fast.locator("#decoder-text").fill(LETTERS["none--lunch"])
    find = fast.get_by_role("button", name="Find the reply")
    find.focus()
    fast.keyboard.press("Enter")
    fast.wait_for_timeout(350)  # what typing would have shown must not take it away
    expect(told(fast)).to_contain_text("Not recognized")
    expect(find).to_be_focused()
    expect(told(fast).get_by_role("link")).to_have_count(0)
    expect(fast.locator("[data-letter]:visible")).to_have_count(len(CATALOGUE.letters))
    fast.locator("#decoder-text").fill("")
    find.click()
    expect(told(fast)).to_contain_text("Paste the email first")


def test_typing_shows_nothing_too_early_and_enter_is_a_line_break(fast, address):
    fast.goto(address + PRODUCT)
    expect(told(fast)).to_be_empty()
    fast.locator("#decoder-text").click()
    fast.locator("#decoder-text").press_sequentially("Hello")
    fast.keyboard.press("Enter")
    expect(fast.locator("#decoder-text")).to_have_value("Hello\n")
    fast.wait_for_timeout(350)
    expect(told(fast)).to_be_empty()


def test_the_text_stays_in_the_page(fast, address):
    fast.goto(address + PRODUCT)
    expect(fast.locator("#decoder-text")).to_be_visible()  # its script is loaded
    requests: list[str] = []
    fast.on("request", lambda request: requests.append(request.url))
    paste(fast, STANDARD)
    expect(told(fast)).to_contain_text("This looks like")
    assert {url.removeprefix(address) for url in requests if not url.endswith("favicon.svg")} <= {"reply/patterns.json"}
    kept = fast.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, location.href])")
    assert "bounce" not in kept
    fast.reload()
    expect(fast.locator("#decoder-text")).to_have_value("")


@pytest.mark.parametrize("path", [PRODUCT, "reply/", "de/reply/"])
def test_without_a_script_there_is_the_list_and_no_dead_field(browser, address, path):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + path)
    expect(page.locator("[data-letter]:visible")).to_have_count(len(CATALOGUE.letters))
    for dead in ("#decoder-text", "label[for=decoder-text]", "[data-form] button", "#decoder-product"):
        expect(page.locator(dead).filter(visible=True)).to_have_count(0)
    if path == PRODUCT:
        expect(page.locator("[data-letter=refusal] [data-open]")).to_have_attribute("href", "../reply/second-review/")
    context.close()
