"""The functions and names a page template gets, for one product page in one language.

May import `controls`, `tables`, `page_parts`, `pictures` and `facts`. Jinja itself is `rendering`'s business.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from . import facts, page_parts, pictures, tables
from .controls import Controls
from .elements import AbsentValue, Element, Markdown, element, plain, to_markdown
from .facts import Answer, FactState
from .languages import Language
from .model import Claim, Flow, OneTimeCode, ReplyFront, Status, Stream, values_at
from .page_parts import Spot, kind_url, status_tag


def blank_text(language: Language, label: str) -> str:
    """How a blank prints, in text and page alike."""
    return language.word("blank", label=label)


class PageFunctions:
    """What templates call; every method returns an element, words or Markdown that is already safe."""

    def __init__(self, spot: Spot, reply_text: Callable[[str], str]) -> None:
        self._spot, self._reply_text = spot, reply_text
        self._language, self._product = spot.language, spot.product

    def names(self) -> dict[str, Any]:
        """Everything a template may use, by name."""
        methods = {name: getattr(self, name) for name in dir(type(self)) if not name.startswith("_") and name != "names"}
        return {
            **methods,
            "product": self._product,
            "entry": self._spot.entry,
            "shows_statements": self._spot.catalogue.profile.statements,
            "checklists": self._spot.catalogue.checklists,
            "replies": self._spot.catalogue.template_ids("reply"),
        }

    # Words and values

    def word(self, key: str, **values: Any) -> str:
        """A word of the language."""
        return self._language.word(key, **values)

    def stated(self, value: Any) -> Any:
        """A value, or "not stated"."""
        return page_parts.stated(value, self._language)

    def status(self, status: Status | None) -> Element:
        """A status tag."""
        return status_tag(status, self._language)

    def code(self, value: str) -> Element:
        """A value that is typed or read letter by letter."""
        return element("code", value)

    def external(self, url: str) -> Element:
        """A link to another site."""
        return element("a", url, href=url, rel="noopener")

    def percent(self, value: Any) -> str:
        """A percentage."""
        return self._language.percent(value)

    def country(self, code: str) -> str:
        """The name of a country."""
        return self._language.country(code)

    def language_name(self, tag: str) -> str:
        """The name of a language."""
        return self._language.language_name(tag)

    def commas(self, items: Sequence[Any]) -> str:
        """Short values in a row."""
        return page_parts.commas(items, self._language)

    def lead(self, value: Any) -> Element:
        """The first sentence of a page, larger."""
        return element("p", value, class_="kit-lead")

    def blank(self, name: str) -> Any:
        """What only the sender can fill in: its value where the profile may show it, else the blank."""
        blank = self._spot.catalogue.blanks[name]
        value = values_at(self._product, blank.path)[0] if blank.path else None
        if value is not None:
            return element("code", value)
        label, _ = self._language.text(blank.label)
        return element("span", blank_text(self._language, label), class_="kit-blank")

    # Lists and tables

    def facts(self, pairs: Sequence[tuple[str, Any]]) -> Element:
        """Labels with their values."""
        return page_parts.facts_list(pairs, self._language)

    def bullets(self, items: Sequence[Any]) -> Element:
        """A list."""
        return page_parts.bullets(items)

    def claims(self, items: Sequence[Claim]) -> Element:
        """A list with status tags."""
        return page_parts.claims(items, self._language)

    def statements(self, *beginnings: str) -> Element | Markdown:
        """The source's deviating sentences about fields that begin so; nothing where the profile hides them."""
        if not self._spot.catalogue.profile.statements:
            return Markdown("")
        chosen = [s for s in self._product.statements if not beginnings or s.about.startswith(beginnings)]
        made = page_parts.statements(chosen, self._language)
        # The sentences are quotations of a draft, placeholders included; the output check must not take them for ours.
        return element("div", made, data_example=True) if made else Markdown("")

    def stream_table(self, link: str = "") -> Element:
        """The streams in short."""
        return tables.stream_table(self._product, self._language, link=link)

    def per_day(self, stream: Stream) -> Any:
        """Mails a day of a stream."""
        return self.stated(tables.per_day(stream, self._language))

    def volume_table(self) -> Element | str:
        """Figures over all streams."""
        return tables.volume_table(self._product, self._language) or self._nothing()

    def volume_chart(self) -> Element | str:
        """A picture of the figures."""
        return pictures.volume_chart(self._product, self._language) or Markdown("")

    def dns_table(self) -> Element | str:
        """The records."""
        return tables.dns_table(self._product, self._language) or self._nothing()

    def alarm_table(self) -> Element | str:
        """The alarms."""
        return tables.alarm_table(self._product, self._language) or self._nothing()

    def data_table(self) -> Element | str:
        """Kinds of personal data."""
        return tables.data_table(self._product, self._language) or self._nothing()

    def infrastructure_table(self) -> Element | str:
        """Services that take part."""
        return tables.infrastructure_table(self._product, self._language) or self._nothing()

    def unsubscribe_table(self) -> Element:
        """Which stream can be stopped."""
        return tables.unsubscribe_table(self._product, self._language)

    def sample(self, stream: Stream) -> Element:
        """The sample of a stream."""
        return page_parts.sample_mail(stream, self._language)

    def flow(self, flow: Flow) -> Element:
        """A chain of services."""
        return page_parts.flow_chain(flow, self._language)

    def mail_flow(self) -> Element:
        """How mail goes from its trigger to its reader."""
        return page_parts.mail_flow(self._product, self._language)

    def mechanism(self, path: str) -> Element:
        """One mechanism with its status: what is in place, and what is promised beyond it."""
        value = values_at(self._product, path)[0]
        if value is None:
            return element("p", status_tag(None, self._language))
        controls = Controls(self._product, self._language)
        shown = controls.control(path)
        parts: list[Any] = [shown] if isinstance(shown, Element) else []
        return element("div", *parts, *([controls.not_in_place()] if controls.open else []))

    def _nothing(self) -> Element:
        return element("p", page_parts.muted(self._language.word("not_stated")))

    # The product's own frame

    def menu(self) -> Element:
        """The pages of this product."""
        return page_parts.product_menu(self._spot)

    def to(self, kind: str) -> str:
        """The way to another page of this product, for `link`."""
        return self._spot.to_product + kind_url(kind)

    def button(self, label: str, href: str, *, primary: bool = False) -> Element:
        """A link that looks like a button; at most one primary on a page."""
        return element("a", label, href=href, class_="md-button md-button--primary" if primary else "md-button")

    def next_step(self) -> Element:
        """What to do now: one sentence, one button; derived from stage and answers."""
        open_count = sum(c.answer is not Answer.ANSWERED for c in self.coverage())
        stage = self._product.stage
        key = f"next.{stage}" + (".gaps" if open_count and stage in ("preparing", "asked", "refused") else "")
        target = "readiness" if key.endswith(".gaps") and stage == "preparing" else "reply-text"
        href = self._spot.to_product + ("reply/more-information/" if target == "reply-text" else kind_url(target))
        words = self._language.word(key, count=self._language.number(open_count))
        button = self.button(self._language.word(f"next.to.{target}"), href, primary=True)
        title = element("p", self._language.word("next.title"), class_="kit-next__title")
        return element("div", title, element("p", words), element("p", button), class_="kit-next")

    def key_figures(self) -> Element:
        """Four figures: mails a day, peak, streams, Region."""
        volume = self._product.volume.figures if self._product.volume else ()
        usual = next((f for f in volume if f.kind in ("forecast", "current")), None)
        peak = next((f for f in volume if f.kind in ("peak", "maximum")), None)
        request = self._product.request
        pairs = [
            (self.word("key.mails"), self._language.figure(usual) if usual else None),
            (self.word("key.peak"), self._language.figure(peak) if peak else None),
            (self.word("key.streams"), len(self._product.streams) or None),
            (self.word("key.region"), request.region if request else None),
        ]
        cells = [element("div", element("dt", label), element("dd", self.stated(value))) for label, value in pairs]
        return element("dl", *cells, class_="kit-figures")

    def channels(self, code: OneTimeCode) -> list[str]:
        """The channels of a one-time code, as words."""
        return [self._language.word(f"channel.{channel}") for channel in code.channel]

    def source_link(self) -> Element:
        """Where the facts of the page are edited; a link where the site knows its repository."""
        file: Any = element("code", self._spot.entry.file)
        if repository := self._spot.catalogue.settings.repo_url:
            file = element("a", file, href=f"{repository}/edit/main/{self._spot.entry.file}", rel="noopener")
        return element("p", self.word("source.link"), " ", file, class_="kit-source")

    # Readiness, checklists, replies

    def coverage(self) -> tuple[facts.Coverage, ...]:
        """AWS's questions and how far each is answered."""
        return facts.coverage(self._spot.catalogue, self._product)

    def answer(self, answer: Answer) -> Element:
        """The tag for answered, partly or open."""
        return status_tag(str(answer), self._language)

    def verdict(self) -> str:
        """One line: how many questions are answered."""
        answers = [c.answer for c in self.coverage()]
        count = {kind: self._language.number(answers.count(kind)) for kind in Answer}
        return self.word(
            "readiness.verdict", answered=count[Answer.ANSWERED], partly=count[Answer.PARTLY], open=count[Answer.OPEN]
        )

    def fact_list(self, coverage: facts.Coverage) -> Element:
        """The facts of one question with their state."""
        items = []
        for fact in coverage.facts:
            note = ""
            if len(fact.states) > 1 and not fact.is_stated:
                note = self.word("readiness.of", count=str(fact.stated_count), total=str(len(fact.states)))
            state = "stated" if fact.is_stated else str(fact.worst)
            items.append((fact.needed.label, " ", status_tag(state, self._language), " ", element("small", note) if note else ""))
        return page_parts.bullets(items)

    def checklist(self, name: str) -> Element:
        """One checklist: progress, items with stable ids, what the data shows done."""
        checklist = self._spot.catalogue.checklists[name]
        states = facts.item_states(self._product, name, checklist)
        done = sum(state.is_done for state in states)
        progress = element("p", self.word("checklist.progress", done=str(done), total=str(len(states))), class_="kit-progress")
        return element("div", progress, element("ul", *(self._item(s) for s in states), class_="kit-checklist"))

    def _item(self, state: facts.ItemState) -> Element:
        item = state.item
        box = element(
            "input", type="checkbox", disabled=True, checked=state.is_done, aria_label=plain(item.text, self._language)
        )
        key = "done" if state.is_done else "contradicted" if state.is_contradicted else None
        key = key or ("by_hand" if item.proof == "by hand" else "not_shown")
        proof = element("span", self.word(f"checklist.{key}"), class_=f"kit-status kit-status--{key}")
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
            rows.append((entry.text, " ", element("small", self.word(f"checklist.{key}"))))
        summary = element("summary", self.word("checklist.source", count=str(len(rows))))
        return element("details", summary, page_parts.bullets(rows), class_="kit-gloss")

    def reply_front(self, name: str) -> ReplyFront:
        """When a reply is right, in the page's language."""
        template, _ = self._spot.catalogue.template(self._language.code, "reply", name)
        assert isinstance(template.front, ReplyFront)
        return template.front

    def preconditions(self, name: str) -> Element:
        """What must be true before the reply is sent, ticked where the data says so."""
        items = []
        for condition in self.reply_front(name).first:
            shown = None
            if condition.path:
                shown = all(state is FactState.STATED for state in facts.states_at(self._product, condition.path))
            key = {True: "done", False: "not_shown", None: "by_hand"}[shown]
            items.append((condition.text, " ", element("span", self.word(f"checklist.{key}"), class_=f"kit-status kit-status--{key}")))
        return page_parts.bullets(items)

    def reply_blanks(self, name: str) -> Element | Markdown:
        """The blanks that stand in the reply of this product, with what to write and an example."""
        text = self._reply_text(name)
        rows = []
        for blank in self._spot.catalogue.blanks.values():
            mark = blank_text(self._spot.catalogue.source_language, self._spot.catalogue.source_language.text(blank.label)[0])
            if mark in text:
                rows.append((element("code", mark, lang="en"), blank.hint, element("span", blank.example, lang="en")))
        heads = [self.word(f"head.{key}") for key in ("blank", "hint", "example")]
        return page_parts.table(heads, rows) if rows else Markdown("")

    def copy_panel(self, name: str) -> Element:
        """The reply, exactly as the text file has it, with the one button."""
        text = self._reply_text(name)
        limit = self._language.number(self._spot.catalogue.ses.numbers["case-characters"].value)
        count = self.word("panel.count", count=self._language.number(len(text)), limit=limit)
        head = element("div", element("strong", self.word("panel.title")), element("span", count), class_="kit-panel__head")
        body = element("pre", text, id="reply-text", class_="kit-panel__text", lang="en", tabindex="0")
        button = element(
            "button", self.word("panel.copy"), type="button", hidden=True, class_="md-button md-button--primary",
            data_copy="reply-text", data_copied=self.word("panel.copied", count=self._language.number(len(text)), limit=limit),
            data_refused=self.word("panel.refused"),
        )  # fmt: skip
        file = element("a", self.word("panel.file"), href=f"../{name}.txt", download=True)
        told = element("span", role="status", class_="kit-panel__told")
        foot = element("div", button, " ", file, " ", told, class_="kit-panel__foot")
        return element("section", head, body, foot, class_="kit-panel", aria_label=self.word("panel.title"))

    def reply_link(self, name: str) -> Element:
        """A button to one reply."""
        return self.button(self.word("panel.open"), f"{name}/", primary=True)

    def case_link(self) -> Element:
        """The way to the case: its own link where the profile may show it, else the list of cases."""
        request = self._product.request
        url = request.case_url if request and request.case_url else "https://console.aws.amazon.com/support/home#/case/history"
        return element("a", self.word("panel.case"), href=url, rel="noopener")

    def markdown(self, value: Any) -> Markdown:
        """A value as safe Markdown, for use inside other text."""
        if value is None:
            raise AbsentValue("nothing to print")
        return Markdown(to_markdown(value, self._language))
