"""Which question comes next for somebody who adds a product, given the answers so far.

What is asked stands in data/questions.yml (`ask`); what a field means and what fits it is the model's. There is no position
to lose: the next question follows from the answers alone, so an interview that was stopped goes on where it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from policykit.catalog.catalog import Catalogue
from policykit.model import Product, Question, Record
from policykit.yamlio.reader import BOOLEAN, NUMBER, Loc, PlainScalar, Tree

from .answers import Answers, add_stream_ids
from .fields import Field, product_fields

# A field is asked for only where another one of its record says so: (record, field) -> field and the values it must have.
_IN_PLACE = ("status", ("tested", "implemented"))
_CONDITIONS: dict[tuple[str, str], tuple[str, tuple[str, ...]]] = {
    ("Mechanism", "mechanism"): _IN_PLACE,
    ("Mechanism", "action"): _IN_PLACE,
    ("Mechanism", "planned"): ("status", ("planned",)),
    ("Unsubscribe", "body_link"): ("offered", ("true",)),
    ("Unsubscribe", "reason_if_not"): ("offered", ("false",)),
    ("Dkim", "method"): _IN_PLACE,
}
_UNQUOTED = ("Count", "Percent", "Amount", "Flag")


@dataclass(frozen=True)
class Prompt:
    """One thing to ask: a value, or whether a list goes on."""

    loc: Loc
    field: Field
    question: Question
    is_required: bool
    is_more: bool = False
    """Whether it asks if there is one more element; `loc` is then where that one would stand."""

    @property
    def path(self) -> str:
        """The place as people write it: `streams[0].from`."""
        return shown(self.loc)

    @property
    def element(self) -> int:
        """Which element of a list it is about, from 1; 0 where it is about none."""
        return next((part + 1 for part in self.loc if isinstance(part, int)), 0)


def next_prompt(catalogue: Catalogue, answers: Answers) -> Prompt | None:
    """What to ask next; None where everything was answered or left out."""
    return next(_prompts(catalogue, answers), None)


def count_left(catalogue: Catalogue, answers: Answers) -> int:
    """How many questions are left if no further list is begun."""
    return sum(1 for _ in _prompts(catalogue, answers))


def answer(catalogue: Catalogue, answers: Answers, prompt: Prompt, text: str) -> str | None:
    """Take an answer; returns what was wanted instead where it does not fit, and then nothing is changed.

    An empty text leaves the field out. For a list that may go on, `yes` begins the next element.
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
    if fault := _fault(catalogue, tried, prompt):
        return fault
    answers.tree = tried.tree
    add_stream_ids(answers.tree)
    return None


def shown(loc: Loc) -> str:
    """`("streams", 0, "from")` -> `streams[0].from`."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc).lstrip(".")


def _prompts(catalogue: Catalogue, answers: Answers) -> Iterator[Prompt]:
    asked = [(question, path) for question in catalogue.questions for path in question.ask]
    lists: set[str] = set()
    for question, path in asked:
        name, bracket, _ = path.partition("[]")
        if not bracket:
            yield from _of_value(question, path, tuple(path.split(".")), answers)
        elif name not in lists:
            lists.add(name)
            members = [(q, p) for q, p in asked if p == f"{name}[]" or p.startswith(f"{name}[].")]
            yield from _of_list(question, name, members, answers)


def _of_list(question: Question, name: str, members: list[tuple[Question, str]], answers: Answers) -> Iterator[Prompt]:
    """The fields of each element in turn, and then whether there is another one."""
    base: Loc = tuple(name.split("."))
    items = answers.get(base)
    count = len(items) if isinstance(items, list) else 0
    for index in range(count):
        for asked_by, path in members:
            below = path.removeprefix(f"{name}[]").lstrip(".")
            if below:
                yield from _of_value(asked_by, path, (*base, index, *below.split(".")), answers)
    if name not in answers.skipped:
        field = product_fields()[f"{name}[]"]
        yield Prompt((*base, count), field, question, is_required=False, is_more=field.record is not None)


def _of_value(question: Question, path: str, loc: Loc, answers: Answers) -> Iterator[Prompt]:
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
    yield Prompt(loc, field, question, is_required=field.is_required and not stands_alone)


def _leave_out(answers: Answers, prompt: Prompt) -> str | None:
    if prompt.is_required:
        return f"an answer; the file cannot be without it ({prompt.field.description})"
    if prompt.field.is_list:
        answers.skipped.add(shown(prompt.loc[:-1]))  # the list is at its end
    elif prompt.field.is_required:
        answers.skipped.add(shown(prompt.loc[:-1]))  # without this field there is no such record
    else:
        answers.skipped.add(prompt.path)
    return None


def _value(field: Field, text: str) -> Tree:
    """Numbers and booleans as a file has them unquoted; everything else as text."""
    plain = field.kind in _UNQUOTED and (NUMBER.fullmatch(text) or BOOLEAN.fullmatch(text))
    return PlainScalar(text) if plain else text


def _fault(catalogue: Catalogue, tried: Answers, prompt: Prompt) -> str | None:
    """What is wrong with the value, and with its record as far as it is filled in."""
    record: type[Record] = prompt.field.owner
    loc = prompt.loc[:-2] if prompt.field.is_list else prompt.loc[:-1]
    context: dict[str, Any] = {"languages": list(catalogue.languages), "regions": frozenset(catalogue.ses.regions)}
    try:
        record.model_validate(tried.get(loc) if loc else tried.tree, context=context)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            # Other fields of the record are asked for later, and elements that were begun are filled in one by one.
            if detail["type"] != "missing" and (record is not Product or prompt.loc[0] in detail["loc"]):
                return _wanted(detail["msg"], prompt.field)
    return None


def _wanted(message: str, field: Field) -> str:
    if field.choices:
        return f"one of: {', '.join(field.choices)}"
    return message.removeprefix("expected ")
