"""The website is named with http instead of https.

A reviewer's browser marks such a page as not secure before it shows it; people are to sign up there (AWS-01).

Wrong:
    website: {url: "http://lantern.example.com"}
Right:
    website: {url: "https://lantern.example.com"}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("WEB-01",)
sources = ("AWS-01",)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """An address that begins with http."""
    website = product.website
    if website and website.url.startswith("http:"):
        fix = "serve the site over https, and name that address"
        yield Found("website.url", f"{website.url} is not encrypted", fix)
