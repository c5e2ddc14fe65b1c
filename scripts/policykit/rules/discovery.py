"""All rules, found by listing the folders: a folder is a topic, a module in it a subject, a decorated function a rule."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from types import FunctionType, ModuleType

from .decorators import BadRule, Rule

_SHARED = "lib"
"""The folder of what rules of several subjects share; it contains no rules."""


@cache
def all_rules() -> dict[str, Rule]:
    """Every rule by its id, in alphabetical order. Raises `BadRule`."""
    found: dict[str, Rule] = {}
    for module in _modules():
        for rule in rules_of(module):
            if (other := found.get(rule.id)) is not None:
                raise BadRule(f"{rule.file}: {rule.id}: {other.file} has a rule of that name")
            found[rule.id] = rule
    return dict(sorted(found.items()))


def rules_of(module: ModuleType) -> list[Rule]:
    """The rules of a module, in its order. Raises `BadRule`: a public function without a decorator would never run."""
    name = f"{'/'.join(module.__name__.split('.')[-2:])}.py"
    rules = []
    for key, value in vars(module).items():
        if isinstance(value, Rule):
            rules.append(value)
        elif isinstance(value, FunctionType) and value.__module__ == module.__name__ and not key.startswith("_"):
            raise BadRule(f"{name}: {key}: write @rule(...) above it; what is no rule begins with an underscore")
    if not rules:
        raise BadRule(f"{name}: it contains no rule; what rules share belongs in rules/{_SHARED}/")
    return rules


def _modules() -> Iterator[ModuleType]:
    package = importlib.import_module(__package__)
    for topic in pkgutil.iter_modules(package.__path__):
        if topic.ispkg and topic.name != _SHARED:
            folder = importlib.import_module(f"{package.__name__}.{topic.name}")
            for item in pkgutil.iter_modules(folder.__path__):
                yield importlib.import_module(f"{folder.__name__}.{item.name}")
