"""What import-linter cannot see: single files, and that the documents name what is there."""

from __future__ import annotations

import ast
import re

from policykit.foundation.settings import PROJECT

SCRIPTS = sorted((PROJECT / "scripts").rglob("*.py"))


def name(path) -> str:
    return path.relative_to(PROJECT).as_posix()


def imported(path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add(node.module or "")
    return {name.split(".")[0] for name in found}


def test_only_the_hooks_import_mkdocs():
    assert [path.name for path in SCRIPTS if "mkdocs" in imported(path)] == ["mkdocs_hooks.py"]


def test_only_rendering_imports_jinja():
    assert [path.name for path in SCRIPTS if "jinja2" in imported(path)] == ["jinja.py"]


def test_the_library_prints_nothing_and_reads_no_clock():
    forbidden = re.compile(r"\bprint\(|\.today\(\)|\.now\(|time\.time\(|os\.environ")
    library = {name(path): forbidden.findall(path.read_text(encoding="utf-8")) for path in SCRIPTS if "policykit" in path.parts}
    assert len(library) > 100
    assert {path: found for path, found in library.items() if found} == {}


def test_a_file_can_be_read_in_one_sitting():
    lines = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in SCRIPTS}
    assert {path: count for path, count in lines.items() if count > 350} == {}


def test_the_changelog_and_the_readme_name_real_files():
    for name in ("README.md", "CHANGELOG.md"):
        for link in re.findall(r"\]\(([^)#]+)", (PROJECT / name).read_text(encoding="utf-8")):
            assert (PROJECT / link).exists(), link


def test_pins_agree_between_the_environments():
    def pins(name: str) -> dict[str, str]:
        return dict(re.findall(r"^([\w.-]+==[\w.]+[^\\\n]*?)( )\\$", (PROJECT / name).read_text(), re.MULTILINE))

    assert set(pins("requirements.txt")) <= set(pins("requirements-zensical.txt")) <= set(pins("requirements-dev.txt"))
