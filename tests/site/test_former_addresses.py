"""A product that was renamed or retired: its addresses lead on, and nothing else is left of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from built_pages import FOLDERS, KINDS
from projects import PRODUCT, pages_of

from policykit.foundation.diagnostics import Invalid


def where_to(page):
    return re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', page.read_text(encoding="utf-8"))[1]


def leads_elsewhere(site, slug: str, target: str, kinds: Sequence[str] = KINDS) -> list[str]:
    """Pages of a product that lead to another place than `target` with the page's kind in it."""
    wrong = []
    for folder in FOLDERS:
        for kind in kinds:
            old = site.folder / folder / "products" / slug / kind / "index.html"
            if (old.parent / where_to(old)).resolve() != (site.folder / folder / target.format(kind)).resolve():
                wrong.append(f"{folder}{slug}/{kind}")
    return wrong


def test_each_page_under_a_former_slug_leads_to_the_same_page_of_the_product(public_site):
    assert leads_elsewhere(public_site, "rockpool", "products/tidepool/{}") == []


def test_each_page_of_a_retired_product_leads_to_the_page_that_says_so(public_site):
    assert leads_elsewhere(public_site, "harbour", "products/harbour", KINDS[1:]) == []


def test_the_page_of_a_retired_product_says_when_why_and_where_to(public_site):
    page = public_site.read("products/harbour/")
    assert "The harbour closed." in page
    assert "November 20, 2026" in page
    assert re.search(r'<a href="[^"]*\.\./tidepool/">', page)


def test_a_retired_product_has_no_reply_to_copy(public_site):
    assert not (public_site.folder / "products/harbour/reply/more-information.txt").exists()
    assert not (public_site.folder / "api/v1/products/harbour.json").exists()


def test_a_retired_product_is_in_no_list(public_site):
    assert "harbour/" not in public_site.read("products/")


def test_pages_that_lead_on_say_their_language_and_stay_out_of_search_engines(public_site):
    page = public_site.read("de/products/rockpool/reply/")
    assert '<html lang="de">' in page
    assert '<meta name="robots" content="noindex">' in page


def test_a_name_from_data_is_escaped_on_a_page_that_leads_on(project):
    project.write("data/products/tidepool.yml", PRODUCT.replace("name: ", "name: <b>", 1) + "formerly: [rockpool]\n")
    pages = pages_of(project.load())
    assert "<b>" not in pages["products/rockpool/index.html"]
    assert "&lt;b&gt;" in pages["products/rockpool/index.html"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("formerly: [harbour]\n", "`harbour` is already an address of harbour"),
        ("formerly: [pier]\n", "`pier` is already an address of harbour"),
        ("retired: {on: 2026-11-20, because: It ended., successor: nowhere}\n", "no product `nowhere`"),
    ],
)
def test_an_address_that_belongs_to_another_product_or_to_none_is_a_fault(project, line, message):
    project.write("data/products/harbour.yml", PRODUCT + "formerly: [pier]\n")
    project.write("data/products/tidepool.yml", PRODUCT + line)
    with pytest.raises(Invalid, match=re.escape(message)):
        project.load()
