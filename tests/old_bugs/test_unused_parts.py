"""Words, template functions and script functions that nothing used any more stayed, and were translated and maintained."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from policykit.foundation.settings import PROJECT
from policykit.rendering.template_functions import TemplateFunctions
from policykit.site.template_reference import CLASSES, members_of
from policykit.yamlio.reader import read_yaml

# Beginnings of words that are completed when the site is built, such as `status.` and the status of a fact.
BUILT = (
    "actor.", "alarm.", "channel.", "chart.", "checklist.", "class.", "contact.", "decoder.", "desk.", "field.", "field.handling.",
    "edit.", "figure.", "head.", "kind.", "mail_type.", "metric.", "next.to.", "onboarding.", "operator.", "per_", "question.", "policy.", "policy.head.", "policy.state.", "request.",
    "request.fact.", "request.half.", "request.head.", "rule.", "rule.state.", "rule.topic.", "search.", "setup.head.", "setup.part.",
    "setup.record.", "setup.step.", "severity.",
    "stage.", "state.", "status.", "unit.", "verdict.", "verified.",
)  # fmt: skip
# Of these, what follows the beginning is put together as well, such as a path of the data model.
LOOSE = ("field.", "per_", "request.fact.", "rule.", "verdict.")

FOLDERS = ("scripts", "docs", "overrides")
ENDINGS = (".py", ".md", ".txt", ".html", ".js")


def sources(*folders: str, endings: tuple[str, ...] = ENDINGS) -> str:
    paths = [path for folder in folders for path in sorted((PROJECT / folder).rglob("*")) if path.suffix in endings]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths if "vendor" not in path.parts)


@pytest.fixture(scope="module")
def text() -> str:
    return sources(*FOLDERS)


@pytest.fixture(scope="module")
def literals(text) -> set[str]:
    """What is in quotes, and the topics and subjects of rules, which are folders and files."""
    rules = {path.stem for path in (PROJECT / "scripts/policykit/rules").rglob("*")}
    return set(re.findall(r"""["'`]([A-Za-z][\w.-]*)["'`]""", text)) | rules


def is_used(word: str, text: str, literals: set[str]) -> bool:
    """Whether a word is named, put together from a known beginning, or from its end, as in `f"{kind}.filter"`."""
    if word in literals or ("." in word and f'}}.{word.partition(".")[2]}"' in text):
        return True
    for beginning in BUILT:
        if word.startswith(beginning):
            rest = word.removeprefix(beginning)
            parts = rest.split(".")
            if any(".".join(parts[index:]) in literals for index in range(len(parts))):
                return True
            if beginning in LOOSE and all(
                re.search(rf"\b{re.escape(part)}(?!\w)", text) for part in re.split(r"[.\[\]]+", rest)
            ):
                return True
    return False


def test_every_word_of_a_language_is_used(text, literals):
    words = read_yaml(PROJECT / "docs/templates/words.yml").tree
    assert [word for word in words if not is_used(word, text, literals)] == []


def test_a_word_that_nothing_uses_is_seen(text, literals):
    assert [word for word in ("finding.whole", "head.whatever", "whatever") if is_used(word, text, literals)] == []


@pytest.mark.parametrize("beginning", BUILT)
def test_every_beginning_that_is_excepted_is_still_built(beginning, text):
    assert re.search(rf"""["'`]{re.escape(beginning)}(?:\{{|\$\{{|["'] ?~)""", text)


@pytest.mark.parametrize(("kind", "given"), [(kind, each) for kind, classes in CLASSES.items() for each in classes])
def test_every_name_that_templates_get_is_used_by_one(kind, given):
    templates = sources(*(f"docs/templates/{folder}{kind}" for folder in ("", "en/", "de/")))
    calls = " ".join(re.findall(r"\{[{%].*?[}%]\}", templates, re.DOTALL))
    own = {name: member for name, member in members_of(given).items() if name in vars(given)}
    used = {name for name in own if re.search(rf"\b{name}\b" if isinstance(own[name], property) else rf"\b{name}\s*\(", calls)}
    assert own.keys() - used == set()


def test_every_class_that_gives_templates_names_is_listed():
    listed = {each for classes in CLASSES.values() for each in classes}
    found, subclasses = set(), [TemplateFunctions]
    while subclasses:
        each = subclasses.pop()
        subclasses += each.__subclasses__()
        found |= set() if each.__subclasses__() else {each}
    assert found == listed


CLASS = r"kit-[a-z]\w*(?:-{1,2}\w+)*(?![\w{-])"


def test_every_class_of_the_pages_is_used_and_every_rule_is_for_one():
    code = sources("scripts", "overrides", "docs", endings=(".py", ".js", ".html", ".md"))
    literals = " ".join(re.findall(r"""\"[^\"\n]*\"|`[^`\n]*`|'[^'\n]*'""", re.sub(r"\.kit-[\w-]+", "", code)))
    given = set(re.findall(rf"(?<![\w.-]){CLASS}", literals))
    ruled = set(re.findall(rf"\.({CLASS})", sources("overrides", endings=(".css",))))
    named = set(re.findall(CLASS, sources("tests", endings=(".py",)))) | set(re.findall(rf"\.({CLASS})", code))
    assert len(given) > 100
    assert given - ruled - named == set()
    built = {name for name in ruled - given if "--" in name and re.search(rf"{name.partition('--')[0]}--[{{$]", code)}
    assert ruled - given - built == set()


def test_every_function_of_a_script_is_used():
    text = sources("overrides", "tests", endings=(".js", ".html", ".py"))
    scripts = sources("overrides", endings=(".js",))
    names = re.findall(r"^(?:export )?(?:async )?(?:function|const|class) (\w+)", scripts, re.MULTILINE)
    assert len(names) > 100
    times = Counter(re.findall(r"\w+", text))
    assert [name for name in names if times[name] < 2] == []
