"""What the site tells browsers to refuse: a Content Security Policy per page, and header files for static hosts.

A page's policy allows its own inline scripts by their hashes. They are the theme's; one contains the way to the root, so the
hashes differ by depth, and they are computed from the finished page.
"""

from __future__ import annotations

import base64
import hashlib
import re

_INLINE = re.compile(rb"<script(?P<attributes>(?:\s(?![^>]*\bsrc=)[^>]*)?)>(?P<code>.*?)</script>", re.DOTALL)
_DATA = re.compile(rb"\btype=\"?application/(?:json|ld\+json)")
_FIRST = re.compile(rb"<head>|<html[^>]*>(?!\s*<head>)", re.IGNORECASE)
_POLICY = (
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'{hashes}",  # the search is WebAssembly; this does not allow eval
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
)
HEADERS = {
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""Headers that a page cannot set itself."""


class NoHead(ValueError):
    """A page has no beginning, so its policy has no place."""


def with_policy(page: bytes) -> bytes:
    """Return a page with its policy, before anything that the policy is about. Raises `NoHead`."""
    hashes = "".join(f" '{_hash(code)}'" for code in _inline_scripts(page))
    content = "; ".join(_POLICY).replace("{hashes}", hashes)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{content}">'.encode()
    found, count = _FIRST.subn(lambda match: match[0] + meta, page, count=1)
    if not count:
        raise NoHead("the page has no <head>")
    return found


def headers_file() -> str:
    """Return `_headers`, which Netlify and Cloudflare Pages read."""
    return "/*\n" + "".join(f"  {name}: {value}\n" for name, value in HEADERS.items())


def _inline_scripts(page: bytes) -> list[bytes]:
    """The scripts that a browser would run, without duplicates, in order."""
    found = (match["code"] for match in _INLINE.finditer(page) if not _DATA.search(match["attributes"]))
    return list(dict.fromkeys(found))


def _hash(code: bytes) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(code).digest()).decode()}"
