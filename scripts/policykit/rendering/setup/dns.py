"""The DNS records that a product still needs, as a zone file and as a change batch for Route 53."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from policykit.catalog import addresses
from policykit.foundation.jsonio import json_text
from policykit.readiness.dns_records import feedback_record, ses_spf_record
from policykit.readiness.email_addresses import base_of

from .needs import Needs

TTL = 3600
"""Our choice: seconds for which resolvers keep a record."""
Purpose = Literal["dkim", "mail_from", "spf", "dmarc"]


@dataclass(frozen=True)
class MissingRecord:
    """A DNS record to publish. `value` is as people write it: a TXT record without its quotation marks."""

    purpose: Purpose
    name: str
    kind: Literal["CNAME", "MX", "TXT"]
    value: str

    @property
    def is_ready(self) -> bool:
        """Whether its value is complete; the MX record depends on the Region."""
        return "[" not in self.value

    @property
    def data(self) -> str:
        """The value as zone files and Route 53 write it: host names end in a dot, text is in quotation marks."""
        if self.kind == "TXT":
            return f'"{self.value}"'
        return f"{self.value}."


def missing_records(needs: Needs, region: str) -> tuple[MissingRecord, ...]:
    """Return what is missing in DNS; `region` may be the text of a blank. DKIM is part of it once its tokens are known."""
    found: list[MissingRecord] = []
    for need in needs.domains:
        found += (MissingRecord("dkim", name, "CNAME", target) for name, target in need.cnames.items())
        if need.mail_from_name and need.mx:
            found.append(MissingRecord("mail_from", need.mail_from_name, "MX", feedback_record(region)))
        if need.mail_from_name and need.spf:
            found.append(MissingRecord("spf", need.mail_from_name, "TXT", ses_spf_record()))
    return *found, *(MissingRecord("dmarc", f"_dmarc.{domain}", "TXT", "v=DMARC1; p=none") for domain in needs.dmarc)


def ready_records(needs: Needs) -> tuple[MissingRecord, ...]:
    """Return those that can be published as they are."""
    return tuple(record for record in missing_records(needs, needs.region or "[region]") if record.is_ready)


def zone_text(records: tuple[MissingRecord, ...]) -> str:
    """Return records as lines of a zone file."""
    return "".join(f"{record.name}. {TTL} IN {record.kind} {record.data}\n" for record in records)


def route53_files(slug: str, records: tuple[MissingRecord, ...]) -> dict[str, tuple[str, str]]:
    """Return registered domain -> name and text of a change batch: each domain is a hosted zone of its own."""
    zones: dict[str, list[MissingRecord]] = {}
    for record in records:
        zones.setdefault(base_of(record.name), []).append(record)
    return {
        zone: (addresses.route53_file(slug, zone if index else ""), _change_batch(inside))
        for index, (zone, inside) in enumerate(zones.items())
    }


def _change_batch(records: list[MissingRecord]) -> str:
    """Return records as a change batch. `CREATE` fails where a record exists, instead of replacing it."""
    changes = [
        {
            "Action": "CREATE",
            "ResourceRecordSet": {
                "Name": f"{record.name}.",
                "Type": record.kind,
                "TTL": TTL,
                "ResourceRecords": [{"Value": record.data}],
            },
        }
        for record in records
    ]
    return json_text({"Changes": changes}, in_order=True)
