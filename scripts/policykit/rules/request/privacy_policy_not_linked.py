"""The request names a website, but no privacy policy.

AWS advises that the site holds a privacy policy and that mails link it, and the privacy laws of most markets ask for one
(AWS-04, EU-1, CH-2, US-6).

Wrong:
    website: {privacy_url: (leave out)}
Right:
    website: {privacy_url: "https://lantern.example.com/privacy"}
    ---
    website: (leave out)
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "warning"
covers = ("WEB-02",)
sources = ("AWS-04", "EU-1", "CH-2", "US-6")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """A website without a privacy policy."""
    website = product.website
    if website and not website.privacy_url:
        yield Found("website", "no privacy policy is stated", "publish it, and put its address into `website.privacy_url:`")
