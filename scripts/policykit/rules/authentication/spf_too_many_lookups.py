"""An SPF record needs more DNS look-ups than a receiver makes.

A receiver stops after ten look-ups and reports a permanent error; what an `include` looks up in turn counts as well (R-7208).

Wrong:
    dns:
      spf:
        - value: >-
            v=spf1 a mx include:amazonses.com include:a.example.net include:b.example.net include:c.example.net
            include:d.example.net include:e.example.net include:f.example.net include:g.example.net include:h.example.net ~all
Right:
    dns: {spf: [{value: "v=spf1 a mx include:amazonses.com include:a.example.net ~all"}]}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.dns_records import in_place, spf_lookups

severity = "error"
covers = ("AUTH-07",)
question = "identity"
sources = ("R-7208",)


def check(product: ProductView, context: Context) -> Iterator[Found]:
    """Each record whose own terms are already too many."""
    limit = context.number("spf-lookups")
    for path, record in in_place(product.dns.spf, "dns.spf"):
        count = len(spf_lookups(record.value or ""))
        if count > limit:
            message = f"{count} terms need a look-up, a receiver makes {limit}"
            yield Found(f"{path}.value", message, "remove senders that are not used, or name addresses with `ip4:`")
