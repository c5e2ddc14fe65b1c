"""Measures what a build and a check cost, and how the cost grows: `make bench`. It asserts nothing, because machines differ.

`make site` and plain MkDocs on the same pages take turns, so that a machine that slows down slows both. The results are printed and
written to docs/en/contributing/performance.md. With `--against FOLDER`, an older checkout of the project takes its turn too.
`--drafts` only reports how well drafts are imported; these lines quote private drafts and are never written to a file. `--pages` only
prints what Lighthouse says of the pages in site/; without npm, that part is left out.
"""

from __future__ import annotations

import argparse
import math
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from statistics import median

import yaml

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "scripts")]

from imports import drafts, report
from lighthouse import CATEGORIES, lighthouse
from projects import Project, copy_project

from policykit.foundation.settings import PROJECT

COUNTS = (5, 25, 100)
TURNS = {5: 3, 25: 2, 100: 1}
"""Number of products -> how often each side is measured; the median counts."""
PAGE = PROJECT / "docs/en/contributing/performance.md"
WORDS = """# Performance

`make bench` measures these figures and writes this page; do not edit it. The products are copies of the five in `data/products/`, in
both languages. *Plain MkDocs* builds the same pages from ready Markdown, without the kit: the least that a site of this size can cost.
The two take turns. *CPU* is the time of all processors together; *peak memory* is that of the largest process.

Measured on {day}: {machine}.

## Building the site {{ #build }}

{build}

From 25 to 100 products, the CPU time of `make site` grows with exponent {exponent} (1.0 is linear).

## Checking data and templates {{ #lint }}

{lint}

From 25 to 100 products, the CPU time of `make lint` grows with exponent {lint_exponent}.
{pages}"""
PAGES = """
## Loading a page {{ #pages }}

Lighthouse, as on a phone with a slow connection; at least {least} is the aim, and what is below is bold. Performance varies with the
load of the machine.

{table}
"""


@dataclass(frozen=True)
class Cost:
    """What one command cost: seconds of all processors, seconds on the clock, MB of its largest process."""

    cpu: float
    wall: float
    memory: float


def cost_of(command: Sequence[str], folder: Path) -> Cost:
    """Run a command to its end and account for it and for every process it started."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PROFILE", "SITE_URL", "REPO_URL", "PYTHONPATH")}
    started = time.monotonic()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            command, cwd=folder, env={**kept, "NO_MKDOCS_2_WARNING": "1"}, stdout=output, stderr=subprocess.STDOUT
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            raise SystemExit(f"{' '.join(command)} failed:\n{output.read().decode()}")
    return Cost(used.ru_utime + used.ru_stime, time.monotonic() - started, used.ru_maxrss / 1024)


def middle(costs: Sequence[Cost]) -> Cost:
    return Cost(*(median(getattr(cost, name) for cost in costs) for name in ("cpu", "wall", "memory")))


def products(project: Project, count: int) -> None:
    """Copies of the five products until there are `count`."""
    originals = sorted((project.root / "data/products").glob("*.yml"))
    for number in range(len(originals), count):
        original = originals[number % len(originals)]
        shutil.copy(original, original.with_stem(f"{original.stem}-{number // len(originals)}"))


def plain_site(project: Project, folder: Path) -> list[str]:
    """Write the same pages as ready Markdown, and a script that has MkDocs build every language; gives its command."""
    project.run("export_pages.py", str(folder))
    for language in sorted(path for path in folder.iterdir() if path.is_dir()):
        shutil.copytree(language / "files", language / "docs", dirs_exist_ok=True)
        config = yaml.safe_load((language / "mkdocs.yml").read_text(encoding="utf-8"))
        config["hooks"] = []
        del config["validation"]
        (language / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    build = 'for f in */mkdocs.yml; do "$0" -m mkdocs build -q -f $f & jobs="$jobs $!"; done; for j in $jobs; do wait $j || exit 1; done'
    return ["sh", "-c", build, sys.executable]


def ours(project: Project) -> list[str]:
    return [sys.executable, str(project.script("build_site.py"))]


def measure(count: int, against: Path | None) -> tuple[dict[str, Cost], int, Cost]:
    """Side -> cost of its build, the number of pages, and the cost of lint."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project = copy_project(folder / "new", products=True, rules=None)
        products(project, count)
        sides = {
            "make site": (ours(project), project.root),
            "plain MkDocs": (plain_site(project, folder / "plain"), folder / "plain"),
        }
        if against:
            old = Project(folder / "old")
            for part in ("data", "docs", "overrides", "scripts"):
                shutil.copytree(against / part, old.root / part)
            for config in against.glob("mkdocs*.yml"):
                shutil.copy(config, old.root)
            products(old, count)
            sides["before"] = (ours(old), old.root)
        costs: dict[str, list[Cost]] = {side: [] for side in sides}
        for turn in range(TURNS[count]):
            for side, (command, where) in sides.items():
                print(f"{count} products, turn {turn + 1} of {TURNS[count]}: {side}", file=sys.stderr, flush=True)
                costs[side].append(cost_of(command, where))
        pages = sum(1 for _ in (folder / "plain").glob("*/docs/**/*.md"))
        lint = [
            cost_of([sys.executable, str(project.script("lint.py")), "--faults"], project.root) for _ in range(TURNS[count])
        ]
        return {side: middle(found) for side, found in costs.items()}, pages, middle(lint)


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---:"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def exponent(costs: dict[int, Cost]) -> str:
    low, high = COUNTS[-2:]
    return f"{math.log(costs[high].cpu / costs[low].cpu) / math.log(high / low):.2f}"


def pages_table() -> str:
    """The section about loading a page; empty without npm or a built site."""
    site = PROJECT / "site"
    rows = lighthouse(site) if (site / "index.html").is_file() else []
    if not rows:
        return ""
    heads = ["Page", *(name.replace("-", " ").capitalize() for name in CATEGORIES)]
    lines = [f"| {' | '.join(line)} |" for line in (heads, ["---", *["---:"] * len(CATEGORIES)], *rows)]
    return PAGES.format(least=" / ".join(map(str, CATEGORIES.values())), table="\n".join(lines))


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.py")
    parser.add_argument("--against", type=Path, metavar="FOLDER", help="an older checkout, measured in turn; printed only")
    parser.add_argument("--drafts", action="store_true", help="only report how well drafts are imported")
    parser.add_argument("--pages", action="store_true", help="only measure how the pages in site/ load")
    given = parser.parse_args()
    if given.pages:
        print(pages_table())
        return
    if given.drafts:
        print(report() if drafts() else "no drafts in data/private/drafts")
        return
    rows, lint_rows, site, lint = [], [], dict[int, Cost](), dict[int, Cost]()
    for count in COUNTS:
        sides, pages, lint[count] = measure(count, given.against)
        site[count], plain = sides["make site"], sides["plain MkDocs"]
        rows.append([
            str(count), f"{pages:,}", f"{site[count].cpu:.1f}", f"{plain.cpu:.1f}", f"{site[count].cpu / plain.cpu:.2f}",
            f"{site[count].wall:.1f}", f"{plain.wall:.1f}", f"{site[count].memory:.0f}", f"{plain.memory:.0f}",
        ])  # fmt: skip
        lint_rows.append([str(count), f"{lint[count].cpu:.1f}", f"{lint[count].wall:.1f}", f"{lint[count].memory:.0f}"])
        if old := sides.get("before"):
            print(f"{count} products: CPU {site[count].cpu:.1f} s, before {old.cpu:.1f} s: {site[count].cpu / old.cpu:.0%}; "
                  f"memory {site[count].memory:.0f} MB, before {old.memory:.0f} MB", flush=True)  # fmt: skip
    heads = ["Products", "Pages", "CPU, s", "Plain, s", "Ratio", "Clock, s", "Plain, s", "Peak memory, MB", "Plain, MB"]
    used = ", ".join(f"{name} {version(package)}" for name, package in (("MkDocs", "mkdocs"), ("Material", "mkdocs-material")))
    text = WORDS.format(
        day=date.today().isoformat(),
        machine=f"{os.cpu_count()} processors, Python {platform.python_version()}, {used}",
        build=table(heads, rows), exponent=exponent(site),
        lint=table(["Products", "CPU, s", "Clock, s", "Peak memory, MB"], lint_rows), lint_exponent=exponent(lint),
        pages=pages_table(),
    )  # fmt: skip
    PAGE.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
