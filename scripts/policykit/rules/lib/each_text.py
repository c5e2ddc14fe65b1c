"""How a rule on texts tells a fault once: once for a path, and once for a field and the quotation about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from policykit.model.view import ProductView, Words
from policykit.readiness.sentences import texts_with
from policykit.readiness.statements import Wording
from policykit.rules.context import Context, Found


def once_a_path(
    find: Callable[[Words], Iterator[Found]], wanted: frozenset[str] | None = None
) -> Callable[[ProductView, Context], Iterator[Found]]:
    """The check of a prose rule: each free text, and of a text in several languages the first language that has the fault.

    Both languages say the same and stand at the same place in the file; whoever mends one mends the other. With `wanted` (made
    by `signs`) only the texts are tried that hold one of these words, which is many times faster.
    """

    def check(product: ProductView, _context: Context) -> Iterator[Found]:
        yield from first_of_each(product.words if wanted is None else texts_with(product, wanted), find)

    return check


def first_of_each(texts: Iterable[Words], find: Callable[[Words], Iterator[Found]]) -> Iterator[Found]:
    """What `find` finds in texts that stand in the product's order; of one path, what it finds in the first language."""
    told = ""
    for words in texts:
        if words.path != told:
            for finding in find(words):
                told = words.path
                yield finding


def first_found(find: Callable[[Words], Iterator[Found]], *groups: Iterable[Wording]) -> Iterator[Found]:
    """What `find` says of the first group that has anything, so that a quotation repeats no finding of a field."""
    for group in groups:
        findings = [finding for item in group for finding in find(Words(item.path, "en", item.text))]
        if findings:
            yield from findings
            return
