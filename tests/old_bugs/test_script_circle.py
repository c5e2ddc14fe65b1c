"""Two scripts of the onboarding page imported each other: which one ran first decided whether the other's names were there."""

from __future__ import annotations

import re
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from policykit.foundation.settings import PROJECT

ASSETS = PROJECT / "overrides" / "assets"
# `import x from "./a.js"`, `import "./a.js"`, `export ... from "./a.js"` and `import("./a.js")`, over several lines too.
IMPORT = re.compile(r"""(?:\bfrom\s*|\bimport\s*\(?\s*)["'](\.[^"']+)["']""")


def imports(folder: Path) -> dict[Path, set[Path]]:
    """Each script -> the scripts it imports."""
    return {
        path.resolve(): {(path.parent / name).resolve() for name in IMPORT.findall(path.read_text(encoding="utf-8"))}
        for path in folder.rglob("*.js")
        if "vendor" not in path.parts
    }


def circle(found: dict[Path, set[Path]]) -> list[str]:
    try:
        TopologicalSorter(found).prepare()
    except CycleError as error:
        return [path.name for path in error.args[1]]
    return []


def test_no_script_imports_one_that_imports_it():
    found = imports(ASSETS)
    assert sum(map(len, found.values())) > 20
    assert circle(found) == []


def test_every_script_that_is_imported_is_there():
    assert [path.name for wanted in imports(ASSETS).values() for path in wanted if not path.is_file()] == []


@pytest.mark.parametrize(
    "line", ['import { b } from "./b.js";', 'import "./b.js";', 'export {\n  b,\n} from "./b.js";', 'await import("./b.js");']
)
def test_a_circle_is_seen(tmp_path, line):
    (tmp_path / "a.js").write_text(line)
    (tmp_path / "b.js").write_text("import { a } from './a.js';")
    assert set(circle(imports(tmp_path))) == {"a.js", "b.js"}
