"""Write the site's Markdown to disk, ready for either engine: `python scripts/export_pages.py <folder>`.

For each language it writes `<folder>/<language>/docs/` with all pages, their calls filled in, `files/` with files an engine
would only copy, and a complete configuration. Exits 0; 1 on errors; 2 on a usage error.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from environment import current_settings, exit_code
from policykit.catalog.addresses import SCHEMAS
from policykit.catalog.catalog import Catalogue
from policykit.catalog.loader import load
from policykit.foundation.diagnostics import Diagnostic, Invalid
from policykit.html.elements import BEGIN, END
from policykit.site.hand_written import hand_written_pages
from policykit.site.product_texts import text_faults
from policykit.site.session import Session, session_of
from policykit.site.sitemap import site_pages
from policykit.site.theme import COLORS, OWN_ASSETS, look, own_settings, theme_extra
from publishing import failure, remove

MARKER = ".export"
"""File that marks a folder as one that this command may replace."""
FILES = "files"
"""Folder of a language's texts, emails, JSON and redirects; `build_site.py` adds them to the engine's output."""


def export(catalogue: Catalogue, folder: Path, *, markers: bool = False) -> dict[str, Path]:
    """Write all languages below `folder`, which is emptied first; returns language code -> configuration file.

    With `markers`, pages keep the marks around blocks of HTML, which only our extension of Python-Markdown removes.

    Raises `Invalid` with the diagnostics of all languages, without duplicates.
    """
    remove(folder)
    _write(folder / MARKER, "Written by export_pages.py, which replaces this folder.\n")
    session = session_of(catalogue)
    diagnostics: dict[Diagnostic, None] = {}
    entries = (*catalogue.products.values(), *catalogue.retired.values())
    diagnostics |= dict.fromkeys(fault.diagnostic for fault in text_faults(session, entries))
    for code in catalogue.languages:
        diagnostics |= dict.fromkeys(_export_language(session, code, folder / code, markers))
    if diagnostics:
        raise Invalid(diagnostics)
    return {
        code: _write(folder / code / "mkdocs.yml", _configuration(catalogue, code, folder / code))
        for code in catalogue.languages
    }


def _export_language(session: Session, code: str, folder: Path, markers: bool) -> Iterator[Diagnostic]:
    """Write the pages and files of one language; yields their diagnostics."""
    docs = folder / "docs"
    source = session.catalogue.settings.docs / code
    if source.is_dir() and not session.catalogue.sole_product:
        shutil.copytree(source, docs, ignore=shutil.ignore_patterns("*.md"))
    try:
        for uri, text in hand_written_pages(session, code):
            _write(docs / uri, text if markers else _unmarked(text))
    except Invalid as invalid:
        yield from invalid.diagnostics
    try:
        for page in site_pages(session, code):
            if not (docs / page.uri).exists():  # a hand-written page or file of the same name takes precedence
                # Schemas go to docs/, because hand-written pages link to them and MkDocs checks these links among its files.
                is_read = page.uri.endswith(".md") or page.uri.startswith(SCHEMAS)
                content = page.make()
                if isinstance(content, str) and not markers:
                    content = _unmarked(content)
                _write((docs if is_read else folder / FILES) / page.uri, content)
    except Invalid as invalid:
        yield from invalid.diagnostics


def _unmarked(text: str) -> str:
    return text.replace(BEGIN, "").replace(END, "")


def _write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def _configuration(catalogue: Catalogue, code: str, folder: Path) -> str:
    """The complete settings of one language, as YAML. Pages are already filled in, so macros are off."""
    settings, language = catalogue.settings, catalogue.languages[code]
    root, overrides = settings.root, settings.root / "overrides"
    if catalogue.sole_product:
        overrides = Path(shutil.copytree(overrides, folder / "overrides", ignore=_other_assets))
    changes = {
        "site_url": settings.site_url and settings.site_url + language.root,
        "repo_url": settings.repo_url,
        "docs_dir": "docs",
        "site_dir": "site",
        "hooks": [os.path.relpath(root / "scripts" / "ready_html.py", folder)],
        "watch": [],
        "theme": {"custom_dir": os.path.relpath(overrides, folder)},
        # The output check tests all anchors, including those in HTML and in other languages.
        "validation": {"links": {"anchors": "ignore"}},
        "plugins": {"macros": {"enabled": False}, "search": {"enabled": False}},  # Zensical has a search of its own
        "extra": theme_extra(catalogue, code, search=True),
    }
    project = project_configuration(root / ("mkdocs.yml" if language.is_source else f"mkdocs.{code}.yml"))
    for part in (changes, look(catalogue, code), own_settings(catalogue, code)):
        project = _merged(project, part)
    if catalogue.kit.colors:
        project["extra_css"] = [*project["extra_css"], COLORS]
    return yaml.safe_dump(project, allow_unicode=True, sort_keys=False)


class _Loader(yaml.SafeLoader):
    """Reads a configuration of MkDocs. What it takes from the environment is in the settings already."""


_Loader.add_constructor("!ENV", lambda *_: "")


def project_configuration(file: Path) -> dict[str, Any]:
    """A configuration with what it inherits. A list replaces the inherited one, as in MkDocs; Zensical would append it."""
    configuration: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), _Loader)
    parent = configuration.pop("INHERIT", None)
    return _merged(project_configuration(file.parent / parent), configuration) if parent else configuration


def _merged(base: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """`base` with `changes`; mappings are merged."""
    merged = dict(base)
    for key, value in changes.items():
        merged[key] = _merged(base[key], value) if isinstance(value, dict) and isinstance(base.get(key), dict) else value
    return merged


def _other_assets(folder: str, names: list[str]) -> list[str]:
    """What is not copied for a site about one product."""
    return [name for name in names if name not in OWN_ASSETS] if Path(folder).name == "assets" else []


def run(folder: Path) -> int:
    """Write the pages; returns 0. Raises `BadSetting`, `Invalid` and `OSError`."""
    export(load(current_settings()), folder)
    return 0


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="export_pages.py", description="Write the site's Markdown to disk.")
    parser.add_argument("folder", type=Path, help="folder to write to: a new one, or one that this command wrote")
    options = parser.parse_args(arguments)
    folder = options.folder.resolve()
    if folder.exists() and not (folder.is_dir() and ((folder / MARKER).is_file() or not any(folder.iterdir()))):
        print(f"{options.folder} is not empty and was not written by this command: choose a new folder", file=sys.stderr)
        return 2
    try:
        return exit_code(lambda: run(folder))
    except OSError as error:
        print(f"not exported: {failure(error)}; fix this and run it again", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
