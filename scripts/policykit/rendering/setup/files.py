"""The files of a setup to download: the template, the zone file and the change batches for Route 53."""

from __future__ import annotations

from policykit.catalog import addresses
from policykit.catalog.catalog import Catalogue, Entry

from .dns import MissingRecord, ready_records, route53_json, zone_text, zones_of
from .needs import needs_of
from .stack import template


def setup_files(catalogue: Catalogue, entry: Entry) -> dict[str, str]:
    """Return name -> text of every file that a product's setup has; empty if nothing is missing."""
    needs = needs_of(entry.view, catalogue.ses.numbers)
    found = {}
    if needs.stack:
        found[addresses.stack_file(entry.slug)] = template(entry.slug, needs)
    if records := ready_records(needs):
        found[addresses.zone_file(entry.slug)] = zone_text(records)
    for zone, inside in zones_of(records).items():
        found[route53_name(entry.slug, records, zone)] = route53_json(inside)
    return found


def route53_name(slug: str, records: tuple[MissingRecord, ...], zone: str) -> str:
    """Return the name of a zone's change batch; only further zones have theirs in it."""
    return addresses.route53_file(slug, "" if zone == next(iter(zones_of(records))) else zone)
