"""The website is a profile or document on somebody else's platform.

The reviewer looks for your product and company at that address. A profile shows neither that the domain is yours nor your
policies (AWS-01, AWS-02).

Wrong:
    website: {url: "https://www.facebook.com/lantern"}
    ---
    website: {url: "https://docs.google.com/document/d/1"}
Right:
    website: {url: "https://lantern.example.com"}
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("WEB-01",)
sources = ("AWS-01", "AWS-02")

_PLATFORMS = (
    "apps.apple.com bsky.app docs.google.com drive.google.com facebook.com github.com gitlab.com instagram.com linkedin.com "
    "linktr.ee medium.com notion.site play.google.com sites.google.com tiktok.com twitter.com x.com youtube.com"
)
PLATFORMS = frozenset(_PLATFORMS.split())
"""Our own choice of the large ones. Hosts that give each customer a name of its own, such as github.io, are not among them."""


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """A host that is a platform, or below one."""
    website = product.website
    if not website:
        return
    labels = (urlsplit(website.url).hostname or "").split(".")
    platform = next((name for start in range(len(labels)) if (name := ".".join(labels[start:])) in PLATFORMS), None)
    if platform:
        fix = "publish a page on a domain of the product or company, and name that"
        yield Found("website.url", f"the website is a page on {platform}", fix)
