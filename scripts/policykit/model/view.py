"""A product as rules and templates read it, with parts that are never absent."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from pydantic import PrivateAttr

from .paths import texts_of
from .product import Product
from .stream import Stream

Loc = tuple[str | int, ...]
"""Keys and places that lead to a value: ("streams", 0, "from")."""

_ANY_DIGIT = bytes.maketrans(b"123456789", b"000000000")
_PATH_SIGNS = re.compile(r"[.\[\]]")


@dataclass(frozen=True)
class Words:
    """One free text of a product, in one language."""

    path: str
    language: str
    text: str


class ProductView(Product):
    """A product as rules and templates read it: the record, and what is derived from it. Compared by identity."""

    _published: Callable[[], dict[Loc, str]] = PrivateAttr(default=dict)

    @classmethod
    def of(cls, product: Product, published: Callable[[], dict[Loc, str]] = dict) -> ProductView:
        """The view of a checked product; `published` gives the values of its public file when a rule asks for them."""
        view = cls.model_construct(product.model_fields_set, **{name: getattr(product, name) for name in Product.model_fields})
        view._published = published
        return view

    def __hash__(self) -> int:
        """By identity, so that what is read of it can be remembered."""
        return id(self)

    def __eq__(self, other: object) -> bool:
        """Only itself."""
        return self is other

    def each_stream(self) -> Iterator[tuple[str, Stream]]:
        """The streams, each with its path: `streams[0]`."""
        for index, stream in enumerate(self.streams):
            yield f"streams[{index}]", stream

    @cached_property
    def marketing(self) -> tuple[tuple[str, Stream], ...]:
        """The marketing streams, each with its path."""
        return tuple((path, stream) for path, stream in self.each_stream() if stream.class_ == "marketing")

    @cached_property
    def words(self) -> tuple[Words, ...]:
        """Every free text of the product, in each language it has; samples and quoted sentences of the source are apart."""
        found = []
        for loc, text in texts_of(self):
            path = written(loc)
            if ".sample." not in path:
                found += [Words(path, code, words) for code, words in text.root.items()]
        return tuple(found)

    def words_at(self, *beginnings: str) -> Iterator[Words]:
        """The free texts whose path begins so."""
        return (words for words in self.words if words.path.startswith(beginnings))

    @cached_property
    def published(self) -> dict[Loc, str]:
        """Every value of the public file by its location, names and samples too; nothing of the private overlay."""
        return self._published()

    @cached_property
    def _shapes(self) -> list[bytes]:
        return [text.encode().translate(_ANY_DIGIT) for text in self.published.values()]

    @cached_property
    def _shape(self) -> bytes:
        return b"\n".join(self._shapes)

    def is_published(self, path: str) -> bool:
        """Whether a field stands in the public file."""
        return location(path) in self.published

    def published_with(self, *signs: str) -> Iterator[Words]:
        """The published values that hold one of the signs, in which 0 stands for any digit: a cheap look before a pattern."""
        there = [shape for sign in signs if (shape := sign.encode().translate(_ANY_DIGIT)) in self._shape]
        for (loc, text), shape in zip(self.published.items(), self._shapes, strict=True) if there else ():
            for sign in there:
                if sign in shape:
                    yield Words(_path_of(loc), "", text)
                    break


def _path_of(loc: Loc) -> str:
    """The path of any value; a variable of a sample may be called `a.b`, which no path can say."""
    return written(tuple(_PATH_SIGNS.sub("-", part) if isinstance(part, str) else part for part in loc))


def written(loc: tuple[str | int, ...]) -> str:
    """A location as rules write it: ("streams", 0, "from") -> `streams[0].from`."""
    path = ""
    for part in loc:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else part
    return path


def location(path: str) -> tuple[str | int, ...]:
    """The other way round: `streams[0].from` -> ("streams", 0, "from")."""
    loc: list[str | int] = []
    for part in path.split("."):
        name, *indexes = part.split("[")
        loc.append(name)
        loc += [int(index.rstrip("]")) for index in indexes]
    return tuple(loc)
