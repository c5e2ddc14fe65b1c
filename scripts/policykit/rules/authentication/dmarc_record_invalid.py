"""A DMARC record is not in the form.

The record has to begin with `v=DMARC1` and to hold a policy that receivers know; otherwise they act as if there were none
(R-9989).

Wrong:
    dns: {dmarc: [{value: "p=quarantine; v=DMARC1"}]}
    ---
    dns: {dmarc: [{value: "v=DMARC1; rua=mailto:dmarc@lantern.example.com"}]}
    ---
    dns: {dmarc: [{value: "v=DMARC1; p=block"}]}
Right:
    dns: {dmarc: [{value: "v=DMARC1; p=none; rua=mailto:dmarc@lantern.example.com"}]}
    ---
    dns: {dmarc: [{}, {status: tested, name: lantern.example.com._report._dmarc.reports.example.net, value: v=DMARC1}]}
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.dns_records import dmarc_policy, dmarc_tags, in_place, is_report_permission

severity = "warning"
covers = ("AUTH-09",)
question = "identity"
sources = ("R-9989",)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each record that cannot be read."""
    for path, record in in_place(product.dns.dmarc, "dns.dmarc"):
        value = record.value
        if value is None or is_report_permission(record) or dmarc_policy(value):
            continue
        tags = dmarc_tags(value)
        if next(iter(tags), "") != "v" or tags["v"] != "DMARC1":
            message = "the DMARC record does not begin with v=DMARC1"
        elif "p" not in tags:
            message = "the DMARC record has no policy (p), so receivers take it for p=none or for no record"
        else:
            message = f"the DMARC record holds a value that receivers do not know: {value}"
        yield Found(f"{path}.value", message, 'write "v=DMARC1; p=none; rua=mailto:...", and later p=quarantine')
