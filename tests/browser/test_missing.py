"""The error page at the root, which most hosts serve for every address that does not exist."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(("path", "code"), [("nothing/", "en"), ("de/nichts/", "de"), ("default/", "en")])
def test_it_speaks_the_language_of_the_address(browser, public_site, catalogue, path, code):
    """Fault: an English page at an address below de/, or both languages at once."""
    root = "http://kit.test/"
    page = browser.new_page()

    def answer(route) -> None:
        file = public_site.folder / route.request.url.removeprefix(root)
        route.fulfill(path=file) if file.is_file() else route.fulfill(path=public_site.folder / "404.html")

    page.route("**/*", answer)
    page.goto(root + path)
    title = catalogue.languages[code].word("missing.title")
    page.wait_for_function("document.querySelectorAll('section[data-missing][hidden]').length === 1")
    assert page.locator("h1:visible").all_inner_texts() == [title]
    assert page.title().startswith(title)
    assert page.locator("html").get_attribute("lang") == code
    page.close()
