"""Judges whether the mailboxes for replies and reports can receive email, and the MX records of the file."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.model.evidence import DnsLook
from policykit.model.view import ProductView
from policykit.readiness.dns_answers import Answers
from policykit.readiness.dns_questions import dmarc_hosts, mx_domain, reply_mailboxes, report_hosts
from policykit.readiness.dns_records import in_place
from policykit.readiness.found import Found

from .judgment import Difference


def judge(product: ProductView, answers: Answers) -> Iterator[Difference]:
    """Yield mailboxes whose domain receives no email."""
    done = set[str]()
    yield from _records(product, answers, done)
    places = {record.name: path for path, record in in_place(product.dns.dmarc, "dns.dmarc") if record.name}
    for address, path in reply_mailboxes(product).items():
        yield from _mailbox(answers, address.rpartition("@")[2], path, done, address)
    for host, sender in dmarc_hosts(product).items():
        for other in report_hosts(answers, host):
            yield from _mailbox(answers, other, places.get(f"_dmarc.{host}", sender), done, "")


def _records(product: ProductView, answers: Answers, done: set[str]) -> Iterator[Difference]:
    """Yield MX records that the file says are set, and DNS does not have."""
    for path, record in in_place(product.dns.mx, "dns.mx"):
        domain = mx_domain(product, record)
        look = answers.at("MX", domain) if domain else None
        if domain is None or look is None or look.day is None or look.result == "malformed":
            continue
        if look.result != "records":
            done.add(domain)
            found = Found(
                path,
                "Your file says that {domain} has an MX record, but DNS has none.",
                "Publish the MX record that your mailbox provider names, or mark it as planned.",
                domain=domain,
            )
            yield Difference(found, look.day, (path,))
        elif record.value and not {each.split(" ")[-1] for each in look.records} & {_host(record.value)}:
            found = Found(
                f"{path}.value",
                "Your file says that the MX record of {domain} is {value}, but DNS has {records}.",
                "Publish the record of your file, or write into your file what DNS has.",
                domain=domain,
                value=record.value,
                records=look.records,
            )
            yield Difference(found, look.day, (path,))


def _host(value: str) -> str:
    return value.lower().rstrip(". ").split()[-1]


def _mailbox(answers: Answers, host: str, path: str, done: set[str], address: str) -> Iterator[Difference]:
    """Yield that a host receives nothing, or only where it has its address; `address` is empty for a mailbox of reports."""
    look = answers.at("MX", host)
    if look is None or look.day is None or host in done or (nobody := _receives_nothing(answers, look, host)) is None:
        return
    done.add(host)
    values = {"address": address, "host": host}
    if address:
        found = Found(
            path,
            "Replies go to {address}, but DNS shows that nobody receives email at {host}."
            if nobody
            else "Replies go to {address}, but {host} has no MX record. Most mail servers then try the server at {host} "
            "itself, often that of the website.",
            "Publish the MX record of your mailbox provider at {host}, or use another address for replies.",
            **values,
        )
    else:
        found = Found(
            path,
            "DMARC reports go to a mailbox at {host}, but DNS shows that nobody receives email there."
            if nobody
            else "DMARC reports go to a mailbox at {host}, which has no MX record. Most mail servers then try the server at "
            "{host} itself, often that of the website.",
            "Publish the MX record of your mailbox provider at {host}, or name another mailbox in `rua`.",
            **values,
        )
    yield Difference(found, look.day)


def _receives_nothing(answers: Answers, look: DnsLook, host: str) -> bool | None:
    """Whether no server takes email for a host; False if only its own address may, None if an MX record names one."""
    if look.result == "malformed" or any(record.split(" ")[-1] != "." for record in look.records):
        return None
    addresses = [answers.at(kind, host) for kind in ("A", "AAAA")]
    return look.result != "no_record" or all(each and not each.records for each in addresses)
