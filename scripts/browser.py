"""Opens a Chromium without a window, for PDFs, pictures and tests: the machine's own or Playwright's."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Error, Playwright, sync_playwright

SHELL = "chromium-headless-shell"
"""A Chromium that has no window at all. It makes the same pages with half the work."""
NAMES = ("chromium", "chromium-browser", "google-chrome")
# Chromium asks Google's hosts at every start unless it is told not to.
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


def launched(playwright: Playwright) -> Browser:
    """A shell if there is one, of the machine or Playwright's; otherwise a complete browser. Raises Playwright's `Error`."""
    if path := shutil.which(SHELL):
        return playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
    try:
        return playwright.chromium.launch(args=ARGUMENTS)
    except Error:
        path = next((found for name in NAMES if (found := shutil.which(name))), None)
        if not path:
            raise
        return playwright.chromium.launch(executable_path=path, args=ARGUMENTS)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser that is closed at the end. Raises Playwright's `Error` if there is none."""
    with sync_playwright() as playwright:
        browser = launched(playwright)
        try:
            yield browser
        finally:
            browser.close()
