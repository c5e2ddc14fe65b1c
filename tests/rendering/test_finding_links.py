"""Every point of a readiness page leads to its field in the form, where the site has the form."""

from __future__ import annotations

import re

import pytest
from projects import PRODUCT, pages_of

from policykit.catalog.addresses import edit_url

READINESS = "products/tidepool/readiness/index.md"


def links(page: str) -> list[str]:
    return re.findall(r'href="([^"]*/edit/#[^"]*)"', page)


@pytest.mark.parametrize(("code", "words"), [("en", "Edit this field"), ("de", "Dieses Feld bearbeiten")])
def test_every_point_links_to_its_field(project, code, words):
    page = pages_of(project.load(), code)[READINESS]
    points = re.findall(r'data-kind="(?:problem|question)".*?(?=data-kind=|$)', page, re.DOTALL)
    assert len(points) > 10
    assert [point for point in points if not links(point)] == []
    assert all(link.startswith("../../edit/#tidepool/") for link in links(page))
    assert words in page


def test_a_path_is_part_of_a_valid_address():
    assert edit_url("tidepool", "streams[0].from") == "products/edit/#tidepool/streams%5B0%5D.from"


def test_without_the_page_there_is_no_link(project):
    for code in ("en", "de"):
        (project.root / f"docs/{code}/products/edit.md").unlink()
    page = pages_of(project.load())[READINESS]
    assert links(page) == []
    assert "data-edit" not in page
    assert "data-answered" not in page


def test_only_the_internal_site_has_the_file_itself(project):
    assert pages_of(project.load("internal"))["products/tidepool/product.yml"] == PRODUCT
    assert "products/tidepool/product.yml" not in pages_of(project.load())
