"""Decorators for rules. A rule is a function: its name is the id, its docstring the published text, its examples the tests.

Rules of one subject share a module; subjects of one topic share a folder. Rules are found by listing the folders.

    @rule("error", question="bounces", covers=["AWSQ-05"], sources=["AWS-16"])
    def bounce_channel_missing(product: ProductView) -> Iterator[Found]:
        \"\"\"Title: what is wrong, in one sentence.

        Why AWS cares.

        Fix: What to do, in one or two sentences.

        Wrong:
            handling: {bounce_hard: {mechanism: (leave out)}}
        Right:
            handling: {bounce_hard: {mechanism: An SNS topic receives every bounce.}}
        \"\"\"

An example is a fragment of a product file, merged into the valid product of the tests; `---` separates several examples.
The first `Right` is the example that a finding shows, so it is complete: laid over the first `Wrong`, it leaves no finding of
the subject. A rule that only finds that something is missing has `asks`, the name of what is missing: its findings are open
questions.
A text rule (`@text_rule`) also has `Silent:`, near misses that must not trigger it. `Milder:` has cases of a lower severity.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, Literal

from policykit.foundation.diagnostics import SEVERITIES, Severity
from policykit.model.view import ProductView, Words
from policykit.readiness.sentences import signs as signs_of
from policykit.readiness.sentences import texts_with

from .context import Context, Found
from .lib.drafts import SAMPLE
from .lib.each_text import first_of_each

Check = Callable[[ProductView], Iterator[Found]] | Callable[[ProductView, Context], Iterator[Found]]
Find = Callable[[Words], Iterator[Found]]
FindInDraft = Callable[[Sequence[Words]], Iterator[Found]]
_FIX = "Fix:"
_ONLY = re.compile(r"\(only\),? ?|^ *- \(only\)\n", re.MULTILINE)
"""Marks a list that replaces the tests' own."""
Kind = Literal["problem", "question"]
"""A problem is something wrong; a question is something that AWS asks and the file lacks."""
_SECTION = re.compile(r"^(Wrong|Milder|Right|Silent):[ ]*$", re.MULTILINE)


class BadRule(ValueError):
    """A rule is written incorrectly; the message names its file and function."""


@dataclass(eq=False)
class Rule:
    """A rule: its metadata, its text and its check."""

    id: str
    topic: str
    subject: str
    """The module in the topic's folder."""
    line: int
    severity: Severity
    covers: tuple[str, ...]
    """Ids of the reference entries (data/rules/reference.json) that it covers."""
    question: str | None
    """The question from AWS that a finding affects; None if it affects the entire request."""
    sources: tuple[str, ...]
    asks: str | None
    """What the file lacks, as a noun phrase, if the rule only asks for it; None if the rule finds problems."""
    severity_because: str | None
    """Why the severity differs from that of the covered entries; None if one of them has it."""
    text: str
    run: Callable[..., Iterator[Found]]

    def check(self, product: ProductView, context: Context) -> Iterator[Found]:
        """Run the rule on a product. The function gets the context only if it has a parameter for it."""
        return self.run(product, context) if self._wants_context else self.run(product)

    @cached_property
    def _wants_context(self) -> bool:
        return "context" in inspect.signature(self.run).parameters

    @property
    def find(self) -> Find | None:
        """The function that checks a single text of a product or a draft; None if it is not a text rule."""
        return None

    @cached_property
    def _sections(self) -> dict[str, str]:
        head, *rest = _SECTION.split(self.text)
        return {"": head.strip(), **dict(zip(rest[::2], rest[1::2], strict=True))}

    @property
    def file(self) -> str:
        """The file to edit."""
        return f"scripts/policykit/rules/{self.topic}/{self.subject}.py"

    @property
    def address(self) -> str:
        """The address of its description, relative to `rules/`: the page of its topic, with its id as anchor."""
        return f"{self.topic}/#{self.id}"

    @property
    def title(self) -> str:
        """What is wrong, in one sentence."""
        return self._sections[""].partition("\n")[0].rstrip(".")

    @property
    def why(self) -> str:
        """Why it matters, as paragraphs."""
        return "\n\n".join(part for part in self._paragraphs if not part.startswith(_FIX))

    @property
    def fix(self) -> str:
        """What to do, in one or two sentences; empty if each finding has a fix of its own."""
        return next((part.removeprefix(_FIX).strip() for part in self._paragraphs if part.startswith(_FIX)), "")

    @property
    def kind(self) -> Kind:
        """Whether its findings are problems or open questions."""
        return "question" if self.asks else "problem"

    @cached_property
    def _paragraphs(self) -> list[str]:
        """The paragraphs below the title, each in one line."""
        below = self._sections[""].partition("\n")[2].strip()
        return [" ".join(part.split()) for part in re.split(r"\n\s*\n", below)]

    def examples(self, kind: str) -> tuple[str, ...]:
        """Return the YAML fragments under `Wrong`, `Milder`, `Right` or `Silent`."""
        text = inspect.cleandoc(f"\n{self._sections.get(kind, '')}")
        return tuple(part.strip("\n") for part in re.split(r"^---$", text, flags=re.MULTILINE) if part.strip())

    def printed_examples(self, kind: str) -> tuple[str, ...]:
        """Return the same fragments as a person would write them: what the tests leave out is `null`."""
        return tuple(_ONLY.sub("", text.replace("(leave out)", "null")) for text in self.examples(kind))


@dataclass(eq=False)
class TextRule(Rule):
    """A rule that checks single texts, of a product or of a draft that is not a product yet."""

    finder: Find
    signs: frozenset[str] | None
    """Only texts with one of these words are searched, which is much faster. None means all texts."""
    reads_samples: bool
    """Whether it also checks the lines of a draft's sample emails."""
    find_in_draft: FindInDraft | None = None
    """How it checks a draft, if it needs more than one line at a time."""

    @property
    def find(self) -> Find:
        """The function that checks a single text."""
        return self.finder

    def __call__(self, words: Words) -> Iterator[Found]:
        """Run the rule on one text."""
        return self.finder(words)

    def in_texts(self, product: ProductView) -> Iterator[Found]:
        """Run the rule on the product's texts; if a text has several languages, report only the first with the problem."""
        return first_of_each(product.words if self.signs is None else texts_with(product, self.signs), self.finder)

    def in_product(self, check: Callable[..., Iterator[Found]]) -> Callable[..., Iterator[Found]]:
        """Decorate a function that checks a product, if the rule needs a check other than `in_texts`."""
        if not check.__name__.startswith("_"):
            raise BadRule(f"{_where(check)}: start the name with an underscore; the rule is {self.id}")
        self.run = check
        return check

    def in_draft(self, check: FindInDraft) -> FindInDraft:
        """Decorate a function that checks all lines of a draft, if the rule needs more than one at a time."""
        if not check.__name__.startswith("_"):
            raise BadRule(f"{_where(check)}: start the name with an underscore; the rule is {self.id}")
        self.find_in_draft = check
        return check

    def in_lines(self, lines: Sequence[Words]) -> Iterator[Found]:
        """Run the rule on the lines of a draft."""
        if self.find_in_draft:
            yield from self.find_in_draft(lines)
            return
        for words in lines:
            if self.reads_samples or SAMPLE not in words.path:
                yield from self.finder(words)


def rule(
    severity: Severity,
    *,
    covers: list[str],
    question: str | None = None,
    sources: list[str] | None = None,
    asks: str | None = None,
    severity_because: str | None = None,
) -> Callable[[Check], Rule]:
    """Create a rule from a function that checks a product, and gets the context if it has a second parameter."""

    def decorate(check: Check) -> Rule:
        metadata = _metadata(check, severity, covers, question, sources, asks, severity_because)
        _check_parameters(check, ["product"], ["product", "context"])
        return Rule(**metadata, run=check)

    return decorate


def text_rule(
    severity: Severity,
    *,
    covers: list[str],
    question: str | None = None,
    sources: list[str] | None = None,
    severity_because: str | None = None,
    signs: str = "",
    published: list[str] | None = None,
    samples: bool = False,
) -> Callable[[Find], TextRule]:
    """Create a rule from a function that checks a single text (`Words`).

    `signs` limits it to texts that contain one of these words. With `published`, it instead checks every value of the public
    file, including names and samples, that contains one of these strings (0 matches any digit). `samples` also checks the
    sample emails of a draft.
    """

    def decorate(find: Find) -> TextRule:
        metadata = _metadata(find, severity, covers, question, sources, None, severity_because)
        _check_parameters(find, ["words"])
        keys = signs_of(signs) if signs else None
        new_rule = TextRule(**metadata, run=find, finder=find, signs=keys, reads_samples=samples or bool(published))
        new_rule.run = partial(_in_published, find, published) if published else new_rule.in_texts
        return new_rule

    return decorate


def _in_published(find: Find, parts: list[str], product: ProductView) -> Iterator[Found]:
    for words in product.published_with(*parts):
        yield from find(words)


def _metadata(
    function: Callable[..., Any],
    severity: Severity,
    covers: list[str],
    question: str | None,
    sources: list[str] | None,
    asks: str | None,
    severity_because: str | None,
) -> dict[str, Any]:
    """Return the fields that both kinds of rules share. Raises `BadRule`."""
    text = inspect.cleandoc(function.__doc__ or "")
    if severity not in SEVERITIES:
        raise BadRule(f"{_where(function)}: the severity must be one of {', '.join(SEVERITIES)}, not {severity!r}")
    if not covers or isinstance(covers, str):
        raise BadRule(f"{_where(function)}: `covers` must be a list of ids from data/rules/reference.json")
    if not {"Wrong", "Right"} <= set(_SECTION.findall(text)):
        raise BadRule(f"{_where(function)}: the docstring needs a title, a reason, and examples under `Wrong:` and `Right:`")
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
        "asks": asks,
        "severity_because": severity_because,
        "text": text,
    }


def _check_parameters(function: Callable[..., Any], *allowed: list[str]) -> None:
    names = list(inspect.signature(function).parameters)
    if names not in allowed:
        forms = " or ".join(f"({', '.join(form)})" for form in allowed)
        raise BadRule(f"{_where(function)}: its parameters must be {forms}, not ({', '.join(names)})")


def _where(function: Callable[..., Any]) -> str:
    return f"{'/'.join(function.__module__.rsplit('.', 2)[-2:])}.py: {function.__name__}"
