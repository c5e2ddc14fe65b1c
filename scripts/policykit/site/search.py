"""What the search reads of a page: its words without the interface, other words for its headings, and how much they weigh.

Pagefind makes its index of these documents, not of the published pages, so a page carries nothing for the search.
"""

from __future__ import annotations

from lxml import etree, html

from policykit.model import Search, Synonym

_ARTICLE = etree.XPath("//article[contains(@class, 'md-content__inner')]")
_INTERFACE = etree.XPath(
    ".//*[self::form or self::button or self::input or self::select or self::textarea or self::label or self::nav"
    " or self::pre or self::script or self::svg or @hidden or @data-search-exclude or @role='status'"
    " or contains(@class, 'headerlink') or contains(@class, 'kit-status') or contains(@class, 'kit-menu')"
    " or contains(@class, 'kit-printed') or contains(@class, 'kit-source')]"
)
_CELLS = etree.XPath(".//tr/*[position() < last()]")
_HEADINGS = etree.XPath(".//h1 | .//h2 | .//h3")
_PARSER = html.HTMLParser(encoding="utf-8", huge_tree=True)
HIDDEN = "\u2063"
"""Before each word that is searched and not shown; overrides/assets/search.js removes these words from what it shows."""
_TITLE_WEIGHT = 10
_HEADING_WEIGHT = 6


def search_document(page: bytes, address: str, search: Search) -> str | None:
    """Return the HTML that the search indexes for a page; None for a page without words of its own, such as a redirect.

    `address` is the page's path below its language, such as `guides/tutorial/`.
    """
    tree = html.document_fromstring(page, parser=_PARSER)
    articles = _ARTICLE(tree)
    if not articles or not address or address.endswith(".html"):
        # The home page and the error page only lead to other pages.
        return None
    article = articles[0]
    for part in _INTERFACE(article):
        part.drop_tree()
    for cell in _CELLS(article):  # an excerpt shows a row in one line
        between = html.Element("span")
        between.text = " · "
        cell.append(between)
    weight = _weight(address, search)
    for heading in _HEADINGS(article):
        level = _TITLE_WEIGHT if heading.tag == "h1" else _HEADING_WEIGHT
        heading.set("data-pagefind-weight", f"{min(10, level * weight):g}")
        if other := _other_words(heading.text_content(), search.synonyms):
            hidden = html.Element("p")
            hidden.set("data-pagefind-weight", heading.get("data-pagefind-weight"))
            hidden.text = " ".join(f"{HIDDEN}{word}" for word in " ".join(other).split())
            heading.addnext(hidden)
    body = html.Element("body")
    body.set("data-pagefind-body", "")
    body.set("data-pagefind-weight", f"{weight:g}")
    body.append(article)
    document = html.Element("html")
    document.set("lang", tree.get("lang", "en"))
    document.append(body)
    return str(html.tostring(document, encoding="unicode"))


def _weight(address: str, search: Search) -> float:
    found = [path for path in search.weights if address.startswith(path)]
    return float(search.weights[max(found, key=len)]) if found else 1.0


def _other_words(heading: str, synonyms: tuple[Synonym, ...]) -> list[str]:
    """What people type instead of the words of a heading."""
    known = heading.casefold()
    return [word for synonym in synonyms if any(mean.casefold() in known for mean in synonym.mean) for word in synonym.words]
