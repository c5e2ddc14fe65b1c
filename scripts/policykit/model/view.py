"""A view of a product for rules and templates, with derived values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from pydantic import PrivateAttr

from .evidence import NO_EVIDENCE, Evidence
from .paths import texts_of
from .product import Product
from .stream import Stream

Loc = tuple[str | int, ...]
"""Path to a value, as keys and list indexes: ("streams", 0, "from")."""

_ANY_DIGIT = bytes.maketrans(b"123456789", b"000000000")
_PATH_SIGNS = re.compile(r"[.\[\]]")


@dataclass(frozen=True)
class Words:
    """A free text of a product in one language."""

    path: str
    language: str
    text: str


class ProductView(Product):
    """A product for rules and templates: the record and values derived from it. Compared by identity."""

    _published: Callable[[], dict[Loc, str]] = PrivateAttr(default=dict)
    _evidence: Evidence = PrivateAttr(default=NO_EVIDENCE)

    @classmethod
    def of(
        cls, product: Product, published: Callable[[], dict[Loc, str]] = dict, evidence: Evidence = NO_EVIDENCE
    ) -> ProductView:
        """Return the view of a valid product; `published` returns the values of its public file when a rule needs them."""
        view = cls.model_construct(product.model_fields_set, **{name: getattr(product, name) for name in Product.model_fields})
        view._published = published
        view._evidence = evidence
        return view

    def __hash__(self) -> int:
        """Hash by identity, so that results can be cached per product."""
        return id(self)

    def __eq__(self, other: object) -> bool:
        """Compare by identity."""
        return self is other

    @property
    def evidence(self) -> Evidence:
        """What was seen of the product."""
        return self._evidence

    def each_stream(self) -> Iterator[tuple[str, Stream]]:
        """Yield the streams, each with its path such as `streams[0]`."""
        for index, stream in enumerate(self.streams):
            yield f"streams[{index}]", stream

    @cached_property
    def marketing(self) -> tuple[tuple[str, Stream], ...]:
        """The marketing streams, each with its path."""
        return tuple((path, stream) for path, stream in self.each_stream() if stream.class_ == "marketing")

    @cached_property
    def words(self) -> tuple[Words, ...]:
        """All free texts of the product in all their languages, except samples and quoted sentences of the source."""
        found = []
        for loc, text in texts_of(self):
            path = written(loc)
            if ".sample." not in path:
                found += [Words(path, code, wording) for code, wording in text.root.items()]
        return tuple(found)

    def words_at(self, *beginnings: str) -> Iterator[Words]:
        """Return the free texts whose path starts with one of `beginnings`."""
        return (words for words in self.words if words.path.startswith(beginnings))

    @cached_property
    def published(self) -> dict[Loc, str]:
        """All values of the public file by location, including names and samples, but nothing from the private overlay."""
        return self._published()

    @cached_property
    def _shapes(self) -> list[bytes]:
        return [text.encode().translate(_ANY_DIGIT) for text in self.published.values()]

    @cached_property
    def _shape(self) -> bytes:
        return b"\n".join(self._shapes)

    def is_published(self, path: str) -> bool:
        """Whether the public file contains a field."""
        return location(path) in self.published

    def published_with(self, *signs: str) -> Iterator[Words]:
        """Yield the published values that contain one of `signs`, where 0 matches any digit. A fast filter before a pattern."""
        present = [shape for sign in signs if (shape := sign.encode().translate(_ANY_DIGIT)) in self._shape]
        for (loc, text), shape in zip(self.published.items(), self._shapes, strict=True) if present else ():
            for sign in present:
                if sign in shape:
                    yield Words(_path_of(loc), "", text)
                    break


UNLISTED = ProductView.model_construct(
    set(),
    **{
        **vars(Product.absent()),
        "streams": (Stream.model_validate({"id": "email-1", "title": "email 1", "class": "transactional"}),),
    },
)
"""A product without a file. It has one stream; the browser repeats what is about that stream for each kind of email."""


def _path_of(loc: Loc) -> str:
    """Return the path of any value. A sample variable may be called `a.b`, which a path cannot express."""
    return written(tuple(_PATH_SIGNS.sub("-", part) if isinstance(part, str) else part for part in loc))


def written(loc: tuple[str | int, ...]) -> str:
    """Convert a location to a path: ("streams", 0, "from") -> `streams[0].from`."""
    path = ""
    for part in loc:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else part
    return path


def location(path: str) -> tuple[str | int, ...]:
    """Convert a path to a location: `streams[0].from` -> ("streams", 0, "from")."""
    loc: list[str | int] = []
    for part in path.split("."):
        name, *indexes = part.split("[")
        loc.append(name)
        loc += [int(index.rstrip("]")) for index in indexes]
    return tuple(loc)
