"""An SPF record lets every server in the world send.

`+all`, or `all` without a sign, makes SPF pass for anybody (R-7208).

Wrong:
    dns: {spf: [{value: "v=spf1 include:amazonses.com +all"}]}
    ---
    dns: {spf: [{value: "v=spf1 include:amazonses.com all"}]}
Right:
    dns: {spf: [{value: "v=spf1 include:amazonses.com -all"}]}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.dns_records import in_place, spf_open_term

severity = "error"
covers = ("AUTH-07",)
question = "identity"
sources = ("R-7208",)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each record that ends so."""
    for path, record in in_place(product.dns.spf, "dns.spf"):
        if term := spf_open_term(record.value or ""):
            message = f"`{term}` lets every server send for {record.name or 'this domain'}"
            yield Found(f"{path}.value", message, f"replace `{term}` by `~all` or `-all`")
