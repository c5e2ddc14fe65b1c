"""How a text rule reports a problem once: once per path, and once for a field and the sentence quoted about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from policykit.model.view import Words
from policykit.readiness.statements import Wording
from policykit.rules.context import Found


def first_of_each(texts: Iterable[Words], find: Callable[[Words], Iterator[Found]]) -> Iterator[Found]:
    """What `find` finds in texts in the product's order; where a path has several languages, in the first with a finding.

    All languages of a text say the same and share one place in the file: who fixes one fixes the other.
    """
    found_at = ""
    for words in texts:
        if words.path != found_at:
            for found in find(words):
                found_at = words.path
                yield found


def first_found(find: Callable[[Words], Iterator[Found]], *groups: Iterable[Wording]) -> Iterator[Found]:
    """What `find` says of the first group that has anything, so that a quotation repeats no finding of a field."""
    for group in groups:
        findings = [finding for item in group for finding in find(Words(item.path, "en", item.text))]
        if findings:
            yield from findings
            return
