"""One rule as the runner and its page see it: made of a module, whose docstring is the page and whose examples are the tests.

A rule file is found by listing the folders of this package: its folder is the topic, its name the id.

    \"\"\"Title: the fault in one sentence.

    Why AWS cares, with the source in brackets (AWS-16).

    Wrong:
        handling: {bounce_hard: {mechanism: (leave out)}}
    Right:
        handling: {bounce_hard: {mechanism: An SNS topic receives every bounce.}}
    \"\"\"

An example is a fragment of a product's file, merged onto the valid product of the tests; several stand apart by `---`.
`Silent:` holds near misses of a prose rule, on which it must not fire.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from types import ModuleType
from typing import Any, cast

from policykit.foundation.diagnostics import SEVERITIES, Severity
from policykit.model.view import ProductView, Words

from .context import Context, Found

Check = Callable[[ProductView, Context], Iterator[Found]]
Find = Callable[[Words], Iterator[Found]]
_SECTION = re.compile(r"^(Wrong|Right|Silent):[ ]*$", re.MULTILINE)


class BadRule(ValueError):
    """A rule file that is not in the form; the message names it."""


@dataclass(frozen=True)
class Rule:
    """A rule: what it says, and what it checks."""

    id: str
    topic: str
    severity: Severity
    covers: tuple[str, ...]
    """Ids of the reference catalogue (data/rules/reference.json) that it stands for."""
    question: str | None
    """The question of AWS that a finding touches; None where it is about the whole request."""
    sources: tuple[str, ...]
    check: Check
    find: Find | None
    """For a prose rule: what it finds in one text, of a product or of a draft."""
    text: str
    severity_because: str | None = None
    """Why the severity is none of the entries it covers; None where it is one of theirs."""

    @cached_property
    def _sections(self) -> dict[str, str]:
        head, *rest = _SECTION.split(textwrap.dedent(self.text))
        return {"": head.strip(), **dict(zip(rest[::2], rest[1::2], strict=True))}

    @property
    def file(self) -> str:
        """The file a reader edits."""
        return f"scripts/policykit/rules/{self.topic}/{self.id.replace('-', '_')}.py"

    @property
    def title(self) -> str:
        """The fault in one sentence."""
        return self._sections[""].partition("\n")[0].rstrip(".")

    @property
    def why(self) -> str:
        """Why it matters, as paragraphs."""
        return self._sections[""].partition("\n")[2].strip()

    def examples(self, kind: str) -> tuple[str, ...]:
        """The YAML fragments under `Wrong`, `Right` or `Silent`."""
        text = textwrap.dedent(self._sections.get(kind, "")).strip("\n")
        return tuple(part.strip("\n") for part in re.split(r"^---$", text, flags=re.MULTILINE) if part.strip())


@cache
def all_rules() -> dict[str, Rule]:
    """Every rule by its id, in alphabetical order. Raises `BadRule`."""
    package = importlib.import_module(__package__)
    found: dict[str, Rule] = {}
    for topic in pkgutil.iter_modules(package.__path__):
        if topic.ispkg and topic.name != "lib":
            folder = importlib.import_module(f"{package.__name__}.{topic.name}")
            for item in pkgutil.iter_modules(folder.__path__):
                rule = _rule(importlib.import_module(f"{folder.__name__}.{item.name}"), topic.name)
                if rule.id in found:
                    raise BadRule(f"{rule.id}: a rule of that name is also in {found[rule.id].topic}")
                found[rule.id] = rule
    return dict(sorted(found.items()))


def _rule(module: ModuleType, topic: str) -> Rule:
    identifier = module.__name__.rpartition(".")[2].replace("_", "-")
    given: dict[str, Any] = vars(module)
    if given.get("severity") not in SEVERITIES or not isinstance(given.get("covers"), tuple):
        raise BadRule(f"{topic}/{identifier}: give `severity` (error, warning or note) and `covers` (ids of the reference)")
    find = cast("Find | None", given.get("find"))
    check = cast("Check | None", given.get("check"))
    if check is None and find is None:
        raise BadRule(f"{topic}/{identifier}: give `check(product, look)`, or `find(words)` for a rule on texts")
    return Rule(
        id=identifier,
        topic=topic,
        severity=given["severity"],
        covers=given["covers"],
        question=given.get("question"),
        sources=tuple(given.get("sources", ())),
        check=check or _check_words(cast(Find, find)),
        find=find,
        text=module.__doc__ or "",
        severity_because=given.get("severity_because"),
    )


def _check_words(find: Find) -> Check:
    """A prose rule looks at every free text of the product; it may leave out what it is not about by the path."""

    def check(product: ProductView, _context: Context) -> Iterator[Found]:
        for words in product.words:
            yield from find(words)

    return check
