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


CONTRIBUTING = PROJECT / "docs" / "en" / "contributing"
BASES = tuple(
    PROJECT / folder
    for folder in ("", "scripts/policykit", "docs/en", "docs/en/contributing", "docs/templates", "docs/templates/en")
)
"""Where the documents start a path: a module is named from the library's folder, a template from its language's."""
ELSEWHERE = ("build/", "site/", "site-", "products/", "data/private/", "data/products/", "data/social.png", "engine.json", "/")
"""A built site and its addresses, what a fork need not have, and what only a started kit has. Modules of the package `site` are checked all the same."""


def spoken(path) -> list[str]:
    """What a document says in backticks, code blocks and template syntax left out."""
    text = re.sub(r"```.*?```|<pre.*?</pre>|<code.*?</code>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.findall(r"`([^`\n]+)`", text)


def is_path(words: str) -> bool:
    return re.fullmatch(r"[\w.<>*/-]+", words) is not None and (
        "/" in words or re.search(r"\.(py|yml|md|toml|txt|json|js)$", words)
    )


def exists(path: str) -> bool:
    if path.startswith(ELSEWHERE) and not path.endswith(".py"):
        return True
    pattern = re.sub(r"<\w+>", "*", path).rstrip("/")
    return any(next(base.glob(pattern), None) for base in BASES)


def test_the_documents_name_real_paths():
    documents = [*sorted(CONTRIBUTING.glob("*.md")), PROJECT / "README.md", PROJECT / ".github" / "pull_request_template.md"]
    paths = {words for path in documents for words in spoken(path) if is_path(words)}
    assert len(paths) > 50
    assert {path for path in paths if not exists(path)} == set()


def test_the_architecture_names_real_code():
    """A word in backticks is a path, a command of make, a package or something that the code defines."""
    defined = {path.name for path in (PROJECT / "scripts" / "policykit").iterdir()}
    for path in SCRIPTS:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                defined |= {node.name} | {f"{node.name}.{part.name}" for part in node.body if isinstance(part, ast.FunctionDef)}
            elif isinstance(node, ast.FunctionDef):
                defined.add(node.name)
    targets = {f"make {target}" for target in re.findall(r"^([\w-]+):", (PROJECT / "Makefile").read_text(), re.MULTILINE)}
    said = {words for words in spoken(CONTRIBUTING / "architecture.md") if not is_path(words)}
    fields = {
        "handling",
        "product.handling.bounce_hard.action",
        ".venv/bin/python scripts/print_reply.py numstro more-information",
    }
    assert said - fields - defined - targets == set()


def test_the_architecture_lists_the_packages_in_the_order_of_the_contract():
    contract = re.search(r"layers = \[(.*?)\]", (PROJECT / "pyproject.toml").read_text(), re.DOTALL)
    table = re.findall(r"^\| `(\w+)` \|", (CONTRIBUTING / "architecture.md").read_text(), re.MULTILINE)
    assert contract and table == re.findall(r'"(\w+)"', contract[1])


def test_pins_agree_between_the_environments():
    def pins(name: str) -> dict[str, str]:
        return dict(re.findall(r"^([\w.-]+==[\w.]+[^\\\n]*?)( )\\$", (PROJECT / name).read_text(), re.MULTILINE))

    assert set(pins("requirements.txt")) <= set(pins("requirements-zensical.txt")) <= set(pins("requirements-dev.txt"))
