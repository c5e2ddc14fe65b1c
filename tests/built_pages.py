"""Reading the pages of a built site, whichever engine made it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

KINDS = ("", "use-case/", "policies/", "checklist/", "request/", "reply/", "reply/more-information/", "files/", "readiness/")
FOLDERS = ("", "de/")


class _Article(HTMLParser):
    """The words of the article, without the theme around it."""

    def __init__(self) -> None:
        super().__init__()
        self.depth, self.words = 0, []

    def handle_starttag(self, tag, attrs):
        if tag == "article" or self.depth:
            self.depth += tag not in ("br", "hr", "img", "input", "rect", "meta", "link")
        if dict(attrs).get("class") == "headerlink":
            self.words.append("\0")

    def handle_endtag(self, tag):
        self.depth -= bool(self.depth) and tag not in ("br", "hr", "img", "input", "rect", "meta", "link")

    def handle_data(self, data):
        if self.depth:
            self.words.append(data)


def article(path: Path) -> str:
    reader = _Article()
    reader.feed(path.read_text(encoding="utf-8"))
    return " ".join(re.sub("\0¶", "", "".join(reader.words)).split())


def unescaped(site: Path) -> list[str]:
    """Pages where a hostile value became a tag or a link, with what it became."""
    pattern = re.compile(r'<img src=x|<script>alert|<svg/onload|<[a-z][^<>]*\shref="javascript')
    pages = ((path, pattern.search(path.read_text(encoding="utf-8"))) for path in sorted(site.rglob("*.html")))
    return [f"{path.relative_to(site)}: {found[0]}" for path, found in pages if found]


def outside_requests(site: Path) -> list[str]:
    """Pages that load something from another host, with its address."""
    pattern = re.compile(r'<(?:script|link|img|iframe|source)\b[^>]*?(?:src|href)="((?:https?:)?//[^"]+)"[^>]*>')
    return [
        f"{path.relative_to(site)}: {url}"
        for path in sorted(site.rglob("*.html"))
        for url in pattern.findall(path.read_text(encoding="utf-8"))
    ]


def leads_to_the_other_language(site: Path, name: str) -> bool:
    """Whether the English page leads to the German one, and the other way round."""
    one, two = site / name, site / "de" / name
    for here, there, code in ((one, two, "de"), (two, one, "en")):
        found = re.search(rf'<a href="([^"]+)"\s+lang="{code}"', (here / "index.html").read_text(encoding="utf-8"))
        if not found or (here / found[1]).resolve() != there.resolve():
            return False
    return True
