"""The files of a setup to download: the template, the zone file and the change batches for Route 53."""

from __future__ import annotations

from policykit.catalog import addresses
from policykit.catalog.catalog import Catalogue, Entry

from .dns import ready_records, route53_files, zone_text
from .needs import needs_of
from .stack import template


def setup_files(catalogue: Catalogue, entry: Entry) -> dict[str, str]:
    """Return name -> text of every file that a product's setup has; empty if nothing is missing."""
    needs = needs_of(entry.view, catalogue.ses.numbers)
    found = {addresses.stack_file(entry.slug): template(entry.slug, needs)} if needs.stack else {}
    if records := ready_records(needs):
        found[addresses.zone_file(entry.slug)] = zone_text(records)
    return found | dict(route53_files(entry.slug, records).values())
