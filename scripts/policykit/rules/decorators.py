"""One rule: a decorated function whose name is the id, whose docstring is its page and whose examples are its tests.

Rules of one subject share a module, subjects of one topic a folder. They are found by listing the folders.

    @rule("error", question="bounces", covers=["AWSQ-05"], sources=["AWS-16"])
    def bounce_channel_missing(product: ProductView) -> Iterator[Found]:
        \"\"\"Title: what is wrong, in one sentence.

        Why AWS cares, with the source in brackets (AWS-16).

        Wrong:
            handling: {bounce_hard: {mechanism: (leave out)}}
        Right:
            handling: {bounce_hard: {mechanism: An SNS topic receives every bounce.}}
        \"\"\"

An example is a fragment of a product's file, merged onto the valid product of the tests; `---` separates several examples.
A rule on texts (`@text_rule`) also has `Silent:`, near misses on which it must not fire.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from policykit.foundation.diagnostics import SEVERITIES, Severity
from policykit.model.view import ProductView, Words
from policykit.readiness.sentences import signs as signs_of
from policykit.readiness.sentences import texts_with

from .context import Context, Found
from .lib.each_text import first_of_each

Check = Callable[[ProductView], Iterator[Found]] | Callable[[ProductView, Context], Iterator[Found]]
Find = Callable[[Words], Iterator[Found]]
_SECTION = re.compile(r"^(Wrong|Right|Silent):[ ]*$", re.MULTILINE)


class BadRule(ValueError):
    """A rule that is not in the right form; the message names its file and function."""


@dataclass(eq=False)
class Rule:
    """A rule: what it says, and what it checks."""

    id: str
    topic: str
    subject: str
    """The module in the topic's folder."""
    line: int
    severity: Severity
    covers: tuple[str, ...]
    """Ids of the reference catalogue (data/rules/reference.json) that it stands for."""
    question: str | None
    """The question from AWS that a finding affects; None where it is about the whole request."""
    sources: tuple[str, ...]
    severity_because: str | None
    """Why the severity differs from the entries it covers; None where it is one of theirs."""
    text: str
    run: Callable[..., Iterator[Found]]

    def check(self, product: ProductView, context: Context) -> Iterator[Found]:
        """What it finds in a product. The function gets the context only if it asks for it."""
        return self.run(product, context) if self._wants_context else self.run(product)

    @cached_property
    def _wants_context(self) -> bool:
        return "context" in inspect.signature(self.run).parameters

    @property
    def find(self) -> Find | None:
        """What finds it in a single text, of a product or a draft; None where the rule is not about texts."""
        return None

    @cached_property
    def _sections(self) -> dict[str, str]:
        head, *rest = _SECTION.split(self.text)
        return {"": head.strip(), **dict(zip(rest[::2], rest[1::2], strict=True))}

    @property
    def file(self) -> str:
        """The file a reader edits."""
        return f"scripts/policykit/rules/{self.topic}/{self.subject}.py"

    @property
    def address(self) -> str:
        """Where the site explains it, below `rules/`: the page of its topic, with its id as anchor."""
        return f"{self.topic}/#{self.id}"

    @property
    def title(self) -> str:
        """What is wrong, in one sentence."""
        return self._sections[""].partition("\n")[0].rstrip(".")

    @property
    def why(self) -> str:
        """Why it matters, as paragraphs."""
        return self._sections[""].partition("\n")[2].strip()

    def examples(self, kind: str) -> tuple[str, ...]:
        """The YAML fragments under `Wrong`, `Right` or `Silent`."""
        text = inspect.cleandoc(f"\n{self._sections.get(kind, '')}")
        return tuple(part.strip("\n") for part in re.split(r"^---$", text, flags=re.MULTILINE) if part.strip())


@dataclass(eq=False)
class TextRule(Rule):
    """A rule on single texts: of a product, and of a draft that is no product yet."""

    finder: Find
    signs: frozenset[str] | None
    """Only texts with one of these words are searched, which is much faster; None: every text is."""

    @property
    def find(self) -> Find:
        """What finds it in a single text."""
        return self.finder

    def __call__(self, words: Words) -> Iterator[Found]:
        """What it finds in one text."""
        return self.finder(words)

    def in_texts(self, product: ProductView) -> Iterator[Found]:
        """What it finds in the product's texts; where a text has several languages, in the first that has the problem."""
        return first_of_each(product.words if self.signs is None else texts_with(product, self.signs), self.finder)

    def in_product(self, check: Callable[..., Iterator[Found]]) -> Callable[..., Iterator[Found]]:
        """Decorator for what the rule checks in a product, where that is more than or other than `in_texts`."""
        if not check.__name__.startswith("_"):
            raise BadRule(f"{_where(check)}: begin the name with an underscore; the rule is {self.id}")
        self.run = check
        return check


def rule(
    severity: Severity,
    *,
    covers: list[str],
    question: str | None = None,
    sources: list[str] | None = None,
    severity_because: str | None = None,
) -> Callable[[Check], Rule]:
    """Decorator: make a rule of a function that looks at a product, and at the context if it has a second parameter."""

    def made(check: Check) -> Rule:
        stated = _stated(check, severity, covers, question, sources, severity_because)
        _check_parameters(check, ["product"], ["product", "context"])
        return Rule(**stated, run=check)

    return made


def text_rule(
    severity: Severity,
    *,
    covers: list[str],
    question: str | None = None,
    sources: list[str] | None = None,
    severity_because: str | None = None,
    signs: str = "",
    published: list[str] | None = None,
) -> Callable[[Find], TextRule]:
    """Decorator: make a rule of a function that looks at a single text (`Words`).

    `signs` limits it to texts that contain one of these words. With `published` it looks instead at every value of the
    public file, names and samples included, that contains one of these strings (0 stands for any digit).
    """

    def made(find: Find) -> TextRule:
        stated = _stated(find, severity, covers, question, sources, severity_because)
        _check_parameters(find, ["words"])
        made = TextRule(**stated, run=find, finder=find, signs=signs_of(signs) if signs else None)
        made.run = partial(_in_published, find, published) if published else made.in_texts
        return made

    return made


def _in_published(find: Find, parts: list[str], product: ProductView) -> Iterator[Found]:
    for words in product.published_with(*parts):
        yield from find(words)


def _stated(
    function: Callable[..., Any],
    severity: Severity,
    covers: list[str],
    question: str | None,
    sources: list[str] | None,
    severity_because: str | None,
) -> dict[str, Any]:
    """What both decorators know. Raises `BadRule`."""
    text = inspect.cleandoc(function.__doc__ or "")
    if severity not in SEVERITIES:
        raise BadRule(f"{_where(function)}: the severity is one of {', '.join(SEVERITIES)}, not {severity!r}")
    if not covers or isinstance(covers, str):
        raise BadRule(f"{_where(function)}: `covers` is a list of ids from data/rules/reference.json")
    if not {"Wrong", "Right"} <= set(_SECTION.findall(text)):
        raise BadRule(f"{_where(function)}: the docstring has a title, a reason, and examples under `Wrong:` and `Right:`")
    _, topic, subject = function.__module__.rsplit(".", 2)
    return {
        "id": function.__name__.replace("_", "-"),
        "topic": topic,
        "subject": subject,
        "line": function.__code__.co_firstlineno,
        "severity": severity,
        "covers": tuple(covers),
        "question": question,
        "sources": tuple(sources or ()),
        "severity_because": severity_because,
        "text": text,
    }


def _check_parameters(function: Callable[..., Any], *allowed: list[str]) -> None:
    names = list(inspect.signature(function).parameters)
    if names not in allowed:
        forms = " or ".join(f"({', '.join(form)})" for form in allowed)
        raise BadRule(f"{_where(function)}: its parameters are {forms}, not ({', '.join(names)})")


def _where(function: Callable[..., Any]) -> str:
    return f"{'/'.join(function.__module__.rsplit('.', 2)[-2:])}.py: {function.__name__}"
