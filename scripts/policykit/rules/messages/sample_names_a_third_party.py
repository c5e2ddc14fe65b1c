"""A sample mail shows an address at a domain that belongs to somebody else.

A public sample with a real address brings mail to people who never asked. RFC 2606 keeps example.com, example.net and
example.org for this (R-2606).

Wrong:
    streams: [{sample: {sent_to: jane@choirs.net}}]
    ---
    streams: [{sample: {text: "Hello [name], your code is [code]. Questions? Write to help@choirs.net."}}]
Right:
    streams: [{sample: {sent_to: Jane <jane@example.org>}}]
    ---
    streams: [{sample: {text: "Hello [name], your code is [code]. Questions? Write to help@lantern.example.com."}}]
"""

from collections.abc import Iterator

from policykit.model import Sample
from policykit.readiness.email_addresses import MAILBOX, is_own, is_reserved
from policykit.readiness.samples import sample_texts
from policykit.rules import Context, Found, ProductView

severity = "warning"
covers = ("MSG-08",)
question = "examples"
sources = ("R-2606",)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The first such address in each field of a sample."""
    for path, stream in product.each_stream():
        for field, text in _fields(stream.sample) if stream.sample else ():
            hosts = (match["host"] for match in MAILBOX.finditer(text)) if "@" in text else ()
            foreign = next((host for host in hosts if not is_reserved(host) and not is_own(product, host)), None)
            if foreign:
                message = f"an address at {foreign}, which is not yours"
                yield Found(f"{path}.sample.{field}", message, "use an address at example.com instead")


def _fields(sample: Sample) -> Iterator[tuple[str, str]]:
    yield "sent_from", sample.sent_from or ""
    yield "sent_to", sample.sent_to or ""
    yield from sample_texts(sample)
    yield from (("variables", value) for value in sample.variables.values())
