"""What the output check would refuse in the pages and emails of a product, at the line of its file.

The check sees only built pages. It would report one text of a file once for each page that shows it, and only after the build.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from policykit.catalog.catalog import Entry
from policykit.foundation.diagnostics import Diagnostic
from policykit.model.view import location
from policykit.rules import Finding
from policykit.yamlio.reader import Loc, Tree

from .check import BLANK, ESCAPE, GARBLED, LEFTOVER, TABLE, mail_diagnostics, table_rows, text_diagnostics
from .sample_brackets import Brackets, accepted
from .session import Session

_UNSEEN: tuple[Loc, ...] = (("statements",), ("review",), ("allow",), ("request", "case_subject"))
"""Fields that no page shows: they quote drafts and AWS, and give reasons."""
_FIXES = {
    LEFTOVER: "write the real text",
    ESCAPE: "leave out the backslash",
    BLANK: "write the real text, without brackets; only a sample email has variables",
}
RULES = {LEFTOVER: "placeholder-left", BLANK: "placeholder-left", GARBLED: "garbled-characters"}
"""The rule that reports the same as a finding."""


@dataclass(frozen=True)
class TextFault:
    """An error in a text of a product's file."""

    slug: str
    loc: Loc
    diagnostic: Diagnostic

    def is_said_by(self, finding: Finding) -> bool:
        """Whether a rule's finding says the same of this text, or of the record that it is in."""
        there = location(finding.path)
        return RULES.get(self.diagnostic.rule) == finding.rule.id and self.loc[: len(there)] == there


def text_faults(session: Session, entries: Iterable[Entry]) -> Iterator[TextFault]:
    """Every error in the texts and sample emails of these products."""
    entries = tuple(entries)
    brackets = accepted(session.catalogue, entries)
    for entry in entries:
        streams = set[Loc]()
        for loc, text, of_key in _texts(entry.source.tree):
            for diagnostic in _in_text(entry, loc, text, of_key, brackets):
                streams.add(loc[:2])
                yield TextFault(entry.slug, loc, diagnostic)
        for index, stream in enumerate(entry.product.streams):
            # What is wrong in the texts is wrong in the email too.
            if stream.sample and ("streams", index) not in streams:
                loc = ("streams", index, "sample")
                found = mail_diagnostics(entry.place(loc), session.emails(entry)[stream.id], brackets.of_samples)
                yield from (TextFault(entry.slug, loc, _for_a_file(diagnostic)) for diagnostic in dict.fromkeys(found))


def _in_text(entry: Entry, loc: Loc, text: str, of_key: bool, brackets: Brackets) -> Iterator[Diagnostic]:
    place = entry.source.place(loc, of_key=of_key)
    is_in_email = not of_key and ("variables" in loc or loc[-1] == "from_name")
    for diagnostic in text_diagnostics(text, place, brackets.of_samples | (frozenset() if is_in_email else brackets.declared)):
        # A translation of a sample has a check of its own, which knows the sample.
        if not (diagnostic.rule == BLANK and "glosses" in loc):
            yield _for_a_file(diagnostic)
    if "sample" not in loc and (row := next(table_rows(text), None)):
        message, fix = f"a table row is shown as plain text: `{row[1]}`", "write sentences, or entries of a list"
        yield Diagnostic(place, TABLE, message, fix)


def _for_a_file(diagnostic: Diagnostic) -> Diagnostic:
    return replace(diagnostic, fix=_FIXES.get(diagnostic.rule, diagnostic.fix))


def _texts(tree: Tree, loc: Loc = ()) -> Iterator[tuple[Loc, str, bool]]:
    """Every text that a page may show, with its place, and whether it is a key."""
    if isinstance(tree, dict):
        for key, child in tree.items():
            here = (*loc, key)
            if here not in _UNSEEN:
                yield here, key, True
                yield from _texts(child, here)
    elif isinstance(tree, list):
        for index, child in enumerate(tree):
            yield from _texts(child, (*loc, index))
    else:
        yield loc, tree, False
