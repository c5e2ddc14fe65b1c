"""What search engines and shared links get: a description per page, and `robots.txt`.

A page's description is its first paragraph. It is read from the finished page, so that every page has one, however it is made.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable

LONGEST = 160
"""Characters of a description that search engines show."""
_ARTICLE = re.compile(rb"<article\b.*?</article>", re.DOTALL)
_ADMONITION = re.compile(rb'<(?P<tag>div|details|nav) class="(?:admonition|kit-menu)\b.*?</(?P=tag)>', re.DOTALL)
_LEAD = re.compile(rb'<p class="kit-lead">(.*?)</p>', re.DOTALL)
_PARAGRAPH = re.compile(rb"<p>(.*?)</p>", re.DOTALL)
_TITLE = re.compile(rb"<title>(.*?)</title>", re.DOTALL)
_LEFT_OUT = re.compile(r"<(?:button|svg)\b.*?</(?:button|svg)>|<[^>]+>", re.DOTALL)
_META = re.compile(rb'(<meta (?:name="description"|property="og:description") content=")[^"]*(">)')


def descriptions(pages: Iterable[tuple[str, bytes]]) -> dict[str, str]:
    """Name of each page with a paragraph -> its description. Where pages share one, their titles come first."""
    found = {name: (_title(page), text) for name, page in pages if (text := _first_words(page))}
    often = Counter(text for _, text in found.values())
    return {name: _cut(text if often[text] == 1 or not title else f"{title}. {text}") for name, (title, text) in found.items()}


def with_description(page: bytes, description: str) -> bytes:
    """Return a page with its own description instead of the site's."""
    content = html.escape(description).encode()
    return _META.sub(lambda match: match[1] + content + match[2], page)


def robots_file(sitemaps: Iterable[str], *, may_be_found: bool) -> str:
    """Return `robots.txt`, with the addresses of the sitemaps."""
    if not may_be_found:
        return "User-agent: *\nDisallow: /\n"
    return "User-agent: *\nAllow: /\n" + "".join(f"Sitemap: {address}\n" for address in sitemaps)


def _title(page: bytes) -> str:
    """The title of a page without the name of the site."""
    match = _TITLE.search(page)
    return _words(match[1]).rpartition(" - ")[0] if match else ""


def _first_words(page: bytes) -> str:
    """The lead of a page, else its first paragraph that is a sentence; empty if it has none."""
    article = _ARTICLE.search(page)
    if not article:
        return ""
    body = _ADMONITION.sub(b"", article[0])
    texts = [_words(match[1]) for pattern in (_LEAD, _PARAGRAPH) for match in pattern.finditer(body)]
    return next((text for text in texts if len(text) >= 20 and text.endswith((".", "?", "!"))), "")


def _words(markup: bytes) -> str:
    return " ".join(html.unescape(_LEFT_OUT.sub("", markup.decode())).split())


def _cut(text: str) -> str:
    """The text up to the last word that fits."""
    if len(text) <= LONGEST:
        return text
    return text[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(".,;:–-") + "…"
