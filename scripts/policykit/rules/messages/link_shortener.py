"""A sample mail links through a link shortener.

Shorteners hide where a link leads, and spammers use them; AWS advises to link to your own domain with the full address
(AWS-04).

Wrong:
    streams: [{sample: {text: "Hello [name], your code is [code]. Help: https://bit.ly/3xYz"}}]
Right:
    streams: [{sample: {text: "Hello [name], your code is [code]. Help: https://lantern.example.com/help"}}]
"""

from collections.abc import Iterator

from policykit.readiness.email_addresses import base_of
from policykit.readiness.samples import SHORTENERS, linked_hosts
from policykit.rules import Context, Found, ProductView

severity = "note"
covers = ("MSG-12",)
question = "examples"
sources = ("AWS-04",)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The first such link of each sample."""
    for path, stream in product.each_stream():
        for field, host in linked_hosts(stream.sample) if stream.sample else ():
            if base_of(host) in SHORTENERS:
                message = f"a link through {host} hides where it leads"
                yield Found(f"{path}.sample.{field}", message, "link to the page itself, on your own domain")
                break
