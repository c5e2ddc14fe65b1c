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

from policykit.rules import Finding, Look, Subject
from policykit.rules.addresses import base_of, is_own, is_reserved
from policykit.rules.samples import SHORTENERS, SOCIAL, linked_hosts

severity = "note"
covers = ("MSG-12",)
question = "examples"
sources = ("AWS-04",)


def check(product: Subject, _look: Look) -> Iterator[Finding]:
    """The first such link of each sample; shorteners and social networks have rules of their own."""
    for path, stream in product.each_stream():
        for field, host in linked_hosts(stream.sample) if stream.sample else ():
            if base_of(host) not in SHORTENERS | SOCIAL and not is_reserved(host) and not is_own(product, host):
                message = f"a link to {host}, which is not a host of yours"
                remedy = "link to a page on your own domain, which may lead on"
                yield product.problem(f"{path}.sample.{field}", message, remedy)
                break
