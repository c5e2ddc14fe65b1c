"""The functions and names a reply template gets: plain English text for AWS's reviewer.

May import `catalogue`, `controls`, `tables`, `pictures` and `elements`. Only what is in place may be stated; blanks must be
declared.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from . import tables
from .catalogue import Catalogue, Entry
from .controls import sentences
from .elements import plain
from .model import Alarm, Claim, Figure, Mechanism, Stream, Text, values_at
from .pictures import figure_label


class UndeclaredBlank(LookupError):
    """A reply uses a blank that its front matter does not list."""


class ReplyFunctions:
    """What reply templates call; every method returns plain text or a list of plain texts."""

    def __init__(self, catalogue: Catalogue, entry: Entry, blanks: Collection[str]) -> None:
        self._catalogue, self._entry, self._blanks = catalogue, entry, frozenset(blanks)
        self._language = catalogue.source_language

    def names(self) -> dict[str, Any]:
        """Everything a reply template may use, by name."""
        methods = {name: getattr(self, name) for name in dir(type(self)) if not name.startswith("_") and name != "names"}
        return {**methods, "product": self._entry.product}

    def blank(self, name: str) -> str:
        """The value of a blank where the profile may show it, else `[fill in: ...]`. Raises `UndeclaredBlank`."""
        questions = {question.blank for question in self._catalogue.questions}
        if name not in self._blanks | questions or name not in self._catalogue.blanks:
            raise UndeclaredBlank(f"the blank `{name}` is not declared; add it to `blanks:` in the front matter")
        blank = self._catalogue.blanks[name]
        value = values_at(self._entry.product, blank.path)[0] if blank.path else None
        if value is not None:
            return plain(value, self._language)
        return self._language.word("blank", label=plain(blank.label, self._language))

    def in_place(self, mechanism: Mechanism | None) -> bool:
        """Whether a mechanism is there, says how, and may be stated in the present tense."""
        return bool(mechanism and mechanism.is_in_place and mechanism.is_described)

    def told(self, mechanism: Mechanism | None) -> str:
        """The sentences of a mechanism in place, in a row; empty where it is not in place."""
        if mechanism is None or not mechanism.is_in_place:
            return ""
        return " ".join(plain(sentence, self._language) for sentence in sentences(mechanism, self._language))

    def claimed(self, claims: Sequence[Claim]) -> list[str]:
        """The sentences of the claims in place."""
        return [plain(claim.text, self._language) for claim in claims if claim.status.is_in_place]

    def lines(self, items: Sequence[Any]) -> str:
        """A list with hyphens, one line an item."""
        return "\n".join(f"- {plain(item, self._language)}" for item in items)

    def joined(self, items: Sequence[Any]) -> str:
        """Sentences in a row."""
        return " ".join(plain(item, self._language) for item in items)

    def figure(self, figure: Figure) -> str:
        """10-50 a day: a hyphen instead of a dash, because the reply is ASCII."""
        return self._language.figure(figure).replace("–", "-")

    def figure_label(self, figure: Figure) -> str:
        """What a figure is: expected in 3 months."""
        return figure_label(figure, self._language)

    def streams_with_volume(self) -> list[Stream]:
        """The streams for which mails a day are stated."""
        return [stream for stream in self._entry.product.streams if stream.volume and stream.volume.max_day is not None]

    def alarms_in_place(self) -> list[Alarm]:
        """The alarms that exist."""
        monitoring = self._entry.product.monitoring
        return [alarm for alarm in (monitoring.alarms if monitoring else ()) if alarm.status.is_in_place]

    def threshold(self, alarm: Alarm) -> str:
        """Above 5%."""
        return tables.threshold(alarm, self._language) or ""

    def unsubscribe_lines(self) -> list[str]:
        """One line for all streams with the same rule: which streams, whether they can be stopped, and why not."""
        grouped: dict[str, list[str]] = {}
        for stream in self._entry.product.streams:
            if rule := stream.unsubscribe:
                verb = "can be stopped by the recipient." if rule.offered else "cannot be stopped."
                told = [verb, *(plain(text, self._language) for text in (rule.reason_if_not, rule.other_way_out) if text)]
                grouped.setdefault(" ".join(told), []).append(plain(stream.title, self._language))
        return [f"{', '.join(titles)}: {told}" for told, titles in grouped.items()]

    def span(self, low: int | None, high: int) -> str:
        """10-50."""
        return self._language.span(low, high).replace("–", "-")

    def percent(self, value: Any) -> str:
        """A percentage."""
        return self._language.percent(value)

    def word(self, key: str) -> str:
        """A word of the source language."""
        return self._language.word(key)

    def plain(self, value: Text | str) -> str:
        """A text in English."""
        return plain(value, self._language)
