"""The request names no website.

The form requires the address of a website, and reviewers open it (AWS-01, AWS-02).

Wrong:
    website: (leave out)
Right:
    website: {url: "https://lantern.example.com"}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("WEB-01",)
question = "purpose"
sources = ("AWS-01", "AWS-02")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The missing website."""
    if not product.website:
        fix = "publish a page that says what the product does, and put its address into `website.url:`"
        yield Found("website", "no website is stated, and the form requires one", fix)
