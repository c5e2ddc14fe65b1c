"""The mail comes from another domain than the website, and no text says how they belong together.

A recipient and a reviewer compare the sender with the site. Two names that are not the same look like two companies until one
sentence connects them (AWS-05).

Wrong:
    streams: [{from: codes@lantern-mail.example.net}]
Right:
    streams: [{from: codes@mail.lantern.example.com}]
    ---
    streams: [{from: codes@lantern-mail.example.net}]
    company: {activity: Lantern Ltd runs Lantern and sends its mail from example.net.}
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from policykit.readiness.domains import registrable
from policykit.readiness.statements import wordings
from policykit.rules import Context, Found, ProductView

severity = "note"
covers = ("WEB-04",)
sources = ("AWS-05",)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each sending domain that differs, once, unless a text names it beside the product or the site."""
    website = product.website
    own = registrable(urlsplit(website.url).hostname or "") if website else None
    if own is None:
        return
    seen = {own, None}
    for path, stream in product.each_stream():
        domain = registrable(stream.from_.rpartition("@")[2]) if stream.from_ else None
        if domain in seen:
            continue
        seen.add(domain)
        names = (own, product.name, product.company.name if product.company else own)
        texts = [item.text for item in wordings(product, "company", "summary", "purpose", "sending")]
        if not any(str(domain) in text and any(name in text for name in names) for text in texts):
            fix = "send from a domain of the website, or say in `company.activity:` how the two belong together"
            yield Found(f"{path}.from", f"sent from {domain}, but the website is at {own}", fix)
