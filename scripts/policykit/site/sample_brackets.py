"""Words in brackets: those that pages and sample emails may contain, and those that only a translation has.

An undeclared word in the sample itself is a finding of the rule `undeclared-variable`, so the product is built and its
readiness page shows the finding. Rules do not read translations, so a word that only a translation has is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policykit.catalog.catalog import Catalogue, Entry
from policykit.foundation.diagnostics import Diagnostic
from policykit.model import Sample
from policykit.readiness.samples import sample_texts
from policykit.rendering import blanks

from .check import bracketed_words

_LINK = re.compile(r"(\[[^\[\]\n]+\])\(")


@dataclass(frozen=True)
class Brackets:
    """The bracketed words that the output check accepts."""

    declared: frozenset[str]
    """Blanks and variables. An email has values instead."""
    of_samples: frozenset[str]
    """Words of samples that no product declares: a rule reports them."""


def accepted(catalogue: Catalogue, others: Iterable[Entry] = ()) -> Brackets:
    """The bracketed words that pages may contain; `others` are products that the catalog lacks."""
    entries = (*catalogue.products.values(), *others)
    samples = [stream.sample for entry in entries for stream in entry.product.streams if stream.sample]
    return Brackets(
        blanks.marks_in_all_languages(catalogue).union(*map(declared, samples)), frozenset().union(*map(undeclared, samples))
    )


def declared(sample: Sample) -> frozenset[str]:
    """The variables of a sample, with brackets."""
    return frozenset(f"[{name}]" for name in sample.variables)


def undeclared(sample: Sample) -> frozenset[str]:
    """The bracketed words of a sample that it does not declare; from translations only link texts."""
    words = {word for _, text in sample_texts(sample) for word in bracketed_words(text)}
    links = {match[1] for _, _, text in _translations(sample) for match in _LINK.finditer(text)}
    return frozenset(words | links) - declared(sample)


def _translations(sample: Sample) -> Iterator[tuple[str, str, str]]:
    for code, gloss in sample.glosses.items():
        yield code, "subject", gloss.subject
        yield code, "text", gloss.text or ""


def translation_diagnostics(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """One error for each bracketed word that appears in a translation but not in its sample."""
    for entry in catalogue.products.values():
        for index, stream in enumerate(entry.product.streams):
            if not stream.sample:
                continue
            known = declared(stream.sample) | undeclared(stream.sample)
            for code, field, text in _translations(stream.sample):
                place = entry.place(("streams", index, "sample", "glosses", code, field))
                for word in sorted(bracketed_words(text) - known):
                    message = f"the translation contains {word}, but the sample does not"
                    fix = f"use a name from the sample, or declare it under variables: {word[1:-1]}: <example>"
                    yield Diagnostic(place, "undeclared-blank", message, fix)
