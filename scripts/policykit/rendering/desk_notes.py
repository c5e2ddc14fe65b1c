"""Notes for the sender beside a letter to AWS: sentences to check, claims that were left out, and the proof of the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from policykit.catalog.catalog import Catalogue
from policykit.catalog.languages import Language
from policykit.html.components import bullets, status_tag
from policykit.html.elements import Element, element, plain
from policykit.model import Text
from policykit.model.view import ProductView, location
from policykit.readiness.claims import Claim, FactState, claims_of
from policykit.readiness.evidence import Difference
from policykit.readiness.ledger import ledger
from policykit.rules import CONTEXT, filled

from .evidence_functions import seen_tag
from .finding_functions import coded
from .reply import Reply
from .statement_functions import sentences


@dataclass(frozen=True)
class Check:
    """A sentence of the file that a rule finds wrong, with the rule's message in the page's language."""

    sentence: str
    message: str
    lang: str | None = None  # of the message, if it is not the page's


def fold(language: Language, kind: str, count: int, *content: Any, is_open: bool = False, **attributes: Any) -> Element:
    """Content under a summary with its count."""
    summary = element("summary", language.word(f"desk.{kind}"), " ", element("span", f"({count})"))
    classes = f"kit-fill kit-fill--{kind.replace('_', '-')}"
    return element("details", summary, *content, class_=classes, open=is_open, **attributes)


class DeskNotes:
    """The notes beside one reply for one product, in the words of one language."""

    def __init__(
        self, catalogue: Catalogue, language: Language, product: ProductView, reply: Reply, checks: Sequence[Check]
    ) -> None:
        self._catalogue, self._language, self._product = catalogue, language, product
        self._word, self._reply, self._checks = language.word, reply, checks

    def notes(self) -> Element:
        """All notes that there are."""
        return element("div", self._to_check(), self._left_out(), self._proofs(), class_="kit-desk__notes")

    def _to_check(self) -> Element | str:
        """The marked sentences of the letter, each with what is wrong with it."""
        items = [
            (element("q", check.sentence, lang="en"), element("br"), element("small", *coded(check.message), lang=check.lang))
            for check in self._checks
        ]
        return fold(self._language, "check", len(items), bullets(items), id="check") if items else ""

    def _left_out(self) -> Element | str:
        """The claims that belong in this letter but may not be stated, each with the reason."""
        fields = self._fields()
        items = [
            self._left_out_claim(claim)
            for claim in claims_of(self._product).values()
            if claim.field.removesuffix("[]") in fields and claim.state in (FactState.PLANNED, FactState.CONTRADICTED)
        ]
        return fold(self._language, "left_out", len(items), bullets(items), id="left-out") if items else ""

    def _fields(self) -> set[str]:
        """The fields whose claims belong in this letter."""
        return {"website.url", *(path.removesuffix("[]") for question, _ in self._reply.answers for path in question.claims)}

    def _proofs(self) -> Element | str:
        """The claims of this letter, each with its proof: what was seen with its day, the rest as self-reported."""
        fields = self._fields()
        stated = [p for p in ledger(self._product) if p.claim.field.removesuffix("[]") in fields and not p.claim.against]
        items: list[Any] = [
            [self._claim_text(proven.claim), " ", seen_tag(proven.seen.on, self._catalogue, self._language)]
            for proven in stated
            if proven.seen
        ]
        told = {self._word(f"field.{p.claim.field.removesuffix('[]')}"): None for p in stated if not p.seen}
        if told:
            tag = element("span", self._word("status.implemented"), class_="kit-status kit-status--implemented")
            items.append([self._language.join(list(told)), " ", tag])
        return fold(self._language, "proof", len(stated), bullets(items), id="proof") if items else ""

    def _left_out_claim(self, claim: Claim) -> list[Any]:
        parts: list[Any] = [self._claim_text(claim), " ", status_tag(str(claim.state), self._language)]
        if (against := claim.against) and against.seen:
            parts += [element("br"), element("small", *self._seen_instead(against.seen))]
        elif against:
            shown = [self._against(place) for place in against.against]
            lacks = self._word(f"desk.lacks.{against.lacks}") if against.lacks else ""
            reason = self._word(f"desk.against.{against.kind}", what=lacks, where=self._language.join(shown))
            parts += [element("br"), element("small", reason)]
        return parts

    def _seen_instead(self, seen: Difference) -> list[Any]:
        """What was seen, and when."""
        words = self._language.translated(seen.found.message, CONTEXT)
        return [
            *coded(filled(words, seen.found.values, self._language)),
            " ",
            self._word("ledger.on", date=self._language.date(seen.on)),
        ]

    def _claim_text(self, claim: Claim) -> Any:
        value = claim.value
        if (texts := sentences(value, self._language) if hasattr(value, "mechanism") else []) and claim.against:
            return " ".join(plain(text, self._language) for text in texts)
        text = getattr(value, "planned", None) or getattr(value, "text", None) or getattr(value, "claim", None) or value
        return text if isinstance(text, Text) else self._word(f"field.{claim.field.removesuffix('[]')}")

    def _against(self, place: str) -> str:
        """The text of an open checkbox, or the title of the stream whose sample lacks something."""
        kind, index, *_ = location(place)
        if kind == "checklist":
            return plain(self._product.checklist[int(index)].text, self._language)
        return plain(self._product.streams[int(index)].title, self._language)
