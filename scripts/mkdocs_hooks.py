"""MkDocs events -> policykit. The only file that imports mkdocs.

MkDocs keeps this module while `mkdocs serve` runs: changed Python needs a restart; changed data and words do not.
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
from policykit.catalog.catalog import Catalogue
from policykit.catalog.loader import load
from policykit.foundation.diagnostics import Invalid
from policykit.foundation.settings import BadSetting, Settings
from policykit.site.sitemap import Page, site_of
from policykit.site.theme import theme_extra

log = logging.getLogger("mkdocs.policykit")


# Before the macros plugin (its on_config runs define_env): broken data is then reported once, without a traceback.
@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load the data, put the site where profile and language say, and hand the theme its words."""
    code = str(config.theme["language"])
    settings = _settings()
    catalogue = _load(settings)
    if config.site_dir == str(settings.root / "build" / "mkdocs"):
        # A bare `mkdocs build` must never write an internal or a German site into the public folder.
        config.site_dir = str(settings.root / "build" / settings.profile / "mkdocs" / code)
    config.extra.update(theme_extra(catalogue, code))
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that no hand wrote; a hand-written page of the same name wins."""
    try:
        site = site_of(_load(_settings()), str(config.theme["language"]))
    except Invalid as invalid:
        raise _abort(invalid) from None
    for page in site.pages:
        if files.get_file_from_path(page.uri) is None:
            files.append(_file(page, config))
    return files


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
    return Abort("mend the above, in data or templates; the site is as it was")
