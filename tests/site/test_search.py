"""What the search reads of a page."""

from __future__ import annotations

from decimal import Decimal

from lxml import html

from policykit.model import Search, Synonym
from policykit.site.search import HIDDEN, search_document

SYNONYM = Synonym(words=("Sperrliste", "block list"), mean=("Suppression",))
SEARCH = Search.model_construct(synonyms=(SYNONYM,), weights={"rules/": Decimal("0.5"), "rules/a/": Decimal(2)})
PAGE = """<html lang="de"><body><nav>Menu</nav><article class="md-content__inner md-typeset"><h1 id="a">Title<a class="headerlink">¶</a></h1>
<div class="kit-menu">Product menu</div><p>Words <button>Copy</button> <span class="kit-status">missing</span></p>
<h2 id="b">Suppression list</h2><pre>yaml: 1</pre><p data-search-exclude>List</p><p hidden>Later</p></article></body></html>"""


def document(address: str = "guides/x/", page: str = PAGE):
    made = search_document(page.encode(), address, SEARCH)
    return html.document_fromstring(made) if made else None


def test_the_interface_is_not_searched():
    assert document().text_content().split()[:3] == ["Title", "Words", "Suppression"]
    assert not [word for word in ("Menu", "Copy", "missing", "yaml", "List", "Later", "¶") if word in document().text_content()]


def test_a_heading_is_found_by_other_words_that_are_marked_as_hidden():
    assert document().xpath("//h2/following-sibling::p[1]")[0].text == f"{HIDDEN}Sperrliste {HIDDEN}block {HIDDEN}list"
    assert document().xpath("//h1/following-sibling::p[1]")[0].text.startswith("Words")


def test_the_longest_address_decides_how_much_a_page_weighs():
    weights = [document(address).xpath("//body/@data-pagefind-weight") for address in ("guides/x/", "rules/x/", "rules/a/")]
    assert weights == [["1"], ["0.5"], ["2"]]


def test_a_page_is_searched_in_its_own_language_and_headings_keep_their_anchors():
    assert document().get("lang") == "de"
    assert document().xpath("//h2/@id") == ["b"]


def test_the_cells_of_a_row_are_apart_in_an_excerpt():
    page = PAGE.replace("<p>Words", "<table><tr><th>Quota</th><td>200</td></tr></table><p>Words")
    assert document(page=page).xpath("string(//tr)") == "Quota · 200"


def test_a_redirect_and_the_home_page_are_not_searched():
    assert document(page="<html><body>Moved</body></html>") is None
    assert document("") is None
