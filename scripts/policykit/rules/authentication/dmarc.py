"""DMARC."""

import re
from collections.abc import Iterator

from policykit.readiness.email_addresses import base_of
from policykit.rules import Found, ProductView, rule
from policykit.rules.lib.dns_records import (
    alignment,
    dmarc_of,
    dmarc_policy,
    dmarc_tags,
    identity_of,
    in_place,
    is_report_permission,
    sender_hosts,
)


@rule("warning", question="identity", covers=["AUTH-09"], sources=["R-9989"])
def dmarc_record_invalid(product: ProductView) -> Iterator[Found]:
    """A DMARC record is not in the form.

    The record has to begin with `v=DMARC1` and name a policy that receivers know. A record without a policy counts as `p=none`
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
    # Each record that cannot be read.
    for path, record in in_place(product.dns.dmarc, "dns.dmarc"):
        value = record.value
        if value is None or is_report_permission(record) or dmarc_policy(value):
            continue
        tags = dmarc_tags(value)
        if next(iter(tags), "") != "v" or tags["v"] != "DMARC1":
            message = "the DMARC record does not begin with v=DMARC1"
        elif "p" not in tags:
            message = "the DMARC record has no policy (p), so receivers treat it as p=none"
        else:
            message = f"the DMARC record holds a value that receivers do not know: {value}"
        yield Found(f"{path}.value", message, 'write "v=DMARC1; p=none; rua=mailto:...", and later p=quarantine')


@rule("warning", question="identity", covers=["AUTH-09"], sources=["R-9989", "G-1", "Y-1", "M-1", "AWS-22"])
def dmarc_record_missing(product: ProductView) -> Iterator[Found]:
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
    # One finding on all senders without; silent where a record is claimed without its name.
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


@rule("warning", question="identity", covers=["AUTH-11"], sources=["R-9989"])
def dmarc_rejects_on_spf_alone(product: ProductView) -> Iterator[Found]:
    """The DMARC policy is reject, and only SPF aligns.

    SPF breaks when mail is forwarded, so that a wanted mail is refused. RFC 9989 says that a domain with `p=reject` must not
    rely on SPF alone (R-9989).

    Wrong:
        dns: {dmarc: [{value: "v=DMARC1; p=reject; rua=mailto:dmarc@lantern.example.com"}]}
        identities: {domains: [{dkim: {status: planned}}]}
        ---
        dns: {dmarc: [{value: "v=DMARC1; p=reject; rua=mailto:dmarc@lantern.example.com"}]}
        identities: {domains: [{dkim: {domain: lantern-mail.example.net}}]}
    Right:
        dns: {dmarc: [{value: "v=DMARC1; p=reject; rua=mailto:dmarc@lantern.example.com"}]}
    """
    # Each sender's domain with that policy, aligned by SPF and not by DKIM.
    for host in sender_hosts(product):
        record, identity = dmarc_of(product, host), identity_of(product, host)
        if record is None or identity is None or dmarc_tags(record[1].value or "").get("p", "").lower() != "reject":
            continue
        by_dkim, by_spf = alignment(product, host, identity[1])
        if by_spf and not by_dkim:
            message = f"p=reject for {host}, where SPF aligns and no DKIM signature does"
            fix = f"sign with DKIM as {identity[1].domain} first; until then publish p=none or p=quarantine"
            yield Found(f"{record[0]}.value", message, fix)


@rule("note", question="identity", covers=["AUTH-14"], sources=["R-9989", "R-9990"])
def dmarc_reports_missing(product: ProductView) -> Iterator[Found]:
    """A DMARC record asks for no reports.

    Without `rua` nobody tells you who sends in your name, or that your own mail fails (R-9989, R-9990).

    Wrong:
        dns: {dmarc: [{value: "v=DMARC1; p=none"}]}
    Right:
        dns: {dmarc: [{value: "v=DMARC1; p=none; rua=mailto:dmarc@lantern.example.com"}]}
    """
    # Each record that can be read and has no `rua`.
    for path, record in in_place(product.dns.dmarc, "dns.dmarc"):
        policy = dmarc_policy(record.value) if record.value else None
        if policy and not policy.rua:
            message = f"the DMARC record {f'of {record.name} ' if record.name else ''}has no `rua`, so no report reaches you"
            yield Found(f"{path}.value", message, "add `rua=mailto:` with a mailbox that somebody reads")


TARGET = re.compile(r"mailto:[^@\s]+@([a-z0-9.-]+)")


@rule("note", question="identity", covers=["AUTH-14"], sources=["R-9990"])
def dmarc_reports_unauthorised(product: ProductView) -> Iterator[Found]:
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
    # Each foreign report address whose permission is not stated.
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


REMOVED = ("pct", "rf", "ri")


@rule("note", question="identity", covers=["AUTH-10"], sources=["R-9989"])
def dmarc_tag_removed(product: ProductView) -> Iterator[Found]:
    """A DMARC record uses a tag that the standard dropped in 2026.

    RFC 9989 of May 2026 removed `pct`, `rf` and `ri`; receivers may ignore them. For a trial of a stricter policy it has `t=y`
    (R-9989).

    Wrong:
        dns: {dmarc: [{value: "v=DMARC1; p=quarantine; pct=20; rua=mailto:dmarc@lantern.example.com"}]}
    Right:
        dns: {dmarc: [{value: "v=DMARC1; p=quarantine; t=y; rua=mailto:dmarc@lantern.example.com"}]}
    """
    # Each record with one of them.
    for path, record in in_place(product.dns.dmarc, "dns.dmarc"):
        tags = dmarc_tags(record.value or "")
        if found := [name for name in REMOVED if name in tags]:
            message = f"the DMARC record holds {' and '.join(f'{name}={tags[name]}' for name in found)}, which RFC 9989 removed"
            yield Found(f"{path}.value", message, f"delete {' and '.join(found)}; use t=y for a trial")
