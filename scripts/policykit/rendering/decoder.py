"""The case decoder: the kinds of letters AWS sends, as a readable list, and a file of patterns for decoder.js.

The file is loaded when somebody uses the field, so nothing is sent. Without JavaScript, readers use the list and the input
field stays hidden.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from policykit.catalog.addresses import PATTERNS, REPLIES, is_shown
from policykit.catalog.catalog import Catalogue
from policykit.catalog.languages import Language
from policykit.foundation.jsonio import json_text
from policykit.html.elements import Element, element, plain
from policykit.model import Letter, ReplyFront

_BLOCK = re.compile(r"{%-?\s*block\s+(\w+)")
# Messages that the script shows; it fills in {title} and {count}.
_MESSAGES = (
    "looks", "asks", "extra", "add", "open", "open_asked", "guide", "check", "none", "own", "empty", "failed",
)  # fmt: skip


@dataclass(frozen=True)
class Ways:
    """Relative URLs from the page: to the site's root, and to one product's replies or to all products."""

    to_root: str
    to_replies: str | None = None
    to_products: str | None = None


def case_decoder(catalogue: Catalogue, language: Language, ways: Ways) -> Element:
    """An input field for AWS's email, an area for the result, and the list of kinds."""
    messages = {f"data_{key}": language.word(f"decoder.{key}") for key in _MESSAGES}
    kinds = [_kind(catalogue, language, ways, name, letter) for name, letter in catalogue.letters.items()]
    return element(
        "div",
        _form(catalogue, language, ways),
        # In the page from the start, because screen readers do not announce live regions that are added later.
        element("div", role="status", class_="kit-decoder__found"),
        element("p", language.word("decoder.kinds"), class_="kit-decoder__intro"),
        element("ul", *kinds, class_="kit-letters"),
        class_="kit-decoder", data_decoder=True, data_patterns=ways.to_root + PATTERNS,
        data_search_exclude=ways.to_products is None, **messages,  # the search should not find one list per product
    )  # fmt: skip


def decoder_patterns(catalogue: Catalogue, language: Language) -> str:
    """What decoder.js compares an email with: the patterns of each kind of letter, and the signs of AWS's questions."""
    letters = []
    for name, letter in catalogue.letters.items():
        reply = letter.reply if is_shown(catalogue, "reply-text") else None
        found = {
            "id": name, "like": letter.like, "reply": reply, "answers": _answers(catalogue, reply) if reply else None,
            "certain": letter.certain, "hints": letter.hints,
        }  # fmt: skip
        letters.append({key: value for key, value in found.items() if value is not None})
    questions = [
        {"id": question.id, "title": plain(question.title, language), "signs": question.signs}
        for question in catalogue.questions
        if question.signs
    ]
    return json_text({"letters": letters, "questions": questions})


def _form(catalogue: Catalogue, language: Language, ways: Ways) -> Element:
    """The input form; hidden until the script that reads it shows it."""
    label = element("label", language.word("decoder.label"), for_="decoder-text")
    # autocomplete="off" also keeps the browser from restoring the text on the next visit.
    field = element(
        "textarea", id="decoder-text", rows="6", autocomplete="off", spellcheck="false", aria_describedby="decoder-note"
    )
    note = element("p", language.word("decoder.note"), id="decoder-note", class_="kit-note")
    find = element("button", language.word("decoder.find"), type="button", class_="md-button")
    product = _choice(catalogue, language, ways)
    return element("div", label, field, note, *product, find, hidden=True, class_="kit-decoder__form", data_form=True)


def _choice(catalogue: Catalogue, language: Language, ways: Ways) -> list[Element]:
    """The choice of a product, on a page for all; the value of an option is the folder of its replies."""
    if ways.to_products is None:
        return []
    options = [element("option", name, value=folder) for name, folder in _folders(catalogue, language, ways)]
    label = element("label", language.word("decoder.product"), for_="decoder-product")
    return [label, element("select", *options, id="decoder-product", autocomplete="off")]


def _folders(catalogue: Catalogue, language: Language, ways: Ways) -> list[tuple[str, str]]:
    """Each product with the folder of its replies; the first is chosen until somebody chooses another."""
    found = [(entry.product.name, f"{ways.to_products}{slug}/{REPLIES}") for slug, entry in catalogue.products.items()]
    if is_shown(catalogue, "reply-unlisted"):
        # Where a kit is about one product, whoever pastes an email asks about that one.
        found.insert(len(found) if len(found) == 1 else 0, (language.word("decoder.unlisted"), ways.to_root + REPLIES))
    return found


def _kind(catalogue: Catalogue, language: Language, ways: Ways, name: str, letter: Letter) -> Element:
    """One kind of letter: title, meaning, quote, links."""
    has_replies = is_shown(catalogue, "reply-text") and bool(ways.to_replies or _folders(catalogue, language, ways))
    reply = letter.reply if has_replies else None
    links = [_reply_link(catalogue, language, ways, reply)] if reply else []
    if letter.guide:
        links.append(element("a", language.word("decoder.guide"), href=ways.to_root + letter.guide, data_guide=True))
    likely, guess = ((" ", language.word(f"decoder.{key}")) if letter.likely else () for key in ("likely", "guess"))
    between = [part for link in links for part in (link, " · ")][:-1]
    return element(
        "li",
        element("strong", letter.title, class_="kit-letter__title"),
        element("p", letter.means, *likely, class_="kit-letter__means"),
        element("p", element("q", letter.quote, lang=catalogue.source_language.code), *guess, class_="kit-note"),
        element("p", *between) if links else "",
        data_letter=name, data_reply=reply,
    )  # fmt: skip


def _reply_link(catalogue: Catalogue, language: Language, ways: Ways, reply: str) -> Element:
    """The link to a reply; on a page for all products, the script makes it one of the chosen product."""
    front = catalogue.template(language.code, "reply", reply)[0].front
    assert isinstance(front, ReplyFront)
    folder = ways.to_replies or next(folder for _, folder in _folders(catalogue, language, ways))
    return element("a", language.word("decoder.reply", title=front.title), href=f"{folder}{reply}/", data_open=reply)


def _answers(catalogue: Catalogue, reply: str) -> list[str]:
    """The ids of the questions that a reply answers (its blocks), in AWS's order."""
    blocks = set(_BLOCK.findall(catalogue.templates[(catalogue.source_language.code, "reply", reply)].body))
    return [question.id for question in catalogue.questions if question.id in blocks]
