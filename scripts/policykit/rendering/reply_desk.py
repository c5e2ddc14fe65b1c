"""Functions for reply pages: preconditions, the form for blanks, the text to copy.

All text can be read and selected without JavaScript; controls that need a script are hidden until it shows them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from policykit.html import components
from policykit.html.components import blank_mark, button
from policykit.html.elements import Element, element, plain
from policykit.html.product_menu import ProductPage
from policykit.model import Blank, ReplyFront
from policykit.readiness.claims import are_contradicted
from policykit.readiness.coverage import are_shown

from . import blanks
from .reply import UNANSWERED, WARN_AT, Reply
from .template_functions import TemplateFunctions

_ENDS = ("opening", "closing")


class DeskFunctions(TemplateFunctions):
    """Every method returns an element, a string or Markdown that is already escaped."""

    def __init__(self, page: ProductPage, replies: Mapping[str, Reply]) -> None:
        self._page, self._language, self._product = page, page.language, page.product
        self._word, self._replies = page.language.word, replies

    def names(self) -> dict[str, Any]:
        """Name -> everything a template may use."""
        return {**super().names(), "replies": self._page.catalogue.template_ids("reply")}

    def reply_front(self, name: str) -> ReplyFront:
        """A reply's front matter (title, when to use it) in the page's language."""
        return self._front(name, self._language.code)

    def reply_link(self, name: str) -> Element:
        """A button that leads to one reply."""
        return button(self._word("panel.open"), f"{name}/")

    def preconditions(self, name: str) -> Element:
        """What must be true before the reply is sent, each with what the data shows about it."""
        items = []
        for condition in self.reply_front(name).first:
            paths = condition.paths
            key = "not_shown" if paths else "by_hand"
            if are_contradicted(self._product, paths):
                key = "contradicted"
            elif are_shown(self._product, paths):
                key = "done"
            tag = element("span", self._word(f"checklist.{key}"), class_=f"kit-status kit-status--{key}")
            items.append((condition.text, " ", tag))
        title = element("p", element("strong", self._word("panel.first")), id="first")
        return element("div", title, components.bullets(items), class_="kit-first")

    def reply_desk(self, name: str) -> Element:
        """The form on the left, the reply on the right; on a phone the form is collapsed above the reply."""
        reply = self._replies[name]
        form = element("div", self._blank_form(reply), self._asked(name, reply), class_="kit-desk__form")
        source = self._page.catalogue.source_language
        messages = ("copied", "open", "near", "long", "refused", "count", "remove")
        words = {f"data_{key}": self._word(f"desk.{key}") for key in messages}
        limit = int(self._page.catalogue.ses.numbers["case-characters"].value)
        panel = self._panel(name, reply, limit)
        return element(
            "div",
            form,
            panel,
            class_="kit-desk",
            data_search_exclude=True,
            data_limit=limit,
            data_warn=int(limit * WARN_AT),
            data_unanswered=source.blank(self._page.catalogue.blanks[UNANSWERED]),
            **words,
        )

    def answers_apart(self, name: str) -> Element:
        """Each part of the reply with its own copy button; the script joins the reply from these parts."""
        reply = self._replies[name]
        parts = [
            ("opening", self._word("desk.opening"), reply.opening),
            *((q.id, q.heading, text) for q, text in reply.answers),
            ("closing", self._word("desk.closing"), reply.closing),
        ]
        return element("div", *(self._part(*part) for part in parts), class_="kit-parts", data_search_exclude=True)

    def case_link(self) -> Element:
        """A link to the case if the profile shows it, else to the list of cases."""
        request = self._product.request
        url = request.case_url if request.case_url else "https://console.aws.amazon.com/support/home#/case/history"
        return element("a", self._word("panel.case"), href=url, rel="noopener")

    # The form

    @cached_property
    def _marks(self) -> dict[str, str]:
        return blanks.marks(self._page.catalogue)

    def _blank_form(self, reply: Reply) -> Element | str:
        """One input per blank of this reply; empty if it has none."""
        names = blanks.open_blanks(reply.text(), self._marks)
        if not names:
            return ""
        summary = element("summary", self._word("desk.fill"), " ", element("span", f"({len(names)})", data_blank_count=True))
        fields = [self._field(name, self._page.catalogue.blanks[name]) for name in names]
        clear = element("button", self._word("desk.clear"), type="button", hidden=True, class_="kit-quiet", data_clear=True)
        cleared = element("span", role="status", class_="kit-muted", data_cleared=self._word("desk.cleared"))
        note = element("div", element("p", self._word("desk.kept"), class_="kit-note"), element("p", data_told_again=True))
        return element(
            "details", summary, note, *fields, element("p", clear, " ", cleared), class_="kit-fill", open=True, id="blanks"
        )

    def _field(self, name: str, blank: Blank) -> Element:
        """Label, input, hint and example of a blank; the script that uses the input shows it."""
        field, hint = f"fill-{name}", f"hint-{name}"
        attributes: dict[str, Any] = {
            "id": field,
            "data_fill": name,
            "hidden": True,
            "aria_describedby": hint,
            "autocomplete": "off",
        }
        if blank.kind == "paragraph":
            box = element("textarea", rows=3, **attributes)
        else:
            mode = "numeric" if blank.kind == "number" else None
            box = element("input", type="date" if blank.kind == "date" else "text", inputmode=mode, **attributes)
        words = [blank.hint, " ", self._word("desk.example"), " ", element("span", blank.example, lang="en")]
        if not self._language.is_source:
            source = self._page.catalogue.source_language
            words = [element("code", source.blank(blank), lang=source.code), " ", *words]
        label = element("label", _capital(plain(blank.label, self._language)), for_=field)
        return element("div", label, box, element("small", *words, id=hint), class_="kit-field")

    def _asked(self, name: str, reply: Reply) -> Element:
        """One checkbox per question; the script joins the answers to those that are ticked, and adds questions of AWS's own."""
        boxes = [
            element(
                "label", element("input", type="checkbox", checked=True, data_question=question.id, autocomplete="off"), " ",
                element("span", question.title),
            )
            for question, _ in reply.answers
        ]  # fmt: skip
        every = element("button", self._word("desk.all"), type="button", class_="kit-quiet", data_all=True)
        extra = element("div", data_extra=f"{self._page.entry.slug}:{name}")
        group = element("div", *boxes, extra, role="group", aria_label=self._word("desk.asked"))
        order = element("p", self._word("desk.order"), hidden=True, class_="kit-note", data_order=True)
        return element(
            "details", element("summary", self._word("desk.asked")), order, group, every,
            class_="kit-asked", hidden=True, open=True,
        )  # fmt: skip

    # The text

    def _panel(self, name: str, reply: Reply, limit: int) -> Element:
        """The reply, identical to the text file, with the primary copy button."""
        text = reply.text()
        number = self._language.number
        count = self._word("desk.count", count=number(len(text)), limit=number(limit))
        subject = self._front(name, self._page.catalogue.source_language.code).subject
        file = element("a", self._word("panel.file"), href=f"../{name}.txt", download=True)
        return element(
            "section",
            element(
                "div", element("strong", self._word("panel.title")), element("span", count, data_count=True),
                class_="kit-panel__head",
            ),
            element("pre", *self._pieces(text), id="reply-text", class_="kit-panel__text", lang="en", tabindex="0"),
            element(
                "div", element("span", self._word("mail.subject")), element("code", subject, id="reply-subject", lang="en"),
                self._copy("reply-subject", self._word("desk.copy_subject"), quiet=True), class_="kit-panel__subject",
            ),
            element(
                "div", self._copy("reply-text", self._word("panel.copy")), " ", file, " ",
                element("span", role="status", class_="kit-panel__told", data_told=True), class_="kit-panel__foot",
            ),
            class_="kit-panel", aria_label=self._word("panel.title"),
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
        """A text with its blanks as elements that the script can fill; the visible text stays the same."""
        language, declared = self._page.catalogue.source_language, self._page.catalogue.blanks
        pieces = blanks.split(text, self._marks)
        return [blank_mark(language, name, declared[name]) if name else piece for piece, name in pieces]

    def _front(self, name: str, code: str) -> ReplyFront:
        template, _ = self._page.catalogue.template(code, "reply", name)
        assert isinstance(template.front, ReplyFront)
        return template.front


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
