"""The facts of tests/newcomer/larkfield.yml as somebody types them, and what the project says about them on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from projects import PROJECT, Project, copy_project

from policykit.onboarding.answers import Answers, read_answers
from policykit.readiness.verdict import OpenQuestion
from policykit.site.session import session_of
from policykit.yamlio.reader import Loc, Tree, read_yaml

SLUG = "larkfield-readers"
ANSWERS = PROJECT / "tests/newcomer/larkfield.yml"
PRODUCT, OVERLAY = f"data/products/{SLUG}.yml", f"data/private/{SLUG}.yml"
TODAY = "2026-11-28"
LOOKED_UP = (("website",), ("streams", 1, "trigger"), ("handling", "complaint"), ("dns",))
"""What the person leaves out at first and looks up when it is asked for again."""


def empty_project(root: Path) -> Project:
    """A copy of the project without products, with all rules."""
    project = copy_project(root, rules=None)
    for path in (root / "data/products").iterdir():
        path.unlink()
    return project


def facts() -> Answers:
    """Everything the person knows."""
    return read_answers(read_yaml(ANSWERS))


def is_known_at_first(loc: Loc) -> bool:
    return not any(loc[: len(place)] == place for place in LOOKED_UP)


def leaves(tree: Tree, loc: Loc = ()) -> Iterator[Loc]:
    """The place of every value."""
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else None
    if items is None:
        yield loc
    else:
        for key, value in items:
            yield from leaves(value, (*loc, key))


@dataclass
class Diary:
    """What each step of a newcomer's way took and what was left after it."""

    way: str
    steps: list[tuple[str, int, int, int, str]] = field(default_factory=list)

    def note(self, step: str, done: int, project: Project, line: str) -> None:
        """After a step with so many answers or edits: what is left, and the line of `lint.py`."""
        catalogue = project.load()
        verdict = session_of(catalogue).verdict(catalogue.products[SLUG])
        left = [point for point in verdict.points if point.severity != "note"]
        problems = sum(point in verdict.problems for point in left)
        self.steps.append((step, done, problems, len(left) - problems, line.removeprefix(f"{SLUG}: ")))

    @property
    def left(self) -> list[int]:
        """Problems and open questions together, after each step."""
        return [problems + questions for _, _, problems, questions, _ in self.steps]

    def __str__(self) -> str:
        head = f"{self.way}\n{'step':<28}{'answers':>8}{'problems':>10}{'open':>6}  verdict"
        rows = (
            f"{step:<28}{done:>8}{problems:>10}{questions:>6}  {line}" for step, done, problems, questions, line in self.steps
        )
        return "\n".join((head, *rows))


def open_places(project: Project) -> list[str]:
    """The fields of everything that `lint.py` names, the most harmful first."""
    catalogue = project.load()
    points = session_of(catalogue).verdict(catalogue.products[SLUG]).points
    found = [
        place
        for point in points
        if point.severity != "note"
        for place in (point.places if isinstance(point, OpenQuestion) else [finding.path for finding in point.findings])
    ]
    return list(dict.fromkeys(found))


def verdict_of(printed: str) -> str:
    """The line about the product in what `make lint` prints."""
    found = re.search(rf"^{SLUG}: .*$", printed, re.MULTILINE)
    assert found, printed
    return found[0]
