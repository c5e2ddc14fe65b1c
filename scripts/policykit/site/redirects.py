"""Pages of addresses that are no more: a product that was renamed or retired, a rule that had a page of its own.

Plain HTML files, because both engines copy those as they are; the element `meta` leads on without a script, and a link stands
there for whoever does not follow it.
"""

from __future__ import annotations

from policykit.catalog.languages import Language
from policykit.html.elements import element, to_html


def redirect_page(language: Language, to: str, words: str) -> str:
    """A page that leads to `to`, an address relative to it; `words` say what became of what was here."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("title", words),
        element("meta", name="viewport", content="width=device-width,initial-scale=1"),
        element("meta", name="robots", content="noindex"),
        element("meta", http_equiv="refresh", content=f"0; url={to}"),
    )
    link = element("p", words, ". ", element("a", language.word("moved.link"), href=to))
    return f"<!doctype html>\n{to_html(element('html', head, element('body', link), lang=language.code), language)}\n"
