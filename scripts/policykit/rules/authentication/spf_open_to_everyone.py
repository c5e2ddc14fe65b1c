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

from policykit.rules import Finding, Look, Subject
from policykit.rules.dns_records import in_place, spf_open_term

severity = "error"
covers = ("AUTH-07",)
question = "identity"
sources = ("R-7208",)


def check(product: Subject, _look: Look) -> Iterator[Finding]:
    """Each record that ends so."""
    for path, record in in_place(product.dns.spf, "dns.spf"):
        if term := spf_open_term(record.value or ""):
            message = f"`{term}` lets every server send for {record.name or 'this domain'}"
            yield product.problem(f"{path}.value", message, f"replace `{term}` by `~all` or `-all`")
