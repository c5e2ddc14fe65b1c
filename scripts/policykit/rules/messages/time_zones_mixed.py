"""Time-zone abbreviations of different zones stand side by side.

"EST" in the sample and "CST" in the office hours make a reader ask where you are. Abbreviations are ambiguous, too: CST is
also China's time. The names of the IANA database are not.

Wrong:
    contacts: {support: {availability: {days: Monday to Friday, from: "09:00", to: "17:00", time_zone: CST}}}
    streams: [{}, {sample: {text: "Hello [name], the rehearsal is on [day], 7 PM EST."}}]
Right:
    contacts: {support: {availability: {days: Monday to Friday, from: "09:00", to: "17:00", time_zone: Europe/Dublin}}}
    streams: [{}, {sample: {text: "Hello [name], the rehearsal is on [day], 7 PM GMT."}}]
    ---
    streams: [{}, {sample: {text: "Hello [name], the rehearsal is on [day], 7 PM EST, from April EDT (UTC-4)."}}]
"""

import re
from collections.abc import Iterator

from policykit.readiness.samples import sample_texts
from policykit.rules import Context, Found, ProductView

severity = "note"
covers = ("MSG-09",)
question = "examples"

# Winter and summer time of one zone count as one; UTC goes with all.
ZONES = {
    "EST": "Eastern", "EDT": "Eastern", "CST": "Central", "CDT": "Central", "MST": "Mountain", "MDT": "Mountain",
    "PST": "Pacific", "PDT": "Pacific", "GMT": "London", "BST": "London", "CET": "Paris", "CEST": "Paris", "MEZ": "Paris",
    "MESZ": "Paris", "HKT": "Hong Kong", "SGT": "Singapore", "JST": "Tokyo", "AEST": "Sydney", "AEDT": "Sydney",
}  # fmt: skip
ZONE = re.compile(rf"\b(?:{'|'.join(ZONES)})\b")


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """The first abbreviation of another zone than the first one."""
    first: tuple[str, str] | None = None
    for path, text in _times(product):
        for found in ZONE.findall(text):
            if first is None:
                first = (found, path)
            elif ZONES[found] != ZONES[first[0]]:
                message = f"{found} here, {first[0]} in {first[1]}"
                yield Found(path, message, "use one zone, by its IANA name such as America/New_York")
                return


def _times(product: ProductView) -> Iterator[tuple[str, str]]:
    for path, stream in product.each_stream():
        if stream.sample:
            yield from ((f"{path}.sample.{field}", text) for field, text in sample_texts(stream.sample))
    for role, contact in product.contacts.items():
        if contact.availability:
            yield f"contacts.{role}.availability.time_zone", contact.availability.time_zone
