"""Finds all rules: each folder is a topic, each module in it a subject, and each decorated function a rule."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from types import FunctionType, ModuleType

from .decorators import BadRule, Rule

_SHARED = "lib"
"""The folder of code shared by rules of several subjects; it contains no rules."""


@cache
def all_rules() -> dict[str, Rule]:
    """Return all rules by id, in alphabetical order. Raises `BadRule`."""
    found: dict[str, Rule] = {}
    for module in _modules():
        for rule in rules_of(module):
            if (other := found.get(rule.id)) is not None:
                raise BadRule(f"{rule.file}: {rule.id}: {other.file} already has a rule with this name")
            found[rule.id] = rule
    return dict(sorted(found.items()))


def rules_of(module: ModuleType) -> list[Rule]:
    """Return the rules of a module, in order. Raises `BadRule` for a public function without decorator: it would never run."""
    name = f"{'/'.join(module.__name__.split('.')[-2:])}.py"
    rules = []
    for key, value in vars(module).items():
        if isinstance(value, Rule):
            rules.append(value)
        elif isinstance(value, FunctionType) and value.__module__ == module.__name__ and not key.startswith("_"):
            raise BadRule(f"{name}: {key}: add @rule(...) above it; if it is not a rule, start its name with an underscore")
    if not rules:
        raise BadRule(f"{name}: it contains no rule; code that rules share belongs in rules/{_SHARED}/")
    return rules


def _modules() -> Iterator[ModuleType]:
    package = importlib.import_module(__package__)
    for topic in pkgutil.iter_modules(package.__path__):
        if topic.ispkg and topic.name != _SHARED:
            folder = importlib.import_module(f"{package.__name__}.{topic.name}")
            for item in pkgutil.iter_modules(folder.__path__):
                yield importlib.import_module(f"{folder.__name__}.{item.name}")
