"""DMARC."""

import re
from collections.abc import Iterator

from policykit.readiness.dns_records import (
    alignment,
    dmarc_of,
    dmarc_policy,
    dmarc_tags,
    identity_of,
    in_place,
    is_report_permission,
    sender_hosts,
)
from policykit.readiness.email_addresses import base_of
from policykit.rules import Found, ProductView, rule


@rule("warning", question="identity", covers=["AUTH-09"], sources=["R-9989"])
def dmarc_record_invalid(product: ProductView) -> Iterator[Found]:
    """A DMARC record is not valid.

    A receiver ignores a record that does not begin with `v=DMARC1`. It treats a record without a policy as `p=none`.

    Fix: Publish `v=DMARC1; p=none; rua=mailto:` with your mailbox for reports, and change to `p=quarantine` later.

    Wrong:
        dns: {dmarc: [{status: tested, name: _dmarc.lantern.example.com, value: "p=quarantine; v=DMARC1"}]}
        ---
        dns: {dmarc: [{value: "v=DMARC1; rua=mailto:dmarc@lantern.example.com"}]}
        ---
        dns: {dmarc: [{value: "v=DMARC1; p=block"}]}
    Right:
        dns:
          dmarc:
            - status: tested
              name: _dmarc.lantern.example.com
              value: "v=DMARC1; p=none; rua=mailto:dmarc@lantern.example.com"
              checked_on: 2026-11-20
    Silent:
        dns: {dmarc: [{}, {status: tested, name: lantern.example.com._report._dmarc.reports.example.net, value: v=DMARC1}]}
    """
    for path, record in in_place(product.dns.dmarc, "dns.dmarc"):
        value = record.value
        if value is None or is_report_permission(record) or dmarc_policy(value):
            continue
        tags = dmarc_tags(value)
        if next(iter(tags), "") != "v" or tags["v"] != "DMARC1":
            yield Found(f"{path}.value", 'The DMARC record "{value}" does not begin with v=DMARC1.', value=value)
        elif "p" not in tags:
            yield Found(
                f"{path}.value",
                'The DMARC record "{value}" has no policy (p), so receivers treat it as p=none.',
                value=value,
            )
        else:
            yield Found(f"{path}.value", 'The DMARC record "{value}" has a value that receivers do not know.', value=value)


@rule(
    "warning",
    question="identity",
    covers=["AUTH-09"],
    sources=["R-9989", "G-1", "Y-1", "M-1", "AWS-22"],
    asks="DMARC record",
)
def dmarc_record_missing(product: ProductView) -> Iterator[Found]:
    """A domain that you send from has no DMARC record.

    Gmail, Yahoo and Microsoft require a record with at least `p=none` from large senders. AWS recommends one to everybody.

    Fix: Publish a DMARC record with `p=none` and `rua`, read the reports, then change to `p=quarantine`. Add it to `dns.dmarc`.

    Wrong:
        dns: {dmarc: (leave out)}
        ---
        dns: {dmarc: [{status: planned}]}
        ---
        dns: {dmarc: [{name: _dmarc.choir.example.net}]}
    Right:
        dns:
          dmarc:
            - status: implemented
              name: _dmarc.lantern.example.com
              value: "v=DMARC1; p=none; rua=mailto:dmarc@lantern.example.com"
              checked_on: 2026-11-20
    Silent:
        dns: {dmarc: [{name: _dmarc.example.com}]}
        ---
        streams: [{from: codes@mail.lantern.example.com}]
    """
    # A record without a name may be the one of this domain; dns-record-without-value asks for the name.
    if any(record.name is None for _, record in in_place(product.dns.dmarc, "dns.dmarc")):
        return
    hosts = sender_hosts(product) or dict.fromkeys((item.domain for item in product.identities.domains), "")
    missing = [host for host in hosts if dmarc_of(product, host) is None]
    if not missing:
        return
    records = product.dns.dmarc
    fix_at = f"_dmarc.{base_of(missing[0])}"
    if elsewhere := [record.name for _, record in in_place(records, "dns.dmarc") if record.name]:
        yield Found(
            "dns.dmarc",
            "No DMARC record covers {hosts}; your file has only {names}.",
            'Publish "v=DMARC1; p=none; rua=mailto:..." at {at}, read the reports, then change to p=quarantine.',
            hosts=missing,
            names=elsewhere,
            at=fix_at,
        )
    else:
        is_planned = bool(records) and all(record.status == "planned" for record in records)
        yield Found(
            "dns.dmarc",
            "The DMARC record for {hosts} is only planned." if is_planned else "Your file has no DMARC record for {hosts}.",
            'Publish "v=DMARC1; p=none; rua=mailto:..." at {at}, read the reports, then change to p=quarantine.',
            is_planned=is_planned,
            hosts=missing,
            at=fix_at,
        )


@rule("warning", question="identity", covers=["AUTH-11"], sources=["R-9989"])
def dmarc_rejects_on_spf_alone(product: ProductView) -> Iterator[Found]:
    """DMARC rejects email that only SPF can align.

    SPF fails when email is forwarded, so receivers reject email that people want. The standard forbids `p=reject` for a domain
    that relies on SPF alone.

    Fix: Sign with DKIM for this domain first. Until then, publish `p=none` or `p=quarantine`.

    Wrong:
        dns: {dmarc: [{value: "v=DMARC1; p=reject; rua=mailto:dmarc@lantern.example.com"}]}
        identities: {domains: [{dkim: {status: planned}}]}
        ---
        dns: {dmarc: [{value: "v=DMARC1; p=reject; rua=mailto:dmarc@lantern.example.com"}]}
        identities: {domains: [{dkim: {domain: lantern-mail.example.net}}]}
    Right:
        identities:
          domains:
            - domain: lantern.example.com
              status: implemented
              dkim: {status: implemented, method: easy, records: 3, bits: 2048}
        ---
        dns: {dmarc: [{value: "v=DMARC1; p=reject; rua=mailto:dmarc@lantern.example.com"}]}
    """
    for host in sender_hosts(product):
        record, identity = dmarc_of(product, host), identity_of(product, host)
        if record is None or identity is None or dmarc_tags(record[1].value or "").get("p", "").lower() != "reject":
            continue
        by_dkim, by_spf = alignment(product, host, identity[1])
        if by_spf and not by_dkim:
            yield Found(
                f"{record[0]}.value",
                "The DMARC policy for {host} is p=reject, but only SPF aligns with {host}; no DKIM signature does.",
                "Sign with DKIM as {domain} first. Until then, publish p=none or p=quarantine.",
                host=host,
                domain=identity[1].domain,
            )


@rule("note", question="identity", covers=["AUTH-14"], sources=["R-9989", "R-9990"])
def dmarc_reports_missing(product: ProductView) -> Iterator[Found]:
    """A DMARC record does not ask for reports.

    Reports show who sends in your name, and whether your own email fails. Without `rua` you get none.

    Fix: Add `rua=mailto:` with a mailbox that somebody reads.

    Wrong:
        dns: {dmarc: [{value: "v=DMARC1; p=none"}]}
    Right:
        dns:
          dmarc:
            - status: tested
              name: _dmarc.lantern.example.com
              value: "v=DMARC1; p=none; rua=mailto:dmarc@lantern.example.com"
              checked_on: 2026-11-20
    """
    for path, record in in_place(product.dns.dmarc, "dns.dmarc"):
        policy = dmarc_policy(record.value) if record.value else None
        if policy and not policy.rua:
            yield Found(
                f"{path}.value",
                'The DMARC record "{value}" has no `rua`, so you receive no reports.',
                value=record.value,
            )


TARGET = re.compile(r"mailto:[^@\s]+@([a-z0-9.-]+)")


@rule(
    "note",
    question="identity",
    covers=["AUTH-14"],
    sources=["R-9990"],
    asks="Permission to send DMARC reports to another domain",
)
def dmarc_reports_unauthorised(product: ProductView) -> Iterator[Found]:
    """DMARC reports go to another domain, and its permission is missing.

    Receivers send reports to another domain only if that domain publishes a TXT record that permits it.

    Fix: Add that TXT record to `dns.dmarc`, or use a mailbox at your own domain.

    Wrong:
        dns: {dmarc: [{value: "v=DMARC1; p=none; rua=mailto:lantern@reports.example.net"}]}
    Right:
        dns:
          dmarc:
            - status: tested
              name: _dmarc.lantern.example.com
              value: "v=DMARC1; p=none; rua=mailto:lantern@reports.example.net"
              checked_on: 2026-11-20
            - status: tested
              name: lantern.example.com._report._dmarc.reports.example.net
              value: v=DMARC1
              checked_on: 2026-11-20
        ---
        dns: {dmarc: [{value: "v=DMARC1; p=none; rua=mailto:dmarc@office.example.com"}]}
    """
    names = {record.name for _, record in in_place(product.dns.dmarc, "dns.dmarc")}
    for path, record in in_place(product.dns.dmarc, "dns.dmarc"):
        policy = dmarc_policy(record.value) if record.value else None
        if policy is None or record.name is None:
            continue
        domain = record.name.removeprefix("_dmarc.")
        for host in {match[1] for uri in policy.rua for match in TARGET.finditer(uri)}:
            wanted = f"{domain}._report._dmarc.{host}"
            if base_of(host) != base_of(domain) and wanted not in names:
                yield Found(
                    f"{path}.value",
                    "DMARC reports about {domain} go to {host}, and your file does not show that {host} permits it.",
                    'Add the TXT record "v=DMARC1" at {name} to `dns.dmarc`, or use a mailbox at your own domain.',
                    domain=domain,
                    host=host,
                    name=wanted,
                )


REMOVED = ("pct", "rf", "ri")


@rule("note", question="identity", covers=["AUTH-10"], sources=["R-9989"])
def dmarc_tag_removed(product: ProductView) -> Iterator[Found]:
    """A DMARC record uses a tag that the standard removed in 2026.

    The standard of May 2026 removed `pct`, `rf` and `ri`, and receivers may ignore them. It has `t=y` to try out a stricter
    policy.

    Fix: Delete `pct`, `rf` and `ri`. To try out a policy, add `t=y`.

    Wrong:
        dns: {dmarc: [{value: "v=DMARC1; p=quarantine; pct=20; rua=mailto:dmarc@lantern.example.com"}]}
    Right:
        dns:
          dmarc:
            - status: tested
              name: _dmarc.lantern.example.com
              value: "v=DMARC1; p=quarantine; t=y; rua=mailto:dmarc@lantern.example.com"
              checked_on: 2026-11-20
    """
    for path, record in in_place(product.dns.dmarc, "dns.dmarc"):
        tags = dmarc_tags(record.value or "")
        if found := [f"`{name}={tags[name]}`" for name in REMOVED if name in tags]:
            yield Found(f"{path}.value", "The DMARC record contains {tags}, which the standard removed.", tags=found)
