"""Build the site in all languages at once: `python scripts/build_site.py [--engine mkdocs|zensical]`.

Each language is built into its own folder. Then the languages are combined and checked, and the result replaces the previous
site. If anything fails, the previous site stays unchanged. Exits 0; 1 on errors; 2 on a usage error; 128 and the signal's
number if it was stopped.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

from environment import current_settings
from export_pages import FILES, export
from policykit.catalog.catalog import Catalogue
from policykit.catalog.loader import load
from policykit.foundation.diagnostics import Diagnostic, Invalid, Place
from policykit.foundation.reports import text_report
from policykit.foundation.settings import BadSetting
from policykit.site.check import Expectations, SiteCheck
from policykit.site.found import descriptions, robots_file, with_description
from policykit.site.sample_brackets import accepted
from policykit.site.search import search_document
from policykit.site.security import NoHead, headers_file, with_policy
from policykit.site.slim import remove_unused, share_assets, squeezed, with_shared
from publishing import Refused, alone, failure, prepare, remove, swap_in

ENGINE = Path(__file__).with_name("engine.py")
SEARCH = "pagefind"
"""The folder of the search index; overrides/assets/search.js reads it."""


@dataclass(frozen=True)
class Build:
    """The build of one language: the running engine and the folder it writes to."""

    code: str
    process: subprocess.Popen[str]
    folder: Path


def expectations(catalogue: Catalogue) -> Expectations:
    """What the output check needs to know about this catalog."""
    brackets = accepted(catalogue)
    return Expectations(
        allowed_brackets=brackets.declared,
        languages={language.root: language.code for language in catalogue.languages.values()},
        base_path=urlsplit(catalogue.settings.site_url).path.rstrip("/"),
        sample_brackets=brackets.of_samples,
    )


def start(catalogue: Catalogue, engine: str, code: str, config: Path) -> Build:
    """Start the engine for one language."""
    settings = catalogue.settings
    environment = {**os.environ, "PROFILE": settings.profile, "NO_MKDOCS_2_WARNING": "1"}
    if settings.stamp:
        # So that the engines' own files get the same time as ours.
        environment["SOURCE_DATE_EPOCH"] = str(int(settings.stamp.timestamp()))
    options = ["--clean"] if engine == "zensical" else []
    command = [sys.executable, str(ENGINE), engine, "build", *options, "--strict", "-f", str(config)]
    process = subprocess.Popen(
        command, cwd=settings.root, env=environment, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    return Build(code, process, config.parent / "site")


@contextmanager
def started(catalogue: Catalogue, engine: str, configurations: Mapping[str, Path]) -> Iterator[list[Build]]:
    """The engines of all languages, at work; afterwards none is left, whatever happened."""
    builds: list[Build] = []
    try:
        for code, config in configurations.items():
            builds.append(start(catalogue, engine, code, config))
        yield builds
    finally:
        for build in builds:
            build.process.kill()  # does nothing to one that has ended
        for build in builds:
            with build.process:  # waits for it, and closes its pipes
                pass


class Stopped(BaseException):
    """The command was asked to stop. Like `KeyboardInterrupt`, it is no error that code may handle."""

    def __init__(self, signum: int) -> None:
        self.signum = signum
        super().__init__(signum)


@contextmanager
def stoppable() -> Iterator[None]:
    """Raise `Stopped` on a signal that would otherwise end the process at once."""

    def stop(signum: int, _: FrameType | None) -> None:
        raise Stopped(signum)

    signals = [signal.SIGINT, signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])]
    before = {signum: signal.signal(signum, stop) for signum in signals if signal.getsignal(signum) != signal.SIG_IGN}
    try:
        yield
    finally:
        for signum, handler in before.items():
            signal.signal(signum, handler)


def worth_reading(output: str) -> str:
    """An engine's output without colors and progress lines."""
    output = re.sub(r"\x1b\[[0-9;]*m", "", output)  # Zensical prints colors even into a pipe
    lines = [line for line in output.splitlines() if line.strip() and not line.startswith("INFO ")]
    return "\n".join(lines)


def add_files(build: Build) -> None:
    """Move the files that no engine needs to process into the site of a language."""
    files = build.folder.parent / FILES
    for path in sorted(files.rglob("*")):
        if path.is_file():
            place = build.folder / path.relative_to(files)
            if place.exists():
                message, fix = "the engine and the kit both write this file", "rename one of the two"
                raise Invalid([Diagnostic(Place(place.relative_to(build.folder).as_posix()), "address-taken", message, fix)])
            place.parent.mkdir(parents=True, exist_ok=True)
            path.rename(place)


def finish(catalogue: Catalogue, build: Build, first: Path, documents: Path) -> None:
    """Give each page of a language its description and its policy, make it light, and write down what the search reads.

    `first` is the folder of the source language, whose assets all languages share.
    """
    root, folder = catalogue.languages[build.code].root, build.folder
    remove_unused(folder)
    shared = share_assets(folder, root, first)
    pages = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.html")}
    described = descriptions(((name, path.read_bytes()) for name, path in pages.items()))
    for name, path in pages.items():
        page = path.read_bytes()
        document = None if catalogue.sole_product else search_document(page, name.removesuffix("index.html"), catalogue.search)
        if document:
            place = documents / root / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(document, encoding="utf-8")
        if name in described:
            page = with_description(page, described[name])
        try:
            path.write_bytes(with_policy(squeezed(with_shared(page, root, shared))))
        except NoHead as error:
            fix = "correct overrides/main.html, or the code that makes this page"
            raise Invalid([Diagnostic(Place(name), "no-policy", str(error), fix)]) from None


def index(documents: Path, whole: Path) -> None:
    """Make the search index of the site, and keep the files of it that the site asks for."""
    if not documents.is_dir():
        return
    command = [sys.executable, "-m", "pagefind", "--site", str(documents), "--output-path", str(whole / SEARCH)]
    result = subprocess.run(command, text=True, capture_output=True, check=False)
    entry = whole / SEARCH / "pagefind-entry.json"
    if result.returncode or not entry.is_file():
        message, fix = f"the search index could not be made: {result.stderr.strip()}", "run `make clean site`"
        raise Invalid([Diagnostic(Place(SEARCH), "no-search", message, fix)])
    known = json.loads(entry.read_text(encoding="utf-8"))["languages"].values()
    kept = {"pagefind.js", entry.name, *(f"wasm.{language['wasm'] or 'unknown'}.pagefind" for language in known)}
    for path in (whole / SEARCH).iterdir():
        if path.is_file() and path.name not in kept and path.suffix != ".pf_meta":
            path.unlink()


def add_sitemaps(catalogue: Catalogue, whole: Path) -> None:
    """Write robots.txt, which names the sitemap of each language. Without an address of the site, there are none."""
    url, found = catalogue.settings.site_url, not catalogue.profile.overlays
    sitemaps = [f"{language.root}sitemap.xml" for language in catalogue.languages.values()]
    if not (url and found):
        for name in sitemaps:
            (whole / name).unlink(missing_ok=True)
            (whole / f"{name}.gz").unlink(missing_ok=True)
    addresses = [url + name for name in sitemaps] if url else []
    (whole / "robots.txt").write_text(robots_file(addresses, may_be_found=found), encoding="utf-8")


def put_together(catalogue: Catalogue, builds: list[Build], whole: Path) -> None:
    """Combine all languages in the folder `whole`: the source language at its root, the others below."""
    remove(whole)
    for build in sorted(builds, key=lambda build: catalogue.languages[build.code].root):
        shutil.move(build.folder, whole / catalogue.languages[build.code].root)
    (whole / "_headers").write_text(headers_file(), encoding="utf-8")
    add_sitemaps(catalogue, whole)


def build_site(catalogue: Catalogue, engine: str) -> int:
    """Build and check the site, then replace the previous one; prints errors. Returns the exit code.

    Raises `Invalid`, `Refused` and `OSError`.
    """
    settings, began = catalogue.settings, time.monotonic()
    site = settings.root / (catalogue.profile.site + ("-zensical" if engine == "zensical" else ""))
    base = settings.root / "build" / settings.profile / engine
    with alone(base.with_suffix(".lock"), site.name):
        prepare(site)
        check, documents = SiteCheck(expectations(catalogue)), base / "searched"
        # Export everything before an engine starts, so that errors in the sources are reported once, for all languages.
        with started(catalogue, engine, export(catalogue, base, markers=engine == "mkdocs")) as builds:
            if not _finished(catalogue, engine, builds, check, documents):
                print(f"not built: fix the errors above; the previous {site.name}/ is unchanged", file=sys.stderr)
                return 1
        whole = base / "whole"
        put_together(catalogue, builds, whole)
        index(documents, whole)
        if diagnostics := check.diagnostics(whole):
            print(text_report(diagnostics, None), file=sys.stderr)
            shown = settings.shown(whole)
            print(
                f"not published: fix the errors above; the previous {site.name}/ is unchanged, the new build is in {shown}/",
                file=sys.stderr,
            )
            return 1
        swap_in(whole, site)
    pages = sum(1 for _ in site.rglob("*.html"))
    print(f"{site.name}/: {pages} pages in {len(builds)} languages, {time.monotonic() - began:.1f} s")
    print(f"to view it: python3 -m http.server -d {site.name}")
    return 0


def _finished(catalogue: Catalogue, engine: str, builds: list[Build], check: SiteCheck, documents: Path) -> bool:
    """Wait for the engines and finish their pages, which `check` reads; whether all succeeded. Prints what they said if not."""
    failed = False
    for build in builds:
        # `communicate` would close its standard input, and thus end it.
        output = build.process.stdout.read() if build.process.stdout else ""
        if build.process.wait() or not (build.folder / "index.html").is_file():
            failed = True
            print(f"--- {engine}, {build.code}:\n{worth_reading(output)}", file=sys.stderr)
        elif not failed:
            add_files(build)
            finish(catalogue, build, builds[0].folder, documents)
            check.read(build.folder, catalogue.languages[build.code].root)
    return not failed


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="build_site.py", description="Build the site in all languages.")
    parser.add_argument("--engine", choices=["mkdocs", "zensical"], default="mkdocs", help="engine that makes the HTML")
    options = parser.parse_args(arguments)
    try:
        with stoppable():
            return build_site(load(current_settings()), options.engine)
    except BadSetting as error:
        print(error, file=sys.stderr)
        return 2
    except Invalid as invalid:
        print(text_report(invalid.diagnostics, None), file=sys.stderr)
    except Refused as refused:
        print(f"not built: {refused}", file=sys.stderr)
    except OSError as error:
        print(f"not built: {failure(error)}; fix this and run it again; the previous site is unchanged", file=sys.stderr)
    except Stopped as stopped:
        print("stopped; the site is that of the last complete build", file=sys.stderr)
        return 128 + stopped.signum
    return 1


if __name__ == "__main__":
    sys.exit(main())
