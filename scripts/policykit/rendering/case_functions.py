"""Functions for page templates about the case: next step, AWS's questions, checklists."""

from __future__ import annotations

from policykit.catalog.addresses import REPLIES, is_shown, page_url
from policykit.html import components
from policykit.html.components import answer_tag, button, status_tag
from policykit.html.elements import Element, Markdown, element, plain
from policykit.html.product_menu import ProductPage
from policykit.model import Checklist
from policykit.readiness.claims import FactState
from policykit.readiness.coverage import Coverage, ItemState, item_states
from policykit.readiness.next_steps import step_of
from policykit.readiness.verdict import State, Verdict
from policykit.rules import Finding

from . import blanks
from .decoder import Ways, case_decoder
from .evidence_functions import seen_tag
from .finding_functions import asked_words, verdict_words
from .reply import Reply
from .template_functions import TemplateFunctions


def proof_key(proof: FactState | None) -> str:
    """The key of the words that say what the data shows: done, another state, not_shown, or by_hand without any data."""
    if proof is None:
        return "by_hand"
    return {FactState.STATED: "done", FactState.ABSENT: "not_shown"}.get(proof, str(proof))


class CaseFunctions(TemplateFunctions):
    """Every method returns an element, a string or Markdown that is already escaped."""

    def __init__(self, page: ProductPage, coverage: tuple[Coverage, ...], verdict: Verdict[Finding], reply: Reply) -> None:
        """`reply` is the answer to AWS's usual questions."""
        self._reply, self._verdict = reply, verdict
        self._page, self._language, self._product = page, page.language, page.product
        self._word, self._coverage = page.language.word, coverage

    @property
    def checklists(self) -> dict[str, Checklist]:
        """All checklists by id."""
        return self._page.catalogue.checklists

    def next_step(self) -> Element:
        """What to do now at the stage in the file, what is still unanswered, and where to go; the first button is primary."""
        step = step_of(self._page.catalogue.next_steps, self._product)
        has_gaps = bool(self._verdict.state is not State.READY and (step.reply or step.page))
        targets = [("readiness", "")] if has_gaps else []
        targets += [(step.page, "")] if step.page else []
        targets += [("reply-text", step.reply)] if step.reply else []
        shown = [(kind, reply) for kind, reply in targets if is_shown(self._page.catalogue, kind)]
        gaps = self._word("next.gaps", verdict=verdict_words(self._verdict, self._language)) if has_gaps else ""
        # Nobody is told to file a request that is not ready.
        advice = [gaps, "" if gaps and step.page == "request" else step.text]
        texts = [text for text in advice if text]
        buttons = [
            (button(self._word(f"next.to.{kind}"), self._page.to_product + page_url(kind, reply), primary=index == 0), " ")
            for index, (kind, reply) in enumerate(shown)
        ]
        guide = element("a", self._word("decoder.guide"), href=f"{self._page.to_product}../../{step.guide}")
        return element(
            "div",
            element("p", self._word("next.title"), class_="kit-next__title"),
            *(element("p", text) for text in texts[:-1]),
            element("p", texts[-1], " ", guide),
            element("p", *buttons) if buttons else "",
            class_="kit-next",
        )

    def case_decoder(self) -> Element:
        """A field for AWS's email, and the kinds of letters with this product's replies."""
        ways = Ways(f"{self._page.to_product}../../", to_replies=self._page.to_product + REPLIES)
        return case_decoder(self._page.catalogue, self._language, ways)

    def coverage(self) -> tuple[Coverage, ...]:
        """AWS's questions, each with how completely it is answered."""
        return self._coverage

    def answer(self, cover: Coverage) -> Element:
        """The status tag of an answer: answered, with gaps or without, partly or open."""
        return answer_tag(cover, self._language)

    def fact_list(self, cover: Coverage) -> Element:
        """The facts of one question in a line each: what is missing or planned, then what is stated. No good practice."""
        groups: dict[FactState, list[str]] = {}
        for fact in (fact for fact in cover.facts if fact.severity != "note"):
            missing, total = len(fact.states) - fact.stated_count, len(fact.states)
            of = f" ({self._word('readiness.of', count=str(missing), total=str(total))})" if missing and total > 1 else ""
            groups.setdefault(fact.worst, []).append(plain(fact.needed.label, self._language) + of)
        for asked in (asked for asked in cover.more if asked.severity != "note"):
            groups.setdefault(asked.state, []).append(plain(asked_words(asked.label, self._language), self._language))
        order = sorted(FactState, key=lambda state: state is FactState.STATED)
        items = [(status_tag(str(state), self._language), " ", " · ".join(groups[state])) for state in order if state in groups]
        return components.bullets(items)

    def browser_answers(self) -> Element:
        """What was filled in on a reply page of this browser but is not in the file; a script fills and shows it."""
        items = []
        for name in blanks.open_blanks(self._reply.text(), blanks.marks(self._page.catalogue, self._product)):
            blank = blanks.blank_of(self._page.catalogue, name)
            if blank.path:
                label = blanks.label_of(self._product, name, blank, self._language)
                paste = (blank.paste or "").replace("{stream}", name.partition(".")[2])
                items.append(element("li", data_answer=name, data_label=label, data_field=blank.path, data_paste=paste or None))
        title = element("h2", self._word("readiness.browser"))
        note = element("p", self._word("readiness.browser_note"))
        return element(
            "section", title, note, element("ul", *items), hidden=True, class_="kit-answers",
            data_copy_words=self._word("readiness.browser_copy"), data_copied=self._word("readiness.browser_copied"),
            data_refused=self._word("desk.refused"),
        )  # fmt: skip

    def checklist(self, name: str) -> Element:
        """One checklist with its progress; items have stable ids and are ticked where the data shows them done."""
        checklist = self._page.catalogue.checklists[name]
        states = item_states(self._product, checklist)
        done = sum(state.is_done for state in states)
        words = self._word("checklist.progress", done=str(done), total=str(len(states)))
        pattern = self._word("checklist.progress", done="{done}", total="{total}")
        progress = element("p", words, class_="kit-progress", role="status", data_progress=pattern)
        items = element("ul", *(self._item(state) for state in states), class_="kit-checklist")
        return element("div", progress, items, data_ticks=self._page.entry.slug)

    def _item(self, state: ItemState) -> Element:
        item = state.item
        # kit.js enables the boxes that only a person can tick, and saves their state in the browser.
        by_hand = not item.paths and not state.is_done
        label = plain(item.text, self._language)
        box = element("input", type="checkbox", disabled=True, checked=state.is_done, data_hand=by_hand, aria_label=label)
        key = proof_key(state.proof)
        proof = element("span", self._word(f"checklist.{key}"), class_=f"kit-status kit-status--{key}")
        if state.is_done and state.seen:
            proof = seen_tag(state.seen, self._page.catalogue, self._language)
        words = element("div", element("strong", item.text), " ", proof, element("br"), element("small", item.reason))
        return element("li", box, words, id=item.id)

    def source_checklist(self, name: str) -> Element | Markdown:
        """The steps that the product's own source lists for this stage; empty if it lists none."""
        entries = [entry for entry in self._product.checklist if entry.list == name]
        if not entries:
            return Markdown("")
        rows = []
        for entry in entries:
            key = {True: "ticked", False: "unticked", None: "no_box"}[entry.done]
            rows.append((entry.text, " ", element("small", self._word(f"checklist.{key}"))))
        summary = element("summary", self._word("checklist.source", count=str(len(rows))))
        return element("details", summary, components.bullets(rows))
