"""Determines the next question for a person who adds a product, given the answers so far.

data/questions.yml (`ask`) lists the fields to ask for; the model describes and validates them. The next question depends only
on the answers, so an interrupted interview resumes where it stopped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from policykit.catalog.catalog import Catalogue
from policykit.model import Product, Question, Record
from policykit.readiness.sentences import BRACKETS
from policykit.yamlio.reader import BOOLEAN, NUMBER, Loc, PlainScalar, Tree

from .answers import Answers, add_stream_ids
from .fields import Field, product_fields

# Fields that are asked for only if another field of the record has one of these values: (record, field) -> (field, values).
_IN_PLACE = ("status", ("tested", "implemented"))
_CONDITIONS: dict[tuple[str, str], tuple[str, tuple[str, ...]]] = {
    ("Mechanism", "mechanism"): _IN_PLACE,
    ("Mechanism", "action"): _IN_PLACE,
    ("Mechanism", "planned"): ("status", ("planned",)),
    ("Unsubscribe", "header_one_click"): ("offered", ("true",)),
    ("Unsubscribe", "body_link"): ("offered", ("true",)),
    ("Unsubscribe", "reason_if_not"): ("offered", ("false",)),
    ("Unsubscribe", "other_way_out"): ("offered", ("false",)),
    ("Dkim", "method"): _IN_PLACE,
}
_UNQUOTED = ("Count", "Percent", "Amount", "Flag")


@dataclass(frozen=True)
class Prompt:
    """One question: a field's value, or whether a list has another element."""

    loc: Loc
    field: Field
    heading: str
    """What it is part of, in English: the title of AWS's question, or what is open."""
    is_required: bool
    is_more: bool = False
    """Whether it asks for one more element; `loc` is then the location of that element."""
    is_variable: bool = False
    """Whether it asks for an example of a name in brackets in a sample; `loc` ends with that name."""

    @property
    def path(self) -> str:
        """The location as text: `streams[0].from`."""
        return shown(self.loc)

    @property
    def element(self) -> int:
        """The number of the list element it is about, from 1; 0 if it is not in a list."""
        return next((part + 1 for part in self.loc if isinstance(part, int)), 0)

    @property
    def record(self) -> Loc:
        """The list element with fields that it is about, such as `("streams", 0)`; empty if there is none."""
        place = next((place for place, part in enumerate(self.loc) if isinstance(part, int)), None)
        return () if place is None or self.field.is_list else self.loc[: place + 1]

    @property
    def follow_ups(self) -> int:
        """How many more questions its answer may lead to."""
        kinds = {declared.__name__ for declared in self.field.owner.__mro__}
        deciding = [values for (kind, _), (other, values) in _CONDITIONS.items() if kind in kinds and other == self.field.name]
        return max(Counter(value for values in deciding for value in values).values(), default=0)


def prompts(catalogue: Catalogue, answers: Answers) -> list[Prompt]:
    """All remaining questions, if no further list elements are added."""
    return list(_prompts(catalogue, answers))


def remaining(left: Sequence[Prompt]) -> tuple[int, int]:
    """How many questions are left at most: about the list element of the first one, and all others. A new element adds more."""
    counts = [0, 0]
    for prompt in left:
        is_here = bool(prompt.record) and prompt.record == left[0].record
        counts[0 if is_here else 1] += 1 + prompt.follow_ups
    return counts[0], counts[1]


def answer(catalogue: Catalogue, answers: Answers, prompt: Prompt, text: str) -> str | None:
    """Record an answer. If it is invalid, changes nothing and returns a description of a valid answer; else returns None.

    An empty text skips the field. If the question is whether a list has another element, `yes` adds one.
    """
    text = text.strip()
    if prompt.is_more:
        if text == "yes":
            answers.put(prompt.loc, {})
        else:
            answers.skipped.add(shown(prompt.loc[:-1]))
        return None
    if not text:
        return _leave_out(answers, prompt)
    tried = answers.copy()
    tried.put(prompt.loc, _value(prompt.field, text))
    if error := _error(catalogue, tried, prompt):
        return error
    answers.tree = tried.tree
    add_stream_ids(answers.tree)
    return None


def shown(loc: Loc) -> str:
    """`("streams", 0, "from")` -> `streams[0].from`."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc).lstrip(".")


def _prompts(catalogue: Catalogue, answers: Answers) -> Iterator[Prompt]:
    asked = [(question, path) for question in in_order(catalogue) for path in question.ask]
    lists: set[str] = set()
    for question, path in asked:
        name, bracket, _ = path.partition("[]")
        if not bracket:
            yield from of_value(_title(question), path, tuple(path.split(".")), answers)
        elif name not in lists:
            lists.add(name)
            members = [(_title(q), p) for q, p in asked if p == f"{name}[]" or p.startswith(f"{name}[].")]
            yield from of_list(_title(question), name, members, answers)


def in_order(catalogue: Catalogue) -> list[Question]:
    """AWS's questions in the order in which they are asked: those about the product first, then those about the account."""
    return sorted(catalogue.questions, key=lambda question: not question.facts)


def _title(question: Question) -> str:
    return question.title.root["en"]


def of_list(heading: str, name: str, members: list[tuple[str, str]], answers: Answers) -> Iterator[Prompt]:
    """The fields of each element, each member with its heading and path, then whether there is another element."""
    base: Loc = tuple(name.split("."))
    items = answers.get(base)
    count = len(items) if isinstance(items, list) else 0
    for index in range(count):
        for of_member, path in members:
            below = path.removeprefix(f"{name}[]").lstrip(".")
            if below:
                yield from of_value(of_member, path, (*base, index, *below.split(".")), answers)
            if below == "sample.text":
                yield from _variables(of_member, path, (*base, index, "sample"), answers)
    if name not in answers.skipped:
        field = product_fields()[f"{name}[]"]
        yield Prompt((*base, count), field, heading, is_required=False, is_more=field.record is not None)


def _variables(heading: str, path: str, sample: Loc, answers: Answers) -> Iterator[Prompt]:
    """An example for each name in brackets in a sample that has none; without one, the reply would contain an open bracket."""
    field = product_fields()[path.replace(".text", ".variables.*")]
    words = f"{answers.get((*sample, 'subject')) or ''}\n{answers.get((*sample, 'text')) or ''}"
    for name in dict.fromkeys(BRACKETS.findall(words)):
        loc = (*sample, "variables", name)
        if answers.get(loc) is None:
            yield Prompt(loc, field, heading, is_required=True, is_variable=True)


def of_value(heading: str, path: str, loc: Loc, answers: Answers) -> Iterator[Prompt]:
    """The question about a value, unless it is answered, was left out or does not fit the record's other values."""
    field = product_fields()[path]
    around = [shown(loc[:length]) for length in range(1, len(loc) + 1)]
    if answers.get(loc) is not None or any(name in answers.skipped for name in around):
        return
    record = answers.get(loc[:-1])
    values = record if isinstance(record, dict) else {}
    for declared in field.owner.__mro__:
        other, wanted = _CONDITIONS.get((declared.__name__, field.name), ("", ()))
        if other and values.get(other) not in wanted:
            return
    stands_alone = not values and len(loc) > 1 and not isinstance(loc[-2], int)
    yield Prompt(loc, field, heading, is_required=field.is_required and not stands_alone)


def is_conditional(field: Field) -> bool:
    """Whether a field is asked for only if another field of its record has certain values."""
    return any((declared.__name__, field.name) in _CONDITIONS for declared in field.owner.__mro__)


def _leave_out(answers: Answers, prompt: Prompt) -> str | None:
    if prompt.is_required:
        return f"an answer; this field is required ({prompt.field.description})"
    if prompt.field.is_list:
        answers.skipped.add(shown(prompt.loc[:-1]))  # ends the list
    elif prompt.field.is_required:
        answers.skipped.add(shown(prompt.loc[:-1]))  # skips the record, which requires this field
    else:
        answers.skipped.add(prompt.path)
    return None


def _value(field: Field, text: str) -> Tree:
    """Numbers and booleans as unquoted scalars, everything else as text."""
    plain = field.kind in _UNQUOTED and (NUMBER.fullmatch(text) or BOOLEAN.fullmatch(text))
    return PlainScalar(text) if plain else text


def _error(catalogue: Catalogue, tried: Answers, prompt: Prompt) -> str | None:
    """What would be valid, if the value or its partly filled record is invalid; else None."""
    record: type[Record] = prompt.field.owner
    loc = prompt.loc[:-2] if prompt.field.is_list or prompt.is_variable else prompt.loc[:-1]
    context: dict[str, Any] = {"languages": list(catalogue.languages), "regions": frozenset(catalogue.ses.regions)}
    try:
        record.model_validate(tried.get(loc) if loc else tried.tree, context=context)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            # Missing fields are no error yet, because they are asked for later.
            if detail["type"] != "missing" and (record is not Product or prompt.loc[0] in detail["loc"]):
                return _wanted(detail["msg"], prompt.field)
    return None


def _wanted(message: str, field: Field) -> str:
    if field.choices:
        return f"one of: {', '.join(field.choices)}"
    return message.removeprefix("expected ")
