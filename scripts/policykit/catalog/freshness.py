"""Which of Amazon's numbers and of the sources somebody has to check again."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.foundation.diagnostics import Diagnostic, Place

from .catalog import Catalogue

_NAMED = 5


def reviews_due(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """At most one note per file: what is past its `review_by`."""
    today = catalogue.settings.today
    files = (("ses.yml", catalogue.ses.numbers.items()), ("sources.yml", catalogue.sources.items()))
    for file, entries in files:
        due = sorted((entry.review_by, name) for name, entry in entries if entry.review_by and entry.review_by < today)
        if due:
            more = f" and {len(due) - _NAMED} more" if len(due) > _NAMED else ""
            names = ", ".join(name for _, name in due[:_NAMED]) + more
            message = f"due for review, the first since {due[0][0]}: {names}"
            fix = "compare each with its source, correct it, and move `checked_on` and `review_by`"
            place = Place(catalogue.settings.shown(catalogue.settings.data / file))
            yield Diagnostic(place, "review-due", message, fix, "note")
