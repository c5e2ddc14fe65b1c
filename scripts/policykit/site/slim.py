"""What a finished page and a finished site do without: white space, a second copy of the theme, files that no page asks for."""

from __future__ import annotations

import re
from pathlib import Path

ASSETS = "assets"
_UNUSED = ("assets/**/*.map", "assets/javascripts/lunr/**/*", "assets/javascripts/workers/*", "search.json")
"""Source maps, and the theme's own search."""
# Text of these elements is shown or run as it is, and the style sheet shows the lines of a document. In a tag, an attribute may
# contain lines, such as examples in YAML.
_KEPT = rb"""<(?P<tag>pre|textarea|script|style)\b.*?</(?P=tag)>|<div[^>]* class="kit-document".*?</section>"""
_TAG = rb"""<[a-zA-Z/!](?:"[^"]*"|'[^']*'|[^'">])*>"""
_SPACE = re.compile(rb"(?P<kept>" + _KEPT + rb"|" + _TAG + rb")|\s*\n\s*", re.DOTALL)
_ONLY_FOR_SEARCH = re.compile(rb' data-search-exclude(?:="")?(?=[ >])')
# A comment on lines of its own; our scripts and styles have no text that begins like one.
_COMMENT = re.compile(rb"^[ \t]*(?:/\*(?:(?!\*/).)*\*/|//[^\n]*)[ \t]*\n+", re.DOTALL | re.MULTILINE)
_MAP = re.compile(rb"\n?(?://# sourceMappingURL=\S+|/\*# sourceMappingURL=\S+ \*/)\s*$")
_REFERENCE = re.compile(rb'(?P<start> (?:src|href)=")(?P<way>/?(?:[^":?#]*/)?)assets/(?P<name>[^"]+)')


def squeezed(page: bytes) -> bytes:
    """Return a page without indentation and empty lines, which no browser shows."""
    return _ONLY_FOR_SEARCH.sub(b"", _SPACE.sub(lambda match: match["kept"] or b"\n", page))


def remove_unused(site: Path) -> None:
    """Delete what the engine adds and no page of this site asks for, and comments in our own scripts and styles."""
    for pattern in _UNUSED:
        for path in site.glob(pattern):
            if path.is_file():
                path.unlink()
    for path in (site / ASSETS).rglob("*.min.*"):
        path.write_bytes(_MAP.sub(b"", path.read_bytes()))
    for path in (site / ASSETS).rglob("*"):
        if path.suffix in (".js", ".css") and ".min." not in path.name and path.parent.name != "vendor":
            path.write_bytes(_COMMENT.sub(b"", path.read_bytes()))
    _remove_empty(site)


def share_assets(site: Path, root: str, first: Path) -> frozenset[str]:
    """Delete the assets of a language that are the same in the site of the source language; returns their names.

    `root` is the language's folder below the source language, such as `de/`.
    """
    shared = set()
    for path in sorted((site / ASSETS).rglob("*")):
        other = first / path.relative_to(site)
        if root and path.is_file() and other.is_file() and other.read_bytes() == path.read_bytes():
            shared.add(path.relative_to(site / ASSETS).as_posix())
            path.unlink()
    _remove_empty(site)
    return frozenset(shared)


def with_shared(page: bytes, root: str, shared: frozenset[str]) -> bytes:
    """Return a page of a language that asks for the source language's copy of the shared assets."""
    up, inside = b"../" * root.count("/"), f"/{root}".encode()

    def moved(match: re.Match[bytes]) -> bytes:
        way = match["way"]
        if match["name"].decode() not in shared:
            return match[0]
        if not way.startswith(b"/"):
            way = up + way
        elif way.endswith(inside):
            way = way.removesuffix(inside) + b"/"
        return match["start"] + way + b"assets/" + match["name"]

    return _REFERENCE.sub(moved, page) if shared else page


def _remove_empty(folder: Path) -> None:
    for child in sorted((path for path in folder.rglob("*") if path.is_dir()), reverse=True):
        if not any(child.iterdir()):
            child.rmdir()
