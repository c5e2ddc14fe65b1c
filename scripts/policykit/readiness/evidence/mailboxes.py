"""Judges whether the mailboxes for replies and reports can receive email, and the MX records of the file."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.model.view import ProductView
from policykit.readiness.dns_answers import Answers
from policykit.readiness.dns_questions import dmarc_hosts, mx_domains, reply_mailboxes, report_mailboxes
from policykit.readiness.dns_records import in_place
from policykit.readiness.found import Found

from .judgment import Difference


def judge(product: ProductView, answers: Answers) -> Iterator[Difference]:
    """Yield mailboxes whose domain receives no email."""
    done = set[str]()
    yield from _records(product, answers, done)
    places = {host: path for path, record in in_place(product.dns.dmarc, "dns.dmarc") if (host := record.name)}
    for address, path in reply_mailboxes(product).items():
        yield from _mailbox(answers, address, path, done, is_report=False)
    for host, sender in dmarc_hosts(product).items():
        for address in report_mailboxes(answers, host):
            yield from _mailbox(answers, address, places.get(f"_dmarc.{host}", sender), done, is_report=True)


def _records(product: ProductView, answers: Answers, done: set[str]) -> Iterator[Difference]:
    """Yield MX records that the file says are set, and DNS does not have."""
    for path, record in in_place(product.dns.mx, "dns.mx"):
        domain = record.name or next(iter(mx_domains(product)), None)
        look = answers.at("MX", domain) if domain else None
        if domain is None or look is None or look.day is None:
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


def _mailbox(answers: Answers, address: str, path: str, done: set[str], *, is_report: bool) -> Iterator[Difference]:
    host = address.rpartition("@")[2]
    look = answers.at("MX", host)
    receives = look is None or any(record.split(" ")[-1] != "." for record in look.records)
    if look is None or look.day is None or receives or host in done:
        return
    done.add(host)
    if is_report:
        found = Found(
            path,
            "DMARC reports go to {address}, but {host} has no MX record: nobody receives them.",
            "Publish the MX record of your mailbox provider at {host}, or name another mailbox in `rua`.",
            address=address,
            host=host,
        )
    else:
        found = Found(
            path,
            "Replies go to {address}, but {host} has no MX record: nobody receives them.",
            "Publish the MX record of your mailbox provider at {host}, or use another address for replies.",
            address=address,
            host=host,
        )
    yield Difference(found, look.day)
