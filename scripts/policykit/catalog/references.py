"""Checks references between files: ids of blanks, sources, questions and checklists, and field paths.

Pure: it takes the records that were read and yields diagnostics.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from policykit.foundation.diagnostics import Diagnostic, Place
from policykit.model import (
    SOURCE_LANGUAGE,
    STATE_INPUTS,
    AccountState,
    Blank,
    Checklist,
    FactNeeded,
    Letter,
    NextSteps,
    PolicyFront,
    Product,
    Question,
    ReplyFront,
    SourceEntry,
    Stage,
    is_field,
    texts_of,
)
from policykit.yamlio.reader import Loc, Source

from .templates import SHARED, Template

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Parts:
    """The records that become a catalog. `files` maps each path shown in messages to its parsed file."""

    products: dict[str, tuple[Product, Source]]
    questions: tuple[Question, ...]
    general_facts: tuple[FactNeeded, ...]
    checklists: dict[str, Checklist]
    letters: dict[str, Letter]
    next_steps: NextSteps
    blanks: dict[str, Blank]
    sources: dict[str, SourceEntry]
    templates: dict[tuple[str, str, str], Template]
    files: dict[str, Source]
    shown: str
    slugs: frozenset[str]
    """Slugs of all products, including those that another worker reads."""

    def place(self, name: str, loc: Loc) -> Place:
        """Return the place of `loc` in the data file `name`."""
        file = f"{self.shown}/{name}"
        return self.files[file].place(loc) if file in self.files else Place(file)


def check_references(parts: Parts) -> Iterator[Diagnostic]:
    """Yield a diagnostic for every reference to something that does not exist."""
    yield from _questions(parts)
    yield from _blanks(parts)
    yield from _checklists(parts)
    yield from _letters(parts)
    yield from _next_steps(parts)
    yield from _products(parts)
    yield from _templates(parts)


def _unknown(place: Place, what: str, name: str, known: Collection[str]) -> Diagnostic:
    return Diagnostic(
        place, f"unknown-{what.replace(' ', '-')}", f"there is no {what} `{name}`", f"use one of: {', '.join(sorted(known))}"
    )


def _no_field(place: Place, path: str) -> Diagnostic:
    fix = "write the path of a field in a product file, such as handling.complaint"
    return Diagnostic(place, "unknown-field-path", f"unknown field path `{path}`", fix)


def _questions(parts: Parts) -> Iterator[Diagnostic]:
    for index, question in enumerate(parts.questions):
        place = parts.place("questions.yml", (index,))
        if question.blank not in parts.blanks:
            yield _unknown(place, "blank", question.blank, parts.blanks)
        if question.source not in parts.sources:
            yield _unknown(place, "source", question.source, parts.sources)
        yield from (_no_field(place, path) for path in question.ask if not is_field(Product, path))
        for fact in question.facts:
            yield from _fact(parts, fact, place)
    for index, fact in enumerate(parts.general_facts):
        yield from _fact(parts, fact, parts.place("facts.yml", (index,)))


def _fact(parts: Parts, fact: FactNeeded, place: Place) -> Iterator[Diagnostic]:
    for source in fact.sources:
        if source not in parts.sources:
            yield _unknown(place, "source", source, parts.sources)
    for path in (*fact.paths, *(path for condition in fact.when for path in condition.paths)):
        if not is_field(Product, path):
            yield _no_field(place, path)


def _blanks(parts: Parts) -> Iterator[Diagnostic]:
    for name, blank in parts.blanks.items():
        if blank.path and not is_field(Product, blank.path):
            yield _no_field(parts.place("blanks.yml", (name,)), blank.path)


def _checklists(parts: Parts) -> Iterator[Diagnostic]:
    seen: dict[str, str] = {}
    for name, checklist in parts.checklists.items():
        for index, item in enumerate(checklist.items):
            place = parts.place(f"checklists/{name}.yml", ("items", index))
            if item.id in seen:
                yield Diagnostic(place, "duplicate-id", f"`{item.id}` is also in {seen[item.id]}", "use a different id")
            seen[item.id] = name
            if item.source and item.source not in parts.sources:
                yield _unknown(place, "source", item.source, parts.sources)
            yield from (_no_field(place, path) for path in (*item.paths, *item.seen) if not is_field(Product, path))


def _templates_of(parts: Parts, kind: str) -> list[str]:
    return [name for language, each, name in parts.templates if each == kind and language == SOURCE_LANGUAGE]


def _letters(parts: Parts) -> Iterator[Diagnostic]:
    replies = _templates_of(parts, "reply")
    for name, letter in parts.letters.items():
        if letter.reply and letter.reply not in replies:
            yield _unknown(parts.place(f"letters/{name}.yml", ("reply",)), "reply", letter.reply, replies)
        if letter.source not in parts.sources:
            yield _unknown(parts.place(f"letters/{name}.yml", ("source",)), "source", letter.source, parts.sources)
        if letter.like and letter.like not in parts.letters:
            yield _unknown(parts.place(f"letters/{name}.yml", ("like",)), "letter", letter.like, parts.letters)


def _next_steps(parts: Parts) -> Iterator[Diagnostic]:
    file, (rows, stages, steps) = "next-steps.yml", (parts.next_steps.rows, parts.next_steps.stages, parts.next_steps.steps)
    uses: dict[Loc, str] = {("rows", index): row.step for index, row in enumerate(rows)}
    uses |= {("stages", stage): known.step for stage, known in stages.items()}
    for loc, name in uses.items():
        if name not in steps:
            yield _unknown(parts.place(file, (*loc, "step")), "step", name, steps)
    for name in sorted(steps.keys() - uses.values()):
        message = f"no row or stage uses the step `{name}`"
        yield Diagnostic(parts.place(file, ("steps", name)), "unused-step", message, "remove it")
    for stage in get_args(Stage):
        if stage not in stages:
            message = f"the stage `{stage}` has no step"
            yield Diagnostic(parts.place(file, ("stages",)), "stage-without-step", message, "add one under `stages`")
    for values in itertools.product(*STATE_INPUTS.values()):
        state = AccountState.model_construct(**dict(zip(STATE_INPUTS, values, strict=True)))
        count = sum(row.may_apply(state) for row in rows)
        if count != 1:
            message = f"the state {', '.join(values)} is in {count} rows"
            yield Diagnostic(parts.place(file, ("rows",)), "state-without-step", message, "put every state in exactly one row")
    known = {"reply": _templates_of(parts, "reply"), "page": _templates_of(parts, "page"), "source": list(parts.sources)}
    for name, step in steps.items():
        for field, names in known.items():
            if (wanted := getattr(step, field)) and wanted not in names:
                yield _unknown(parts.place(file, ("steps", name, field)), field, wanted, names)


def _products(parts: Parts) -> Iterator[Diagnostic]:
    products = {slug: product for slug, (product, _) in parts.products.items()}
    for slug, (product, source) in parts.products.items():
        if not SLUG.fullmatch(slug):
            message = f"the file name `{slug}` cannot be part of a URL"
            fix = "rename the file: use lowercase letters, digits and single hyphens"
            yield Diagnostic(Place(source.file), "bad-file-name", message, fix)
        policies = _templates_of(parts, "policy")
        for name in product.policies.each:
            if name not in policies:
                yield _unknown(source.place(("policies", "each", name), of_key=True), "policy", name, policies)
        yield from product_references(slug, product, source, products, parts.checklists, parts.slugs)


def product_references(
    slug: str,
    product: Product,
    source: Source,
    products: Mapping[str, Product],
    checklists: Collection[str],
    slugs: Collection[str],
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for every invalid or duplicate id in a product; `slugs` are those of all products."""
    titles: set[str] = set()
    for index, stream in enumerate(product.streams):
        title = stream.title.root[SOURCE_LANGUAGE]
        if title in titles:
            message = f"two streams have the title `{title}`"
            yield Diagnostic(
                source.place(("streams", index, "title")), "duplicate-title", message, "give each a different title"
            )
        titles.add(title)
    for index, statement in enumerate(product.statements):
        if not is_field(Product, statement.about):
            yield _no_field(source.place(("statements", index, "about")), statement.about)
    for index, entry in enumerate(product.checklist):
        if entry.list not in checklists:
            yield _unknown(source.place(("checklist", index, "list")), "checklist", entry.list, checklists)
        if entry.about and not is_field(Product, entry.about):
            yield _no_field(source.place(("checklist", index, "about")), entry.about)
    yield from _stream_ids(product, source)
    successor = product.retired.successor
    if successor and successor not in slugs:
        yield _unknown(source.place(("retired", "successor")), "product", successor, slugs)
    for index, old in enumerate(product.formerly):
        others = (name for name, other in products.items() if name != slug and old in other.formerly)
        if owner := old if old in slugs else next(others, None):
            message, fix = f"`{old}` is already an address of {owner}", "keep the address in only one product file"
            yield Diagnostic(source.place(("formerly", index)), "address-taken", message, fix)


def _stream_ids(product: Product, source: Source) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for index, stream in enumerate(product.streams):
        if stream.id in seen:
            place = source.place(("streams", index, "id"))
            yield Diagnostic(place, "duplicate-id", f"two streams have the id `{stream.id}`", "use a different id for each")
        seen.add(stream.id)


def _templates(parts: Parts) -> Iterator[Diagnostic]:
    ids = [question.id for question in parts.questions]
    for (language, kind, name), template in parts.templates.items():
        if language != SOURCE_LANGUAGE and kind in SHARED:
            continue  # the same file
        place = Place(template.file, 1)
        if (SOURCE_LANGUAGE, kind, name) not in parts.templates:
            message, fix = f"`{SOURCE_LANGUAGE}` has no {kind} `{name}`", f"add it to `{SOURCE_LANGUAGE}` first"
            yield Diagnostic(place, "template-without-source", message, fix)
        front = template.front
        if isinstance(front, PolicyFront):
            for wanted in front.answers:
                if wanted not in ids:
                    yield _unknown(place, "question", wanted, ids)
            yield from (_no_field(place, path) for path in front.needs if not is_field(Product, path))
        if isinstance(front, ReplyFront):
            yield from _reply(parts, front, place)


def _reply(parts: Parts, front: ReplyFront, place: Place) -> Iterator[Diagnostic]:
    for wanted in front.blanks:
        if wanted not in parts.blanks:
            yield _unknown(place, "blank", wanted, parts.blanks)
    for condition in front.first:
        yield from (_no_field(place, path) for path in (*condition.paths, *condition.seen) if not is_field(Product, path))


def missing_texts(product: Product, source: Source, languages: Collection[str]) -> Iterator[Diagnostic]:
    """Yield a note for each language that a product's texts lack; its readers see the marked source text."""
    for code in languages:
        missing = [loc for loc, text in texts_of(product) if code not in text.root]
        if missing:
            first = ".".join(str(part) for part in missing[0])
            count = "1 text has" if len(missing) == 1 else f"{len(missing)} texts have"
            fix = f"add `{{{SOURCE_LANGUAGE}: ..., {code}: ...}}`; until then, readers in {code} see the marked English text"
            yield Diagnostic(
                source.place(missing[0]), "untranslated-texts", f"{count} no {code}, the first is `{first}`", fix, "note"
            )
