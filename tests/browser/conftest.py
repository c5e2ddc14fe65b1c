"""The public site as it is served, and a browser that asks nobody else for anything."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

# Chromium asks Google's hosts at every start unless it is told not to.
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """A page that is left before it is loaded breaks its connections: nothing to tell of."""


@pytest.fixture(scope="session")
def address(real_site, tmp_path_factory) -> Iterator[str]:
    """The public site under a sub-path, as many hosts serve it."""
    root = tmp_path_factory.mktemp("served")
    shutil.copytree(real_site("mkdocs", "public"), root / "kit")
    server = _Server(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/kit/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture
def context(browser) -> Iterator[BrowserContext]:
    made = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    made.set_default_timeout(5000)
    yield made
    made.close()


@pytest.fixture
def page(context, address) -> Iterator[Page]:
    """A page that fails the test when it asks another host for anything, or when its script throws."""
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("request", lambda request: wrong.append(request.url) if not request.url.startswith((address, "data:")) else None)
    opened.on(
        "response", lambda response: wrong.append(f"{response.status} {response.url}") if response.status >= 400 else None
    )
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    yield opened
    assert wrong == []
