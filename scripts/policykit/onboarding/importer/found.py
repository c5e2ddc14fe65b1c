"""What the import finds in a draft: values for places of the product, and sentences for a person to review."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from policykit.yamlio.reader import PlainScalar


@dataclass(frozen=True)
class Item:
    """An element of a list, identified by a name such as its domain or the period of a figure."""

    name: str


Place = tuple[str | Item, ...]

LABELED, SAID, DERIVED = 3, 2, 1
"""Ranks of a value: a label with its value outranks a sentence, and a sentence outranks a heading or a domain."""


@dataclass(frozen=True)
class Known:
    """Facts that do not come from the draft: the Regions of SES, the languages of the texts, how AWS asks its questions."""

    regions: frozenset[str]
    languages: tuple[str, ...] = ("en",)
    signs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Id of a question in `questions.yml` -> its patterns."""


@dataclass(frozen=True)
class Taken:
    """A value, its place in the product, and its line in the draft."""

    place: Place
    value: str
    line: int
    private: bool = False
    rank: int = SAID
    also: tuple[int, ...] = ()
    """Further lines it was read from, such as the rest of a sample or the other sentences of a text."""


@dataclass(frozen=True)
class Unsure:
    """A sentence that was not imported, the field it is about (empty if unknown), and why. No `says`: the text of its line."""

    line: int
    about: str
    why: str
    says: str = ""
    private: bool = False
    also: tuple[int, ...] = ()


Found = Taken | Unsure


def number(value: object) -> PlainScalar:
    """A number or a flag as an unquoted scalar."""
    return PlainScalar(str(value))


def place_of(*parts: str | Item) -> Place:
    """A place from field paths and elements: `place_of("streams", Item("reset"), "trigger.actor")`."""
    return tuple(step for part in parts for step in (part.split(".") if isinstance(part, str) else (part,)))


def path_of(place: Place) -> str:
    """A place as a field path, for review entries."""
    parts = place[: place.index("variables") + 1] if "variables" in place else place
    return "".join("[]" if isinstance(part, Item) else f".{part}" for part in parts).lstrip(".")
