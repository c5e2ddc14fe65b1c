"""Connects MkDocs events to policykit; the only file that imports mkdocs.

MkDocs loads this module once. Restart `mkdocs serve` after changing Python code; changed data and text need no restart.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from environment import current_settings
from policykit.catalog.catalog import Catalogue
from policykit.catalog.loader import load
from policykit.foundation.diagnostics import Invalid
from policykit.foundation.settings import BadSetting, Settings
from policykit.site.hand_written import untranslated_pages
from policykit.site.session import session_of
from policykit.site.sitemap import site_pages
from policykit.site.theme import COLORS, look, own_settings, theme_extra
from ready_html import ReadyHtml

log = logging.getLogger("mkdocs.policykit")

_redirected: set[str] = set()
"""Output folders set by this hook; `make site` and `mkdocs serve` set their own."""
_ready: dict[str, str] = {}
"""Path of a generated page -> its final Markdown, which the macros plugin must not process."""


# Runs before the macros plugin, whose on_config calls define_env, so that broken data is reported once, without a traceback.
@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load the data, set the output folder by profile and language, and pass texts to the theme."""
    code = str(config.theme["language"])
    settings = _settings()
    catalogue = _load(settings)
    if config.site_dir == str(settings.root / "build" / "mkdocs"):
        # A bare `mkdocs build` must never write an internal or a German site into the public folder.
        config.site_dir = str(settings.root / "build" / settings.profile / "mkdocs" / code)
        _redirected.add(config.site_dir)
    config.extra.update(theme_extra(catalogue, code))
    kit = look(catalogue, code)
    config.theme.update(kit.pop("theme"))
    config.update(kit)
    if catalogue.kit.colors:
        config.extra_css.append(COLORS)
    if own := own_settings(catalogue, code):
        # Without its plugins and scripts, because MkDocs has read those already.
        config.update({name: own[name] for name in ("site_name", "site_description", "repo_url", "nav")})
        config.theme.update(own["theme"])
        config.extra.update(own["extra"])
    config.markdown_extensions.append(ReadyHtml())
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages; a hand-written page of the same name takes precedence. A site about one product has none."""
    code, catalogue = str(config.theme["language"]), _load(_settings())
    if catalogue.sole_product:
        for file in [file for file in files if file.src_dir == config.docs_dir]:
            files.remove(file)
    try:
        pages = {page.uri: page.make() for page in site_pages(session_of(catalogue), code)}
    except Invalid as invalid:
        raise _abort(invalid) from None
    _ready.clear()
    for uri, content in {**untranslated_pages(catalogue, code), **pages}.items():
        if files.get_file_from_path(uri) is None:
            if uri in pages and uri.endswith(".md"):
                _ready[uri], content = str(content), ""
            files.append(File.generated(config, uri, content=content, inclusion=InclusionLevel.NOT_IN_NAV))
    return files


# Runs after the macros plugin, so that text in a product's data is never executed as a call.
@event_priority(-100)
def on_page_markdown(markdown: str, page: Page, **_: Any) -> str:
    """Set the text of a generated page."""
    return _ready.get(page.file.src_uri, markdown)


def on_post_build(config: MkDocsConfig) -> None:
    """Log the output folder of a bare `mkdocs build`, because MkDocs logs it before this hook changes it."""
    if config.site_dir in _redirected:
        folder = _settings().shown(Path(config.site_dir))
        log.info(f"built one language into {folder}; `make site` builds and checks all languages")


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
