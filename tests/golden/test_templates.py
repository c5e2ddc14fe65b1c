"""What each template prints for made-up products is what somebody has read; functions that make parts are named, not printed.

After a wanted change, `python tests/golden/test_templates.py` renews the files; read the difference before you commit it.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

import pytest

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2] / "scripts")]
sys.path.insert(0, str(Path(__file__).parent))

from projects import PRODUCT, copy_project
from rendered import FILES, PRODUCTS, entries_of, file_of, printed, templates_of

from policykit.catalog.catalog import Catalogue
from policykit.foundation.settings import PROJECT

RETIRED = "retired: {on: 2026-11-20, because: The harbor closed., successor: tidepool}\n"


def made_up(root: Path) -> Catalogue:
    """The made-up products: one with everything, one with almost nothing, retired ones, and those of the folder `products`."""
    project = copy_project(root)
    example = (PROJECT / "data/example.yml").read_text(encoding="utf-8")
    project.write("data/products/full.yml", re.sub(r"(?m)^(?:retired|formerly):.*\n", "", example))
    project.write("data/products/bare.yml", "name: Bare\nsummary: Sends.\n")
    project.write("data/products/harbor.yml", PRODUCT + RETIRED)
    project.write("data/products/pier.yml", "name: Pier\nsummary: Sends.\nretired: {on: 2026-11-20, because: It closed.}\n")
    for path in PRODUCTS:
        project.write(f"data/products/{path.name}", path.read_text(encoding="utf-8"))
    return project.load()


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory) -> Catalogue:
    return made_up(tmp_path_factory.mktemp("made-up"))


NAMES = sorted(path.relative_to(FILES).as_posix() for path in FILES.rglob("*.txt"))


@pytest.mark.parametrize("name", NAMES)
def test_a_template_prints_what_was_read(catalogue, name):
    template = next(each for each in templates_of(catalogue) if file_of(each) == FILES / name)
    assert printed(catalogue, template, entries_of(catalogue, template)) == (FILES / name).read_text(encoding="utf-8")


def test_every_template_is_among_them(catalogue):
    assert sorted(file_of(each).relative_to(FILES).as_posix() for each in templates_of(catalogue)) == NAMES


def renew() -> None:
    """Write the files anew."""
    with tempfile.TemporaryDirectory() as folder:
        catalogue = made_up(Path(folder))
        for path in FILES.rglob("*.txt"):
            path.unlink()
        for template in templates_of(catalogue):
            file_of(template).parent.mkdir(parents=True, exist_ok=True)
            file_of(template).write_text(printed(catalogue, template, entries_of(catalogue, template)), encoding="utf-8")


if __name__ == "__main__":
    renew()
