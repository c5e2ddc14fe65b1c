"""Write the site's Markdown to disk, for engines without hooks: `python scripts/export_pages.py <folder>`.

For each language it writes `<folder>/<language>/docs/` with every page, and a configuration that inherits the project's own.
Exits 0; 1 on errors; 2 on a usage error.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

import yaml

from environment import current_settings
from policykit.catalog.catalog import Catalogue, load
from policykit.foundation.diagnostics import Invalid
from policykit.foundation.reports import text_report
from policykit.foundation.settings import BadSetting
from policykit.site.sitemap import site_of
from policykit.site.theme import theme_extra


def config_name(catalogue: Catalogue, code: str) -> str:
    """The engine's configuration file of a language."""
    return "mkdocs.yml" if catalogue.languages[code].is_source else f"mkdocs.{code}.yml"


def export(catalogue: Catalogue, folder: Path) -> dict[str, Path]:
    """Write all languages below `folder`, which is emptied first; returns language code -> configuration file."""
    shutil.rmtree(folder, ignore_errors=True)
    return {code: _export_language(catalogue, code, folder / code) for code in catalogue.languages}


def _export_language(catalogue: Catalogue, code: str, folder: Path) -> Path:
    root, docs = catalogue.settings.root, folder / "docs"
    shutil.copytree(catalogue.settings.docs / code, docs)
    for page in site_of(catalogue, code).pages:
        path = docs / page.uri
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            content = page.content
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
    config = {
        "INHERIT": os.path.relpath(root / config_name(catalogue, code), folder),
        "docs_dir": "docs",
        "site_dir": "site",
        "theme": {"custom_dir": os.path.relpath(root / "overrides", folder)},
        "plugins": {
            "macros": {
                "module_name": os.path.relpath(root / "scripts" / "mkdocs_macros", folder),
                # Zensical's --strict succeeds even if a macro failed; this makes it stop.
                "on_error_fail": True,
            }
        },
        "extra": theme_extra(catalogue, code),
    }
    path = folder / "mkdocs.yml"
    path.write_text(yaml.safe_dump(config, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="export_pages.py", description="Write the site's Markdown to disk.")
    parser.add_argument("folder", type=Path, help="folder to write to; an existing one is replaced")
    given = parser.parse_args(arguments)
    try:
        export(load(current_settings()), given.folder.resolve())
    except BadSetting as error:
        print(error, file=sys.stderr)
        return 2
    except Invalid as invalid:
        print(text_report(invalid.diagnostics, None), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
