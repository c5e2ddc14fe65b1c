"""What a kind of fact gives: a value for a place of the product, or a sentence that somebody has to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykit.yamlio.reader import PlainScalar

if TYPE_CHECKING:
    from .passages import Draft


@dataclass(frozen=True)
class Item:
    """An element of a list, by what makes it the same element: a domain, the period of a figure."""

    name: str


Place = tuple[str | Item, ...]

LABELLED, SAID = 2, 1
"""How specific a statement is: a label with its value outweighs a sentence, and nothing else outweighs anything."""


@dataclass(frozen=True)
class Known:
    """What the kit knows and a draft does not: the Regions of SES, the languages of the texts."""

    regions: frozenset[str]
    languages: tuple[str, ...] = ("en",)


@dataclass(frozen=True)
class Taken:
    """A value, where it belongs, and the line that states it."""

    place: Place
    value: str
    line: int
    private: bool = False
    rank: int = SAID
    also: tuple[int, ...] = ()
    """Further lines it was read from: the rest of a sample."""


@dataclass(frozen=True)
class Unsure:
    """A sentence about a field that was not taken, and why. `says` is empty where the whole passage of the line is meant."""

    line: int
    about: str
    why: str
    says: str = ""
    private: bool = False
    also: tuple[int, ...] = ()


Found = Taken | Unsure
Find = Callable[["Draft", Known], Iterator[Found]]


def number(value: object) -> PlainScalar:
    """A number or a flag as a file holds it, without quotes."""
    return PlainScalar(str(value))
