"""A reply to copy, beside the form for its blanks: the letter, its parts, what is left out of it and what to check in it.

All text can be read and selected without JavaScript; controls that need a script are hidden until it shows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from policykit.catalog.addresses import is_shown, page_url
from policykit.catalog.catalog import Catalogue
from policykit.catalog.languages import Language
from policykit.html.components import bullets, button
from policykit.html.elements import Element, element, plain
from policykit.html.product_menu import ProductPage
from policykit.model import ReplyFront, Text
from policykit.model.view import ProductView, location
from policykit.readiness.coverage import proof_of, seen_on
from policykit.readiness.verdict import Verdict
from policykit.rules import Finding

from . import blanks
from .case_functions import proof_key
from .desk_form import BlankForm
from .desk_notes import Check, DeskNotes, fold
from .evidence_functions import seen_tag
from .finding_functions import message_of, verdict_words
from .reply import DATED, UNANSWERED, WARN_AT, Reply
from .statement_functions import clause
from .template_functions import TemplateFunctions

_ENDS = ("opening", "closing")
_COUNTS = ("copied", "open", "open_more", "near", "long", "refused", "count", "left", "ready", "remove")


class ReplyDesk:
    """One reply for one product, in the words of one language."""

    def __init__(
        self,
        catalogue: Catalogue,
        language: Language,
        product: ProductView,
        name: str,
        reply: Reply,
        checks: Sequence[Check] = (),
    ) -> None:
        self._catalogue, self._language, self._product = catalogue, language, product
        self._word, self._name, self._reply = language.word, name, reply
        self._text = reply.text()
        self._marks = blanks.marks(catalogue, product)
        self._open = blanks.open_blanks(self._text, self._marks)
        # One per sentence, the most serious first.
        self._checks = list({check.sentence: check for check in reversed(checks) if check.sentence in self._text}.values())[
            ::-1
        ]

    def front(self, code: str) -> ReplyFront:
        """The reply's front matter (title, when to use it) in a language, else in the source language."""
        front = self._catalogue.template(code, "reply", self._name)[0].front
        assert isinstance(front, ReplyFront)
        return front

    def desk(self) -> Element:
        """What must be true, form and questions on the left, the reply on the right; on a phone one above the other, folded."""
        form = BlankForm(self._catalogue, self._language, self._product, self._open)
        limit = int(self._catalogue.ses.numbers["case-characters"].value)
        words = {f"data_{key}": self._word(f"desk.{key}") for key in _COUNTS}
        beside = element("div", self._preconditions(), form.fields(), form.streams(), self._asked(), class_="kit-desk__form")
        notes = DeskNotes(self._catalogue, self._language, self._product, self._reply, self._checks).notes()
        source = self._catalogue.source_language
        product = None if self._product.name else "*"  # the menu of a product's page names it
        return element(
            "div", beside, self._panel(limit), notes,
            class_="kit-desk", data_product=product, data_search_exclude=True, data_limit=limit,
            data_warn=int(limit * WARN_AT), data_unanswered=source.blank(self._catalogue.blanks[UNANSWERED]), **words,
        )  # fmt: skip

    def parts(self) -> Element:
        """Each part of the reply with its own copy button; the script joins the reply from these parts."""
        parts = [
            ("opening", self._word("desk.opening"), self._reply.opening),
            *((q.id, q.heading, text) for q, text in self._reply.answers),
            ("closing", self._word("desk.closing"), self._reply.closing),
        ]
        return element("div", *(self._part(*part) for part in parts), class_="kit-parts", data_search_exclude=True)

    # Beside the letter

    def _preconditions(self) -> Element:
        """What must be true before the reply is sent, each with what the data shows about it."""
        items = []
        for condition in self.front(self._language.code).first:
            key = proof_key(proof_of(self._product, condition.paths) if self._product.name else None)
            tag = element("span", self._word(f"checklist.{key}"), class_=f"kit-status kit-status--{key}")
            on = seen_on(self._product, condition.paths or condition.seen) if self._product.name else None
            if on and key in ("done", "by_hand"):
                tag = seen_tag(on, self._catalogue, self._language)
            items.append((condition.text, " ", tag))
        return fold(self._language, "first", len(items), bullets(items), is_open=True, id="first")

    def _asked(self) -> Element:
        """One checkbox per question; the script joins the answers to those that are ticked, and adds questions of AWS's own."""
        boxes = [
            element(
                "label", element("input", type="checkbox", checked=True, data_question=question.id, autocomplete="off"), " ",
                element("span", question.title),
            )
            for question, _ in self._reply.answers
        ]  # fmt: skip
        every = element("button", self._word("desk.all"), type="button", class_="kit-quiet", data_all=True)
        group = element("div", *boxes, element("div", data_extra=self._name), role="group", aria_label=self._word("desk.asked"))
        order = element("p", self._word("desk.order"), hidden=True, class_="kit-note", data_order=True)
        return element(
            "details", element("summary", self._word("desk.asked")), order, group, every,
            class_="kit-asked", hidden=True, open=True,
        )  # fmt: skip

    # The letter

    def _panel(self, limit: int) -> Element:
        """The reply, identical to the text file, with the primary copy button."""
        number, word = self._language.number, self._word
        count = word("desk.count", count=number(len(self._text)), limit=number(limit))
        subject = self.front(self._catalogue.source_language.code).subject
        file = element("a", word("panel.file"), " ", href=f"../{self._name}.txt", download=True) if self._product.name else ""
        pieces = self._pieces(self._reply.marked())
        left = word("desk.left", blanks=str(len(self._open)), checks=str(len(self._checks)))
        return element(
            "section",
            element(
                "div", element("strong", word("panel.title")), element("span", count, data_count=True), class_="kit-panel__head"
            ),
            element("p", left, class_="kit-panel__left", data_left_over=True),
            element("pre", *pieces, id="reply-text", class_="kit-panel__text", lang="en", tabindex="0"),
            element(
                "div", element("span", word("mail.subject")), element("code", subject, id="reply-subject", lang="en"),
                self._copy("reply-subject", word("desk.copy_subject"), quiet=True), class_="kit-panel__subject",
            ),
            element(
                "div", self._copy("reply-text", word("panel.copy")), " ", file,
                element("span", role="status", class_="kit-panel__told", data_told=True), class_="kit-panel__foot",
            ),
            class_="kit-panel", aria_label=word("panel.title"),
        )  # fmt: skip

    def _part(self, identifier: str, heading: str, text: str) -> Element:
        source = f"part-{identifier}"
        pre = element("pre", *self._pieces(text), id=source, class_="kit-panel__text", lang="en", data_part=identifier)
        copy = self._copy(source, self._word("desk.copy_part"), label=self._word("desk.copy_named", name=heading), quiet=True)
        status = element("span", role="status", class_="kit-panel__told", data_told=True)
        summary = element("summary", element("span", heading, lang=None if identifier in _ENDS else "en", data_heading=True))
        return element("details", summary, pre, element("div", copy, " ", status, class_="kit-panel__foot"), class_="kit-part")

    def _copy(self, source: str, words: str, *, label: str | None = None, quiet: bool = False) -> Element:
        # Hidden until a script shows it, because the button does nothing without one.
        classes = "kit-quiet" if quiet else "md-button md-button--primary"
        return element("button", words, type="button", hidden=True, class_=classes, data_copy=source, aria_label=label)

    def _pieces(self, text: str) -> list[Any]:
        """A text with its blanks, dated sentences and sentences to check as elements; the visible text stays the same."""
        if not self._product.name:
            return list(self._rows(text))
        # Hidden until a script has judged their age.
        parts = DATED.split(text)
        found = list(self._undated(parts[0]))
        for until, sentence, rest in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
            found.append(element("span", f"\n\n{sentence}", hidden=True, data_until=until))
            found += self._undated(rest)
        return found

    def _undated(self, text: str) -> list[Any]:
        messages = {check.sentence: check.message for check in self._checks}
        pattern = "|".join(map(re.escape, sorted(messages, key=len, reverse=True)))
        pieces = re.split(f"({pattern})", text) if messages else [text]
        found: list[Any] = []
        for piece in pieces:
            if piece in messages:
                found.append(element("span", piece, class_="kit-check", title=messages[piece].replace("`", "")))
            else:
                found += self._with_blanks(piece)
        return found

    def _with_blanks(self, text: str) -> Iterator[Any]:
        for piece, name in blanks.split(text, self._marks):
            yield element("mark", piece, class_="kit-blank", data_blank=name) if name else piece

    def _rows(self, text: str) -> Iterator[Any]:
        """The same, with the paragraphs about the only stream as an element, which the script repeats for further streams."""
        marks = [mark for mark, name in self._marks.items() if "." in name]
        groups = groupby(text.split("\n\n"), key=lambda paragraph: any(mark in paragraph for mark in marks))
        for index, (is_row, paragraphs) in enumerate(groups):
            yield "\n\n" if index else ""
            pieces = self._with_blanks("\n\n".join(paragraphs))
            yield from [element("span", *pieces, data_row=True)] if is_row else pieces


class DeskFunctions(TemplateFunctions):
    """The reply desk of a product page; every method returns an element, a string or Markdown that is already escaped."""

    def __init__(self, page: ProductPage, replies: Mapping[str, Reply], verdict: Verdict[Finding], reply: str | None) -> None:
        """`reply` is the id of the reply that the page is about, if any."""
        self._page, self._language, self._product, self._reply = page, page.language, page.product, reply
        self._word, self._replies, self._verdict = page.language.word, replies, verdict

    @property
    def replies(self) -> list[str]:
        """The ids of all replies."""
        return self._page.catalogue.template_ids("reply")

    @property
    def reply(self) -> str | None:
        """The id of the reply that the page is about; None on other pages."""
        return self._reply

    @property
    def front(self) -> ReplyFront | None:
        """The front matter of that reply; None on other pages."""
        return self.reply_front(self._reply) if self._reply else None

    def reply_front(self, name: str) -> ReplyFront:
        """A reply's front matter (title, when to use it) in the page's language."""
        return self._desk(name).front(self._language.code)

    def reply_link(self, name: str) -> Element:
        """A button that leads to one reply."""
        return button(self._word("panel.open"), f"{name}/")

    def reply_desk(self, name: str) -> Element:
        """What must be true, the form, and the reply to copy."""
        return self._desk(name).desk()

    def answers_apart(self, name: str) -> Element:
        """Each part of the reply with its own copy button."""
        return self._desk(name).parts()

    def readiness_link(self) -> Element | str:
        """A link to what is left to do for this product; empty if the profile has no such page."""
        if not is_shown(self._page.catalogue, "readiness"):
            return ""
        return element("a", verdict_words(self._verdict, self._language), href=self._page.to_product + page_url("readiness"))

    def case_link(self) -> Element:
        """A link to the case if the profile shows it, else to the list of cases."""
        request = self._product.request
        url = request.case_url if request.case_url else "https://console.aws.amazon.com/support/home#/case/history"
        return element("a", self._word("panel.case"), href=url, rel="noopener")

    def _desk(self, name: str) -> ReplyDesk:
        checks = [
            Check(sentence, *self._message(finding))
            for problem in self._verdict.problems
            for finding in problem.findings
            if problem.severity != "note" and (sentence := self._sentence(finding.path))
        ]
        return ReplyDesk(self._page.catalogue, self._language, self._product, name, self._replies[name], checks)

    def _message(self, finding: Finding) -> tuple[str, str | None]:
        """What a rule found, in the page's language; with the language's code if it is another one."""
        words, code = message_of(self._page.catalogue, self._language, finding.found.message, finding.found.values)
        return words, None if code == self._language.code else code

    def _sentence(self, place: str) -> str:
        """The English text at a place as a letter has it, for a code what triggers its email; empty if there is none."""
        stream, code, _ = place.partition(".otp")
        place = f"{stream}.trigger.event" if code else place
        value: Any = self._product
        for part in location(place):
            value = value[part] if isinstance(part, int) else getattr(value, part, None)
            if value is None:
                return ""
        text = plain(value, self._page.catalogue.source_language) if isinstance(value, Text) else ""
        return clause(text) if place.endswith(".trigger.event") else text
