"""A third language starts with a catalog, a folder of pages and a configuration; what it lacks is English, marked."""

from __future__ import annotations

import re

import pytest
from projects import Project, copy_project


@pytest.fixture(scope="module")
def french(tmp_path_factory) -> Project:
    """A small site with a started French translation: one text, one page."""
    project = copy_project(tmp_path_factory.mktemp("french"))
    started = project.run("update_translations.py", "fr")
    assert started.returncode == 0, started.stderr
    project.replace("docs/translations/fr.po", 'msgid "At a glance"\nmsgstr ""', 'msgid "At a glance"\nmsgstr "En bref"')
    config = (project.root / "mkdocs.de.yml").read_text(encoding="utf-8")
    config = config.replace("docs_dir: docs/de", "docs_dir: docs/fr").replace("language: de", "language: fr")
    project.write("mkdocs.fr.yml", config)
    project.write("docs/fr/index.md", "# Répondre à AWS\n")
    result = project.build()
    assert result.returncode == 0, result.stderr
    return project


def page(project: Project, name: str) -> str:
    return (project.root / "site" / name / "index.html").read_text(encoding="utf-8")


def test_it_has_its_own_page(french):
    assert "Répondre à AWS" in page(french, "fr")


def test_it_has_every_page(french):
    folders = {code: {path.relative_to(french.root / "site" / code) for path in (french.root / "site" / code).rglob("*.html")}
               for code in ("de", "fr")}  # fmt: skip
    assert folders["de"] == folders["fr"]


def test_what_is_translated_is_french_and_the_rest_marked_as_english(french):
    overview = page(french, "fr/products/tidepool")
    assert "En bref" in overview
    assert re.search(r'<dt><span lang="en">Company</span> <small class="kit-fallback">', overview)


def test_a_page_of_which_nothing_is_translated_is_english_under_a_notice(french):
    checklist = page(french, "fr/products/tidepool/checklist")
    assert '<div lang="en"' in checklist and "kit-untranslated" in checklist


def test_every_language_leads_to_it(french):
    assert re.search(r'href="[^"]*fr/"[^>]*>\s*français', page(french, "de"))


def test_it_is_in_the_schemas(french):
    assert (french.root / "site/fr/schema/product.schema.json").is_file()
