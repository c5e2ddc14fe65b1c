"""The form beside a reply: one input per blank, grouped by what it belongs to.

Every input is hidden until the script that uses it shows it; without JavaScript the hints still say what to write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from policykit.catalog.catalog import Catalogue
from policykit.catalog.languages import Language
from policykit.html import components
from policykit.html.elements import Element, element, plain
from policykit.model import Blank, Mechanism, Stream
from policykit.model.view import ProductView
from policykit.readiness.claims import Claim, claims_of

from .blanks import blank_of, label_of


class BlankForm:
    """The inputs for the open blanks of one reply; `names` are their ids."""

    def __init__(self, catalogue: Catalogue, language: Language, product: ProductView, names: Sequence[str]) -> None:
        self._catalogue, self._language, self._product = catalogue, language, product
        self._word = language.word
        declared = {name: blank_of(catalogue, name) for name in names}
        self._of_file = {name: blank for name, blank in declared.items() if blank.path and not blank.per_stream}
        self._of_case = {name: blank for name, blank in declared.items() if not blank.path}
        self._of_streams = {name: blank for name, blank in declared.items() if blank.per_stream}

    def fields(self) -> Element | str:
        """The blanks that are not about a stream: first what the file lacks, then what belongs to the case."""
        groups = [*self._group("file" if self._product.name else "product", self._of_file), *self._group("case", self._of_case)]
        count = len(self._of_file) + len(self._of_case)
        take = [] if self._product.name else [self._take()]
        return self._fold("fill", "blanks", count, *take, *groups, self._clear(), is_open=True) if groups else ""

    def streams(self) -> Element | str:
        """A table with a row per stream and a column per kind of blank; empty without such blanks."""
        if not self._of_streams:
            return ""
        kinds = list(dict.fromkeys(name.partition(".")[0] for name in self._of_streams))
        kinds.sort(key=list(self._catalogue.blanks).index)
        heads = [self._word("desk.stream"), *(self._word(f"desk.column.{kind}") for kind in kinds)]
        rows = [(self._title(stream), *self._cells(stream, kinds)) for stream in self._product.streams]
        # A product without a file describes one stream; the script adds rows for more.
        more: list[Any] = [] if self._product.name else [self._quiet("add_stream", data_add=True)]
        table = components.table(heads, rows)
        return self._fold("streams", "streams", len(self._of_streams), table, *more, is_open=not self._product.name)

    def _title(self, stream: Stream) -> Any:
        if self._product.name:
            return stream.title
        title = plain(stream.title, self._language)
        remove = f"{self._word('desk.remove_row')}: {title}"
        return [title, " ", self._quiet("remove_row", data_remove=True, aria_label=remove)]

    def _cells(self, stream: Stream, kinds: Sequence[str]) -> Iterator[Any]:
        for kind in kinds:
            name = f"{kind}.{stream.id}"
            yield self._stream_cell(name, stream) if name in self._of_streams else self._word("desk.in_file")

    def _stream_cell(self, name: str, stream: Stream) -> Element:
        blank = self._of_streams[name]
        label = self._word("desk.of_stream", what=self._word(f"desk.column.{name.partition('.')[0]}"),
                           stream=plain(stream.title, self._language))  # fmt: skip
        box = self._box(name, blank, aria_label=label, placeholder=blank.example)
        words = f"{stream.id} {plain(stream.title, self._catalogue.source_language)}".lower()
        fitting = next((value for pattern, value in blank.suggestions.items() if re.search(pattern, words)), None)
        senders = {other.from_ for other in self._product.streams if other.from_}
        if name.startswith("stream-from.") and len(senders) == 1:
            fitting = senders.pop()
        return element("div", box, *self._suggestion(name, "suggest", fitting))

    def _group(self, kind: str, blanks: dict[str, Blank]) -> Iterator[Element]:
        if blanks:
            yield element("p", self._word(f"desk.group.{kind}"), class_="kit-fill__group")
            yield from (self._field(name, blank) for name, blank in blanks.items())

    def _field(self, name: str, blank: Blank) -> Element:
        """Label, input, hint, example and a suggestion of a blank."""
        label = label_of(self._product, name, blank, self._language)
        words: list[Any] = [blank.hint]
        if blank.example:
            words += [" ", self._word("desk.example"), " ", element("span", blank.example, lang="en")]
        if not self._language.is_source:
            source = self._catalogue.source_language
            words = [element("code", source.blank(blank), lang=source.code), " ", *words]
        hint = element("small", *words, id=f"hint-{name}")
        if blank.kind == "confirmation":
            tick = element(
                "input", type="checkbox", id=f"fill-{name}", hidden=True, autocomplete="off", data_fill=name,
                value=plain(blank.label, self._catalogue.source_language), aria_describedby=f"hint-{name}",
            )  # fmt: skip
            return element("div", element("label", tick, " ", label, class_="kit-field__tick"), hint, class_="kit-field")
        box = self._box(name, blank, aria_describedby=f"hint-{name}")
        suggestions = [part for kind, value in self._suggestions(name, blank) for part in self._suggestion(name, kind, value)]
        return element("div", element("label", label, for_=f"fill-{name}"), box, *suggestions, hint, class_="kit-field")

    def _box(self, name: str, blank: Blank, **attributes: Any) -> Element:
        attributes |= {"id": f"fill-{name}", "data_fill": name, "hidden": True, "autocomplete": "off"}
        if blank.kind == "paragraph":
            return element("textarea", rows=3, **attributes)
        mode = "numeric" if blank.kind == "number" else None
        return element("input", type="date" if blank.kind == "date" else "text", inputmode=mode, **attributes)

    def _suggestions(self, name: str, blank: Blank) -> Iterator[tuple[str, str]]:
        """What may be inserted: a value of the file, and what it plans or claims but may not state."""
        if name == "identity-region" and (region := self._product.request.region):
            yield "suggest", region
        claims, path = claims_of(self._product), blank.path or ""
        claim = claims.get(path) or claims.get(path.rpartition(".")[0])
        if claim and (text := self._promised(claim)):
            yield "live", text

    def _promised(self, claim: Claim) -> str:
        """What a mechanism plans, or describes although something in the file speaks against it."""
        if not isinstance(claim.value, Mechanism):
            return ""
        parts = (
            (claim.value.planned,)
            if claim.value.planned
            else (claim.value.mechanism, claim.value.action)
            if claim.against
            else ()
        )
        return " ".join(plain(part, self._catalogue.source_language) for part in parts if part)

    def _suggestion(self, name: str, kind: str, value: str | None) -> list[Element]:
        if not value:
            return []
        words = element("span", value, lang="en")
        button = self._quiet(kind, data_insert=name, data_value=value)
        return [element("div", button, " ", words, class_="kit-field__suggestion")]

    def _quiet(self, word: str, **attributes: Any) -> Element:
        return element("button", self._word(f"desk.{word}"), type="button", hidden=True, class_="kit-quiet", **attributes)

    def _take(self) -> Element:
        """The button that takes over what the form "Add a product" has in this browser."""
        button = self._quiet("take", data_take=True, data_told=self._word("desk.taken"))
        return element("p", button, " ", element("span", role="status", class_="kit-muted", data_taken=True))

    def _clear(self) -> Element:
        cleared = element("span", role="status", class_="kit-muted", data_cleared=self._word("desk.cleared"))
        return element("p", self._quiet("clear", data_clear=True), " ", cleared, " ", self._quiet("undo", data_undo=True))

    def _fold(self, kind: str, identifier: str, count: int, *content: Any, is_open: bool = False) -> Element:
        summary = element("summary", self._word(f"desk.{kind}"), " ", element("span", f"({count})"))
        note = [element("p", self._word("desk.kept"), class_="kit-note")] if kind == "fill" else []
        return element("details", summary, *note, *content, class_=f"kit-fill kit-fill--{kind}", id=identifier, open=is_open)
