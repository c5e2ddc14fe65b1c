"""A sample mail links to a host of another company.

A link outside the sender's domain looks like phishing, above all in a mail with a code; AWS advises to link to your own domain
(AWS-04).

Wrong:
    streams: [{sample: {text: "Hello [name], your code is [code]. Help: https://lantern.helpdesk.io/codes"}}]
Right:
    streams: [{sample: {text: "Hello [name], your code is [code]. Help: https://help.lantern.example.com/codes"}}]
    ---
    streams: [{sample: {text: "Hello [name], your code is [code]. Example: https://example.org/codes"}}]
"""

from collections.abc import Iterator

from policykit.readiness.email_addresses import base_of, is_own, is_reserved
from policykit.readiness.samples import SHORTENERS, SOCIAL, linked_hosts
from policykit.rules import Context, Found, ProductView

severity = "note"
covers = ("MSG-12",)
question = "examples"
sources = ("AWS-04",)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The first such link of each sample; shorteners and social networks have rules of their own."""
    for path, stream in product.each_stream():
        for field, host in linked_hosts(stream.sample) if stream.sample else ():
            if base_of(host) not in SHORTENERS | SOCIAL and not is_reserved(host) and not is_own(product, host):
                message = f"a link to {host}, which is not a host of yours"
                fix = "link to a page on your own domain, which may lead on"
                yield Found(f"{path}.sample.{field}", message, fix)
                break
