"""The method in the description of a calendar file is not among the methods that are stated.

The `method=` of the MIME part and the METHOD in the calendar object have to be the same; mail programs ignore an invitation
where they differ (R-5545, R-6047).

Wrong:
    streams: [{}, {attachments: [{kind: calendar file (text/calendar; method=PUBLISH)}]}]
Right:
    streams: [{}, {attachments: [{kind: calendar file (text/calendar; method=REQUEST)}]}]
"""

import re
from collections.abc import Iterator

from policykit.rules import Context, Found, ProductView

severity = "error"
covers = ("CAL-01",)
question = "examples"
sources = ("R-5545", "R-6047")

METHOD = re.compile(r"\bmethod[=:] ?(\w+)", re.I)


def check(product: ProductView, _context: Context) -> Iterator[Found]:
    """Each attachment whose words name another method."""
    for path, stream in product.each_stream():
        methods = stream.calendar.methods
        for index, file in enumerate(stream.attachments if methods else ()):
            found = METHOD.search(f"{file.kind.root['en']} {file.standard or ''}")
            if found and found[1].upper() not in methods:
                message = f"the part is sent with method={found[1]}, the calendar object with {' or '.join(methods)}"
                fix = "send the part with the METHOD that stands in the calendar object"
                yield Found(f"{path}.attachments[{index}]", message, fix)
