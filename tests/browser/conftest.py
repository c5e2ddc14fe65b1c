"""The public site as it is served, and a browser that asks nobody else for anything."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from browser import chromium


class _Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # a page's files come over few connections

    def log_message(self, *_: object) -> None:
        pass


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """A page that is left before it is loaded breaks its connections: nothing to tell of."""


@pytest.fixture(scope="session")
def address(public_site, tmp_path_factory) -> Iterator[str]:
    """The public site under a sub-path, as many hosts serve it."""
    root = tmp_path_factory.mktemp("served")
    (root / "kit").symlink_to(public_site.folder)
    server = _Server(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/kit/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as launched:
        yield launched


@pytest.fixture(scope="session")
def block() -> Callable[..., None]:
    """Lets a page load no address of some patterns. Faster than a route, which asks this process about every request."""

    def blocked(page: Page, *patterns: str) -> None:
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.setBlockedURLs", {"urls": list(patterns)})

    return blocked


@pytest.fixture(scope="session")
def shared_context(browser) -> Iterator[BrowserContext]:
    made = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    made.set_default_timeout(5000)
    made.new_page()  # a context without a page could not clear what its pages have stored
    yield made
    made.close()


@pytest.fixture
def context(shared_context, address) -> Iterator[BrowserContext]:
    """One for all tests, because opening a page in a new one costs twice as much; each finds it without stored values."""
    kept = list(shared_context.pages)
    yield shared_context
    for page in shared_context.pages:
        if page in kept:
            page.goto("about:blank")
        else:
            page.close()
    origin = address.removesuffix("/kit/")
    session = shared_context.new_cdp_session(kept[0])
    session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
    session.detach()


def _wrong(page: Page, address: str) -> list[str]:
    """Fills while the page is used: what it asks another host for, what it asks for in vain, what its script throws."""
    wrong: list[str] = []
    page.on("request", lambda request: wrong.append(request.url) if not request.url.startswith((address, "data:")) else None)
    page.on("response", lambda response: wrong.append(f"{response.status} {response.url}") if response.status >= 400 else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    return wrong


@pytest.fixture
def page(context, address) -> Iterator[Page]:
    """A page that fails the test when it asks another host for anything, or when its script throws."""
    opened = context.new_page()
    wrong = _wrong(opened, address)
    yield opened
    assert wrong == []


@pytest.fixture(scope="module")
def kept_page(shared_context, address, block, request) -> Iterator[tuple[Page, list[str]]]:
    opened = shared_context.new_page()
    block(opened, *request.module.BLOCKED)
    yield opened, _wrong(opened, address)
    opened.close()


@pytest.fixture
def fast(kept_page, context) -> Iterator[Page]:
    """As `page`, but one for all tests of a file, without what the file names in `BLOCKED`. Add no script to it: it would stay."""
    opened, wrong = kept_page
    wrong.clear()
    yield opened
    assert wrong == []
