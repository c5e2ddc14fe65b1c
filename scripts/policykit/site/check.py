"""The output check: finds broken links, leftovers and similar errors in a finished site, for both engines.

MkDocs does not check links in raw HTML, Zensical checks neither missing files nor absolute links, and both publish undefined
names under some settings. So this check parses every built page again, as a browser would.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree

from policykit.catalog.addresses import EDIT
from policykit.foundation import leftovers
from policykit.foundation.diagnostics import Diagnostic, Place
from policykit.foundation.mojibake import find_garbled
from policykit.readiness.email_addresses import is_reserved

LEFTOVER, ESCAPE, BLANK, GARBLED, TABLE = (
    "leftover",
    "leftover-escape",
    "undeclared-blank",
    "garbled-characters",
    "leftover-table",
)
"""What no text may contain: the ids of these diagnostics."""
_TABLE_ROW = re.compile(r"^\s*(\|.*\|)", re.MULTILINE)
_SHOWN = 60
"""Maximum length of a broken row in a message, in characters."""
_SIGNS = (
    "{{",
    "}}",
    "{%",
    "%}",
    "TODO",
    "TBD",
    "Macro ",
    "Traceback",
    "Undefined",
    "root={",
    "Element(",
    " object at 0x",
    "\\",
)
"""Every match of `leftovers.TEMPLATE` and `leftovers.ESCAPE` contains one of these."""
_PARSER = etree.HTMLParser(encoding="utf-8", huge_tree=True)  # without it, lxml stops silently in deep or large pages
_LINKS = etree.XPath(
    "//a/@href | //link[not(@rel='canonical')]/@href | //img/@src | //script/@src | //source/@src", smart_strings=False
)
_IDS = etree.XPath("//@id", smart_strings=False)
_WORDS = etree.XPath("//text() | //@*", smart_strings=False)


@dataclass(frozen=True)
class Expectations:
    """What the check needs to know about the project: the declared bracketed words, and each folder's language."""

    allowed_brackets: frozenset[str]
    languages: dict[str, str]
    """Folder of the site, such as `de/` or an empty string -> language code."""
    base_path: str = ""
    """URL path under which the site is served, without a trailing slash."""
    sample_brackets: frozenset[str] = frozenset()
    """Bracketed words of samples that no product declares: a rule reports them, so this check accepts them."""


@dataclass(frozen=True)
class _Page:
    file: str
    ids: frozenset[str]
    links: frozenset[str]


@dataclass
class _Text:
    """A visible text of a page or file, and the line on which it starts."""

    line: int
    words: str
    in_code: bool = False


class SiteCheck:
    """Reads built pages one by one, then follows their links. To save memory, it keeps only the ids and links of a page."""

    def __init__(self, expected: Expectations) -> None:
        self._expected, self._brackets = expected, expected.allowed_brackets | expected.sample_brackets
        self._pages: dict[str, _Page] = {}
        self._diagnostics: list[Diagnostic] = []

    def read(self, folder: Path, name: str = "") -> None:
        """Read a folder of the site; `name` is its path in the complete site, such as `de/`."""
        for path in sorted(folder.rglob("*")):
            file = name + path.relative_to(folder).as_posix()
            if path.suffix == ".html":
                self._read_page(file, path.read_bytes())
            elif path.suffix == ".txt":
                text = path.read_text(encoding="utf-8")
                if self._is_suspicious(text):
                    texts = [_Text(number, line) for number, line in enumerate(text.splitlines(), 1)]
                    self._diagnostics += _text_diagnostics(file, texts, self._brackets)
            elif path.suffix == ".eml":
                self._diagnostics += mail_diagnostics(Place(file), path.read_bytes(), self._expected.sample_brackets)

    def diagnostics(self, folder: Path) -> list[Diagnostic]:
        """All errors, sorted; `folder` has the complete site. Places are relative to it."""
        found = list(self._diagnostics)
        if not self._pages:
            found.append(Diagnostic(Place("."), "empty-site", "the site has no pages", "check the output of the build"))
        targets: dict[str, str | None] = {}
        for page in self._pages.values():
            found += _link_diagnostics(page, self._pages, folder, self._expected.base_path, targets)
        return sorted(found, key=lambda diagnostic: diagnostic.order)

    def _read_page(self, file: str, content: bytes) -> None:
        root = etree.fromstring(content if content.strip() else b"<html></html>", _PARSER)
        names = _IDS(root)
        self._pages[file] = _Page(file, frozenset(names), frozenset(_LINKS(root)))
        has_title, language = bool(root.xpath("boolean(/html/head/title[normalize-space()])")), root.get("lang")
        for node in root.xpath("//*[@data-example]"):
            node.tag = "script"  # skipped as scripts are
        etree.strip_elements(root, "script", "style", with_tail=False)
        if self._is_suspicious("\n".join(_WORDS(root))):
            # Almost no page gets here, so only here is each text checked separately, with its place.
            texts = [_text_of(words) for words in root.xpath(_WORDS.path)]
            self._diagnostics += _text_diagnostics(file, texts, self._brackets)
            for paragraph in root.iter("p"):
                self._diagnostics += _rows_left(paragraph, Place(file, paragraph.sourceline or 0))
        doubled = {name for name, count in Counter(names).items() if count > 1}
        self._diagnostics += self._page_diagnostics(file, doubled, has_title, language)

    def _is_suspicious(self, text: str) -> bool:
        """Whether a text may contain leftovers: a fast check with false positives, but no false negatives."""
        return (
            any(sign in text for sign in _SIGNS)
            or leftovers.ROW_BEGINS.search(text) is not None
            or any(match[0] not in self._brackets for match in leftovers.BRACKETED.finditer(text))
            or bool(find_garbled(text))
        )

    def _page_diagnostics(self, file: str, doubled: set[str], has_title: bool, language: str | None) -> Iterator[Diagnostic]:
        for name in sorted(doubled):
            yield Diagnostic(Place(file), "duplicate-id", f"several elements have the id `{name}`", "make the ids unique")
        if not has_title:
            yield Diagnostic(Place(file), "no-title", "the page has no title", "start it with a heading of level 1")
        wanted = self._expected.languages[max((f for f in self._expected.languages if file.startswith(f)), key=len)]
        if language != wanted:
            message = f"the page has the language `{language}` instead of `{wanted}`"
            yield Diagnostic(Place(file), "wrong-language", message, f"set theme.language to `{wanted}`")


def bracketed_words(text: str) -> frozenset[str]:
    """The words that the check treats as blanks, with brackets; also with single spaces, as in the headers of an email."""
    found = leftovers.BRACKETED.findall(text)
    return frozenset([*found, *(" ".join(word.split()) for word in found)])


def check_site(folder: Path, expected: Expectations) -> list[Diagnostic]:
    """All errors of a built site, sorted. Places are relative to `folder`."""
    check = SiteCheck(expected)
    check.read(folder)
    return check.diagnostics(folder)


def _text_of(words: Any) -> _Text:
    """A text with its line; `words` is one of lxml's strings, which know their element."""
    parent = words.getparent()
    holder = parent.getparent() if words.is_tail else parent
    in_code = not words.is_attribute and any(node.tag in ("code", "pre") for node in (holder, *holder.iterancestors()))
    return _Text(parent.sourceline or 0, str(words), in_code)


def _rows_left(paragraph: Any, place: Place) -> Iterator[Diagnostic]:
    """Table rows that a page shows as plain text. A `|` inside code is intended."""
    parts = (part.replace("|", " ") if part.getparent().tag in ("code", "pre") and part.is_text else part
             for part in paragraph.xpath(".//text()"))  # fmt: skip
    text = "".join(parts)
    for line, row in table_rows(text):
        fix = "remove the blank line inside the table, or add the line of dashes below its heading"
        yield Diagnostic(Place(place.file, place.line + line), TABLE, f"a table row is shown as plain text: `{row}`", fix)


def table_rows(text: str) -> Iterator[tuple[int, str]]:
    """The number of lines before each table row in a text, and the row, shortened for a message."""
    for match in _TABLE_ROW.finditer(text):
        row = match[1] if len(match[1]) <= _SHOWN else f"{match[1][: _SHOWN - 1]}…"
        yield text[: match.start(1)].count("\n"), row


def _text_diagnostics(file: str, texts: Iterable[_Text], brackets: Collection[str]) -> Iterator[Diagnostic]:
    for text in texts:
        yield from text_diagnostics(text.words, Place(file, text.line), brackets, in_code=text.in_code)


def text_diagnostics(words: str, place: Place, brackets: Collection[str], *, in_code: bool = False) -> Iterator[Diagnostic]:
    """What no text of a page may contain; `brackets` are the words in brackets that it may."""
    if match := leftovers.TEMPLATE.search(words):
        fix = "look for an undefined name or a broken template"
        yield Diagnostic(place, LEFTOVER, f"`{match[0]}` is a leftover of a template or draft", fix)
    if not in_code and (match := leftovers.ESCAPE.search(words)):
        yield Diagnostic(place, ESCAPE, f"`{match[0]}` is a leftover escape", "print the value outside raw HTML")
    for match in leftovers.BRACKETED.finditer(words):
        if match[0] not in brackets:
            fix = "fill it in, or declare it in data/blanks.yml or in the sample's variables"
            yield Diagnostic(place, BLANK, f"`{match[0]}` is not declared", fix)
    for token in find_garbled(words):
        fix = f"correct the source; it may be `{token.repaired}`" if token.repaired != token.token else "correct the source"
        yield Diagnostic(place, GARBLED, f"garbled characters: `{token.token}`", fix)


def mail_diagnostics(place: Place, content: bytes, brackets: Collection[str]) -> Iterator[Diagnostic]:
    """Errors in an .eml file. An email must not contain blanks, because its variables have example values."""
    message = message_from_bytes(content, policy=default)
    for part in message.walk():
        for defect in part.defects:
            what = f"malformed email: {type(defect).__name__}"
            yield Diagnostic(place, "broken-mail", what, "correct scripts/policykit/mail/eml.py")
    for address in (address for name in ("To", "Cc", "Bcc") if message[name] for address in message[name].addresses):
        if not is_reserved(address.domain):
            fix = "use an example.com address, which is reserved for examples"
            yield Diagnostic(place, "real-recipient", f"`{address.addr_spec}` may be a real person's address", fix)
    texts = [str(value) for value in message.values()]
    for part in message.walk():
        if part.get_content_type() in ("text/plain", "text/html"):
            texts += part.get_content().splitlines()
    for text in texts:
        yield from text_diagnostics(text, place, brackets)


def _link_diagnostics(
    page: _Page, pages: dict[str, _Page], folder: Path, base_path: str, targets: dict[str, str | None]
) -> Iterator[Diagnostic]:
    """Broken or unsafe links of a page. `targets` caches the file of each path, because all pages share the theme's links."""
    for url in sorted(page.links):
        place = Place(page.file)
        parts = urlsplit(url)
        if url.startswith("//"):
            # //de/ is not the folder de, but a host with that name.
            yield Diagnostic(place, "broken-link", f"`{url}` links to another host", "remove a slash, or write https://")
            continue
        if parts.scheme in ("http", "https", "mailto", "data"):
            if parts.scheme in ("http", "https") and "." not in (parts.hostname or "") and parts.hostname != "localhost":
                yield Diagnostic(place, "broken-link", f"`{url}` has no valid host", "write the complete URL")
            continue
        if parts.scheme:
            yield Diagnostic(place, "unsafe-link", f"`{url}` is not a web address", "use https:// or a relative path")
            continue
        target = _target(page.file, unquote(parts.path), folder, base_path, targets)
        if target is None:
            yield Diagnostic(place, "broken-link", f"`{url}` does not exist", "correct the link, or add the page")
        elif target.endswith(f"{EDIT}index.html") and "/" in parts.fragment:
            continue  # a product and a field, which the form reads
        elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids:
            # The theme's own anchors such as `#__search` are ids of the page too, so they need no exception.
            yield Diagnostic(place, "broken-anchor", f"`{url}`: no element has this id", "correct the part after #")


def _target(file: str, path: str, folder: Path, base_path: str, targets: dict[str, str | None]) -> str | None:
    """The path below `folder` of the file that a link points to; None if there is none."""
    if not path:
        return file
    if path.startswith("/"):
        # Only the error page may use absolute paths, because it is served under any URL.
        if Path(file).name != "404.html":
            return None
        path = posixpath.normpath(path).removeprefix(base_path).lstrip("/")
    else:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(file), path))
    if path not in targets:
        targets[path] = _file_at(path, folder)
    return targets[path]


def _file_at(path: str, folder: Path) -> str | None:
    if path == ".." or path.startswith("../"):
        return None
    found = folder / path
    if found.is_dir():
        found = found / "index.html"
    return found.relative_to(folder).as_posix() if found.is_file() else None
