"""Helpers that report a problem only once per path, or once for a field and a sentence quoted about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from policykit.model.view import Words
from policykit.readiness.statements import Wording
from policykit.rules.context import Found


def first_of_each(texts: Iterable[Words], find: Callable[[Words], Iterator[Found]]) -> Iterator[Found]:
    """Yield what `find` finds in texts, in the product's order; per path, only for the first language with a finding.

    All languages of a text say the same and share one place in the file, so one fix covers them all.
    """
    found_at = ""
    for words in texts:
        if words.path != found_at:
            for found in find(words):
                found_at = words.path
                yield found


def merged(group: Sequence[Found]) -> Found:
    """Return the first finding, with the lists among its values joined to those of the others."""
    first = group[0]
    values = dict(first.values)
    for name, value in values.items():
        if isinstance(value, list):
            values[name] = list(dict.fromkeys(part for found in group for part in _listed(found.values[name])))
    return Found(first.path, first.message, first.fix, first.severity, **values)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def first_found(find: Callable[[Words], Iterator[Found]], *groups: Iterable[Wording]) -> Iterator[Found]:
    """Yield the findings of the first group that has any, so that a quotation does not repeat a field's finding."""
    for group in groups:
        findings = [finding for item in group for finding in find(Words(item.path, "en", item.text))]
        if findings:
            yield from findings
            return
