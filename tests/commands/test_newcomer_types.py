"""A newcomer who answers in a terminal ends with a product that is ready to send."""

from __future__ import annotations

import re

import pytest
from larkfield import SLUG, TODAY, Diary, empty_project, facts, is_known_at_first, leaves, verdict_of
from pseudo_terminal import DOWN, ENTER, ESCAPE, UP, Terminal

from policykit.model.view import location
from policykit.onboarding.answers import Answers
from policykit.onboarding.fields import field_at
from policykit.yamlio.reader import Loc

QUESTION = re.compile(r"\? (?:(Add one|Add another)\? ([\w.\[\]]+)|(streams\[\d+\]\.sample\.variables\.\w+|[\w.\[\]]+)) - ")
COUNT = re.compile(r"\((?:(\d+) questions? here, then (\d+)|(\d+) questions? left)\)")


@pytest.fixture
def project(tmp_path, monkeypatch):
    """With all rules, because the commands judge the product."""
    monkeypatch.setenv("TODAY", TODAY)
    return empty_project(tmp_path / "project")


UNASKED = {"audience", "company", "monitoring", "request", "sending", "streams"}
"""Where the facts contain what no question asks for, such as the reply address; AWS gets along without it."""


class Person:
    """Types Larkfield's facts into a command and leaves empty what they do not contain."""

    def __init__(self, *, knows_all: bool) -> None:
        self.facts = facts()
        self.knows_all = knows_all
        self.asked: list[str] = []
        self.counts: list[list[tuple[int, int]]] = [[]]
        """What is left as shown, about the list element and after it; a list element that is added begins a new series."""
        self._added: dict[str, int] = {}

    def fact(self, loc: Loc) -> str | None:
        value = self.facts.get(loc) if self.knows_all or is_known_at_first(loc) else None
        return None if value is None else str(value)

    def answer_all(self, terminal: Terminal) -> str:
        """Answer until the command ends; returns what it printed at last."""
        known: set[str] = set()
        while found := terminal.find(QUESTION, known):
            known = {found[0]}
            self.asked.append(found[0])
            shown = [(int(here or 0), int(after or left)) for here, after, left in COUNT.findall(terminal.new)]
            self.counts[-1] += shown
            terminal.type(self.more(found[2], found[1]) if found[1] else self.value(found[3], terminal.new))
        return terminal.new

    def more(self, path: str, words: str) -> str:
        """Whether a list goes on."""
        key = path.replace("[]", "")
        number = self._added.get(key, 0)
        items = self.facts.get(location(key)) if self.knows_all or is_known_at_first(location(key)) else None
        is_more = isinstance(items, list) and number < len(items)
        self._added[key] = number + 1
        if is_more:
            self.counts.append([])
        default = words == "Add one"
        return (ENTER if default else UP + ENTER) if is_more else (DOWN + ENTER if default else ENTER)

    def value(self, path: str, shown: str) -> str:
        text = self.fact(location(path))
        field = field_at(re.sub(r"\[\d+\]", "[]", path))
        choices = field.choices or (("true", "false") if field.kind == "Flag" else ())
        if choices:
            return DOWN * (choices.index(text) if text is not None else len(choices)) + ENTER
        if "press Esc" in shown:
            return (text or "").replace("\n", ENTER) + ESCAPE + ENTER
        return (text or "") + ENTER


def assert_steady(person: Person) -> None:
    """What is left falls with every answer; only a list element that the person adds brings questions of its own."""
    after = [after for series in person.counts for _, after in series]
    assert len(after) > 10
    assert after == sorted(after, reverse=True)
    for series in person.counts:
        left = [here + after for here, after in series]
        assert left == sorted(left, reverse=True)
    values = [words for words in person.asked if "? Add " not in words]
    assert len(set(values)) == len(values)


def test_an_interview_and_one_round_of_open_questions_end_with_ready_to_send(project, run_lint, record_property):
    diary, line, code = Diary("in a terminal"), "", 1
    for script, person in (("new_product.py", Person(knows_all=False)), ("answer.py", Person(knows_all=True))):
        with Terminal(project, script, SLUG, width=500) as terminal:
            told = person.answer_all(terminal)
            assert terminal.end() == 0
        assert_steady(person)
        code, printed = run_lint()  # it makes every page, too
        line = verdict_of(printed)
        assert line.removeprefix(f"{SLUG}: ") in told
        diary.note(script, len(person.asked), project, line)
    print(f"\n{diary}")
    record_property("way", str(diary))
    assert "4 missing facts may lead to a refusal" in diary.steps[0][-1]
    assert line.startswith(f"{SLUG}: ready to send")
    assert code == 0
    assert [problems for _, _, problems, _, _ in diary.steps] == [0, 0]
    assert diary.left == sorted(diary.left, reverse=True)
    # What the person knows ends up in the file as they typed it; what nobody asked for is no part of it.
    entry = project.load("internal").products[SLUG]
    typed, known = Answers(SLUG, entry.source.tree), facts()
    assert [loc for loc in leaves(entry.source.tree) if loc[-1] != "id" and str(typed.get(loc)) != str(known.get(loc))] == []
    assert {loc[0] for loc in leaves(known.tree) if typed.get(loc) is None} <= UNASKED
