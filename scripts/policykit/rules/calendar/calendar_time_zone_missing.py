"""The time zone of an invitation is not stated, or not by a name that calendars know.

Without TZID or UTC a time "floats": each recipient sees the hour in the own zone (R-5545). Names such as EST are ambiguous;
the IANA database has unique ones.

Wrong:
    streams: [{}, {calendar: {tzid: (leave out)}}]
    ---
    streams: [{}, {calendar: {tzid: EST}}]
Right:
    streams: [{}, {calendar: {tzid: Europe/Dublin}}]
    ---
    streams: [{}, {calendar: {tzid: UTC}}]
    ---
    streams: [{}, {calendar: {tzid: "the choir's zone, as IANA name with VTIMEZONE"}}]
"""

import re
from collections.abc import Iterator
from functools import cache
from zoneinfo import available_timezones

from policykit.rules import Context, Found, ProductView
from policykit.rules.lib.calendars import invitations

severity = "note"
covers = ("CAL-05",)
question = "examples"
sources = ("R-5545",)

KNOWN = re.compile(r"\b(?:UTC|IANA|TZID|VTIMEZONE)\b")
NAME = re.compile(r"\b[A-Z]\w+(?:/[\w+-]+)+")


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each invitation without; a sample with a zone of its own says it too."""
    for path, stream in invitations(product):
        zone = stream.calendar.tzid
        shown = stream.sample.event
        fix = "send times in UTC, or with an IANA name such as Europe/Zurich and its VTIMEZONE; state `calendar.tzid`"
        if zone is None and (not shown or shown.example):
            yield Found(f"{path}.calendar", f"the time zone of `{stream.id}` is not stated", fix)
        elif zone and not KNOWN.search(zone) and not any(name in _zones() for name in NAME.findall(zone)):
            yield Found(f"{path}.calendar.tzid", f"`{zone}` is no time zone of the IANA database", fix)
