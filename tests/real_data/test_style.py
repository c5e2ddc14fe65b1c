"""No text of the project contains a phrase that data/style.yml calls wrong; docs/en/contributing/style.md explains why."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from policykit.catalog.translations import read_catalog
from policykit.foundation.settings import PROJECT
from policykit.yamlio.reader import Tree, read_yaml

STYLE = yaml.safe_load((PROJECT / "data/style.yml").read_text(encoding="utf-8"))
PHRASES = {phrase["id"]: phrase for phrase in STYLE["phrases"]}

TEXTS = (
    "README.md", "CHANGELOG.md", "Makefile", "mkdocs*.yml", ".github/**/*.md", ".github/**/*.yml", "docs/**/*.md",
    "docs/templates/*/*/*.txt", "docs/templates/*/*.txt", "overrides/*.html", "overrides/partials/*.html",
)  # fmt: skip
DATA = (
    "data/*.yml", "data/checklists/*.yml", "data/letters/*.yml", "data/profiles/*.yml",
)  # fmt: skip
CATALOGS = ("docs/translations/*.po",)
CODE = ("scripts/**/*.py",)
SCRIPTS = ("overrides/assets/**/*.js",)
LEFT_OUT = (
    "data/style.yml",
    "docs/en/contributing/style.md",  # quotes the wrong phrases
    "scripts/policykit/rules/*",  # titles and texts of rules, and patterns for texts of others
    "overrides/assets/vendor/*",
)
QUOTED = {"quote", "signs", "certain", "hints", "pattern", "not_after", "context", "id"}
"""Keys of data files whose values are AWS's own words, patterns for them, or ids."""
NOT_PROSE = re.compile(r"`[^`]*`|\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\{ #[\w-]+ \}|\]\([^)]*\)|https?://\S+|<[^>]*>")
"""What a line of Markdown or of a template contains beside words: code, calls, anchors, addresses, tags."""


class Line(NamedTuple):
    file: str
    number: int
    language: str
    text: str


def files(*patterns: str) -> Iterator[tuple[str, Path]]:
    for path in sorted({path for pattern in patterns for path in PROJECT.glob(pattern)}):
        name = path.relative_to(PROJECT).as_posix()
        if not any(fnmatch(name, pattern) for pattern in LEFT_OUT):
            yield name, path


def language_of(name: str) -> str:
    return "de" if name.startswith(("docs/de/", "docs/templates/de/", "docs/translations/de", "mkdocs.de")) else "en"


def prose(name: str, path: Path) -> Iterator[Line]:
    """Lines of a page or template, without blocks of code; a block of text to copy is prose."""
    is_code = False
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if text.lstrip().startswith("```"):
            is_code = not is_code and ".text" not in text and text.strip() != "```"
        elif not is_code:
            yield Line(name, number, language_of(name), NOT_PROSE.sub("…", text))


def comments(name: str, path: Path, mark: str) -> Iterator[Line]:
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if found := re.match(rf"(?:.*\s)?{mark}\s(.*)", text):
            yield Line(name, number, "en", NOT_PROSE.sub("…", found[1]))


def values(name: str, path: Path) -> Iterator[Line]:
    """Each text of a data file in its language, which is the last key or that of the file."""
    source = read_yaml(path)

    def walk(tree: Tree, loc: tuple[str | int, ...]) -> Iterator[Line]:
        if isinstance(tree, dict | list):
            for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
                if key not in QUOTED:
                    yield from walk(value, (*loc, key))
        elif isinstance(tree, str):
            language = str(loc[-1]) if loc and loc[-1] in ("en", "de") else language_of(name)
            yield Line(name, source.place(loc).line or 1, language, NOT_PROSE.sub("…", tree))

    yield from walk(source.tree, ())


def translations(name: str, path: Path) -> Iterator[Line]:
    """Each translated text of a catalog, in the language of the file."""
    for message in read_catalog(path, name):
        if message.id:
            for text in [message.string] if isinstance(message.string, str) else message.string:
                yield Line(name, message.lineno or 1, language_of(name), NOT_PROSE.sub("…", text))


def words_of_code(name: str, path: Path) -> Iterator[Line]:
    """Comments, docstrings and messages; no patterns (raw strings), no keys (one word), and no code inside an f-string."""
    for token in tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline):
        is_text = token.type == tokenize.STRING and " " in token.string and not re.match(r"\w*r\w*[\"']", token.string, re.I)
        if token.type == tokenize.COMMENT or is_text:
            for offset, text in enumerate(token.string.splitlines()):
                yield Line(name, token.start[0] + offset, "en", re.sub(r"`[^`]*`|\{[^{}]*\}", "…", text))


@lru_cache
def lines() -> tuple[Line, ...]:
    found: list[Line] = []
    for name, path in files(*TEXTS):
        found += prose(name, path)
    for name, path in files(*DATA):
        found += [*values(name, path), *comments(name, path, "#")]
    for name, path in files(*CATALOGS):
        found += translations(name, path)
    for name, path in files(*CODE):
        found += words_of_code(name, path)
    for name, path in files(*SCRIPTS):
        found += comments(name, path, "//")
    return tuple(found)


def matches(phrase: dict[str, str]) -> Iterator[tuple[Line, str]]:
    pattern = re.compile(phrase["pattern"])
    for line in lines():
        if line.language == phrase["language"]:
            for match in pattern.finditer(line.text):
                yield line, match[0]


def is_excepted(line: Line, phrase: str, exceptions: list[dict[str, str]]) -> bool:
    return any(phrase in item.get("phrases", [phrase]) and fnmatch(line.file, item["file"]) for item in exceptions)


@pytest.mark.parametrize("phrase", PHRASES)
def test_no_text_contains_the_phrase(phrase):
    wrong = [
        f'{line.file}:{line.number}: "{found}": write: {PHRASES[phrase]["write"]}'
        for line, found in matches(PHRASES[phrase])
        if not is_excepted(line, phrase, STYLE["exceptions"])
    ]
    assert not wrong, "\n" + "\n".join(wrong)


def test_each_phrase_is_complete_and_listed_once():
    assert len(PHRASES) == len(STYLE["phrases"])
    assert [phrase for phrase in PHRASES.values() if set(phrase) != {"id", "language", "pattern", "example", "write"}] == []


@pytest.mark.parametrize("phrase", PHRASES)
def test_a_phrase_matches_its_example_and_not_what_to_write(phrase):
    pattern = re.compile(PHRASES[phrase]["pattern"])
    assert pattern.search(PHRASES[phrase]["example"])
    assert not pattern.search(PHRASES[phrase]["write"])


def test_every_exception_is_needed():
    needed = [
        item
        for item in STYLE["exceptions"]
        if any(is_excepted(line, phrase, [item]) for phrase in PHRASES for line, _ in matches(PHRASES[phrase]))
    ]
    assert needed == STYLE["exceptions"]


def test_every_pattern_for_files_matches_some():
    assert [pattern for pattern in (*TEXTS, *DATA, *CATALOGS, *CODE, *SCRIPTS) if not list(PROJECT.glob(pattern))] == []


def test_every_kind_of_text_is_read():
    endings = {Path(line.file).suffix for line in lines()}
    assert endings >= {".md", ".yml", ".txt", ".po", ".py", ".js", ".html"}
    assert {line.language for line in lines()} == {"en", "de"}
