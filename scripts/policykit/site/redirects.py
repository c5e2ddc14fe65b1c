"""Redirect pages for former URLs: of renamed or retired products, and of rules that had their own page.

They are plain HTML files, because both engines copy those unchanged. A `meta` element redirects without JavaScript; the link
is for browsers that ignore it.
"""

from __future__ import annotations

from policykit.catalog.languages import Language
from policykit.html.elements import element, to_html


def redirect_page(language: Language, to: str, words: str) -> str:
    """A page that redirects to `to`, a relative URL; `words` explain what happened to the former page."""
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
