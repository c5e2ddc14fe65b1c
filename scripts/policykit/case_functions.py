"""What page templates call about the case: the next step, AWS's questions, checklists, the reply to copy.

May import `page_parts`, `facts` and `catalogue`. The reply's text is handed in, because only `rendering` makes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from . import page_parts
from .elements import Element, Markdown, element, plain
from .facts import Answer, Coverage, ItemState, are_contradicted, are_shown, coverage, item_states
from .model import Blank, ReplyFront
from .page_parts import Spot, blank_text, button, is_shown, kind_url, status_tag


class CaseFunctions:
    """Every method returns an element, words or Markdown that is already safe."""

    def __init__(self, spot: Spot, reply_text: Callable[[str], str]) -> None:
        self._spot, self._language, self._product = spot, spot.language, spot.product
        self._word, self._reply_text = spot.language.word, reply_text

    def names(self) -> dict[str, Any]:
        """Everything a template may use, by name."""
        methods = {name: getattr(self, name) for name in dir(type(self)) if not name.startswith("_") and name != "names"}
        catalogue = self._spot.catalogue
        return {**methods, "checklists": catalogue.checklists, "replies": catalogue.template_ids("reply")}

    def next_step(self) -> Element:
        """What to do now: one sentence, one button; derived from stage and answers."""
        open_count = sum(c.answer is not Answer.ANSWERED for c in self.coverage())
        stage = self._product.stage
        key = f"next.{stage}" + (".gaps" if open_count and stage in ("preparing", "requested", "asked", "refused") else "")
        target = "readiness" if key.endswith(".gaps") and stage in ("preparing", "requested") else "reply-text"
        href = self._spot.to_product + ("reply/more-information/" if target == "reply-text" else kind_url(target))
        words = self._word(key, count=self._language.number(open_count))
        action = button(self._word(f"next.to.{target}"), href, primary=True)
        title = element("p", self._word("next.title"), class_="kit-next__title")
        shown = element("p", action) if is_shown(self._spot.catalogue, target) else ""
        return element("div", title, element("p", words), shown, class_="kit-next")

    def coverage(self) -> tuple[Coverage, ...]:
        """AWS's questions and how far each is answered."""
        return coverage(self._spot.catalogue, self._product)

    def answer(self, answer: Answer) -> Element:
        """The tag for answered, partly or open."""
        return status_tag(str(answer), self._language)

    def verdict(self) -> str:
        """One line: how many questions are answered."""
        answers = [c.answer for c in self.coverage()]
        count = {str(kind): self._language.number(answers.count(kind)) for kind in Answer}
        return self._word("readiness.verdict", total=self._language.number(len(answers)), **count)

    def fact_list(self, cover: Coverage) -> Element:
        """The facts of one question: what is missing first, each with its field; what is stated in one line."""
        items: list[Any] = []
        for fact in cover.facts:
            if not fact.is_stated:
                missing, total = len(fact.states) - fact.stated_count, len(fact.states)
                note = self._word("readiness.of", count=str(missing), total=str(total)) if total > 1 else ""
                tag = status_tag(str(fact.worst), self._language)
                items.append((fact.needed.label, " ", tag, " ", note, " ", element("code", fact.needed.path)))
        stated = [plain(fact.needed.label, self._language) for fact in cover.facts if fact.is_stated]
        if stated:
            label = element("strong", self._word("readiness.stated"), ": ")
            items.append((label, self._language.join(stated)))
        return page_parts.bullets(items)

    def checklist(self, name: str) -> Element:
        """One checklist: progress, items with stable ids, what the data shows done."""
        checklist = self._spot.catalogue.checklists[name]
        states = item_states(self._product, checklist)
        done = sum(state.is_done for state in states)
        words = self._word("checklist.progress", done=str(done), total=str(len(states)))
        told = self._word("checklist.progress", done="{done}", total="{total}")
        progress = element("p", words, class_="kit-progress", role="status", data_progress=told)
        items = element("ul", *(self._item(state) for state in states), class_="kit-checklist")
        return element("div", progress, items, data_ticks=self._spot.entry.slug)

    def _item(self, state: ItemState) -> Element:
        item = state.item
        # A script enables the boxes that only a person can tick, and keeps them in this browser.
        by_hand = item.proof == "by hand"
        label = plain(item.text, self._language)
        box = element("input", type="checkbox", disabled=True, checked=state.is_done, data_hand=by_hand, aria_label=label)
        key = "done" if state.is_done else "contradicted" if state.is_contradicted else None
        key = key or ("by_hand" if by_hand else "not_shown")
        proof = element("span", self._word(f"checklist.{key}"), class_=f"kit-status kit-status--{key}")
        words = element("div", element("strong", item.text), " ", proof, element("br"), element("small", item.reason))
        return element("li", box, words, id=item.id)

    def source_checklist(self, name: str) -> Element | Markdown:
        """The steps the product's own source lists for this moment; nothing where it lists none."""
        entries = [entry for entry in self._product.checklist if entry.list == name]
        if not entries:
            return Markdown("")
        rows = []
        for entry in entries:
            key = {True: "ticked", False: "unticked", None: "no_box"}[entry.done]
            rows.append((entry.text, " ", element("small", self._word(f"checklist.{key}"))))
        summary = element("summary", self._word("checklist.source", count=str(len(rows))))
        return element("details", summary, page_parts.bullets(rows), class_="kit-gloss")

    def reply_front(self, name: str) -> ReplyFront:
        """When a reply is right, in the page's language."""
        template, _ = self._spot.catalogue.template(self._language.code, "reply", name)
        assert isinstance(template.front, ReplyFront)
        return template.front

    def _preconditions(self, name: str) -> Element:
        """What must be true before the reply is sent, ticked where the data says so."""
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
        return element("div", title, page_parts.bullets(items), class_="kit-desk__first")

    def _open_blanks(self, text: str) -> dict[str, Blank]:
        """The blanks that stand in a reply, by how they print."""
        language = self._spot.catalogue.source_language
        marks = {blank_text(language, plain(b.label, language)): b for b in self._spot.catalogue.blanks.values()}
        return {mark: blank for mark, blank in marks.items() if mark in text}

    def reply_blanks(self, name: str) -> Element | Markdown:
        """The blanks that stand in the reply of this product, with what to write and an example."""
        blanks = self._open_blanks(self._reply_text(name)).items()
        rows = [(element("code", mark, lang="en"), b.hint, element("span", b.example, lang="en")) for mark, b in blanks]
        heads = [self._word(f"head.{key}") for key in ("blank", "hint", "example")]
        return page_parts.table(heads, rows) if rows else Markdown("")

    def reply_desk(self, name: str) -> Element:
        """What must be true first, and the reply to copy; on a phone the reply comes first."""
        return element("div", self._preconditions(name), self._copy_panel(name), class_="kit-desk")

    def _copy_panel(self, name: str) -> Element:
        """The reply, exactly as the text file has it, with the one button."""
        text = self._reply_text(name)
        limit = self._language.number(self._spot.catalogue.ses.numbers["case-characters"].value)
        size = {"count": self._language.number(len(text)), "limit": limit}
        parts = _marked(text, self._open_blanks(text))
        blanks = len(parts) // 2
        copied = self._word("panel.copied", **size) + (f" {self._word('panel.then', count=str(blanks))}" if blanks else "")
        # Without a script the button would do nothing, so a script shows it; the text can be selected either way.
        copy = element(
            "button", self._word("panel.copy"), type="button", hidden=True, class_="md-button md-button--primary",
            data_copy="reply-text", data_copied=copied, data_refused=self._word("panel.refused"),
        )  # fmt: skip
        words = self._word("panel.blank") if blanks == 1 else self._word("panel.blanks", count=str(blanks))
        head = [element("strong", self._word("panel.title")), element("a", words, href="#blanks") if blanks else ""]
        return element(
            "section",
            element("div", *head, element("span", self._word("panel.count", **size)), class_="kit-panel__head"),
            element("pre", *parts, id="reply-text", class_="kit-panel__text", lang="en", tabindex="0"),
            element(
                "div", copy, " ", element("a", self._word("panel.file"), href=f"../{name}.txt", download=True), " ",
                element("span", role="status", class_="kit-panel__told"), class_="kit-panel__foot",
            ),
            class_="kit-panel", aria_label=self._word("panel.title"),
        )  # fmt: skip

    def reply_link(self, name: str) -> Element:
        """A button to one reply."""
        return button(self._word("panel.open"), f"{name}/", primary=True)

    def case_link(self) -> Element:
        """The way to the case: its own link where the profile may show it, else the list of cases."""
        request = self._product.request
        url = request.case_url if request and request.case_url else "https://console.aws.amazon.com/support/home#/case/history"
        return element("a", self._word("panel.case"), href=url, rel="noopener")


def _marked(text: str, marks: Iterable[str]) -> list[Any]:
    """A text in parts, the marks in it as elements; text and marks take turns, so the whole reads as before."""
    parts = re.split("(" + "|".join(re.escape(mark) for mark in marks) + ")", text) if marks else [text]
    return [element("mark", part, class_="kit-blank") if index % 2 else part for index, part in enumerate(parts)]
