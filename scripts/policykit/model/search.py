"""What the search knows beside the words of the pages."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .records import Record
from .scalars import Amount, Name


class Synonym(Record):
    """Words that people search for instead of the words of the pages."""

    words: tuple[Name, ...] = Field(description="what people type")
    mean: tuple[Name, ...] = Field(description="what a heading contains, in any language; upper and lower case are alike")


class Search(Record):
    """What the search knows beside the words of the pages."""

    synonyms: tuple[Synonym, ...] = Field(description="other words for the words in headings")
    fillers: tuple[Name, ...] = Field((), description="words that say nothing about what is wanted; left out of a question")
    weights: dict[Name, Annotated[Amount, Field(le=10)]] = Field(
        description="how much a page's words weigh, from 0 to 10, by the beginning of its address; 1 without an entry"
    )
