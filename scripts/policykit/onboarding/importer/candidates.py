"""The results of the `find` functions: values for places of the product, and sentences for a person to review."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykit.yamlio.reader import PlainScalar

if TYPE_CHECKING:
    from .passages import Draft


@dataclass(frozen=True)
class Item:
    """An element of a list, identified by a name such as its domain or the period of a figure."""

    name: str


Place = tuple[str | Item, ...]

LABELED, SAID = 2, 1
"""Ranks of a statement: a label with its value outranks a sentence. There are no other ranks."""


@dataclass(frozen=True)
class Known:
    """Facts that do not come from the draft: the Regions of SES, the languages of the texts."""

    regions: frozenset[str]
    languages: tuple[str, ...] = ("en",)


@dataclass(frozen=True)
class Taken:
    """A value, its place in the product, and its line in the draft."""

    place: Place
    value: str
    line: int
    private: bool = False
    rank: int = SAID
    also: tuple[int, ...] = ()
    """Further lines it was read from, such as the rest of a sample."""


@dataclass(frozen=True)
class Unsure:
    """A sentence about a field that was not imported, and why. An empty `says` means the complete passage at the line."""

    line: int
    about: str
    why: str
    says: str = ""
    private: bool = False
    also: tuple[int, ...] = ()


Found = Taken | Unsure
Find = Callable[["Draft", Known], Iterator[Found]]


def number(value: object) -> PlainScalar:
    """A number or a flag as an unquoted scalar."""
    return PlainScalar(str(value))
