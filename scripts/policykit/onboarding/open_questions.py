"""Determines the questions whose answers close what a product file leaves open, the most harmful first.

A place that data/questions.yml (`ask`) covers is asked as for a new product; of any other, the fields that the model requires
or that the example product states. A record or list element that does not exist yet is asked for as a whole, because one of its
fields alone would not be valid.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from policykit.catalog.catalog import Catalogue
from policykit.model import Text
from policykit.model.view import location
from policykit.readiness.verdict import OpenQuestion
from policykit.rules import Finding
from policykit.yamlio.reader import Loc

from .answers import Answers
from .fields import field_at, fields_of
from .interview import Prompt, is_conditional, of_list, of_value, prompts, shown

ACCOUNT = "account"


class OpenPlaces:
    """The places of a product's open questions that AWS may refuse for or will ask about, and how the account is used."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._asked = [path for question in catalogue.questions for path in question.ask]
        self._title = next(_words(question.title) for question in catalogue.questions if question.id == ACCOUNT)
        self._headings: dict[Loc, str] = {}

    def add(self, answers: Answers, questions: Sequence[OpenQuestion[Finding]]) -> None:
        """Add the places of open questions; the account comes last."""
        self._headings.pop((ACCOUNT,), None)
        for question in questions:
            if question.severity != "note":
                for place in question.places:
                    self._headings.setdefault(self._whole(answers, location(place)), _words(question.label))
        self._headings[ACCOUNT,] = self._title

    def left(self, answers: Answers) -> list[Prompt]:
        """The remaining questions, if no further list elements are added."""
        asked = prompts(self._catalogue, answers)
        found: dict[tuple[Loc, bool], Prompt] = {}
        for loc, heading in self._headings.items():
            for prompt in (p for p in asked if p.loc[: len(loc)] == loc) if self._is_asked(loc) else self._fields(loc, answers):
                found.setdefault((prompt.loc, prompt.is_more), replace(prompt, heading=heading))
        return list(found.values())

    def _fields(self, loc: Loc, answers: Answers) -> Iterator[Prompt]:
        """The questions at a place that no question of `ask` covers."""
        field = field_at(_path(loc))
        if field.is_list and not isinstance(loc[-1], int):
            members = [("", f"{field.path}.{name}") for name in self._names((*loc, 0))]
            yield from of_list("", shown(loc), members, answers)
        elif field.record:
            for name in self._names(loc):
                yield from of_value("", f"{field.path}.{name}", (*loc, name), answers)
        else:
            yield from of_value("", field.path, loc, answers)

    def _names(self, loc: Loc) -> Iterator[str]:
        """The fields of a record to ask for."""
        example = Answers("", self._catalogue.example.source.tree)
        first = tuple(0 if isinstance(part, int) else part for part in loc)
        record = field_at(_path(loc)).record
        for field in fields_of(record) if record else ():
            if field.record is None and not field.is_list and not field.is_mapping:
                is_shown = isinstance(example.get((*first, field.name)), str | dict)
                if field.is_required or is_shown or is_conditional(field):
                    yield field.name

    def _whole(self, answers: Answers, loc: Loc) -> Loc:
        """The place itself, or the list or record around it that does not exist yet."""
        for length in range(1, len(loc)):
            is_list = not isinstance(loc[length - 1], int) and field_at(_path(loc[:length])).is_list
            if is_list and not isinstance(loc[length], int):
                return loc[:length]
        while len(loc) > 1 and not any(isinstance(part, int) for part in loc[-2:]) and answers.get(loc[:-1]) is None:
            record = field_at(_path(loc[:-1])).record
            needs_more = record and any(field.is_required and field.name != loc[-1] for field in fields_of(record))
            if not needs_more and not self._is_asked(loc):
                break
            loc = loc[:-1]
        return loc

    def _is_asked(self, loc: Loc) -> bool:
        return any(_is_within(path, _path(loc)) for path in self._asked)


def _path(loc: Loc) -> str:
    return re.sub(r"\[\d+\]", "[]", shown(loc))


def _is_within(path: str, outer: str) -> bool:
    return path == outer or path.startswith((f"{outer}.", f"{outer}["))


def _words(label: Text | str) -> str:
    return label.root["en"] if isinstance(label, Text) else label
