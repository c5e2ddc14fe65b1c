"""DMARC reports go to another domain, which has not said that it takes them.

Reports to a foreign domain are sent only if that domain publishes a permission at `example.com._report._dmarc` (R-9990).

Wrong:
    dns: {dmarc: [{value: "v=DMARC1; p=none; rua=mailto:lantern@reports.example.net"}]}
Right:
    dns:
      dmarc:
        - {value: "v=DMARC1; p=none; rua=mailto:lantern@reports.example.net"}
        - {status: tested, name: lantern.example.com._report._dmarc.reports.example.net, value: v=DMARC1}
    ---
    dns: {dmarc: [{value: "v=DMARC1; p=none; rua=mailto:dmarc@office.example.com"}]}
"""

import re
from collections.abc import Iterator

from policykit.readiness.email_addresses import base_of
from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.dns_records import dmarc_policy, in_place

severity = "note"
covers = ("AUTH-14",)
question = "identity"
sources = ("R-9990",)

TARGET = re.compile(r"mailto:[^@\s]+@([a-z0-9.-]+)")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each foreign report address whose permission is not stated."""
    names = {record.name for _, record in in_place(product.dns.dmarc, "dns.dmarc")}
    for path, record in in_place(product.dns.dmarc, "dns.dmarc"):
        policy = dmarc_policy(record.value) if record.value else None
        if policy is None or record.name is None:
            continue
        domain = record.name.removeprefix("_dmarc.")
        for host in {match[1] for uri in policy.rua for match in TARGET.finditer(uri)}:
            wanted = f"{domain}._report._dmarc.{host}"
            if base_of(host) != base_of(domain) and wanted not in names:
                message = f"reports on {domain} go to {host}, and its permission is not stated"
                fix = f'state the TXT record "v=DMARC1" at {wanted} under `dns.dmarc`, or use a mailbox of your own'
                yield Found(f"{path}.value", message, fix)
