"""Sentences of an imported draft were not read yet.

The import takes only what is certain and leaves the rest as entries of `review`. Until somebody has read them, the file may
lack what the request states, or state one of two figures that contradict each other; AWS asks about both (AWS-24).

Wrong:
    review: [{line: 14, says: We send up to 300 mails after a concert., about: volume.figures}]
Right:
    summary: Lantern lets small choirs plan rehearsals and sends each singer the dates.
"""

from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "warning"
severity_because = "an entry says that something is open, not that a reply holds it"
covers = ("TXT-05",)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """One finding for all entries, at the first of them."""
    entries = product.review
    if entries:
        count = "one sentence of the draft is" if len(entries) == 1 else f"{len(entries)} sentences of the draft are"
        lines = ", ".join(str(entry.line) for entry in entries[:5]) + (" and more" if len(entries) > 5 else "")
        fix = "put each fact where it belongs, or leave it out, and remove its entry"
        yield Found("review[0]", f"{count} not read yet: line {lines}", fix)
