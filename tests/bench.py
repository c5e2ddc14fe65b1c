"""Measures how cost grows with products, and how well drafts are imported: `make bench`. Asserts nothing: machines differ.

What an imported value differs in is printed here and belongs nowhere else: the drafts are private.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "scripts")]

from imports import drafts, report
from projects import PRODUCT, copy_project, pages_of

COUNTS = (1, 10, 100)
LINT_COUNTS = (10, 100, 1000)


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def measure(count: int) -> tuple[float, float, float]:
    """Seconds to load, to render both languages, and to build the site of `count` products."""
    with tempfile.TemporaryDirectory() as folder:
        project = copy_project(Path(folder) / "project")
        for number in range(1, count):
            project.write(f"data/products/p{number}.yml", PRODUCT)
        loading = seconds(project.load)
        catalogue = project.load()
        rendering = seconds(lambda: [pages_of(catalogue, code) for code in catalogue.languages])

        def build() -> None:
            result = project.build()
            if result.returncode:
                raise subprocess.CalledProcessError(result.returncode, "build_site.py", stderr=result.stderr)

        return loading, rendering, seconds(build)


def measure_lint(count: int) -> float:
    """Seconds for `lint.py --faults` on `count` products, with all rules."""
    with tempfile.TemporaryDirectory() as folder:
        project = copy_project(Path(folder) / "project", rules=None)
        for number in range(1, count):
            project.write(f"data/products/p{number}.yml", PRODUCT)
        return seconds(lambda: project.run("lint.py", "--faults"))


def main() -> None:
    if drafts():
        print(report())
    if "--drafts" in sys.argv:
        return
    print(f"{'products':>8} {'load s':>8} {'render s':>9} {'build s':>8}")
    for count in COUNTS:
        loading, rendering, building = measure(count)
        print(f"{count:>8} {loading:>8.2f} {rendering:>9.2f} {building:>8.2f}")
    print(f"{'products':>8} {'lint s':>8}")
    for count in LINT_COUNTS:
        print(f"{count:>8} {measure_lint(count):>8.2f}")


if __name__ == "__main__":
    main()
