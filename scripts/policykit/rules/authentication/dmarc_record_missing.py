"""A domain that mail is sent from has no DMARC record.

Gmail, Yahoo and Microsoft ask large senders for at least `p=none`, and AWS advises the record to everybody (G-1, Y-1, M-1,
AWS-22, R-9989).

Wrong:
    dns: {dmarc: (leave out)}
    ---
    dns: {dmarc: [{status: planned}]}
    ---
    dns: {dmarc: [{name: _dmarc.choir.example.net}]}
Right:
    dns: {dmarc: [{name: _dmarc.example.com}]}
    ---
    streams: [{from: codes@mail.lantern.example.com}]
"""

from collections.abc import Iterator

from policykit.readiness.email_addresses import base_of
from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.dns_records import dmarc_of, in_place, sender_hosts

severity = "warning"
covers = ("AUTH-09",)
question = "identity"
sources = ("R-9989", "G-1", "Y-1", "M-1", "AWS-22")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """One finding on all senders without; silent where a record is claimed without its name."""
    if any(record.name is None for _, record in in_place(product.dns.dmarc, "dns.dmarc")):
        return
    hosts = sender_hosts(product) or dict.fromkeys((item.domain for item in product.identities.domains), "")
    missing = [host for host in hosts if dmarc_of(product, host) is None]
    if not missing:
        return
    records = product.dns.dmarc
    state = "planned only" if records and all(record.status == "planned" for record in records) else "not stated"
    domains = list(dict.fromkeys(base_of(host) for host in missing))
    elsewhere = [record.name for _, record in in_place(records, "dns.dmarc") if record.name]
    message = f"a DMARC record for {' and '.join(missing)} is {state}"
    message += f"; the stated one is at {' and '.join(elsewhere)}" if elsewhere else ""
    fix = f'publish "v=DMARC1; p=none; rua=mailto:..." at _dmarc.{domains[0]}, read the reports, then go to p=quarantine'
    yield Found("dns.dmarc" if records else hosts[missing[0]] or "dns.dmarc", message, fix)
