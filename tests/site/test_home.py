"""The home page: one product as the picture of what a file becomes, and how much each product answers."""

from __future__ import annotations

import re

from policykit.site.macros import functions_for
from policykit.site.session import session_of


def test_the_picture_shows_a_product_file_and_leads_to_its_pages(catalogue, public_site):
    session = session_of(catalogue)
    answered = {
        slug: [cover.answer for cover in session.coverage(entry)].count("answered")
        for slug, entry in catalogue.products.items()
    }
    most = max(answered, key=lambda slug: answered[slug])
    for code, folder in (("en", ""), ("de", "de/")):
        picture = functions_for(session_of(catalogue), code)["product_picture"]("products/", "A caption")
        assert f"<strong>data/products/{most}.yml</strong>" in picture
        for kind in ("use-case", "policies", "checklist", "reply"):
            assert f'href="products/{most}/{kind}/"' in picture
            assert (public_site.folder / folder / "products" / most / kind / "index.html").is_file()


def test_without_a_product_there_is_no_picture(project):
    for file in (project.root / "data/products").glob("*.yml"):
        file.unlink()
    assert functions_for(session_of(project.load()), "en")["product_picture"]("products/", "A caption") == ""


def test_each_product_shows_its_answered_questions_before_its_errors(catalogue):
    table = functions_for(session_of(catalogue), "en")["product_table"]("products/")
    cells = re.findall(r'<td data-label="Readiness">(.*?)</td>', table)
    assert len(cells) == len(catalogue.products)
    for cell in cells:
        count, total = re.search(r'(\d+) of (\d+) AWS questions answered<progress value="\d+" max="\d+"', cell).groups()
        assert int(count) <= int(total)
        assert "kit-status" not in cell  # an example is no alarm
