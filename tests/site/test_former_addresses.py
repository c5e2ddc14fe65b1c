"""A product that was renamed or retired: its addresses lead on, what was sent stays, nothing else is left of it."""

from __future__ import annotations

import re

import pytest
from projects import PRODUCT, Project, copy_project, pages_of

from policykit.foundation.diagnostics import Invalid

RETIRED = "retired: {on: 2026-11-20, because: The harbour closed., successor: tidepool}\n"


@pytest.fixture(scope="module")
def moved(tmp_path_factory) -> Project:
    """One product with a former slug, one that is retired."""
    project = copy_project(tmp_path_factory.mktemp("moved") / "project")
    project.write("data/products/tidepool.yml", PRODUCT + "formerly: [rockpool]\n")
    project.write("data/products/harbour.yml", PRODUCT + RETIRED)
    project.write("data/private/sent/rockpool/2026-11-01-more-information.txt", "What we wrote as Rockpool.")
    project.write("data/private/sent/harbour/2026-11-02-more-information.txt", "What we wrote as Harbour.")
    return project


@pytest.fixture(scope="module")
def site(moved):
    result = moved.build()
    assert result.returncode == 0, result.stderr
    return moved.root / "site"


def where_to(page):
    return re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', page.read_text(encoding="utf-8"))[1]


@pytest.mark.parametrize("language", ["", "de/"])
@pytest.mark.parametrize("page", ["", "use-case/", "policies/", "reply/", "reply/more-information/", "readiness/", "files/"])
def test_each_page_under_a_former_slug_leads_to_the_same_page_of_the_product(site, language, page):
    old = site / f"{language}products/rockpool/{page}index.html"
    assert (old.parent / where_to(old)).resolve() == site / f"{language}products/tidepool/{page}".rstrip("/")


@pytest.mark.parametrize("language", ["", "de/"])
@pytest.mark.parametrize("page", ["use-case/", "reply/more-information/", "readiness/"])
def test_each_page_of_a_retired_product_leads_to_the_page_that_says_so(site, language, page):
    old = site / f"{language}products/harbour/{page}index.html"
    assert (old.parent / where_to(old)).resolve() == site / f"{language}products/harbour"


def test_the_page_of_a_retired_product_says_when_why_and_where_to(site):
    page = (site / "products/harbour/index.html").read_text(encoding="utf-8")
    assert "The harbour closed." in page
    assert "November 20, 2026" in page
    assert re.search(r'<a href="[^"]*\.\./tidepool/">', page)


def test_a_retired_product_has_no_reply_to_copy_and_stands_in_no_list(site):
    assert not (site / "products/harbour/reply/more-information.txt").exists()
    assert not (site / "api/v1/products/harbour.json").exists()
    assert "harbour/" not in (site / "products/index.html").read_text(encoding="utf-8")


def test_pages_that_lead_on_say_their_language_and_stay_out_of_search_engines(site):
    page = (site / "de/products/rockpool/reply/index.html").read_text(encoding="utf-8")
    assert '<html lang="de">' in page
    assert '<meta name="robots" content="noindex">' in page


@pytest.mark.parametrize(("slug", "words"), [("tidepool", "as Rockpool"), ("harbour", "as Harbour")])
def test_what_was_sent_under_a_former_name_or_before_the_end_stays_on_the_internal_site(moved, slug, words):
    pages = pages_of(moved.load("internal"), "en")
    assert any(words in str(text) for uri, text in pages.items() if uri.startswith(f"products/{slug}/") and uri.endswith(".md"))


def test_the_public_site_shows_nothing_of_what_was_sent(moved):
    assert not any("What we wrote" in str(text) for text in pages_of(moved.load(), "en").values())


def test_a_name_from_data_is_escaped_on_a_page_that_leads_on(project):
    project.write("data/products/tidepool.yml", PRODUCT.replace("name: ", "name: <b>", 1) + "formerly: [rockpool]\n")
    pages = pages_of(project.load(), "en")
    assert "<b>" not in pages["products/rockpool/index.html"]
    assert "&lt;b&gt;" in pages["products/rockpool/index.html"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("formerly: [harbour]\n", "`harbour` is an address of harbour"),
        ("formerly: [pier]\n", "`pier` is an address of harbour"),
        ("retired: {on: 2026-11-20, because: It ended., successor: nowhere}\n", "no product `nowhere`"),
    ],
)
def test_an_address_that_belongs_to_another_product_or_to_none_is_a_fault(project, line, message):
    project.write("data/products/harbour.yml", PRODUCT + "formerly: [pier]\n")
    project.write("data/products/tidepool.yml", PRODUCT + line)
    with pytest.raises(Invalid, match=re.escape(message)):
        project.load()
