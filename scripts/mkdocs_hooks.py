"""MkDocs events -> policykit. The only file that imports mkdocs.

MkDocs loads this module once: while `mkdocs serve` runs, changed Python needs a restart; changed data and text do not.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel

from environment import current_settings
from policykit.catalog.catalog import Catalogue, load
from policykit.foundation.diagnostics import Invalid
from policykit.foundation.settings import BadSetting, Settings
from policykit.site.sitemap import Page, site_of
from policykit.site.theme import theme_extra

log = logging.getLogger("mkdocs.policykit")

_redirected: set[str] = set()
"""Folders that this hook chose; `make site` and `mkdocs serve` name their own."""


# Runs before the macros plugin, whose on_config calls define_env: broken data is then reported once, without a traceback.
@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load the data, set the output folder by profile and language, and pass the theme its words."""
    code = str(config.theme["language"])
    settings = _settings()
    catalogue = _load(settings)
    if config.site_dir == str(settings.root / "build" / "mkdocs"):
        # A bare `mkdocs build` must never write an internal or a German site into the public folder.
        config.site_dir = str(settings.root / "build" / settings.profile / "mkdocs" / code)
        _redirected.add(config.site_dir)
    config.extra.update(theme_extra(catalogue, code))
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages; a hand-written page of the same name takes precedence."""
    try:
        site = site_of(_load(_settings()), str(config.theme["language"]))
    except Invalid as invalid:
        raise _abort(invalid) from None
    for page in site.pages:
        if files.get_file_from_path(page.uri) is None:
            files.append(_file(page, config))
    return files


def on_post_build(config: MkDocsConfig) -> None:
    """Say where a bare `mkdocs build` wrote: MkDocs itself names the folder before this hook changes it."""
    if config.site_dir in _redirected:
        folder = _settings().shown(Path(config.site_dir))
        log.info(f"built one language into {folder}; make site builds all languages and checks them")


def _file(page: Page, config: MkDocsConfig) -> File:
    return File.generated(config, page.uri, content=page.content, inclusion=InclusionLevel.NOT_IN_NAV)


def _settings() -> Settings:
    try:
        return current_settings()
    except BadSetting as error:
        raise Abort(str(error)) from None


def _load(settings: Settings) -> Catalogue:
    try:
        return load(settings)
    except Invalid as invalid:
        raise _abort(invalid) from None


def _abort(invalid: Invalid) -> Abort:
    for diagnostic in invalid.diagnostics:
        log.error(str(diagnostic))
    return Abort("fix the problems above; the previous site is unchanged")
