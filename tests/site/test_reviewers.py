"""The site about one product, for the company's own domain: its pages, and nothing of this kit, of what is open or private."""

from __future__ import annotations

import html
import re
from functools import cache
from pathlib import Path

import pytest
import yaml
from built_pages import FOLDERS, article, leads_to_the_other_language, outside_requests, unescaped
from leaks import leaks, private_values
from projects import PRODUCT, PROJECT, RETIRED, REVIEWED, pages_of, settings

from build_site import expectations
from export_pages import export
from policykit.catalog.catalog import Catalogue
from policykit.catalog.loader import load
from policykit.foundation.diagnostics import Invalid
from policykit.model import Text
from policykit.model.paths import texts_of
from policykit.readiness.claims import FactState, claims_of
from policykit.site.check import SiteCheck
from policykit.site.theme import OWN_ASSETS, own_settings

PAGES = ("", "policies/", "emails/", "contact/")
SLUGS = sorted(path.stem for path in (PROJECT / "data/products").glob("*.yml"))
OF_THE_KIT = {
    "en": r"\b(?:planned|missing|not stated|not provided|claimed|self-reported|stage|readiness|checklist|decoder|next step|kit"
    r"|draft|source|product file|sandbox|guide|add a product|all products|in place yet|quota|edit)\b",
    "de": r"\b(?:geplant|fehlt|nicht angegeben|Eigenangabe|Phase|Vollständigkeit|Checkliste|Nächster Schritt|Kit|Entwurf|Quelle"
    r"|Produktdatei|Sandbox|Leitfaden|Produkt hinzufügen|Alle Produkte|Versandkontingent|bearbeiten)\b",
}
"""The kit's own words for how far things are and how it works."""


@cache
def own(slug: str) -> Catalogue:
    return load(settings(profile="reviewers", product=slug))


def pages(slug: str, code: str) -> dict[str, str]:
    """Path -> text of every page and file, before an engine makes HTML of it."""
    return {uri: str(content) for uri, content in pages_of(own(slug), code).items()}


# The site as it is built


def test_it_has_four_pages_and_an_error_page_in_each_language_and_no_other(reviewers_site):
    wanted = {f"{folder}{name}" for folder in FOLDERS for name in ("404.html", *(f"{page}index.html" for page in PAGES))}
    assert {path.relative_to(reviewers_site.folder).as_posix() for path in reviewers_site.folder.rglob("*.html")} == wanted


def test_every_link_works(reviewers_site):
    check = SiteCheck(expectations(reviewers_site.project.load("reviewers", REVIEWED)))
    for path in reviewers_site.folder.iterdir():
        if path.is_dir() and path.name != "de":
            check.read(path, f"{path.name}/")
    check.read(reviewers_site.folder)
    assert check.diagnostics(reviewers_site.folder) == []


def test_each_page_leads_to_every_other_one_and_to_itself_in_the_other_language(reviewers_site):
    for folder in FOLDERS:
        for name in PAGES:
            links = re.findall(r'<a href="([^"#]*)" class="md-tabs__link', reviewers_site.read(folder + name))
            here = reviewers_site.folder / folder / name
            assert [(here / link).resolve() for link in links] == [reviewers_site.folder / folder / page for page in PAGES]
    assert all(leads_to_the_other_language(reviewers_site.folder, name) for name in PAGES)


def test_its_name_and_footer_are_those_of_the_company_on_every_page(reviewers_site, catalogue):
    name, company = "Tidepool &amp; &lt;Sons&gt;", "Tidepool Ltd"
    for path in reviewers_site.folder.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert re.search(rf"<title>(?:.* - )?{name}</title>", text), path
        assert f'<div class="md-copyright__highlight">{company}</div>' in text, path
        for language in catalogue.languages.values():
            assert language.word("footer") not in text, path


def test_search_engines_may_list_it(reviewers_site):
    assert 'name="robots"' not in reviewers_site.read("")


def test_it_has_the_scripts_and_styles_that_it_uses_and_none_else(reviewers_site):
    ours = {path.name for path in (PROJECT / "overrides/assets").iterdir()}
    assert {path.name for path in (reviewers_site.folder / "assets").iterdir()} & ours == set(OWN_ASSETS)
    assert not (reviewers_site.folder / "de/assets").exists()
    page = reviewers_site.read("policies/")
    assert '<script src="../assets/copy.js" type="module"></script>' in page
    assert "kit-search" not in page


def test_it_asks_no_other_host_for_anything(reviewers_site):
    assert outside_requests(reviewers_site.folder) == []


def test_its_build_never_opens_the_private_folder(reviewers_site):
    assert (reviewers_site.private / "tidepool.yml").is_file()
    assert reviewers_site.seen == ""


def test_no_private_value_is_in_any_byte_of_it(reviewers_site):
    assert leaks(reviewers_site.folder, private_values(reviewers_site.project.root / "data")) == []


def test_it_names_no_other_product_and_no_file_of_the_kit(reviewers_site, catalogue):
    others = "|".join(re.escape(entry.product.name) for slug, entry in catalogue.products.items() if slug != REVIEWED)
    forbidden = re.compile(rf"{others}|data/products|\.yml\b|SES production-access kit|Produktionszugriff-Kit")
    for path in reviewers_site.folder.rglob("*"):
        if path.suffix in (".html", ".txt", ".xml"):
            assert not forbidden.search(path.read_text(encoding="utf-8")), path


def test_the_first_page_says_what_the_company_sends_and_leads_on(reviewers_site):
    page = article(reviewers_site.folder / "index.html")
    for words in (
        "Tide table",
        "The day of the order comes",
        "people who ordered the table",
    ):
        assert words in page
    links = set(re.findall(r'href="([^"]+)"', reviewers_site.read("")))
    assert {"./policies/#bounces", "./policies/", "./emails/", "./emails/#stream-table", "./contact/"} <= links


# Every product, in every language


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("code", ["en", "de"])
def test_every_product_has_the_pages_and_only_policies_that_say_something(slug, code):
    entry = own(slug).products[slug]
    found = pages(slug, code)
    assert {uri for uri in found if uri.endswith(".md")} == {f"{page}index.md" for page in PAGES}
    texts = {uri.removesuffix(".txt").removeprefix("policies/") for uri in found if uri.endswith(".txt")}
    assert texts == set(re.findall(r"^## .* \{ #([\w-]+) \}$", found["policies/index.md"], re.MULTILINE))
    assert len(found) == len(PAGES) + len(texts)
    for stream in entry.product.streams:
        assert f"{{ #stream-{stream.id} }}" in found["emails/index.md"]


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("code", ["en", "de"])
def test_no_page_speaks_of_the_kit_or_of_what_is_open(slug, code):
    words = re.compile(OF_THE_KIT[code])
    for uri, text in pages(slug, code).items():
        shown = re.sub(r"<!--.*?-->|<[^>]*>", " ", text)
        assert not words.search(shown), (uri, words.search(shown))
        assert not re.search(r"\[[^\]]{2,}\]|data-blank|kit-status", text), uri


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("code", ["en", "de"])
def test_nothing_is_on_a_page_that_may_not_be_stated(slug, code):
    entry, language = own(slug).products[slug], own(slug).languages[code]
    claims = [claim for claim in claims_of(entry.view).values() if claim.state is not FactState.STATED]
    unstated = {words for claim in claims for words in _words(claim.value, language)}
    unstated |= {" ".join(language.text(text)[0].split()) for loc, text in texts_of(entry.product) if loc[-1] == "planned"}
    for uri, text in pages(slug, code).items():
        assert [words for words in unstated if words in _as_read(text)] == [], uri


def test_a_plan_would_be_found_on_a_page_in_any_way_of_writing_it(project):
    """The test above reads pages as they are written, where values are escaped."""
    plan = "We'll delete <all> *logs* & [addresses]."
    page = site_of(project, PRODUCT.replace("Anglers and swimmers order tide tables.", f'"{plan}"'))["index.md"]
    assert plan in _as_read(page) and plan not in page


def _as_read(text: str) -> str:
    """A page's words without escapes for Markdown and HTML, in one line."""
    return " ".join(html.unescape(re.sub(r"\\([^\w\s])", r"\1", text)).split())


def _words(value: object, language) -> list[str]:
    if isinstance(value, Text):
        return [" ".join(language.text(value)[0].split())]
    texts = texts_of(value) if hasattr(value, "model_fields_set") else ()
    return [" ".join(language.text(text)[0].split()) for _, text in texts]


def test_other_profiles_have_none_of_its_pages(catalogue):
    """Its first page is the index of the site, which is hand-written elsewhere."""
    of_its_own = re.compile(r"(?:.*/)?(?:emails|contact)/index\.md|index\.md")
    assert len([uri for uri in pages_of(own(SLUGS[0])) if of_its_own.fullmatch(str(uri))]) == 3
    assert [uri for uri in pages_of(catalogue) if of_its_own.fullmatch(str(uri))] == []


# What a product may say or leave out


def site_of(project, text: str = PRODUCT) -> dict[str, str]:
    project.write("data/products/tidepool.yml", text)
    return {uri: str(content) for uri, content in pages_of(project.load("reviewers", "tidepool")).items()}


def test_a_sample_is_shown_with_its_example_values(project):
    page = site_of(project)["emails/index.md"]
    assert "Tides for 3 May" in page
    assert "Hello Jane," in page
    assert "[name]" not in page


def test_a_translation_of_a_sample_has_the_same_values(project):
    project.write("data/products/tidepool.yml", PRODUCT)
    page = str(pages_of(project.load("reviewers", "tidepool"), "de")["emails/index.md"])
    assert "Hallo Jane," in page


def test_a_contact_is_shown_if_it_can_be_reached_and_a_name_only_if_it_may_be_published(project):
    contacts = """contacts:
  support: {name: Jane Example, email: abuse@tidepool.example.com, may_be_published: true, phone: +41 44 55 66 77 88}
  primary: {name: Joe Hidden, email: post@tidepool.example.com}
  technical: {phone: {en: "on request, office 100 on weekdays", de: auf Anfrage}}
"""
    page = site_of(project, PRODUCT[: PRODUCT.index("contacts:")] + contacts)["contact/index.md"]
    assert "Jane Example" in page
    assert '<a href="mailto:post@tidepool.example.com">' in page
    assert "Joe Hidden" not in page
    assert "on request" not in page
    assert "Technical" not in page
    assert "+41 44 55 66 77 88" in page


def test_a_column_without_any_value_is_left_out(project):
    start, end = PRODUCT.index("    trigger:"), PRODUCT.index("    recipients:")
    page = site_of(project, PRODUCT[:start] + PRODUCT[end:])["index.md"]
    assert "Recipients" in page
    assert "Triggered by" not in page


def test_whether_an_email_can_be_stopped_is_said_only_if_the_sample_shows_it(project):
    shown = PRODUCT.replace("high water is at 06:12.", "high water is at 06:12. Unsubscribe: https://tidepool.example.com/stop")
    found = site_of(project, shown)
    assert all("Unsubscribe option" in found[uri] for uri in ("index.md", "emails/index.md"))
    found = site_of(project)
    assert not any("Unsubscribe option" in found[uri] for uri in ("index.md", "emails/index.md"))


def test_no_heading_has_nothing_below(project):
    start, end = PRODUCT.index("\nlists:"), PRODUCT.index("\n  unsubscribe:")
    bare = "name: Bare\nsummary: Sends.\nstreams: [{id: tides, title: Tides, class: transactional}]\n"
    found = site_of(project, bare + PRODUCT[start:end])
    for uri, text in found.items():
        assert not re.search(r"^## [^\n]*\s*(?:^## |\Z)", text, re.MULTILINE), uri
    assert "## Emails we send { #emails }" in found["index.md"]


def test_names_of_products_are_escaped(project):
    site_of(project)
    assert own_settings(project.load("reviewers", "tidepool"), "en")["site_name"] == "Tidepool &amp; &lt;Sons&gt;"
    assert own_settings(project.load(), "en") == {}


def test_a_product_without_emails_or_policies_to_publish_is_an_error(project):
    bare = "name: Bare\nsummary: Bare sends nothing yet.\n"
    with pytest.raises(Invalid) as raised:
        site_of(project, bare)
    assert [(d.place.file, d.rule) for d in raised.value.diagnostics] == [
        ("data/products/tidepool.yml", "nothing-to-publish")
    ] * 2


# Which product


@pytest.mark.parametrize(
    ("product", "message"),
    [
        ("", "this site is about one product, and PRODUCT is not set"),
        ("tidepol", "there is no product `tidepol`"),
        ("harbour", "the product `harbour` is retired"),
    ],
)
def test_without_a_known_product_the_message_lists_the_products(project, product, message):
    project.write("data/products/harbour.yml", PRODUCT + RETIRED)
    project.write("data/products/lagoon.yml", PRODUCT)
    with pytest.raises(Invalid) as raised:
        project.load("reviewers", product)
    (diagnostic,) = raised.value.diagnostics
    assert (diagnostic.rule, diagnostic.message) == ("unknown-product", message)
    assert diagnostic.fix == "set PRODUCT to one of: lagoon, tidepool"


def test_without_any_product_the_message_says_to_add_one(project):
    (project.root / "data/products/tidepool.yml").unlink()
    with pytest.raises(Invalid) as raised:
        project.load("reviewers", "tidepool")
    (diagnostic,) = raised.value.diagnostics
    assert diagnostic.fix == "add a product to data/products first"


def test_a_product_that_cannot_be_read_is_not_called_missing(project):
    project.write("data/products/tidepool.yml", PRODUCT.replace("stage: asked", "stage: done"))
    with pytest.raises(Invalid) as raised:
        project.load("reviewers", "tidepool")
    assert [diagnostic.rule for diagnostic in raised.value.diagnostics] == ["unexpected-value"]


def test_make_site_says_it_and_keeps_the_last_site(project):
    kept = project.write("site-reviewers/index.html", "the last one")
    result = project.build(PROFILE="reviewers")
    assert result.returncode == 1
    assert "set PRODUCT to one of: tidepool" in result.stderr
    assert kept.read_text(encoding="utf-8") == "the last one"


def test_other_profiles_ignore_the_product(project):
    assert list(project.load("public", "tidepol").products) == ["tidepool"]


# The engine's configuration


def configuration(folder: Path, catalogue: Catalogue, code: str) -> dict:
    return yaml.safe_load(export(catalogue, folder)[code].read_text(encoding="utf-8"))


def test_the_configuration_is_complete_and_a_list_replaces_the_inherited_one(project, tmp_path):
    """Zensical would append the lists of a file to those that it inherits."""
    project.script("build_site.py")
    made = configuration(tmp_path / "export", project.load(), "de")
    german = yaml.safe_load((project.root / "mkdocs.de.yml").read_text(encoding="utf-8"))
    assert "INHERIT" not in made
    assert made["nav"] == german["nav"]
    assert made["theme"]["name"] == "material"


def test_the_configuration_of_its_site_has_its_own_nav_and_no_link_to_the_repository(project, tmp_path):
    project.script("build_site.py")
    made = configuration(tmp_path / "export", project.load("reviewers", "tidepool"), "de")
    assert [next(iter(item.values())) for item in made["nav"]] == ["index.md", *(f"{page}index.md" for page in PAGES[1:])]
    assert made["repo_url"] == ""


def test_hostile_data_comes_out_as_text(project):
    project.write("data/products/tidepool.yml", PRODUCT.replace("Tidepool", "<script>alert(1)</script>"))
    result = project.build(PROFILE="reviewers", PRODUCT="tidepool")
    assert result.returncode == 0, result.stderr
    assert unescaped(project.root / "site-reviewers") == []
    page = (project.root / "site-reviewers/index.html").read_text(encoding="utf-8")
    assert page.count('title="&lt;script&gt;alert(1)&lt;/script&gt;') == 2
    assert "&amp;lt;" not in page
