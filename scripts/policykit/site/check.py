"""The output check: what a finished site must not hold, whichever engine built it.

MkDocs never checks links in raw HTML, Zensical neither missing files nor absolute links; both publish undefined names under
some settings. So every page is read once more, as a browser would.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import default
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from policykit.foundation.diagnostics import Diagnostic, Place
from policykit.foundation.mojibake import find_garbled
from policykit.readiness.email_addresses import is_reserved

_LEFTOVERS = re.compile(
    r"\{\{|\}\}|\{%|%\}|\bTODO\b|\bTBD\b|Macro (?:Rendering|Syntax) Error|Traceback \(most recent|\bUndefined\b"
    r"|root=\{|\bElement\(tag=|<\w+(\.\w+)* object at 0x"
)
_BRACKETED = re.compile(r"\[[^\[\]\n]{2,90}\]")
_ESCAPE_LEFT = re.compile(r"\\[_*`\[\]{}|]")
_RAW = frozenset({"script", "style"})
_VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
_LINKS = {"a": "href", "link": "href", "img": "src", "script": "src", "source": "src"}


@dataclass(frozen=True)
class Expectations:
    """What the check must know of the project: which bracketed words are declared, which folder is which language."""

    allowed_brackets: frozenset[str]
    languages: dict[str, str]
    """Folder of the site, such as `de/` or an empty text -> language code."""
    base_path: str = ""
    """Path under which the site will be served, without the last slash."""


@dataclass
class _Page:
    file: str
    ids: set[str] = field(default_factory=set)
    doubled: set[str] = field(default_factory=set)
    links: list[tuple[int, str]] = field(default_factory=list)
    texts: list[tuple[int, str, bool]] = field(default_factory=list)
    language: str | None = None
    has_title: bool = False


class _Reader(HTMLParser):
    """Collects ids, links and visible text; `data-example` and scripts are skipped."""

    def __init__(self, file: str) -> None:
        super().__init__(convert_charrefs=True)
        self.page = _Page(file)
        self._open: list[tuple[str, bool]] = []

    @property
    def _skips(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given, line = dict(attrs), self.getpos()[0]
        skips = self._skips or "data-example" in given or tag in _RAW
        if tag not in _VOID:
            self._open.append((tag, skips))
        if tag == "html":
            self.page.language = given.get("lang")
        if name := given.get("id"):
            (self.page.doubled if name in self.page.ids else self.page.ids).add(name)
        if (where := _LINKS.get(tag)) and (url := given.get(where)) is not None and given.get("rel") != "canonical":
            self.page.links.append((line, url))
        if not skips:
            self.page.texts += [(line, value, False) for value in given.values() if value]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] == tag:
                del self._open[index:]
                return

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][0] == "title" and data.strip():
            self.page.has_title = True
        if data.strip() and not self._skips:
            in_code = any(tag in ("code", "pre") for tag, _ in self._open)
            self.page.texts.append((self.getpos()[0], data, in_code))


def check_site(folder: Path, expected: Expectations) -> list[Diagnostic]:
    """Every fault of a built site, sorted. Places name files below `folder`."""
    pages = {}
    diagnostics: list[Diagnostic] = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".html":
            reader = _Reader(name)
            reader.feed(path.read_text(encoding="utf-8"))
            reader.close()
            pages[name] = reader.page
        elif path.suffix == ".txt":
            lines = path.read_text(encoding="utf-8").splitlines()
            diagnostics += _text_diagnostics(
                name, [(n, line, False) for n, line in enumerate(lines, 1)], expected.allowed_brackets
            )
        elif path.suffix == ".eml":
            diagnostics += _mail_diagnostics(name, path.read_bytes())
    if not pages:
        diagnostics.append(Diagnostic(Place("."), "empty-site", "the site has no page", "look at the build's own messages"))
    for page in pages.values():
        diagnostics += _page_diagnostics(page, expected)
        diagnostics += _link_diagnostics(page, pages, folder, expected.base_path)
    return sorted(diagnostics, key=lambda diagnostic: diagnostic.order)


def _page_diagnostics(page: _Page, expected: Expectations) -> Iterator[Diagnostic]:
    yield from _text_diagnostics(page.file, page.texts, expected.allowed_brackets)
    for name in sorted(page.doubled):
        yield Diagnostic(Place(page.file), "duplicate-id", f"two elements have the id `{name}`", "give each an id of its own")
    if not page.has_title:
        yield Diagnostic(Place(page.file), "no-title", "the page has no title", "start it with a heading of level 1")
    folder = max((f for f in expected.languages if page.file.startswith(f)), key=len)
    if page.language != expected.languages[folder]:
        message = f"the page says its language is `{page.language}`"
        yield Diagnostic(Place(page.file), "wrong-language", message, f"set theme.language to {expected.languages[folder]}")


def _text_diagnostics(file: str, texts: list[tuple[int, str, bool]], brackets: Collection[str]) -> Iterator[Diagnostic]:
    for line, text, in_code in texts:
        place = Place(file, line)
        if match := _LEFTOVERS.search(text):
            yield Diagnostic(
                place, "leftover", f"`{match[0]}` was left over", "look for an undefined name or a broken template"
            )
        if not in_code and (match := _ESCAPE_LEFT.search(text)):
            yield Diagnostic(place, "leftover-escape", f"`{match[0]}` was left over", "print the value outside raw HTML")
        for match in _BRACKETED.finditer(text):
            if match[0] not in brackets:
                fix = "declare it in data/blanks.yml or among the sample's variables, or fill it in"
                yield Diagnostic(place, "undeclared-blank", f"`{match[0]}` is not declared", fix)
        for token in find_garbled(text):
            fix = f"was it `{token.repaired}`? repair the source" if token.repaired != token.token else "repair the source"
            yield Diagnostic(place, "garbled-characters", f"garbled characters: `{token.token}`", fix)


def _mail_diagnostics(file: str, content: bytes) -> Iterator[Diagnostic]:
    """What a mail program would show that nobody meant. A mail has no blanks: its variables hold example values."""
    message = message_from_bytes(content, policy=default)
    for part in message.walk():
        for defect in part.defects:
            yield Diagnostic(Place(file), "broken-mail", f"no sound message: {type(defect).__name__}", "look at mail/eml.py")
    for address in (address for name in ("To", "Cc", "Bcc") if message[name] for address in message[name].addresses):
        if not is_reserved(address.domain):
            fix = "send samples to example.com, which belongs to nobody"
            yield Diagnostic(Place(file), "real-recipient", f"`{address.addr_spec}` may be somebody's address", fix)
    texts = [(0, str(value), False) for value in message.values()]
    for part in message.walk():
        if part.get_content_type() in ("text/plain", "text/html"):
            texts += [(0, line, False) for line in part.get_content().splitlines()]
    yield from _text_diagnostics(file, texts, ())


def _link_diagnostics(page: _Page, pages: dict[str, _Page], folder: Path, base_path: str) -> Iterator[Diagnostic]:
    for line, url in page.links:
        place = Place(page.file, line)
        parts = urlsplit(url)
        if url.startswith("//"):
            # //de/ is not the folder de but a host of that name.
            yield Diagnostic(place, "broken-link", f"`{url}` leads to another host", "remove a slash, or write https://")
            continue
        if parts.scheme in ("http", "https", "mailto", "data"):
            if parts.scheme in ("http", "https") and "." not in (parts.hostname or "") and parts.hostname != "localhost":
                yield Diagnostic(place, "broken-link", f"`{url}` has no host", "write the whole address")
            continue
        if parts.scheme:
            yield Diagnostic(place, "unsafe-link", f"`{url}` is no web address", "link with https:// or a relative path")
            continue
        target = _target(page.file, unquote(parts.path), folder, base_path)
        if target is None:
            yield Diagnostic(place, "broken-link", f"`{url}` leads to no file", "correct the link, or add the page")
        elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids:
            # `#__search` and the like are the theme's own switches; they are ids of the page too, so nothing is excepted.
            yield Diagnostic(place, "broken-anchor", f"`{url}`: no element has that id", "correct the part after #")


def _target(file: str, path: str, folder: Path, base_path: str) -> str | None:
    """The file below `folder` that a link leads to, or None."""
    if not path:
        return file
    if path.startswith("/"):
        # Only an error page may link from the root, because it is served under every address.
        if Path(file).name != "404.html":
            return None
        path = posixpath.normpath(path).removeprefix(base_path).lstrip("/")
    else:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(file), path))
    if path == ".." or path.startswith("../"):
        return None
    found = folder / path
    if found.is_dir():
        found = found / "index.html"
    return found.relative_to(folder).as_posix() if found.is_file() else None
