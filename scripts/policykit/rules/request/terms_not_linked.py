"""The request names a website, but no terms of use.

AWS advises that the site holds terms of use beside the privacy policy; a reviewer finds there what users agree to (AWS-04).

Wrong:
    website: {terms_url: (leave out)}
Right:
    website: {terms_url: "https://lantern.example.com/terms"}
    ---
    website: (leave out)
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "warning"
covers = ("WEB-02",)
sources = ("AWS-04",)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """A website without terms of use."""
    website = product.website
    if website and not website.terms_url:
        yield Found("website", "no terms of use are stated", "publish them, and put their address into `website.terms_url:`")
